"""Which forms of magnesium a claim's trials really tested. Pure module: citations in, counts out.

Rule: GRADE.md §5. A trial counts once, when it is cited with a stance other than context; reviews
are listed apart and never count as a trial of a form; dicitrate counts as citrate. As trials we
count every study that gave people something to take and looked at what followed: randomised,
crossover, open-label and pharmacokinetic ones. Studies that only observe stand apart as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.vocabulary import Stance, StudyDesign, Word

TRIALS = frozenset(
    (
        StudyDesign.RCT,
        StudyDesign.CROSSOVER_RCT,
        StudyDesign.OPEN_LABEL,
        StudyDesign.PHARMACOKINETIC,
    )
)
REVIEWS = frozenset(
    (
        StudyDesign.SYSTEMATIC_REVIEW,
        StudyDesign.META_ANALYSIS,
        StudyDesign.GUIDELINE,
        StudyDesign.NARRATIVE_REVIEW,
        StudyDesign.FACT_SHEET,
    )
)
COUNTS_AS = {"dicitrate": "citrate"}


class Match(Word):
    """The form claimed against the forms tested."""

    ALL = "all", "Every trial tested this form"
    SOME = "some", "Some of the trials tested this form"
    NONE = "none", "No trial tested this form"
    NO_TRIALS = "no-trials", "No trial speaks for or against"


@dataclass(frozen=True)
class CitedSource:
    """A citation as far as forms go: `forms` are slugs, empty for “various” and “unknown”."""

    slug: str
    design: str
    stance: str
    forms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FormLedger:
    """Slugs of sources, each list sorted. `form` is the form asked about, `claimed` whether the
    claim itself names it: only then can a mismatch speak against the claim."""

    form: str
    claimed: bool
    with_form: tuple[str, ...]
    trials: tuple[str, ...]
    of_unknown_form: tuple[str, ...]
    by_form: Mapping[str, tuple[str, ...]]
    reviews: tuple[str, ...]
    observational: tuple[str, ...]

    @property
    def match(self) -> Match:
        if not self.trials:
            return Match.NO_TRIALS
        if not self.with_form:
            return Match.NONE
        return Match.ALL if self.with_form == self.trials else Match.SOME

    @property
    def is_mismatch(self) -> bool:
        """The claim names a form that not all of its trials tested."""
        return self.claimed and self.match in (Match.NONE, Match.SOME)

    @property
    def suggestion(self) -> str | None:
        """Why indirectness −1 should be thought of; a person decides."""
        if not self.is_mismatch:
            return None
        known = [
            form for form, slugs in self.by_form.items() if not set(slugs) <= set(self.with_form)
        ]
        others = [*known, "a form that is not known"] if self.of_unknown_form else known
        return (
            f"The claim names {self.form}, and {self.count} tested it; the rest gave "
            f"{' or '.join(others)}."
        )

    @property
    def count(self) -> str:
        """“1 of 3 trials”."""
        noun = "trial" if len(self.trials) == 1 else "trials"
        return f"{len(self.with_form)} of {len(self.trials)} {noun}"

    def words(self, name: str) -> str:
        """The line on the claim; `name` is the form as readers know it (“magnesium glycinate”)."""
        if not self.trials:
            return f"Tested with {name}: no trial speaks for or against the claim."
        return f"Tested with {name}: {self.count}."


def family(form: str) -> str:
    """The form that a slug counts as: dicitrate is citrate."""
    return COUNTS_AS.get(form, form)


def form_ledger(form: str, cited: Iterable[CitedSource], *, claimed: bool = True) -> FormLedger:
    """The ledger of one claim for one form.

    For a claim about any form, ask about the form that readers come for, with `claimed=False`.
    """
    form = family(form)
    used = {source.slug: source for source in cited if source.stance != Stance.CONTEXT}
    trials = {slug: source for slug, source in used.items() if source.design in TRIALS}
    tested = {slug: frozenset(map(family, source.forms)) for slug, source in trials.items()}
    return FormLedger(
        form=form,
        claimed=claimed,
        with_form=_sorted(slug for slug in trials if form in tested[slug]),
        trials=_sorted(trials),
        of_unknown_form=_sorted(slug for slug in trials if not tested[slug]),
        by_form={
            one: _sorted(slug for slug in trials if one in tested[slug])
            for one in sorted(frozenset().union(*tested.values()))
        },
        reviews=_sorted(slug for slug in used if used[slug].design in REVIEWS),
        observational=_sorted(slug for slug in used if used[slug].design not in TRIALS | REVIEWS),
    )


def _sorted(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(slugs))
