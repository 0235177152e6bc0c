"""The certainty of a body of evidence, from its judgements. Pure module.

Rules: GRADE Handbook §5; Core GRADE (BMJ 2025;389); GRADE guidance 18 (ROBINS-I start),
guidance 34/35 (imprecision up to three levels). House rules, named so on /how-we-grade/:
upgrades only when nothing was rated down; descriptive claims start Low.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from claims.vocabulary import Certainty, Importance, Method, Start, Verdict

RULE_VERSION = "mgsite-grade-1"

LEVELS = {4: Certainty.HIGH, 3: Certainty.MODERATE, 2: Certainty.LOW, 1: Certainty.VERY_LOW}
POINTS = {level: points for points, level in LEVELS.items()}
START_POINTS = {Start.RANDOMISED: 4, Start.NON_RANDOMISED: 2, Start.ROBINS_I: 4}
LOWEST = {
    "risk_of_bias": -2,
    "inconsistency": -2,
    "indirectness": -2,
    "imprecision": -3,
    "publication_bias": -1,
}
HIGHEST = {"large_effect": 2, "dose_response": 1, "opposing_confounding": 1}
LABELS = {name: name.replace("_", " ").capitalize() for name in LOWEST | HIGHEST} | {
    "dose_response": "Dose-response",
    "opposing_confounding": "Opposing residual confounding",
}


class GradingError(Exception):
    """`problems` maps the field (a domain, `start`, `verdict`) to the sentence beside it."""

    def __init__(self, problems: dict[str, str]):
        self.problems = problems
        super().__init__(" ".join(problems.values()))


@dataclass(frozen=True)
class Judgements:
    """What a panel decided. Whole levels: domains 0 or less, upgrades 0 or more.

    None means “not answered”. `reasons` holds a text for each non-zero judgement.
    """

    method: str = Method.GRADE
    start: str | None = None
    risk_of_bias: int | None = None
    inconsistency: int | None = None
    indirectness: int | None = None
    imprecision: int | None = None
    publication_bias: int | None = None
    large_effect: int | None = 0
    dose_response: int | None = 0
    opposing_confounding: int | None = 0
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Grading:
    """The level, and how it came about. `upgrades` are those that counted."""

    certainty: Certainty | None
    start_level: Certainty | None
    downgrades: tuple[tuple[str, int], ...] = ()
    upgrades: tuple[tuple[str, int], ...] = ()
    refused: tuple[tuple[str, int, str], ...] = ()
    warnings: tuple[str, ...] = ()


def grade(judgements: Judgements, verdict: str, n_studies: int | None = None) -> Grading:
    """The grading of one outcome of one comparison in one population.

    Method “reference” and the verdict “not studied” carry no level. Raises GradingError with a
    sentence for each field that is missing, out of range or without its reason.
    """
    if judgements.method == Method.REFERENCE or verdict == Verdict.NOT_STUDIED:
        _refuse_judgements_without_level(judgements, verdict)
        return Grading(certainty=None, start_level=None)
    _require_complete(judgements)
    start = Start(judgements.start or "")
    downgrades = _given(judgements, LOWEST)
    wanted = _given(judgements, HIGHEST)
    refused = tuple(
        (name, levels, why)
        for name, levels in wanted
        if (why := _why_refused(start, name, downgrades))
    )
    upgrades = tuple(u for u in wanted if u[0] not in {name for name, _, _ in refused})
    points = START_POINTS[start] + sum(levels for _, levels in downgrades + upgrades)
    return Grading(
        certainty=LEVELS[max(1, min(4, points))],
        start_level=LEVELS[START_POINTS[start]],
        downgrades=tuple((name, -levels) for name, levels in downgrades),
        upgrades=upgrades,
        refused=refused,
        warnings=_warnings(judgements, n_studies),
    )


def verdict_conflict(
    verdict: str, certainty: str | None, method: str, inconsistency: int | None
) -> str | None:
    """Why a verdict does not follow from the grading (GRADE.md §1b), or None when it may."""
    at_least_low = certainty in (Certainty.HIGH, Certainty.MODERATE, Certainty.LOW)
    label = Verdict(verdict).label
    if verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
        if not at_least_low and method != Method.REFERENCE:
            return f"“{label}” needs a certainty of at least Low, or the method “reference”."
    elif verdict == Verdict.NO_IMPORTANT_EFFECT and not at_least_low:
        return f"“{label}” needs a certainty of at least Low."
    elif verdict == Verdict.MIXED and not inconsistency:
        return "“Mixed” means that studies conflict: rate inconsistency down, or choose another."
    return None


@dataclass(frozen=True)
class Found:
    """What speaks for a verdict besides the level.

    `low` to `high` is the 95 % interval and `important` the smallest difference that matters, all
    three of the absolute difference in one unit; `no_effect` is the number that means none.
    `as_claimed`: True for an effect in the direction claimed, False for one the other way.
    `studied_in_people` is False when no such study was found. None: not known.
    """

    certainty: str | None
    method: str = Method.GRADE
    inconsistency: int | None = None
    studied_in_people: bool | None = None
    sources_conflict: bool = False
    as_claimed: bool | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    important: Decimal | None = None
    no_effect: Decimal = Decimal(0)


@dataclass(frozen=True)
class SuggestedVerdict:
    """`verdict` is None where the rule alone cannot tell; `reason` says why either way."""

    verdict: Verdict | None
    reason: str


def suggested_verdict(found: Found) -> SuggestedVerdict:
    """The verdict that the rule gives (GRADE.md §1b), where it gives one at all."""
    if found.method == Method.REFERENCE:
        return SuggestedVerdict(None, "A settled fact or an official limit: as its authority says.")
    if found.studied_in_people is False:
        reason = "No study in people is cited for or against the claim."
        return SuggestedVerdict(Verdict.NOT_STUDIED, reason)
    if found.certainty is None:
        return SuggestedVerdict(None, "It follows from the level: answer the domains first.")
    if found.inconsistency and found.sources_conflict:
        reason = "Inconsistency is rated down, and sources are cited for and against the claim."
        return SuggestedVerdict(Verdict.MIXED, reason)
    if found.certainty == Certainty.VERY_LOW:
        if found.inconsistency:
            reason = (
                "Very low and inconsistent: “Mixed” if the studies conflict, else insufficient."
            )
            return SuggestedVerdict(None, reason)
        reason = "At Very low certainty no firmer verdict follows."
        return SuggestedVerdict(Verdict.INSUFFICIENT, reason)
    return _verdict_by_interval(found)


def _verdict_by_interval(found: Found) -> SuggestedVerdict:
    """From Low upwards the interval decides, where it is clear of a threshold."""
    low, high, important = found.low, found.high, found.important
    if low is None or high is None:
        return SuggestedVerdict(None, "Without an interval the rule cannot tell: you decide.")
    if important and -important < low and high < important:
        reason = "The interval excludes every difference that matters."
        return SuggestedVerdict(Verdict.NO_IMPORTANT_EFFECT, reason)
    if important and low < -important and important < high:
        reason = "The interval holds an important benefit and an important harm."
        return SuggestedVerdict(Verdict.INSUFFICIENT, reason)
    if low <= found.no_effect <= high:
        return SuggestedVerdict(None, "The interval includes no effect: the size decides.")
    if found.as_claimed is None:
        return SuggestedVerdict(None, "There is an effect: is it the one that is claimed?")
    if found.as_claimed:
        return SuggestedVerdict(
            Verdict.SUPPORTED, "The interval excludes no effect, in the direction claimed."
        )
    return SuggestedVerdict(
        Verdict.CONTRADICTED, "The interval excludes no effect, against the direction claimed."
    )


@dataclass(frozen=True)
class OutcomeLevel:
    """One outcome's certainty; None when it was not studied, or is a reference."""

    outcome: str
    importance: str
    certainty: str | None


@dataclass(frozen=True)
class Overall:
    """The certainty across outcomes, and the critical ones that decided it.

    `ungraded` names critical outcomes without a level: nothing is known of them, so the overall
    certainty speaks of the others only, and says so.
    """

    certainty: Certainty | None
    decided_by: tuple[str, ...] = ()
    ungraded: tuple[str, ...] = ()


def overall(outcomes: Iterable[OutcomeLevel]) -> Overall:
    """The lowest certainty among the outcomes marked critical (GRADE Handbook §6; GRADE.md §1).

    None when no critical outcome has a level. Outcomes keep the order in which they are given.
    """
    critical = [outcome for outcome in outcomes if outcome.importance == Importance.CRITICAL]
    ungraded = tuple(outcome.outcome for outcome in critical if not outcome.certainty)
    graded = [(Certainty(o.certainty), o.outcome) for o in critical if o.certainty]
    if not graded:
        return Overall(certainty=None, ungraded=ungraded)
    lowest = min((level for level, _ in graded), key=lambda level: POINTS[level])
    decided_by = tuple(outcome for level, outcome in graded if level is lowest)
    return Overall(lowest, decided_by, ungraded)


def _given(judgements: Judgements, bounds: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((name, getattr(judgements, name)) for name in bounds if getattr(judgements, name))


def _refuse_judgements_without_level(judgements: Judgements, verdict: str) -> None:
    why = (
        "the method “reference” carries no GRADE level"
        if judgements.method == Method.REFERENCE
        else "what was not studied has no level"
    )
    problems = {
        name: f"{LABELS[name]}: leave it empty, because {why}."
        for name, _ in _given(judgements, LOWEST | HIGHEST)
    }
    if judgements.start:
        problems["start"] = f"Leave the start empty, because {why}."
    if judgements.method == Method.REFERENCE and verdict == Verdict.NOT_STUDIED:
        problems["verdict"] = (
            "“Not studied” is a result of looking for studies: use the method GRADE."
        )
    if problems:
        raise GradingError(problems)


def _require_complete(judgements: Judgements) -> None:
    problems = {}
    if judgements.start not in set(Start):
        problems["start"] = "Say whether the studies were randomised: the level starts there."
    for name, bound in (LOWEST | HIGHEST).items():
        value = getattr(judgements, name)
        lowest, highest = min(bound, 0), max(bound, 0)
        if name == "risk_of_bias" and judgements.start == Start.ROBINS_I:
            lowest = -3
        if value is None:
            if name in LOWEST:
                problems[name] = f"{LABELS[name]}: choose a judgement; 0 means no concern."
        elif not lowest <= value <= highest:
            problems[name] = f"{LABELS[name]}: must be from {lowest} to {highest}, not {value}."
        elif value and not judgements.reasons.get(name, "").strip():
            problems[name] = f"{LABELS[name]}: write the reason for {value:+d}."
    if problems:
        raise GradingError(problems)


def _why_refused(start: Start, name: str, downgrades: tuple[tuple[str, int], ...]) -> str | None:
    """Guidance: rate up only non-randomised bodies; “only if nothing is down” is ours."""
    if start is Start.RANDOMISED:
        return "Randomised evidence is not rated up; it starts High."
    if start is Start.ROBINS_I:
        if name == "opposing_confounding":
            return "ROBINS-I has judged confounding already; it is not counted twice."
        # Risk of bias is left out of the gate here: ROBINS-I judges confounding in it.
        downgrades = tuple(d for d in downgrades if d[0] != "risk_of_bias")
    if downgrades:
        named = ", ".join(LABELS[domain].lower() for domain, _ in downgrades)
        return f"Not rated up, because it was rated down for {named} (our house rule)."
    return None


def _warnings(judgements: Judgements, n_studies: int | None) -> tuple[str, ...]:
    warnings = []
    if n_studies == 1 and judgements.inconsistency:
        warnings.append("Inconsistency cannot be judged from a single study.")
    if judgements.inconsistency and judgements.imprecision:
        warnings.append("Inconsistency and imprecision are both down: the same worry twice?")
    return tuple(warnings)
