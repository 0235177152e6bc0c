"""What stands in the way of print, each with a sentence that names the item and the cure."""

import pytest

from claims.models import RedFlag, SummaryRow
from tests import builders


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada, conditions=[builders.condition()])


def test_fit_items_have_no_problems(claim):
    condition = claim.conditions.get()
    condition.headline_claim = claim
    for item in (claim, condition, claim.supplement, claim.citations.get().source):
        assert item.problems() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"hold": "not read yet"}, "Claim “one” is on hold: not read yet. Clear the hold first."),
        ({"statement": " "}, "Claim “one” needs a statement."),
        ({"conclusion": ""}, "Claim “one” needs a conclusion."),
        ({"plain_language": "\n"}, "Claim “one” needs a plain sentence."),
    ],
)
def test_claim_without_its_words_is_not_fit(claim, fields, sentence):
    for name, value in fields.items():
        setattr(claim, name, value)
    assert claim.problems() == [sentence]


def test_claim_of_no_condition_is_not_fit_unless_it_stands_on_every_page(ada):
    claim = builders.claim("one", by=ada)
    assert claim.problems() == [
        "Claim “one” belongs to no condition: choose one, or “on every page”."
    ]
    claim.applies_to_all = True
    assert claim.problems() == []


def test_claim_without_an_adopted_assessment_is_not_fit(claim):
    claim.assessment = None
    assert "Claim “one” has no adopted assessment: add one and adopt it." in claim.problems()


def test_claim_with_the_assessment_of_another_is_not_fit(claim, ada):
    claim.assessment = builders.claim("two", by=ada).assessment
    assert claim.problems() == [
        "Claim “one” has adopted an assessment of another claim: adopt one of its own."
    ]


def test_claim_with_an_incomplete_grading_is_not_fit(claim):
    claim.assessment.imprecision_reason = ""
    assert claim.problems() == [
        "Claim “one”: the grading is incomplete. Imprecision: write the reason for -1."
    ]


def test_claim_whose_level_is_not_what_the_rules_give_is_not_fit(claim):
    claim.assessment.level = "high"
    assert claim.problems() == [
        "Claim “one”: the stored level is not what the rules give. Assess it again."
    ]


def test_claim_whose_verdict_does_not_follow_needs_a_reason(claim, ada):
    builders.regrade(claim, by=ada, verdict="mixed")
    assert claim.problems() == [
        "Claim “one”: “Mixed” means that studies conflict: rate inconsistency down, or choose another. "
        "Or give the reason for the verdict."
    ]
    builders.regrade(claim, by=ada, verdict="mixed", verdict_reason="The populations differ.")
    assert claim.problems() == []


@pytest.mark.parametrize("stance", ["supports", "contradicts"])
def test_claim_that_rests_on_a_retracted_source_is_not_fit(ada, stance):
    bad = builders.source("withdrawn-2016", integrity="retracted")
    claim = builders.claim("one", by=ada, applies_to_all=True, sources=[(bad, stance)])
    assert claim.problems() == [
        "Claim “one” rests on “withdrawn-2016”, which was retracted: cite it as context or remove it, and grade again."
    ]


@pytest.mark.parametrize(
    ("stance", "integrity"),
    [("context", "retracted"), ("mixed", "retracted"), ("supports", "concern")],
)
def test_claim_that_only_mentions_a_retracted_source_is_fit(ada, stance, integrity):
    cited = builders.source(integrity=integrity)
    assert builders.claim(by=ada, applies_to_all=True, sources=[(cited, stance)]).problems() == []


@pytest.mark.parametrize("fields", [{"verified": False}, {"unverified_fields": ["title"]}, None])
def test_claim_without_a_verified_source_is_not_fit(ada, fields):
    sources = [] if fields is None else [(builders.source(**fields), "supports")]
    claim = builders.claim("one", by=ada, applies_to_all=True, sources=sources)
    assert claim.problems() == ["Claim “one” cites no verified source: add one."]


def test_claim_that_was_not_studied_needs_no_source(ada):
    claim = builders.claim(by=ada, applies_to_all=True, sources=[], values=builders.NOT_STUDIED)
    assert claim.problems() == []


def test_condition_without_red_flags_or_headline_is_not_fit(db):
    condition = builders.condition()
    RedFlag.objects.all().delete()
    assert condition.problems() == [
        "Condition “headache” has no red flags: say when to get help at once.",
        "Condition “headache” has no headline claim: choose the one that answers it.",
    ]


def test_supplement_without_forms_is_not_fit(db):
    magnesium = builders.supplement()
    magnesium.forms.all().delete()
    assert magnesium.problems() == ["Supplement “magnesium” has no forms: add at least one."]


@pytest.mark.parametrize(
    "fields", [{"verified": False}, {"unverified_fields": ["authors", "title"]}]
)
def test_source_that_was_not_seen_is_not_fit(db, fields):
    assert builders.source("unseen", **fields).problems() == [
        "Source “unseen” is not verified, or its title is not: check it against the publication first."
    ]


def test_source_with_another_unverified_field_is_fit(db):
    assert builders.source(unverified_fields=["authors"]).problems() == []


# -- the summary of findings


def row(claim, **fields) -> SummaryRow:
    return SummaryRow.objects.create(claim=claim, outcome="Side effects", **fields)


def test_size_without_a_threshold_is_not_fit(ada):
    claim = builders.claim("one", by=ada, applies_to_all=True, values={"size": "small"})
    assert claim.problems() == [
        "Claim “one” has the size “Small but important” and no smallest difference that matters: "
        "store one, or leave the size out."
    ]
    claim.important_difference = 1
    assert claim.problems() == []


def test_figures_of_a_source_that_is_not_cited_are_not_fit(claim):
    uncited = builders.source("uncited")
    row(claim, effect_measure="MD", effect_value="1", source=uncited)
    assert claim.problems() == [
        "Claim “one” takes the figures of the outcome “Side effects” from “uncited”, which it does "
        "not cite: add the citation."
    ]


def test_figures_of_a_retracted_source_are_not_fit(claim):
    citation = claim.citations.get()
    row(claim, effect_measure="MD", effect_value="1", source=citation.source)
    citation.source.integrity = "retracted"
    citation.source.save()
    citation.stance = "context"
    citation.save()
    assert claim.problems() == [
        f"Claim “one” takes the figures of the outcome “Side effects” from “{citation.source.slug}”,"
        " which was retracted: take them out and grade again."
    ]


def test_effect_from_a_source_that_is_not_cited_is_not_fit(ada):
    uncited = builders.source("uncited")
    claim = builders.claim("one", by=ada, applies_to_all=True, values={"effect_source": uncited})
    assert claim.problems() == [
        "Claim “one” takes the figures of its effect from “uncited”, which it does not cite: add "
        "the citation."
    ]


def test_more_than_seven_outcomes_are_too_many(claim):
    for _ in range(7):
        row(claim)
    assert claim.problems() == [
        "Claim “one” has 7 further outcomes: a summary of findings holds at most 6 beside its own."
    ]
