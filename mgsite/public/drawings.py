"""Where the marks of small drawings stand: of 1000 people, an interval, a bar of parts. Pure module.

Geometry only, in the units of the drawing; the templates draw it as SVG and say it in words.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from claims.canonical import decimal_text

Key = TypeVar("Key")
CELL = 10  # units of the drawing for each person
WIDTH, HEIGHT = 320, 64
DIRECTIONS_HEIGHT = 18  # more, when words say what lies to the left and to the right
MARGIN = 24  # on both sides, so that the labels of the outermost ticks fit
ROOM = 0.08  # of what is shown, on both sides of it
ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))  # times a power of ten
MOST_TICKS, FEWEST_TICKS = 5, 3
LOWEST_RATIO = Decimal(
    "0.01"
)  # a ratio's interval may begin at 0, where a scale of logarithms has no place


@dataclass(frozen=True)
class Rect:
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Crowd:
    """One group of people: `kind` is “both”, “fewer”, “more” or “rest”; `rects` cover its cells."""

    kind: str
    people: int
    label: str
    rects: tuple[Rect, ...]


@dataclass(frozen=True)
class IconArray:
    width: int
    height: int
    crowds: tuple[Crowd, ...]
    text: str


def icon_array(without: int, with_: int, total: int = 1000, columns: int = 50) -> IconArray:
    """`without` and `with_` of `total` people have the outcome, in reading order: those who have it
    either way, then the difference, then everybody else.

    Raises ValueError for numbers outside 0 to `total`.
    """
    if not (0 <= without <= total and 0 <= with_ <= total):
        raise ValueError(f"{without} and {with_} are not both from 0 to {total}.")
    either, difference = min(without, with_), abs(with_ - without)
    kind = "more" if with_ > without else "fewer"
    groups = [
        ("both", either, "with the outcome either way"),
        (kind, difference, f"{kind} with the supplement"),
        ("rest", total - either - difference, "without the outcome either way"),
    ]
    crowds, start = [], 0
    for name, people, label in groups:
        if people:
            crowds.append(Crowd(name, people, label, _rects(start, people, columns)))
        start += people
    said = f"{difference} {kind}" if difference else "no difference"
    return IconArray(
        width=columns * CELL,
        height=math.ceil(total / columns) * CELL,
        crowds=tuple(crowds),
        text=f"Of {total} people, {without} have the outcome without the supplement and {with_} with "
        f"it: {said}.",
    )


def _rects(start: int, count: int, columns: int) -> tuple[Rect, ...]:
    """The cells from `start` on, as a first row begun, whole rows, and a last row not filled."""
    rects = []
    end = start + count
    row, column = divmod(start, columns)
    if column:
        width = min(columns - column, count)
        rects.append(_rect(row, column, width, 1))
        start += width
        row += 1
    rows, rest = divmod(end - start, columns)
    if rows:
        rects.append(_rect(row, 0, columns, rows))
    if rest:
        rects.append(_rect(row + rows, 0, rest, 1))
    return tuple(rects)


def _rect(row: int, column: int, columns: int, rows: int) -> Rect:
    return Rect(column * CELL, row * CELL, columns * CELL, rows * CELL)


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Interval:
    """Places from left to right. `band` is what is too small to matter. `open_low`: the interval
    goes on to the left, beyond what a scale of ratios can show. `left` and `right` say what lies
    on either side of no effect, or are empty."""

    null: float
    point: float
    low: float | None
    high: float | None
    band: tuple[float, float] | None
    ticks: tuple[Tick, ...]
    open_low: bool
    text: str
    left: str = ""
    right: str = ""
    width = WIDTH  # of every drawing

    @property
    def height(self) -> int:
        return HEIGHT + (DIRECTIONS_HEIGHT if self.left or self.right else 0)

    @property
    def band_width(self) -> float:
        return round(self.band[1] - self.band[0], 2) if self.band else 0.0


def interval(
    value: Decimal,
    low: Decimal | None,
    high: Decimal | None,
    *,
    ratio: bool,
    important: Decimal | None = None,
    unit: str = "",
    left: str = "",
    right: str = "",
) -> Interval:
    """An estimate with its interval against no effect; ratios on a scale of logarithms.

    `important` is the smallest difference that matters, above 0, for differences only. `left` and
    `right` are a few words each (“fewer attacks”), at most 22 characters to fit. Raises ValueError
    for a ratio that is not above 0; the interval of one may begin at 0.
    """
    null = _no_effect(ratio, value, high)
    open_low = ratio and low is not None and low < min(LOWEST_RATIO, value)
    band = (-important, important) if important and not ratio else None
    shown = [null, value, None if open_low else low, high, *(band or ())]
    scale = _Scale([number for number in shown if number is not None], ratio, open_low)
    said = (
        _in_words(value, low, high, null, unit),
        *_too_small(important if band else None, unit),
        *_directions(left, right),
    )
    return Interval(
        null=scale.place(null),
        point=scale.place(value),
        low=None if low is None else scale.left if open_low else scale.place(low),
        high=None if high is None else scale.place(high),
        band=(scale.place(band[0]), scale.place(band[1])) if band else None,
        ticks=tuple(Tick(scale.place(at), _plain(at)) for at in scale.ticks()),
        open_low=open_low,
        text=" ".join(said),
        left=left,
        right=right,
    )


def _no_effect(ratio: bool, *numbers: Decimal | None) -> int:
    """1 among ratios, 0 among differences."""
    for number in numbers:
        if ratio and number is not None and number <= 0:
            raise ValueError(f"A ratio is above 0; {number} is not.")
    return 1 if ratio else 0


class _Scale:
    """From numbers to places: linear, or logarithmic for ratios."""

    left = float(MARGIN)

    def __init__(self, shown: Sequence[Decimal | int], ratio: bool, open_low: bool):
        self.ratio = ratio
        least, most = (self._flat(number) for number in (min(shown), max(shown)))
        room = (most - least) * ROOM or 1.0
        # An arrow needs a way to go, and no more: 0 has no place on a scale of logarithms.
        self.start, self.end = least - room * (4 if open_low else 1), most + room

    def _flat(self, number: Decimal | int) -> float:
        return math.log(number) if self.ratio else float(number)

    def place(self, number: Decimal | int) -> float:
        share = (self._flat(number) - self.start) / (self.end - self.start)
        return round(MARGIN + min(1.0, max(0.0, share)) * (WIDTH - 2 * MARGIN), 2)

    def ticks(self) -> list[Decimal]:
        """Three to five round numbers within the scale; no effect is always one of them."""
        if not self.ratio:
            return _even_steps(self.start, self.end)
        found = _one_two_five(self.start, self.end)
        if len(found) < FEWEST_TICKS:  # a narrow interval: even steps say more
            return _even_steps(math.exp(self.start), math.exp(self.end))
        while len(found) > MOST_TICKS:
            found = found[found.index(Decimal(1)) % 2 :: 2]
        return found


def _even_steps(start: float, end: float) -> list[Decimal]:
    """The multiples of the smallest round step that has few enough; these are three at least.

    The range holds 0, or it holds 1 and is less than 5 wide: 1 is a multiple of each step up to 1.
    """
    power = math.floor(math.log10(end - start)) - 1
    steps = (one.scaleb(power + more) for more in range(3) for one in ROUND)
    multiples = (
        [
            number * step
            for number in range(math.ceil(start / float(step)), math.floor(end / float(step)) + 1)
        ]
        for step in steps
    )
    return next(found for found in multiples if len(found) <= MOST_TICKS)


def _one_two_five(start: float, end: float) -> list[Decimal]:
    """1, 2 and 5 times the powers of ten, between two logarithms."""
    powers = range(math.floor(start / math.log(10)), math.ceil(end / math.log(10)) + 1)
    numbers = (Decimal(one).scaleb(power) for power in powers for one in (1, 2, 5))
    return [number for number in numbers if start <= math.log(number) <= end]


def _in_words(
    value: Decimal, low: Decimal | None, high: Decimal | None, null: int, unit: str
) -> str:
    point = f"Estimate {_measured(value, unit)}"
    if low is None or high is None:
        return f"{point}; no interval is given. No effect is at {null}."
    where = "includes" if low <= null <= high else "excludes"
    return (
        f"{point}, 95 % interval from {_plain(low)} to {_plain(high)}. It {where} no effect, which is "
        f"at {null}."
    )


def _too_small(important: Decimal | None, unit: str) -> Iterator[str]:
    if important is not None:
        yield f"A difference of less than {_measured(important, unit)} is too small to matter."


def _directions(left: str, right: str) -> Iterator[str]:
    if left:
        yield f"To the left of no effect: {left}."
    if right:
        yield f"To the right of no effect: {right}."


def _measured(number: Decimal, unit: str) -> str:
    return f"{_plain(number)} {unit}".strip()


def _plain(number: Decimal) -> str:
    return decimal_text(number).replace("-", "\N{MINUS SIGN}")


def bar(counts: Mapping[Key, int]) -> Iterator[tuple[Key, int, float, float]]:
    """(key, count, start, width) of each part of a bar of 100, in the order given; empty ones are left out."""
    everything, start = sum(counts.values()), 0.0
    for key, count in counts.items():
        if count:
            width = 100 * count / everything
            yield key, count, round(start, 2), round(width, 2)
            start += width
