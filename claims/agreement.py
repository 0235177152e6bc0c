"""Where two gradings of one claim agree, and where they part. Pure module.

House rule, modelled on duplicate assessment in systematic reviews (Cochrane Handbook 5.6, 8.4):
the two are compared judgement by judgement before anybody settles the difference.
"""

from dataclasses import dataclass

from claims.grading import HIGHEST, LABELS, LOWEST, Judgements

COMPARED = ("start", *LOWEST, *HIGHEST)


@dataclass(frozen=True)
class GradedTwice:
    """One question with both answers, as text: a signed number of levels, a word, or “–”."""

    name: str
    label: str
    first: str
    second: str

    @property
    def agreed(self) -> bool:
        return self.first == self.second


def agreement(
    first: Judgements,
    second: Judgements,
    verdicts: tuple[str, str],
    levels: tuple[str, str],
) -> tuple[GradedTwice, ...]:
    """Every judgement of both, then the level that each gives and the verdict of each.

    Upgrades that neither gave are left out: two silences are no agreement worth counting.
    """
    rows = [
        GradedTwice(name, LABELS.get(name, "Start"), _said(first, name), _said(second, name))
        for name in COMPARED
        if name not in HIGHEST or getattr(first, name) or getattr(second, name)
    ]
    return (
        *rows,
        GradedTwice("certainty", "Certainty", *(level or "–" for level in levels)),
        GradedTwice("verdict", "Verdict", *verdicts),
    )


def _said(judgements: Judgements, name: str) -> str:
    value = getattr(judgements, name)
    if value is None:
        return "–"
    return f"{value:+d}" if isinstance(value, int) and value else str(value)
