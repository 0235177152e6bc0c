"""Whole texts, all of them our own: everything classified, sensible proposals, nothing lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading.proposals import topics_of
from articles.reading.texts import source_text
from tests.articles.reading.known import OWN_TEXTS, lexicon, read_known


def read_own(name):
    path = OWN_TEXTS / f"{name}.txt"
    return read_known(source_text(path.read_bytes(), filename=path.name).text)


def by_beginning(read, words):
    (found,) = [r for r in read if r.segment.text.startswith(words)]
    return found


def slugs(read, words):
    return [suggested.proposal.slug for suggested in by_beginning(read, words).suggested]


CLASSES = {
    "anxiety": {"heading": 10, "claim": 18, "background": 5, "advice": 1, "call-to-action": 2},
    "constipation": {"heading": 4, "claim": 14, "background": 4, "advice": 2},
    "pregnancy-cramps": {"heading": 5, "claim": 13, "background": 4, "advice": 1},
}


@pytest.mark.parametrize("name", CLASSES)
def test_every_piece_of_an_unseen_text_has_a_class(name):
    counted: dict[str, int] = {}
    for segment in read_own(name):
        kind = segment.classified.segment_class.value
        counted[kind] = counted.get(kind, 0) + 1
    assert counted == CLASSES[name]


@pytest.mark.parametrize(
    ("name", "words", "claim"),
    [
        ("anxiety", "Magnesium glycinate is magnesium", "magnesium-glycinate-what-it-is"),
        ("anxiety", "It is absorbed better", "glycinate-better-absorbed"),
        ("anxiety", "Magnesium calms overactive", "nerve-excitability-non-deficient"),
        ("anxiety", "Studies have shown", "stress-adults"),
        ("anxiety", "Magnesium is proven", "magnesium-raises-serotonin"),
        ("anxiety", "Many users say", "sleep-onset-older-adults"),
        ("anxiety", "Nearly half", "low-magnesium-intake-common"),
        ("anxiety", "Low magnesium may", "low-intake-anxiety"),
        ("anxiety", "Take 300–600", "divided-doses"),
        ("anxiety", "Take it about an hour", "timing-before-bed"),
        ("anxiety", "It cures panic", "magnesium-glycinate-anxiety-disorders"),
        ("anxiety", "Still, ask your doctor", "kidney-disease-hypermagnesaemia"),
        ("constipation", "Magnesium oxide can also", "gut-microbiome"),
        ("constipation", "Start with a low dose", "start-low"),
        ("constipation", "Too much causes", "magnesium-gi-side-effects"),
        ("constipation", "People with kidney", "kidney-disease-hypermagnesaemia"),
        ("constipation", "It can also stop", "magnesium-drug-absorption-interactions"),
        ("pregnancy-cramps", "Low magnesium or", "deficiency-causes-cramps"),
        ("pregnancy-cramps", "Research proves", "cramps-pregnancy-glycinate"),
        ("pregnancy-cramps", "Magnesium glycinate is the best", "glycinate-fewer-gi-side-effects"),
        ("pregnancy-cramps", "- Take 200", "take-with-food"),
        ("pregnancy-cramps", "- Drink plenty", "hydration-prevents-cramps"),
        ("pregnancy-cramps", "Magnesium is a safe", "natural-means-safer"),
    ],
)
def test_right_claim_is_among_the_three(name, words, claim):
    assert claim in slugs(read_own(name), words)


def test_new_claim_is_drafted_where_none_of_ours_fits_well():
    found = by_beginning(read_own("constipation"), "In one trial")
    assert found.suggested == ()
    assert (found.draft.kind, found.draft.entities, found.draft.words) == (
        "effect",
        ("constipation", "oxide"),
        ("constipation", "magnesium oxide", "bowel movements"),
    )
    assert by_beginning(read_own("anxiety"), "Magnesium is proven").draft is None


def test_strength_and_its_words_are_read_for_claims_alone():
    read = read_own("anxiety")
    proven = by_beginning(read, "Magnesium is proven")
    assert (proven.strength, proven.makes_claim, proven.suggested[0].strength) == (3, True, 3)
    defined = by_beginning(read, "Magnesium glycinate is magnesium")
    assert (defined.strength, [s.strength for s in defined.suggested]) == (0, [0, 0, 0])
    assert by_beginning(read, "Anxiety is").strength == 0
    assert by_beginning(read, "Low magnesium may").hedges == ("may",)
    assert by_beginning(read, "Studies have shown").unnamed_studies == ("Studies have shown",)
    assert by_beginning(read, "Take 300–600").doses[0].high_mg == 600


def test_topics_are_those_of_the_title_and_those_named_most():
    texts = ["Migraine", "a", "RLS, RLS and RLS", "fibromyalgia"]
    assert topics_of(map(lexicon().mentions, texts)) == {"migraine", "restless-legs"}
    assert topics_of([]) == frozenset()


def test_text_without_a_claim_and_without_words():
    assert [r.makes_claim for r in read_known("The sea is wide. It is blue.")] == [False, False]
    assert read_known(" \n ") == ()


pieces = st.sampled_from(
    [
        "Magnesium",
        " may",
        " help",
        " sleep",
        ".",
        "\n",
        "1. ",
        "400 mg",
        " ",
        "?",
        "It ",
        "RLS",
        ":",
        ",",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=40).map("".join)))
def test_any_text_is_read_to_its_end(text):
    read = read_known(text)
    assert "".join("".join(r.segment.text for r in read).split()) == "".join(text.split())
    assert all(len(r.suggested) <= 3 and r.strength in range(4) for r in read)
