"""What of an old state can come back, and the sentence for each thing that cannot."""

import pytest

from claims import actions
from claims.actions_restore import restore
from claims.errors import Refused
from claims.models import Citation, Claim, Supplement
from tests import builders
from tests.claims.restoring import brought_back, edit, moment_of, refusal


@pytest.fixture
def claim(ada):
    conditions = [builders.condition(), builders.condition("migraine")]
    pairs = [(builders.source("first"), "supports"), (builders.source("second"), "mixed")]
    return builders.claim("one", by=ada, conditions=conditions, sources=pairs)


def test_slug_of_then_comes_back_only_where_it_is_free(ada):
    source = builders.source("old")
    moment = moment_of(source)
    edit(source, ada, slug="new")
    brought_back(source, moment, ada)
    assert source.slug == "old"
    edit(source, ada, slug="new", population="Adults")
    builders.source("old")
    assert brought_back(source, moment, ada).notes == (
        "The address stays “new”: “old” belongs to another source now.",
    )
    assert (source.slug, source.population) == ("new", "")


def test_what_points_to_something_deleted_is_named_and_left_out(claim, ada):
    lost, first = claim.citations.order_by("position")
    moment = moment_of(claim)
    kept_condition, condition = claim.conditions.order_by("slug")
    lost.delete()
    claim.conditions.set([kept_condition])
    edit(claim, ada, population="Adults")
    lost.source.delete()
    condition.red_flags.all().delete()
    condition.delete()
    past = brought_back(claim, moment, ada)
    assert set(past.notes) == {
        "Citation left out: the source “first” is gone.",
        "The condition “migraine” is gone: left out.",
    }
    assert list(claim.citations.all()) == [first]


def test_headline_that_is_gone_becomes_empty(claim, ada):
    condition = claim.conditions.first()
    other = Claim.objects.create(slug="other", supplement=claim.supplement)
    edit(condition, ada, headline_claim=other)
    moment = moment_of(condition)
    edit(condition, ada, headline_claim=None, name="Pain")
    other.delete()
    assert brought_back(condition, moment, ada).notes == (
        "The claim “other” is gone: “headline claim” becomes empty.",
    )
    assert (condition.headline_claim, condition.name) == (None, "Headache")


def test_supplement_that_is_gone_leaves_the_one_of_today(claim, ada):
    other, magnesium = Supplement.objects.create(slug="zinc", name="Zinc"), claim.supplement
    edit(claim, ada, supplement=other)
    moment = moment_of(claim)
    edit(claim, ada, supplement=magnesium, population="Adults")
    other.delete()
    assert brought_back(claim, moment, ada).notes == (
        "The supplement “zinc” is gone: “supplement” stays as it is.",
    )
    assert (claim.supplement, claim.population) == (magnesium, "")


def test_form_that_was_added_since_stays(ada):
    magnesium = builders.supplement()
    actions.record_edit(item=magnesium, by=ada)
    moment = moment_of(magnesium)
    builders.form(magnesium, "taurate", "272.6")
    edit(magnesium, ada, summary="Another.")
    assert brought_back(magnesium, moment, ada).notes == (
        "Nobody deletes forms, so those added since stay: 1.",
    )
    assert magnesium.forms.count() == 3


def test_part_of_which_there_is_no_history_stays(claim, ada):
    moment = moment_of(claim)
    Citation.history.filter(claim_id=claim.pk).delete()
    edit(claim, ada, population="Adults")
    assert brought_back(claim, moment, ada).notes == (
        "The history cannot tell whether these citations were there then, so they stay: 2.",
    )
    assert claim.citations.count() == 2


def test_moment_before_the_history_is_refused(claim, ada):
    moment = moment_of(claim)
    first = claim.history.last()
    claim.history.filter(history_date__lte=moment).delete()
    edit(claim, ada, population="Adults")
    begins = claim.history.last().history_date
    assert first.history_date < begins
    assert refusal(claim, moment, ada) == (
        f"The history of “one” begins on {begins:%d %b %Y, %H:%M} UTC: it cannot tell what stood "
        "there before.",
    )
    claim.history.all().delete()
    with pytest.raises(Refused, match="No history of “one” was kept"):
        restore(item=claim, moment=moment, by=ada, seen_version=claim.lock_version)
