"""How a published certainty adds up, step by step, so that a reader can do the sum.

Pure module: the grading of a document in, text out. An absent grading, and one without a level,
give nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.grading import LABELS, LEVELS, LOWEST, POINTS
from claims.vocabulary import Certainty, Start, Verdict

Grading = Mapping
NBSP = "\N{NO-BREAK SPACE}"
START_WORDS = {
    Start.RANDOMISED: "Randomised trials",
    Start.NON_RANDOMISED: "Non-randomised studies",
    Start.ROBINS_I: "Non-randomised studies, judged with ROBINS-I",
}
# GRADE's own words for one, two and three levels.
WEIGHTS = {1: "serious", 2: "very serious", 3: "extremely serious"}


@dataclass(frozen=True)
class Step:
    """One line of the sum: “−1”, “Risk of bias”, “serious”, and why."""

    figure: str
    name: str
    weight: str
    reason: str


@dataclass(frozen=True)
class Compared:
    """One judgement of two people, as each gave it."""

    label: str
    first: str
    second: str
    agreed: bool


@dataclass(frozen=True)
class GradedTwice:
    """How a blind second grading compares with the first; `reason` says how it was settled."""

    agreed: int
    of: int
    rows: tuple[Compared, ...]
    reason: str
    settled_on: str


def equation(grading: Grading) -> str:
    """“High, −1 risk of bias, −1 indirectness = Low”."""
    if not grading.get("certainty"):
        return ""
    figures = [f"−{d['levels']}{NBSP}{label(d).lower()}" for d in grading["downgrades"]]
    figures += [f"+{u['levels']}{NBSP}{label(u).lower()}" for u in grading["upgrades"]]
    start = Certainty(grading["start_level"]).label
    lowest = ", the lowest level" if points(grading) < min(LEVELS) else ""
    return f"{', '.join([start, *figures])} = {Certainty(grading['certainty']).label}{lowest}"


def points(grading: Grading) -> int:
    """The sum before it is held between very low (1) and high (4)."""
    found = POINTS[Certainty(grading["start_level"])]
    found += sum(up["levels"] for up in grading["upgrades"])
    return found - sum(down["levels"] for down in grading["downgrades"])


def steps(grading: Grading) -> tuple[Step, ...]:
    """From the start to the last step; an upgrade that was refused counts nothing and says why."""
    if not grading.get("certainty"):
        return ()
    start = START_WORDS[Start(grading["start_design"])] if grading["start_design"] else "Start"
    level = Certainty(grading["start_level"]).label
    found = [Step(level, start, "", grading["start_reason"] or "")]
    found += [
        Step(f"−{d['levels']}", label(d), WEIGHTS[d["levels"]], d["reason"])
        for d in grading["downgrades"]
    ]
    found += [Step(f"+{u['levels']}", label(u), "", u["reason"]) for u in grading["upgrades"]]
    found += [
        Step("+0", f"{label(u)}, not counted", "", u["reason"]) for u in grading["refused_upgrades"]
    ]
    return tuple(found)


def without_concern(grading: Grading) -> tuple[str, ...]:
    """The domains that were judged 0: a level has answered all five (claims.grading)."""
    if not grading.get("certainty"):
        return ()
    down = {judgement["domain"] for judgement in grading["downgrades"]}
    return tuple(LABELS[name] for name in LOWEST if name not in down)


def graded_twice(grading: Grading) -> GradedTwice | None:
    found = grading.get("second_grading")
    if not found:
        return None
    return GradedTwice(
        agreed=found["agreed"],
        of=found["of"],
        rows=tuple(
            Compared(
                _name(row["name"]), _judged(row["first"]), _judged(row["second"]), row["agreed"]
            )
            for row in found["judgements"]
        ),
        reason=found["reason"],
        settled_on=found["settled_on"],
    )


def label(judgement: Mapping) -> str:
    return LABELS.get(judgement["domain"], judgement["domain"])


def _name(name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())


def _judged(value: str) -> str:
    """A level, a verdict or a start by its label; a number with a real minus sign."""
    for words in (Certainty, Verdict):
        if value in set(words):
            return words(value).label
    if value in set(Start):
        return START_WORDS[Start(value)]
    return value.replace("-", "−") if value.startswith("-") else value
