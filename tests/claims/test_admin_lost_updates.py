"""Two editors on one item: the second save loses nothing (DESIGN.md §7, promise 5)."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from claims import actions
from claims.models import Citation, Claim, Condition
from tests import builders
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def eve(db):
    """A second editor."""
    return builders.user("eve", "Editor")


@pytest.fixture
def claim(ada):
    return builders.claim(
        "sleep",
        by=ada,
        conditions=[builders.condition("insomnia")],
        population="Adults.",
        dispute="Little.",
    )


def address(item) -> str:
    meta = item._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])


def test_save_counts_one_edit_and_names_the_editor(ada, claim):
    client = signed_in(ada)
    before, records = claim.lock_version, claim.history.count()

    client.post(address(claim), form_of(client, address(claim)) | {"population": "Women."})

    claim.refresh_from_db()
    assert (claim.population, claim.lock_version) == ("Women.", before + 1)
    assert claim.history.count() == records + 1
    assert claim.history.first().history_user == ada


def test_save_without_a_change_leaves_the_approval(ada, claim):
    builders.approve(claim)
    client = signed_in(ada)
    before = Claim.objects.get(pk=claim.pk)

    response = client.post(address(claim), form_of(client, address(claim)))

    after = Claim.objects.get(pk=claim.pk)
    assert response.status_code == 302
    assert (after.lock_version, after.state) == (before.lock_version, "approved")
    assert (after.updated_at, after.statement) == (before.updated_at, before.statement)


def test_edit_of_an_inline_alone_voids_the_approval(ada, claim):
    builders.approve(claim)
    client = signed_in(ada)
    version = claim.lock_version

    client.post(address(claim), form_of(client, address(claim)) | {"citations-0-note": "New."})

    claim.refresh_from_db()
    assert (claim.state, claim.lock_version) == ("draft", version + 1)
    assert [person.username for person in claim.edited_by.all()] == ["ada"]
    assert claim.citations.get().note == "New."


def test_stale_save_saves_nothing_and_shows_both(ada, eve, claim):
    slow, quick = signed_in(ada), signed_in(eve)
    typed = form_of(slow, address(claim)) | {
        "population": "Typed by Ada.",
        "conclusion": "Magnesium may well do sleep.",
    }
    quick.post(
        address(claim),
        form_of(quick, address(claim))
        | {"population": "Saved by Eve.", "dispute": "Eve disputes."},
    )

    response = slow.post(address(claim), typed)

    claim.refresh_from_db()
    assert (claim.population, claim.conclusion) == ("Saved by Eve.", "Magnesium may do sleep.")
    merge = response.context["merge"]
    assert [(d.label, d.saved, d.typed) for d in merge.differences] == [
        ("Population", "Saved by Eve.", "Typed by Ada."),
        ("What an expert would dispute", "Eve disputes.", None),
    ]
    assert [save.history_user for save in merge.saves] == [eve]
    assert "Eve saved this at" in content_of(response) or "eve saved this at" in content_of(
        response
    )


def test_second_save_after_the_merge_keeps_what_both_typed(ada, eve, claim):
    slow, quick = signed_in(ada), signed_in(eve)
    typed = form_of(slow, address(claim)) | {"conclusion": "Magnesium may well do sleep."}
    quick.post(address(claim), form_of(quick, address(claim)) | {"dispute": "Eve disputes."})
    merged = form_of(slow, address(claim), slow.post(address(claim), typed))

    response = slow.post(address(claim), merged)

    claim.refresh_from_db()
    assert response.status_code == 302
    assert claim.conclusion == "Magnesium may well do sleep."
    assert claim.dispute == "Eve disputes."


def test_stale_save_merges_relations_and_boxes(ada, eve, claim):
    headache = builders.condition("headache")
    slow, quick = signed_in(ada), signed_in(eve)
    typed = form_of(slow, address(claim)) | {"population": "Women."}
    quick.post(
        address(claim),
        form_of(quick, address(claim)) | {"conditions": [str(headache.pk)], "applies_to_all": "on"},
    )

    merged = form_of(slow, address(claim), slow.post(address(claim), typed))
    slow.post(address(claim), merged)

    claim.refresh_from_db()
    assert [c.slug for c in claim.conditions.all()] == ["headache"]
    assert (claim.applies_to_all, claim.population) == (True, "Women.")


def test_stale_save_merges_rows_of_an_inline(ada, eve, claim):
    other, third = builders.source("other"), builders.source("third")
    slow, quick = signed_in(ada), signed_in(eve)
    typed = form_of(slow, address(claim)) | {
        "citations-TOTAL_FORMS": "2",
        "citations-0-note": "Ada's note.",
        "citations-1-source": str(third.pk),
        "citations-1-stance": "context",
        "citations-1-position": "2",
    }
    quick.post(
        address(claim),
        form_of(quick, address(claim))
        | {
            "citations-TOTAL_FORMS": "2",
            "citations-0-locator": "Eve's page 3.",
            "citations-1-source": str(other.pk),
            "citations-1-stance": "contradicts",
            "citations-1-position": "1",
        },
    )

    shown = slow.post(address(claim), typed)
    slow.post(address(claim), form_of(slow, address(claim), shown))

    first, second, last = claim.citations.all()
    assert (first.note, first.locator) == ("Ada's note.", "Eve's page 3.")
    assert (second.source, second.stance) == (other, "contradicts")
    assert (last.source, last.stance) == (third, "context")


def test_row_removed_by_the_other_comes_back_only_if_it_was_edited(ada, eve, claim):
    extra = Citation.objects.create(
        claim=claim, source=builders.source("extra"), stance="context", position=1
    )
    actions.record_edit(item=claim, by=ada)
    slow, quick = signed_in(ada), signed_in(eve)
    untouched = form_of(slow, address(claim))
    edited = untouched | {"citations-1-note": "Ada still wants it."}
    quick.post(address(claim), form_of(quick, address(claim)) | {"citations-1-DELETE": "on"})

    dropped = slow.post(address(claim), untouched)
    kept = slow.post(address(claim), edited)

    assert not Citation.objects.filter(pk=extra.pk).exists()
    assert form_of(slow, address(claim), dropped)["citations-TOTAL_FORMS"] == "1"
    again = form_of(slow, address(claim), kept)
    assert (again["citations-TOTAL_FORMS"], again["citations-1-note"]) == (
        "2",
        "Ada still wants it.",
    )
    assert slow.post(address(claim), again).status_code == 302
    assert claim.citations.get(position=1).note == "Ada still wants it."


def test_assessment_adopted_meanwhile_is_told(ada, eve, claim):
    slow = signed_in(ada)
    typed = form_of(slow, address(claim)) | {"population": "Women."}
    builders.regrade(claim, by=eve, risk_of_bias=0)

    response = slow.post(address(claim), typed)

    (told,) = response.context["merge"].differences
    assert told.label == "Adopted assessment"
    assert told.saved == str(claim.assessment)


def test_form_without_its_version_is_taken_as_stale(ada, claim):
    client = signed_in(ada)
    typed = form_of(client, address(claim)) | {"population": "Women.", "seen_version": "x"}

    response = client.post(address(claim), typed)

    claim.refresh_from_db()
    assert claim.population == "Adults."
    assert response.context["adminform"].form["population"].value() == "Women."


def test_stale_save_of_a_condition_merges_its_red_flags(ada, eve):
    headache = builders.condition("headache")
    actions.record_edit(item=headache, by=ada)
    slow, quick = signed_in(ada), signed_in(eve)
    typed = form_of(slow, address(headache)) | {"summary": "Ada's summary."}
    quick.post(
        address(headache), form_of(quick, address(headache)) | {"red_flags-0-text": "Call 999 now."}
    )

    merged = form_of(slow, address(headache), slow.post(address(headache), typed))
    slow.post(address(headache), merged)

    headache = Condition.objects.get()
    assert headache.summary == "Ada's summary."
    assert headache.red_flags.get().text == "Call 999 now."


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_one_moment_are_one_save_and_one_merge(committed):
    ada, eve = builders.user("ada", "Editor"), builders.user("eve", "Editor")
    claim = builders.claim("sleep", by=ada, conditions=[builders.condition()])
    start = threading.Barrier(2)
    clients = [signed_in(ada), signed_in(eve)]
    forms = [form_of(client, address(claim)) for client in clients]

    def save(client, form, words: str) -> int:
        start.wait()
        try:
            return client.post(address(claim), form | {"population": words}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(save, clients, forms, ["Ada's.", "Eve's."]))

    claim.refresh_from_db()
    assert sorted(statuses) == [200, 302]
    assert claim.population == ["Ada's.", "Eve's."][statuses.index(302)]
