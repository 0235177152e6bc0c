"""Where the marks of two small drawings stand: of 1000 people, and an interval. Pure module.

Geometry only, in the units of the drawing; the templates draw it as SVG and say it in words.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

CELL = 10  # units of the drawing for each person
WIDTH, HEIGHT = 320, 64
MARGIN = 24  # on both sides, so that the labels of the outermost ticks fit
ROUND_STEPS = (1, 2, 2.5, 5, 10)
RATIO_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
MOST_TICKS, FEWEST_TICKS = 5, 3
LOWEST_RATIO = 0.01  # a ratio's interval may start at 0, where a log scale has no place


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
    goes on to the left, beyond what a scale of ratios can show."""

    width: int
    height: int
    null: float
    point: float
    low: float | None
    high: float | None
    band: tuple[float, float] | None
    ticks: tuple[Tick, ...]
    open_low: bool
    text: str

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
) -> Interval:
    """An estimate with its interval against no effect; ratios on a scale of logarithms.

    `important` is the smallest difference that matters, above 0, for differences only. Raises
    ValueError for a ratio that is not above 0.
    """
    if ratio and value <= 0:
        raise ValueError(f"A ratio is above 0; {value} is not.")
    null = 1.0 if ratio else 0.0
    open_low = ratio and low is not None and float(low) < LOWEST_RATIO
    shown = [null, float(value), *(float(end) for end in (low, high) if end is not None)]
    band = (-float(important), float(important)) if important and not ratio else None
    shown += band or ()
    scale = _Scale([max(n, LOWEST_RATIO) for n in shown] if ratio else shown, ratio)
    return Interval(
        width=WIDTH,
        height=HEIGHT,
        null=scale.place(null),
        point=scale.place(float(value)),
        low=None if low is None else scale.place(float(low)),
        high=None if high is None else scale.place(float(high)),
        band=(scale.place(band[0]), scale.place(band[1])) if band else None,
        ticks=tuple(Tick(scale.place(at), _label(at)) for at in scale.ticks()),
        open_low=open_low,
        text=_in_words(value, low, high, int(null), unit),
    )


class _Scale:
    """From numbers to places: linear, or logarithmic for ratios."""

    def __init__(self, shown: list[float], ratio: bool):
        self.ratio = ratio
        least, most = (self._flat(n) for n in (min(shown), max(shown)))
        room = (most - least) * 0.08 or 1.0
        self.start, self.end = least - room, most + room

    def _flat(self, number: float) -> float:
        return math.log(max(number, LOWEST_RATIO)) if self.ratio else number

    def place(self, number: float) -> float:
        share = (self._flat(number) - self.start) / (self.end - self.start)
        return round(MARGIN + min(1.0, max(0.0, share)) * (WIDTH - 2 * MARGIN), 2)

    def ticks(self) -> list[float]:
        """About five round numbers within the scale; no effect is always one of them."""
        if self.ratio:
            found = [n for n in RATIO_TICKS if self.start <= math.log(n) <= self.end]
            if len(found) < FEWEST_TICKS:  # a narrow interval: even steps say more
                return _even_steps(math.exp(self.start), math.exp(self.end), MOST_TICKS + 1)
            while len(found) > MOST_TICKS:
                found = [n for i, n in enumerate(found) if n == 1 or i % 2 == found.index(1) % 2]
            return found
        return _even_steps(self.start, self.end, MOST_TICKS)


def _even_steps(start: float, end: float, steps: int) -> list[float]:
    """Round numbers at so many even steps or fewer; 0 and 1 are multiples of each up to 1."""
    step = _round_step((end - start) / steps)
    first, last = math.ceil(start / step), math.floor(end / step)
    return [round(n * step, 10) for n in range(first, last + 1)]


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is at least so large."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in ROUND_STEPS if step * power >= least * (1 - 1e-12))


def _label(number: float) -> str:
    return f"{number:g}".replace("-", "\N{MINUS SIGN}")


def _in_words(
    value: Decimal, low: Decimal | None, high: Decimal | None, null: int, unit: str
) -> str:
    point = f"Estimate {_plain(value)}{' ' + unit if unit else ''}"
    if low is None or high is None:
        return f"{point}; no interval is given. No effect is at {null}."
    where = "includes" if low <= null <= high else "excludes"
    return (
        f"{point}, 95 % interval from {_plain(low)} to {_plain(high)}. It {where} no effect, which is "
        f"at {null}."
    )


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace("-", "\N{MINUS SIGN}")
