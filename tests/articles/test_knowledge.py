"""Names and claims of the database as values."""

import pytest

from articles.knowledge import knowledge
from articles.reading.doses import doses
from claims.merged_claims import HELD
from tests import builders


def proposed(text, **options):
    known = knowledge(**options)
    found = known.library.propose(text, known.lexicon.mentions(text))
    return [proposal.slug for proposal in found]


def named(text):
    return [(m.kind.value, m.slug) for m in knowledge().lexicon.mentions(text)]


@pytest.fixture
def sleep(ada):
    return builders.claim("sleep", by=ada, statement="Magnesium improves sleep.")


def test_names_come_from_the_database(sleep):
    builders.condition("headache", alternate_names=["Sore head"])
    assert named("Oxide for sore heads and headaches") == [
        ("form", "oxide"),
        ("condition", "headache"),
        ("condition", "headache"),
    ]


def test_drafts_are_proposed_and_merged_claims_are_not(sleep, ada):
    builders.claim("merged", by=ada, statement="Magnesium improves sleep.", hold=f"{HELD} sleep")
    assert proposed("It helps you sleep.") == ["sleep"]


def test_promises_as_articles_make_them_count_unless_left_out(ada):
    builders.claim("nerves", by=ada, statement="It acts on nerves.", as_claimed="It lowers stress.")
    assert proposed("Magnesium lowers stress.") == ["nerves"]
    assert proposed("Magnesium lowers stress.", paraphrases=False) == []


def test_claim_carries_its_form_conditions_and_dose(ada):
    headache = builders.condition("headache")
    form = builders.supplement().forms.get(slug="glycinate")
    builders.claim(
        "right-dose",
        by=ada,
        statement="The dose is known.",
        claim_kind="dose",
        conditions=[headache],
        form=form,
        dose_min_mg=200,
        dose_max_mg=400,
        dose_basis="unspecified",
        dose_per="day",
    )
    known = knowledge()
    text = "For headaches take 200-400 mg of magnesium glycinate."
    (found,) = known.library.propose(text, known.lexicon.mentions(text), doses(text))
    assert found.reasons == ("names an amount", "about the same form, glycinate", "the same amount")


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(ada, count, django_assert_num_queries):
    for number in range(count):
        condition = builders.condition(f"condition-{number}")
        builders.claim(by=ada, conditions=[condition])
    with django_assert_num_queries(5):
        knowledge()
