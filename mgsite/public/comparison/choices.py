"""What a reader chose to compare, and the sentence when that cannot be shown. Pure module."""

from collections.abc import Sequence
from dataclasses import dataclass

from mgsite.public.phrases import listed

SHOWN = 80  # characters of an unknown value that are repeated to the reader
NAMED = 5  # unknown values
NUMBERS = {2: "two", 5: "five"}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Choice:
    """A control of the form. `picked` are the values to show: the default ones when there is a
    `problem` (a sentence, with its HTTP `status`); the options keep what was asked for."""

    name: str
    legend: str
    options: tuple[Option, ...]
    picked: tuple[str, ...]
    default: tuple[str, ...]
    many: bool = False
    problem: str = ""
    status: int = 200

    @property
    def query(self) -> list[tuple[str, str]]:
        """As it stands in the address: nothing for the default."""
        return [] if self.picked == self.default else [(self.name, value) for value in self.picked]


Labelled = Sequence[tuple[str, str]]  # value, label


def choose_several(
    name: str, legend: str, known: Labelled, asked: Sequence[str], most: int | None = None
) -> Choice:
    """Two to `most` of the known, in their own order; the first `most` if none is asked for."""
    default = tuple(value for value, _ in known[:most])
    picked = tuple(value for value, _ in known if value in asked)
    problem, status = _problem(legend, known, asked, picked, most)
    ticked = picked or default
    return Choice(
        name=name,
        legend=legend,
        options=tuple(Option(value, label, value in ticked) for value, label in known),
        picked=default if problem or not asked else picked,
        default=default,
        many=True,
        problem=problem,
        status=status,
    )


def choose_one(name: str, legend: str, known: Labelled, asked: Sequence[str]) -> Choice:
    """The last one asked for, as forms have it; else the first of the known."""
    values = [value for value, _ in known]
    wanted = [value for value in asked if value][-1:]
    problem = "" if set(wanted) <= set(values) else _unknown(legend, wanted)
    (picked,) = values[:1] if problem or not wanted else wanted
    return Choice(
        name=name,
        legend=legend,
        options=tuple(Option(value, label, value == picked) for value, label in known),
        picked=(picked,),
        default=tuple(values[:1]),
        problem=problem,
        status=404 if problem else 200,
    )


def _problem(
    legend: str, known: Labelled, asked: Sequence[str], picked: Sequence[str], most: int | None
) -> tuple[str, int]:
    unknown = [value for value in dict.fromkeys(asked) if value not in picked]
    if unknown:
        return _unknown(legend, unknown), 404
    twice = [label for value, label in known if asked.count(value) > 1]
    if twice:
        return f"{listed(twice)} cannot be compared with itself. Choose another one beside it.", 400
    if len(picked) == 1:
        return "Choose at least two, to compare one with the other.", 400
    if most and len(picked) > most:
        return f"Choose at most {NUMBERS.get(most, most)}: more do not fit side by side.", 400
    return "", 200


def _unknown(legend: str, values: Sequence[str]) -> str:
    named = listed([f"“{value[:SHOWN]}”" for value in values[:NAMED]])
    return f"We have no {named} under “{legend}”. Choose from those below."
