from articles.reading.entities import EntityKind, Lexicon, Term, form_names, several
from tests.articles.reading.known import lexicon


def found(text):
    return [
        (mention.kind.value, mention.slug, mention.words) for mention in lexicon().mentions(text)
    ]


def test_conditions_forms_and_outcomes_are_named_by_their_aliases():
    assert found("Bisglycinate eases RLS and helps you fall asleep.") == [
        ("form", "glycinate", "Bisglycinate"),
        ("condition", "restless-legs", "RLS"),
        ("outcome", "sleep", "asleep"),
    ]


def test_longer_name_counts_and_what_it_says_is_found_beside_it():
    assert found("Low magnesium, magnesium citrate") == [
        ("mechanism", "deficiency", "Low magnesium"),
        ("supplement", "magnesium", "magnesium"),
        ("form", "citrate", "magnesium citrate"),
    ]


def test_two_things_of_one_name_are_both_found():
    terms = [
        Term(EntityKind.OUTCOME, "tea", ("tea",)),
        Term(EntityKind.NUTRIENT, "leaf", ("Tea!", "tea")),
    ]
    assert [m.slug for m in Lexicon(terms).mentions("tea")] == ["tea", "leaf"]


def test_form_has_its_short_name_too():
    names = form_names(
        "Magnesium citrate (hydrogen citrate)", ["Monomagnesium citrate"], "Magnesium"
    )
    assert names == ("Magnesium citrate", "Monomagnesium citrate", "citrate")


def test_plural_is_added_once():
    assert (several("migraine"), several("Restless legs")) == ("migraines", "Restless legs")
