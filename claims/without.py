"""The level as it would be without a source: for the desk, when a paper is retracted. Pure module.

House rules, mechanical; a person regrades. The judgements stay as they are, except that

- sources cited as context bear nothing, and taking them away changes nothing;
- there is no level when nothing is left, or nothing of a design that can bear the start: randomised
  evidence needs a randomised trial or a review of trials, any other evidence a study of people;
- imprecision and indirectness go down by one where they were 0 and the trials left have fewer people
  than the information size, or none of them tested the form claimed;
- inconsistency of a single study cannot be judged, and an estimate falls with its source: both said;
- what a review or guideline made of the source cannot be seen from here, so with one left the level
  is “at most”.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claims.forms_ledger import REVIEWS, CitedSource, form_ledger
from claims.grading import Judgements, grade, verdict_conflict
from claims.suggestions import ENOUGH_PARTICIPANTS, Suggestion
from claims.vocabulary import Certainty, Method, Stance, Start, StudyDesign, Verdict

# Pharmacokinetic studies as the form ledger counts them: people were given something by a plan.
RANDOMISED = frozenset((StudyDesign.RCT, StudyDesign.CROSSOVER_RCT, StudyDesign.PHARMACOKINETIC))
REVIEWS_OF_TRIALS = frozenset((StudyDesign.SYSTEMATIC_REVIEW, StudyDesign.META_ANALYSIS))
RESTING_ON_OTHERS = REVIEWS - {StudyDesign.FACT_SHEET}


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

    `suggestions` are the changes of judgements that `level` rests on, for whoever regrades.
    `changes` is False when nothing rests on what was taken away, and then nothing else matters.
    """

    names: tuple[str, ...]
    before: str | None
    level: Certainty | None
    at_most: bool
    reasons: tuple[str, ...]
    changes: bool = True
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def sentence(self) -> str:
        """“Low now; without Peikert 1996 at most Very low: …”, for the editor."""
        why = " ".join(self.reasons)
        if not self.changes:
            return why
        now = f"{Certainty(self.before).label} now" if self.before else "No level now"
        level = self.level.label if self.level else "no level"
        bound = "at most " if self.at_most and self.level else ""
        said = f"{now}; without {_listed(self.names)} {bound}{level}"
        return f"{said}: {why}" if why else f"{said}."


def without(graded: Graded, cited: Iterable[Study], gone: frozenset[str]) -> Without:
    """The grading with the sources `gone` (slugs) taken out of what it rests on.

    Raises claims.grading.GradingError where the judgements are not complete.
    """
    cited = list(cited)
    resting = [study for study in cited if study.stance != Stance.CONTEXT]
    taken = [study for study in resting if study.slug in gone]
    if not taken:
        return _unchanged(graded, [study for study in cited if study.slug in gone])
    names = tuple(study.name for study in taken)
    evidence = _Evidence(graded, taken, [study for study in resting if study.slug not in gone])
    if why := evidence.nothing_to_grade:
        return Without(names, graded.level, None, False, (why,))
    suggestions = tuple(evidence.suggestions())
    level = grade(_rated_down(graded.judgements, suggestions), graded.verdict).certainty
    reasons = (*evidence.doubts(), *(each.reason for each in suggestions), *evidence.after(level))
    return Without(
        names, graded.level, level, bool(evidence.in_doubt), reasons, suggestions=suggestions
    )


@dataclass(frozen=True)
class _Evidence:
    graded: Graded
    taken: list[Study]
    left: list[Study]

    @property
    def it(self) -> str:
        return "it" if len(self.taken) == 1 else "them"

    @property
    def is_randomised(self) -> bool:
        return self.graded.judgements.start == Start.RANDOMISED

    @property
    def nothing_to_grade(self) -> str:
        """Why there is no level any more, or "" when there is."""
        if self.graded.judgements.method == Method.REFERENCE:
            if self.left:
                return "It is a reference without a level; another source for it is left."
            return "It is a reference without a level, and no other source for it is left."
        if self.graded.verdict == Verdict.NOT_STUDIED:
            return "It was not studied before either."
        if not self.left:
            return "No other source speaks for or against it: nothing is left to grade."
        designs = {study.design for study in self.left}
        if self.is_randomised and not designs & (RANDOMISED | REVIEWS_OF_TRIALS):
            return "No randomised trial and no review of trials is left: grade what is left anew."
        if designs == {StudyDesign.IN_VITRO}:
            return (
                "Only laboratory studies are left, which cannot be graded as an effect in people."
            )
        return ""

    @property
    def in_doubt(self) -> list[Study]:
        """Reviews that are left and may rest on what was taken; none of them pools another review."""
        reviews = [study for study in self.left if study.design in RESTING_ON_OTHERS]
        if all(study.design in REVIEWS for study in self.taken):
            return [study for study in reviews if study.design not in REVIEWS_OF_TRIALS]
        return reviews

    def suggestions(self) -> Iterator[Suggestion]:
        """What the numbers left say, where the judgement was 0."""
        judgements, people = self.graded.judgements, self._people_left()
        if people is not None and people < ENOUGH_PARTICIPANTS and judgements.imprecision == 0:
            reason = (
                f"{people} participants are left, fewer than the {ENOUGH_PARTICIPANTS} usually "
                "needed."
            )
            yield Suggestion("imprecision", -1, reason)
        if self.graded.form is not None and judgements.indirectness == 0:
            before = form_ledger(self.graded.form, [*self.taken, *self.left])
            after = form_ledger(self.graded.form, self.left)
            if before.with_form and after.trials and not after.with_form:
                known = "is known to have tested" if after.of_unknown_form else "tested"
                reason = f"No trial that is left {known} {self.graded.form}."
                yield Suggestion("indirectness", -1, reason)

    def doubts(self) -> Iterator[str]:
        """What no rule can settle."""
        if givers := [study.name for study in self.taken if study.gave_effect]:
            giver = "it" if len(self.taken) == 1 else _listed(givers)
            yield f"The estimate comes from {giver} and falls with it."
        if self.graded.judgements.inconsistency and self._is_single:
            yield "A single study is left: inconsistency cannot be judged."

    def after(self, level: Certainty | None) -> Iterator[str]:
        """What follows from the new level, and where else to look."""
        judgements = self.graded.judgements
        conflicts = [
            verdict_conflict(self.graded.verdict, each, judgements.method, judgements.inconsistency)
            for each in (self.graded.level, level)
        ]
        if conflicts[1] and not conflicts[0]:
            yield conflicts[1]
        if named := _listed([study.name for study in self.in_doubt]):
            yield f"{named} may rest on {self.it} too: look there."

    def _counts(self, study: Study) -> bool:
        """Randomised and other evidence are graded apart (GRADE.md §1)."""
        if self.is_randomised:
            return study.design in RANDOMISED
        return study.design not in REVIEWS | {StudyDesign.IN_VITRO}

    @property
    def _is_single(self) -> bool:
        reviews = [study for study in self.left if study.design in RESTING_ON_OTHERS]
        return not reviews and len([study for study in self.left if self._counts(study)]) == 1

    def _people_left(self) -> int | None:
        """None where a number is missing, a review counts others, or nobody was taken away."""
        numbers = [study.participants for study in self.left if self._counts(study)]
        reviewed = any(study.design in RESTING_ON_OTHERS for study in self.left)
        fewer = any(
            self._counts(study) or study.design in REVIEWS_OF_TRIALS for study in self.taken
        )
        if reviewed or not fewer or not numbers or None in numbers:
            return None
        return sum(number for number in numbers if number is not None)


def _unchanged(graded: Graded, context: list[Study]) -> Without:
    names = tuple(study.name for study in context)
    level = Certainty(graded.level) if graded.level else None
    if not names:
        why = "Nothing that was taken away is cited: the level does not rest on it."
    else:
        are = "is" if len(names) == 1 else "are"
        it = "it" if len(names) == 1 else "them"
        why = f"{_listed(names)} {are} cited as context only: the level does not rest on {it}."
    return Without(names, graded.level, level, False, (why,), changes=False)


def _rated_down(judgements: Judgements, suggestions: Iterable[Suggestion]) -> Judgements:
    judged: dict[str, Any] = {each.domain: each.levels for each in suggestions}
    reasons = {each.domain: each.reason for each in suggestions}
    return replace(judgements, **judged, reasons={**judgements.reasons, **reasons})


def _listed(names: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
