"""The level as it would be without a source: for the desk, when a paper is retracted. Pure module.

House rules, mechanical, and a person regrades: the judgements stay as they are, except where the
numbers left speak for themselves. What a review made of a retracted trial cannot be seen from here,
so with a review among the rest the level is “at most”.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from claims.forms_ledger import REVIEWS, TRIALS, CitedSource, form_ledger
from claims.grading import Judgements, grade
from claims.suggestions import ENOUGH_PARTICIPANTS
from claims.vocabulary import Certainty, Method, Stance, Start, Verdict

POOLED = REVIEWS - {"fact-sheet"}


@dataclass(frozen=True)
class Study(CitedSource):
    """A cited source as far as the question goes. `gave_effect`: the estimate comes from it."""

    name: str = ""
    participants: int | None = None
    gave_effect: bool = False


@dataclass(frozen=True)
class Graded:
    """The adopted grading. `form` is the slug of the form claimed, or None for any form."""

    judgements: Judgements
    verdict: str
    level: str | None
    form: str | None = None


@dataclass(frozen=True)
class Without:
    """`level` None: nothing is left to grade. `at_most`: the true level may be lower still.

    `changes` is False when the source was context only, and then nothing else matters.
    """

    names: tuple[str, ...]
    before: str | None
    level: Certainty | None
    at_most: bool
    reasons: tuple[str, ...]
    changes: bool = True

    @property
    def sentence(self) -> str:
        """“Low now; without Peikert 1996 at most Very low: …”, for the editor."""
        named = " and ".join(self.names)
        if not self.changes:
            return f"{named} is cited as context only: the level does not rest on it."
        now = f"{Certainty(self.before).label} now" if self.before else "No level now"
        level = self.level.label if self.level else "no level"
        bound = "at most " if self.at_most and self.level else ""
        said = f"{now}; without {named} {bound}{level}"
        return f"{said}: {' '.join(self.reasons)}" if self.reasons else f"{said}."


def without(graded: Graded, cited: Iterable[Study], gone: frozenset[str]) -> Without:
    """The grading with the sources `gone` (slugs) taken out of what it rests on."""
    resting = [study for study in cited if study.stance != Stance.CONTEXT]
    taken = [study for study in resting if study.slug in gone]
    left = [study for study in resting if study.slug not in gone]
    if not taken:
        names = tuple(study.name for study in cited if study.slug in gone)
        return Without(names, graded.level, _level(graded.level), False, (), changes=False)
    names = tuple(study.name for study in taken)
    if why := _nothing_left(graded, left):
        return Without(names, graded.level, None, False, (why,))
    judgements, reasons = _judged_again(graded, taken, left)
    result = grade(judgements, graded.verdict, len(left))
    pooled = [study.name for study in left if study.design in POOLED]
    if pooled:
        reasons.append(f"{' and '.join(pooled)} may hold it too: look there.")
    return Without(names, graded.level, result.certainty, bool(pooled), tuple(reasons))


def _nothing_left(graded: Graded, left: list[Study]) -> str:
    """Why there is no level any more, or "" when there is."""
    if graded.judgements.method == Method.REFERENCE:
        if left:
            return "It is a reference without a level; another source for it is left."
        return "It is a reference without a level, and no other source for it is left."
    if graded.verdict == Verdict.NOT_STUDIED:
        return "It was not studied before either."
    if not left:
        return "No other source speaks for or against it: nothing is left to grade."
    randomised = graded.judgements.start == Start.RANDOMISED
    if randomised and not any(study.design in TRIALS | POOLED for study in left):
        return "No trial and no review of trials is left: grade what is left anew."
    return ""


def _judged_again(
    graded: Graded, taken: list[Study], left: list[Study]
) -> tuple[Judgements, list[str]]:
    """The judgements that follow from the numbers left, and a sentence for each change or doubt."""
    judgements, reasons = graded.judgements, []
    if any(study.gave_effect for study in taken):
        reasons.append("The estimate comes from it and falls with it.")
    if judgements.inconsistency and len(left) == 1:
        reasons.append("A single source is left, so inconsistency cannot be judged any more.")
    people = _participants(left)
    if people is not None and people < ENOUGH_PARTICIPANTS and judgements.imprecision == 0:
        why = (
            f"{people} participants are left, fewer than the {ENOUGH_PARTICIPANTS} usually needed."
        )
        judgements = _rated_down(judgements, "imprecision", why)
        reasons.append(why)
    if _form_lost(graded, taken, left) and judgements.indirectness == 0:
        why = f"No trial that is left tested {graded.form}."
        judgements = _rated_down(judgements, "indirectness", why)
        reasons.append(why)
    return judgements, reasons


def _participants(left: list[Study]) -> int | None:
    """People in the trials left; None where a number is missing, or a review counts others."""
    numbers = [study.participants for study in left]
    if any(study.design in POOLED for study in left) or None in numbers:
        return None
    return sum(number for number in numbers if number is not None)


def _form_lost(graded: Graded, taken: list[Study], left: list[Study]) -> bool:
    if graded.form is None:
        return False
    before = form_ledger(graded.form, [*taken, *left])
    after = form_ledger(graded.form, left)
    return bool(before.with_form) and bool(after.trials) and not after.with_form


def _rated_down(judgements: Judgements, domain: str, why: str) -> Judgements:
    judged: dict[str, Any] = {domain: -1, "reasons": {**judgements.reasons, domain: why}}
    return replace(judgements, **judged)


def _level(level: str | None) -> Certainty | None:
    return Certainty(level) if level else None
