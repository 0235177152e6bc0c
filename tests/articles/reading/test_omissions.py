from decimal import Decimal

import pytest

from articles.reading.omissions import omissions
from claims.dose import DailyLimit
from tests.articles.reading.known import read_known

US = DailyLimit("US", Decimal(350))
ADVICE = DailyLimit("UK", Decimal(400), is_upper_level=False)
GLYCINATE = Decimal("14.10")
COMPLETE = (
    "Magnesium helps (Smith 2019). Ask your doctor if you have kidney disease or take medicines. "
    "Take 200 mg of elemental magnesium a day."
)


def found(text, limits=(), share=None):
    return [(o.kind.value, o.sentence) for o in omissions(read_known(text), limits, share)]


def test_complete_text_leaves_nothing_out():
    assert found(COMPLETE, [US]) == []


def test_text_without_a_claim_leaves_nothing_out():
    assert found("The sea is wide.", [US]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Magnesium helps.", "It names no source."),
        (
            "Studies show that magnesium helps.",
            "It names no source, though it speaks of studies or of what is known once.",
        ),
        (
            "Studies show that magnesium helps. It is known to calm.",
            "It names no source, though it speaks of studies or of what is known twice.",
        ),
        (
            "Studies show it. Magnesium is shown to help. It is known to calm.",
            "It names no source, though it speaks of studies or of what is known 3 times.",
        ),
    ],
)
def test_missing_source_is_said(text, words):
    assert found(text)[0] == ("source", words)


@pytest.mark.parametrize(
    "source", ["(Smith 2019)", "Smith et al", "doi 10.1000/x", "https://example.com", "[3]"]
)
def test_anything_to_look_up_is_a_source(source):
    assert "source" not in [kind for kind, _ in found(f"Magnesium helps, see {source}.")]


def test_missing_warnings_are_said():
    assert [kind for kind, _ in found("Magnesium helps [1].")] == ["kidneys", "medicines"]


def test_dose_of_nobody_knows_what_is_said_and_read_against_limits():
    text = f"{COMPLETE} Take 200-400 mg of magnesium a day. Take 500 mg a day. Take 500 mg daily."
    assert found(text, [US, ADVICE], GLYCINATE) == [
        (
            "basis",
            "It names 200–400 mg and 500 mg without saying whether that is the compound or the magnesium in it.",
        ),
        (
            "limit",
            "Read as elemental magnesium, the upper end of 200–400 mg is above the limit of 350 mg a day (US), "
            "and it does not say so.",
        ),
        (
            "limit",
            "Read as elemental magnesium, 500 mg is above the limit of 350 mg a day (US), and it does not say so.",
        ),
    ]


def test_weight_of_a_compound_is_read_by_its_share():
    text = f"{COMPLETE} Take 3 g of the compound a day. Take 0 mg."
    (limit,) = found(text, [US], GLYCINATE)
    assert limit[1].startswith("Read as the weight of the compound, 3000 mg is above")


def test_amount_that_is_warned_of_is_no_dose():
    assert found(f"{COMPLETE} Loose stools may come at doses over 900 mg.", [US]) == []
