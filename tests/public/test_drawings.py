"""The places of marks: each person once, and every number where it belongs."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from mgsite.public.drawings import CELL, MARGIN, WIDTH, Rect, icon_array, interval


def cells(rect: Rect) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(rect.x, rect.x + rect.width, CELL)
        for y in range(rect.y, rect.y + rect.height, CELL)
    }


def test_crowds_stand_in_reading_order():
    drawn = icon_array(300, 240)
    assert [(c.kind, c.people, c.rects) for c in drawn.crowds] == [
        ("both", 240, (Rect(0, 0, 500, 40), Rect(0, 40, 400, 10))),
        ("fewer", 60, (Rect(400, 40, 100, 10), Rect(0, 50, 500, 10))),
        ("rest", 700, (Rect(0, 60, 500, 140),)),
    ]
    assert (drawn.width, drawn.height) == (500, 200)
    assert drawn.text == (
        "Of 1000 people, 300 have the outcome without the supplement and 240 with it: 60 fewer."
    )


@pytest.mark.parametrize(
    ("without", "with_", "end"),
    [(605, 860, "860 with it: 255 more."), (10, 10, "10 with it: no difference.")],
)
def test_text_says_the_difference(without, with_, end):
    assert icon_array(without, with_).text.endswith(end)


@pytest.mark.parametrize(("without", "with_"), [(-1, 3), (3, 1001)])
def test_crowd_outside_the_total_is_refused(without, with_):
    with pytest.raises(ValueError, match="are not both from 0 to 1000"):
        icon_array(without, with_)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 60))
def test_every_person_is_drawn_once(without, with_, columns):
    drawn = icon_array(without, with_, total=200, columns=columns)
    each = [cell for crowd in drawn.crowds for rect in crowd.rects for cell in cells(rect)]
    assert len(each) == len(set(each)) == 200
    assert all(
        sum(len(cells(rect)) for rect in crowd.rects) == crowd.people for crowd in drawn.crowds
    )


def test_interval_of_a_difference_with_its_band():
    drawn = interval(
        Decimal("-0.18"), Decimal("-0.84"), Decimal("0.49"), ratio=False, important=Decimal(1)
    )
    assert drawn.band is not None
    assert drawn.band[0] < drawn.low < drawn.point < drawn.null < drawn.high < drawn.band[1]
    assert drawn.band_width == round(drawn.band[1] - drawn.band[0], 2)
    assert interval(Decimal(1), None, None, ratio=True).band_width == 0
    assert [tick.label for tick in drawn.ticks] == ["−1", "−0.5", "0", "0.5", "1"]
    assert drawn.text == (
        "Estimate −0.18, 95 % interval from −0.84 to 0.49. It includes no effect, which is at 0. "
        "A difference of less than 1 is too small to matter."
    )


def test_interval_of_a_ratio_is_even_on_both_sides_of_one():
    drawn = interval(Decimal(1), Decimal("0.5"), Decimal(2), ratio=True)
    assert drawn.null == drawn.point == WIDTH / 2
    assert drawn.null - drawn.low == pytest.approx(drawn.high - drawn.null)
    assert [tick.label for tick in drawn.ticks] == ["0.5", "1", "2"]
    assert not drawn.open_low


def test_wide_interval_of_a_ratio_has_few_ticks_of_which_one_is_no_effect():
    drawn = interval(Decimal(1), Decimal("0.02"), Decimal(80), ratio=True)
    assert [tick.label for tick in drawn.ticks] == ["0.05", "1", "20"]


def test_narrow_interval_of_a_ratio_has_even_steps():
    drawn = interval(Decimal("1.04"), Decimal("0.84"), Decimal("1.29"), ratio=True)
    assert [tick.label for tick in drawn.ticks] == ["0.9", "1", "1.1", "1.2", "1.3"]


@pytest.mark.parametrize(
    ("value", "low", "high"), [("0.2", "0", "40"), ("0.9", "0", "1.2"), ("0.05", "0.004", "0.4")]
)
def test_ratio_interval_from_nothing_goes_on_to_the_left(value, low, high):
    drawn = interval(Decimal(value), Decimal(low), Decimal(high), ratio=True)
    assert drawn.open_low
    assert drawn.low == MARGIN
    assert drawn.low + 10 < min(drawn.point, drawn.null)  # room for the arrow's head
    assert drawn.point < drawn.high
    assert abs(drawn.high - drawn.point) > 10


def test_small_ratio_has_its_place_too():
    drawn = interval(Decimal("0.004"), Decimal("0.002"), Decimal("0.009"), ratio=True)
    assert drawn.low < drawn.point < drawn.high < drawn.null
    assert [tick.label for tick in drawn.ticks] == ["0.002", "0.01", "0.05", "0.2", "1"]


@pytest.mark.parametrize(
    ("left", "right", "end"),
    [
        (
            "fewer attacks",
            "more attacks",
            " To the left of no effect: fewer attacks. To the right of no effect: more attacks.",
        ),
        ("fewer", "", " To the left of no effect: fewer."),
        ("", "more", " To the right of no effect: more."),
    ],
)
def test_directions_have_their_own_line(left, right, end):
    plain = interval(Decimal(1), Decimal(0), Decimal(2), ratio=False)
    drawn = interval(Decimal(1), Decimal(0), Decimal(2), ratio=False, left=left, right=right)
    assert (drawn.left, drawn.right, drawn.height) == (left, right, plain.height + 18)
    assert drawn.text == plain.text + end


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        ("2000000", ["0", "500000", "1000000", "1500000", "2000000"]),
        ("0.00002", ["0", "0.000005", "0.00001", "0.000015", "0.00002"]),
    ],
)
def test_ticks_are_written_out(value, labels):
    drawn = interval(Decimal(value), None, None, ratio=False)
    assert [tick.label for tick in drawn.ticks] == labels


def test_estimate_without_an_interval_says_so():
    drawn = interval(Decimal("0.255"), None, None, ratio=False, unit="of all")
    assert (drawn.low, drawn.high) == (None, None)
    assert drawn.text == "Estimate 0.255 of all; no interval is given. No effect is at 0."


def test_estimate_of_no_effect_has_a_scale_all_the_same():
    assert interval(Decimal(0), None, None, ratio=False).point == WIDTH / 2


def test_text_of_an_interval_beside_no_effect():
    drawn = interval(Decimal("0.69"), Decimal("0.55"), Decimal("0.86"), ratio=True)
    assert drawn.text.endswith("It excludes no effect, which is at 1.")


@pytest.mark.parametrize(("value", "high"), [(0, 2), (1, 0)])
def test_ratio_of_nothing_is_refused(value, high):
    with pytest.raises(ValueError, match="A ratio is above 0; 0 is not."):
        interval(Decimal(value), Decimal(0), Decimal(high), ratio=True)


NUMBERS = st.decimals(-500, 500, places=3, allow_nan=False)
RATIOS = st.decimals("0.001", 900, places=3)


def assert_in_its_place(drawn, no_effect: str):
    """Order kept, everything inside, and three to five ticks apart, of which one is no effect."""
    assert MARGIN <= drawn.low <= drawn.point <= drawn.high <= WIDTH - MARGIN
    places = {tick.label: tick.x for tick in drawn.ticks}
    assert 3 <= len(places) <= 5
    assert places[no_effect] == drawn.null
    assert list(places.values()) == sorted(places.values())
    assert MARGIN <= min(places.values()) < max(places.values()) <= WIDTH - MARGIN


@given(NUMBERS, NUMBERS, NUMBERS, st.none() | st.decimals("0.1", 50, places=1))
def test_differences_keep_their_order_inside_the_drawing(one, two, three, important):
    low, value, high = sorted((one, two, three))
    drawn = interval(value, low, high, ratio=False, important=important)
    assert_in_its_place(drawn, "0")
    assert (drawn.band is not None) == (important is not None)
    if drawn.band:
        assert MARGIN < drawn.band[0] < drawn.null < drawn.band[1] < WIDTH - MARGIN


@given(RATIOS, RATIOS | st.just(Decimal(0)), RATIOS)
def test_ratios_keep_their_order_inside_the_drawing(one, two, three):
    low, value, high = sorted((one, two, three))
    assert_in_its_place(interval(value, low, high, ratio=True), "1")


def drawing(template: str, **context) -> ElementTree.Element:
    text = render_to_string(f"public/{template}", context)
    assert "style=" not in text  # the policy of the pages refuses it
    return ElementTree.fromstring(f"<div>{text}</div>")  # noqa: S314  (our own templates)


def test_interval_on_the_page_says_in_words_what_it_shows():
    drawn = interval(Decimal("0.5"), Decimal(0), Decimal(2), ratio=True, left="fewer", right="more")
    (svg,) = drawing("_interval.html", drawn=drawn, name="one")
    title, texts = svg.find("title"), [text.text for text in svg.findall("text")]
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", title.get("id"))
    assert title.text == drawn.text
    assert texts == [*(tick.label for tick in drawn.ticks), "← fewer", "more →"]


def test_crowd_on_the_page_is_a_few_shapes_each_with_its_pattern():
    array = icon_array(300, 240)
    figure = drawing("_icon_array.html", array=array, name="one")[0]
    svg = figure.find("svg")
    patterns = [pattern.get("id") for pattern in svg.iter("pattern")]
    assert patterns == ["one-both", "one-fewer", "one-rest"]
    assert [rect.get("fill") for rect in svg.findall("rect")] == [
        f"url(#one-{crowd.kind})" for crowd in array.crowds for _ in crowd.rects
    ]
    assert svg.find("title").text == array.text
    assert [item.find("strong").text for item in figure.iter("li")] == ["240", "60", "700"]
