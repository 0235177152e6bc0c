"""Each piece has a class and a reason in its own words. The sentences are ours, or in no text at all."""

import pytest

from articles.reading.classify import SegmentClass, classify, goes_on_about_taking
from articles.reading.cues import Cue
from articles.reading.sentences import segments
from tests.articles.reading.known import lexicon, read_known


def classified(text, **before):
    segment = segments(text)[-1]
    return classify(segment, lexicon().mentions(segment.text), **before)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Magnesium eases pain.", "claim"),
        ("Magnesium could do more.", "claim"),
        ("Magnesium glycinate is magnesium bound to glycine.", "claim"),
        ("Glycine calms you.", "claim"),
        ("Magnesium won't upset your tummy.", "claim"),
        ("Then a friend told me about magnesium.", "background"),
        ("Poor sleep is linked to migraine.", "claim"),
        ("Cramps, a chronic nuisance, result from hard work due to heat.", "claim"),
        ("Good shoes help with leg cramps.", "claim"),
        ("Take 200 mg in the evening.", "claim"),
        ("Ask your doctor first if you have kidney disease.", "claim"),
        ("Look. Did you know that magnesium eases pain?", "claim"),
        ("In this article we explain why 300 mg of magnesium is the optimal dose.", "claim"),
        ("In this article we will look at magnesium.", "background"),
        ("Migraine is a condition that affects millions, leading to bad days.", "background"),
        ("Many people like the sea.", "background"),
        ("The sea is wide.", "background"),
        ("Look here. Does magnesium help?", "background"),
        ("Talk to your doctor first.", "advice"),
        ("Keep a diary.", "advice"),
        ("It is important to keep a diary.", "advice"),
        ("It is important to note that shops differ.", "background"),
        ("Order today.", "call-to-action"),
        ("You deserve good nights.", "call-to-action"),
        ("***", "debris"),
        ("Scroll to top", "debris"),
    ],
)
def test_class_of_a_sentence(text, kind):
    assert classified(text).segment_class == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reduces Stress", "claim"),
        ("3. Reduces Stress:", "claim"),
        ("The Optimal Dose", "claim"),
        ("The Best Magnesium", "claim"),
        ("The Best Shoes", "heading"),
        ("A Natural Remedy for Migraine", "claim"),
        ("Why Is Magnesium a Natural Remedy?", "heading"),
        ("Pain Relief", "heading"),
        ("Title: Relieves Pain", "claim"),
    ],
)
def test_heading_that_promises_is_a_claim(text, kind):
    assert classified(text).segment_class == kind


def test_reason_quotes_the_words_that_decided():
    found = classified("Magnesium may ease pain.")
    assert found.because == "It is about taking it and says what it can or may do: “may”."
    assert [(cue.cue, cue.words) for cue in found.cues] == [
        (Cue.MODAL, "may"),
        (Cue.EFFECT, "ease"),
    ]


def test_it_speaks_of_what_was_taken_before():
    said = "It eases the mind."
    assert classified(said, before_is_about_taking=True).segment_class == "claim"
    assert classified(said).segment_class == "background"


def test_sentence_that_goes_on_takes_the_class_of_the_one_before():
    claim, advice = SegmentClass.CLAIM, SegmentClass.ADVICE
    assert classified("This is helpful.", before=claim).segment_class == "claim"
    assert classified("One trial was small.", before=claim).segment_class == "claim"
    assert classified("They help to find a dose.", before=advice).because == (
        "It goes on with the advice before it."
    )
    background = SegmentClass.BACKGROUND
    assert classified("This leads to bad sleep.", before=background).segment_class == "background"


def test_users_who_report_an_outcome_make_a_claim():
    text = "Many users say that they fall asleep."
    assert classified(text, before_is_about_taking=True).segment_class == "claim"


def test_items_without_a_subject_are_about_what_was_taken_before():
    assert classified("- Relieves bloating", before_is_about_taking=True).segment_class == "claim"
    assert classified("- Relieves bloating").segment_class == "background"


def test_it_is_no_longer_the_supplement_after_a_condition():
    migraine, sea = "Migraine is bad.", "The sea is wide."
    (about_migraine,), (about_sea,) = segments(migraine), segments(sea)
    assert not goes_on_about_taking(about_migraine, lexicon().mentions(migraine), True)
    assert goes_on_about_taking(about_sea, lexicon().mentions(sea), True)
    assert not goes_on_about_taking(about_sea, lexicon().mentions(sea), False)


def test_unknown_supplement_gives_no_claims():
    read = read_known("Turmeric at Home\n\nTurmeric is yellow. It makes rice look nice.")
    assert [r.classified.segment_class.value for r in read] == [
        "heading",
        "background",
        "background",
    ]
