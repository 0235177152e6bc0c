"""The history of an item: all that happened, in one list, and nothing that is still blind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions
from claims.actions_desk import assign_reviewer, remark, resolve_remark
from claims.actions_grading import add_assessment, grade_blind
from mgsite.desk.timeline import timeline
from tests import builders
from tests.forms import content_of, form_of, signed_in

CANARY = "zwitscherling"


@pytest.fixture
def claim(ada):
    return builders.published_site()["claims"][0]


def told(item, person) -> list[tuple[str, str, str]]:
    return [(each.what, each.who, each.said) for each in timeline(item, person)]


def address(item) -> str:
    return reverse("desk-sections:history", args=[item.kind, item.public_id])


def test_everything_that_happened_stands_in_it_newest_first(claim, ada, ben):
    actions.record_edit(item=claim, by=ada)  # there is something to review again
    assign_reviewer(item=claim, reviewer=ben, by=ada, note="The numbers.")
    note = remark(item=claim, by=ben, text="Which trial?")
    resolve_remark(remark=note, by=ada)
    happened = told(claim, ada)
    assert happened[:3] == [
        ("Note resolved", "Ada", "Which trial?"),
        ("Note", "Ben", "Which trial?"),
        ("Asked Ben to review it", "Ada", "The numbers."),
    ]
    assert ("Published as version 1, edition 1", "Dora", "For a test.") in happened
    assert ("Approved", "Ben", "") in happened
    assert ("Graded", "Ada", "Supported, Low") in happened
    assert happened[-1][0] in ("Started", "Citation added")


def test_edit_is_shown_by_field_and_word(claim, ada):
    client = signed_in(ada)
    form = reverse("admin:claims_claim_change", args=[claim.pk])
    client.post(form, form_of(client, form) | {"population": "Adults with headache"})
    (edit,) = [
        each for each in timeline(claim, ada) if each.what == "Edited" and each.who == "Ada"
    ][:1]
    assert [(change.label, change.before, change.after) for change in edit.changes] == [
        ("population", "", "Adults with headache")
    ]
    assert "<ins>Adults with headache</ins>" in content_of(client.get(address(claim)))


def test_parts_of_an_item_have_their_place_in_its_history(claim, ada):
    citation = claim.citations.get()
    citation.note = "The largest of them."
    citation.save()
    actions.record_edit(item=claim, by=ada)
    changed = [each for each in timeline(claim, ada) if each.what == "Citation changed"]
    assert [change.after for each in changed for change in each.changes] == ["The largest of them."]


def test_grading_that_is_still_blind_is_told_to_its_author_alone(claim, ada, ben, root):
    eve = builders.user("eve", "Editor")
    grade_blind(claim=claim, first=ada, second=eve, by=root)
    add_assessment(claim=claim, by=ada, values=builders.RCT_LOW | {"rationale": CANARY})
    assert sum(what == "Graded" for what, *_ in told(claim, ada)) == 2
    assert sum(what == "Graded" for what, *_ in told(claim, eve)) == 1
    assert CANARY not in content_of(signed_in(eve).get(address(claim)))


@pytest.mark.parametrize("kind", ["condition", "supplement", "article", "source"])
def test_every_kind_has_a_history(ada, kind):
    site = builders.published_site()
    item = site["sources"][0] if kind == "source" else site[kind]
    page = signed_in(ada).get(address(item))
    assert "Published as version 1, edition 1" in content_of(page)


def test_history_takes_as_many_queries_for_many_edits_as_for_one(claim, ada):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            timeline(claim, ada)
        return len(captured)

    one = count()
    for number in range(3):
        claim.dispute = f"Some say {number}."
        claim.save()
        actions.record_edit(item=claim, by=ada)
        remark(item=claim, by=ada, text="Why?")
    assert count() == one


def test_colleague_without_a_group_reads_no_history(claim, cleo):
    assert signed_in(cleo).get(address(claim)).status_code == 403


def test_button_of_the_form_leads_there(claim, ada):
    form = reverse("admin:claims_claim_change", args=[claim.pk])
    assert f'href="{address(claim)}"' in content_of(signed_in(ada).get(form))
