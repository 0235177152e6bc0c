"""A text as people decided it, where the rules would say otherwise."""

from articles.reading.classify import SegmentClass
from articles.reading.decided import as_decided
from articles.reading.omissions import omissions
from articles.reading.sentences import segments

TEXT = "Studies suggest that 400 mg a day helps. Ask first if you have kidney disease."


def kinds(classes: dict) -> list[str]:
    return [str(each.kind) for each in omissions(as_decided(segments(TEXT), classes))]


def test_what_nobody_decided_claims_nothing():
    read = as_decided(segments(TEXT), {0: SegmentClass.CLAIM})
    assert [each.makes_claim for each in read] == [True, False]
    assert [len(each.unnamed_studies) for each in read] == [1, 0]
    assert [each.suggested for each in read] == [(), ()]


def test_omissions_follow_the_decisions():
    assert kinds({}) == []
    assert kinds({0: SegmentClass.CLAIM, 1: SegmentClass.BACKGROUND}) == [
        "source",
        "basis",
        "kidneys",
        "medicines",
    ]
    assert kinds(dict.fromkeys((0, 1), SegmentClass.CLAIM)) == ["source", "basis", "medicines"]
