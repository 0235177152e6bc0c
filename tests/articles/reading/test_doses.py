from decimal import Decimal

import pytest

from articles.reading.doses import doses


def read(text):
    return [(int(dose.low_mg), int(dose.high_mg)) for dose in doses(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take 400mg of it", [(400, 400)]),
        ("200-400 mg", [(200, 400)]),
        ("from 200 to 400 milligrams", [(200, 400)]),
        ("between 200 mg and 400 mg", [(200, 400)]),
        ("400–200 mg", [(200, 400)]),
        ("1,000 mg, then 2 g", [(1000, 1000), (2000, 2000)]),
        ("400 mg to 1 g", [(400, 1000)]),
        ("30 minutes, 5 mcg, 5 mg per kg, 5 mg/kg and 2.5 mg/dL", []),
        ("2024 mgx", []),
    ],
)
def test_amounts_are_read_in_milligrams(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "basis", "per"),
    [
        ("400 mg of elemental magnesium a day", "elemental", "day"),
        ("400 mg of the compound per dose", "compound", "dose"),
        ("400 mg of magnesium glycinate daily", "unspecified", "day"),
        ("400 mg", "unspecified", None),
    ],
)
def test_basis_and_how_often_are_what_the_words_say(text, basis, per):
    (dose,) = doses(text)
    assert (dose.basis, dose.per, dose.is_range) == (basis, per, False)


def test_place_is_that_of_the_amount():
    (dose,) = doses("Take 0.5 g now")
    assert (dose.start, dose.end, dose.high_mg) == (5, 10, Decimal(500))
