"""Claims to look at again: on a page of the desk when a source of theirs carries an alert."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Citation
from mgsite.editions.look_again import claims_to_look_at_again
from tests import builders
from tests.forms import content_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(db):
    return builders.source("doe-2019", n_participants=300)


@pytest.fixture
def claim(ada, trial):
    """Rests on two trials, with nothing rated down for imprecision."""
    other = builders.source("roe-2020", n_participants=250)
    return builders.claim(
        "sleep",
        by=ada,
        conditions=[builders.condition()],
        sources=[(trial, "supports"), (other, "contradicts")],
        values={"imprecision": 0, "imprecision_reason": ""},
    )


def noticed(source, integrity: str):
    source.integrity = integrity
    source.save()
    return source


def listed() -> list[tuple]:
    rows, _ = claims_to_look_at_again()
    return [
        (row.claim.slug, [(s.slug, s.integrity, s.in_print) for s in row.sources], row.sentence)
        for row in rows
    ]


def test_claim_on_a_retracted_draft_is_listed_with_its_level_without_it(claim, trial):
    noticed(trial, "retracted")

    assert listed() == [
        (
            "sleep",
            [("doe-2019", "retracted", False)],
            "Moderate now; without Doe 2019 Low: 250 participants are left, fewer than the 400 "
            "usually needed.",
        )
    ]


@pytest.mark.parametrize("integrity", ["unchecked", "ok", "corrected"])
def test_erratum_and_sound_sources_list_nothing(claim, trial, integrity, ada):
    noticed(trial, integrity)

    assert listed() == []
    assert "Claims to look at again" not in content_of(signed_in(ada).get(reverse("admin:index")))


@pytest.mark.parametrize("integrity", ["concern", "retracted", "superseded", "retired"])
def test_alert_in_print_is_listed_though_the_draft_is_clear_again(claim, trial, integrity):
    builders.put_in_print(*fit_for_print(claim))
    builders.put_in_print(noticed(trial, integrity))
    noticed(trial, "ok")

    ((slug, sources, _),) = listed()
    assert (slug, sources) == ("sleep", [("doe-2019", integrity, True)])


def fit_for_print(claim) -> list:
    condition = claim.conditions.get()
    condition.headline_claim = claim
    condition.save()
    sources = [citation.source for citation in claim.citations.all()]
    return [condition, claim.supplement, claim, *sources]


def test_claim_that_cites_it_in_print_only_is_listed_until_it_is_published(claim, trial):
    builders.put_in_print(*fit_for_print(claim))
    builders.put_in_print(noticed(trial, "retracted"))
    claim.citations.filter(source=trial).delete()

    assert listed() == [
        (
            "sleep",
            [("doe-2019", "retracted", True)],
            "The draft cites it no more; what is in print still does: publish the draft.",
        )
    ]


def test_source_cited_as_context_is_told_to_bear_no_level(ada, trial):
    made = builders.claim(by=ada)
    Citation.objects.create(claim=made, source=noticed(trial, "concern"), stance="context")

    rests = builders.claim("zzz", by=ada, sources=[(trial, "supports")])

    (first, _, _), (_, _, sentence) = listed()
    assert first == rests.slug
    assert sentence == "Doe 2019 is cited as context only: the level does not rest on it."


def test_claim_that_nobody_graded_is_listed_without_a_level(ada, claim, trial):
    type(claim).objects.update(assessment=None)
    noticed(trial, "retracted")

    assert [sentence for *_, sentence in listed()] == ["The claim has no adopted grading yet."]


def test_page_of_source_problems_links_claim_source_and_form(ada, ben, claim, trial):
    noticed(trial, "retracted")
    address = reverse("desk-sections:sources")
    for person in (ada, ben):
        assert address in content_of(signed_in(person).get(reverse("admin:index")))

    pages = {p: content_of(signed_in(p).get(address)) for p in (ada, ben)}

    for page in pages.values():
        assert "Retracted, not in print yet:" in page
        assert reverse("admin:claims_claim_change", args=[claim.pk]) in page
        assert reverse("admin:claims_source_change", args=[trial.pk]) in page
    grade = f"{reverse('admin:claims_assessment_add')}?claim={claim.pk}"
    assert [grade in page for page in pages.values()] == [True, False]


def test_account_without_a_group_is_shown_no_claim(cleo, claim, trial):
    noticed(trial, "retracted")

    assert "sleep" not in content_of(signed_in(cleo).get(reverse("admin:index")))
    assert signed_in(cleo).get(reverse("desk-sections:sources")).status_code == 403


def test_list_takes_as_many_queries_for_three_claims_as_for_one(ada, claim, trial):
    builders.put_in_print(*fit_for_print(claim))
    builders.put_in_print(noticed(trial, "retracted"))

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            claims_to_look_at_again()
        return len(captured)

    one = count()
    for _ in range(2):
        builders.claim(by=ada, sources=[(trial, "supports"), (builders.source(), "supports")])

    assert (one, count()) == (7, 7)
    assert claims_to_look_at_again()[1] == 3
