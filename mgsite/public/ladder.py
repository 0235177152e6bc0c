"""The ladder of words as /how-we-grade/ shows it: made by claims.wording itself, so it cannot drift.

Pure module.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.vocabulary import Certainty, Size, Verdict
from claims.wording import VERBS, Change, Effect, hedged, sentence

# Letters, because a made-up finding about a real supplement would be read as one.
TAKEN, OUTCOME = "X", "Y"
SIZES = (Size.LARGE, Size.MODERATE, Size.SMALL, Size.TRIVIAL)


@dataclass(frozen=True)
class Rung:
    """One certainty, or one kind of change, with its words for each size."""

    heading: str
    words: tuple[str, ...]


def rungs() -> tuple[Rung, ...]:
    """Certainty by size of effect, for an outcome that becomes less (GRADE.md §2)."""
    return tuple(
        Rung(certainty.label, tuple(_words(certainty, size) for size in SIZES))
        for certainty in Certainty
    )


def verbs() -> tuple[Rung, ...]:
    """What else may happen to an outcome, at low certainty; a trivial size reads as above."""
    return tuple(
        Rung(
            change.label,
            tuple(
                f"{TAKEN} {hedged(verb.format(OUTCOME), Certainty.LOW)}"
                for verb in VERBS[change].values()
            ),
        )
        for change in Change
    )


def cases() -> Iterator[tuple[str, str]]:
    """(when, sentence) for what the table has no cell for."""
    very_low, low = Certainty.VERY_LOW, Certainty.LOW
    yield "Even the direction is unclear", _said(Verdict.INSUFFICIENT, very_low, None)
    yield "Studies disagree", _said(Verdict.MIXED, very_low, Change.REDUCTION)
    yield "Studies disagree, yet most lean one way", _said(Verdict.MIXED, low, Change.REDUCTION)
    yield "Not studied", _said(Verdict.NOT_STUDIED, None, None)


def _words(certainty: Certainty, size: Size) -> str:
    trivial = size is Size.TRIVIAL
    verdict = Verdict.NO_IMPORTANT_EFFECT if trivial else Verdict.SUPPORTED
    return _said(verdict, certainty, Change.REDUCTION, size)


def _said(
    verdict: Verdict, certainty: Certainty | None, change: Change | None, size: Size | None = None
) -> str:
    effect = Effect(TAKEN, OUTCOME, verdict, certainty=certainty, change=change, size=size)
    return sentence(effect) or ""
