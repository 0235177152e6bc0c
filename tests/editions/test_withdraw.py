"""Withdrawing: a tombstone in its place, the words gone only when the law asks."""

import json

import pytest

from claims import actions
from claims.errors import Refused
from mgsite.editions.closure import dependants
from mgsite.editions.models import Edition, Version
from mgsite.editions.verify import faults
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.editions.test_publish import current


def test_withdraw_leaves_a_tombstone_and_restore_brings_back(ada, dora):
    site = builders.published_site()
    claim = site["claims"][0]
    assert {v.kind for v in dependants(claim.public_id)} == {"condition", "article"}
    withdraw(public_id=claim.public_id, by=dora, reason="error", notice="Wrong.", operation="w")
    version = current(claim.public_id)
    assert (version.state, version.event, version.document) == ("withdrawn", "withdrawn", "")
    assert not Version.objects.live().filter(public_id=claim.public_id).exists()
    tombstone = json.loads(version.tombstone)
    assert (tombstone["reason"], tombstone["notice_text"]) == ("error", "Wrong.")
    builders.put_in_print(claim)
    assert current(claim.public_id).event == "restored"
    assert list(faults()) == []


def test_withdraw_for_legal_reasons_blanks_the_words_and_keeps_the_hash(ada, dora):
    site = builders.published_site()
    claim = site["claims"][0]
    before = current(claim.public_id).sha256
    withdraw(public_id=claim.public_id, by=dora, reason="legal", notice="Gone.", operation="w")
    first = Version.objects.get(public_id=claim.public_id, version=1)
    assert (first.document, first.title, first.search_text) == ("", "", "")
    assert (first.sha256, first.redacted_at is not None) == (before, True)
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"reason": "merged"}, "Say which item takes its place"),
        ({"reason": "odd"}, "is no reason"),
        ({"replaced_by": "clm_000000000000"}, "is not in print or of another kind"),
        ({"public_id": "clm_000000000000"}, "cannot be withdrawn"),
        ({"notice": ""}, "Write a note"),
    ],
)
def test_withdraw_with_poor_words_is_refused(ada, dora, words, sentence):
    claim = builders.published_site()["claims"][0]
    given = {"public_id": claim.public_id, "reason": "error", "notice": "n", "operation": "w"}
    with pytest.raises(Refused, match=sentence):
        withdraw(by=dora, **(given | words))
    assert Edition.objects.count() == 1


def test_dangling_to_a_withdrawn_item_is_refused(ada, dora):
    site = builders.published_site()
    claim, condition = site["claims"][0], site["condition"]
    withdraw(public_id=claim.public_id, by=dora, reason="error", notice="n", operation="w")
    condition.summary = "Said better."
    condition.save()
    actions.record_edit(item=condition, by=ada)
    with pytest.raises(Refused, match="was withdrawn: restore it or remove the reference"):
        builders.put_in_print(condition)
