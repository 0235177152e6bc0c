"""What the judgements typed so far come to: level, sentence, verdict by rule, numbers, suggestions.

Computed by the server alone. The page shows it on load, after “Check”, and as it is typed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from claims.admin.estimates import odd
from claims.admin.weighing import (
    absolute_of,
    sentence_for,
    suggestions_for,
    verdict_for,
)
from claims.effects import Absolute, whole
from claims.grading import (
    HIGHEST,
    LABELS,
    LOWEST,
    POINTS,
    Grading,
    GradingError,
    SuggestedVerdict,
    grade,
)
from claims.judgements import judgements_from
from claims.models import Citation, Claim
from claims.suggestions import Suggestion
from claims.vocabulary import Method, Verdict

SUGGESTED = ("inconsistency", "indirectness", "imprecision", "publication_bias", "large_effect")
# Values of the form that carry no level when a verdict or a method has none.
UNGRADED = {"start": ""} | dict.fromkeys(LOWEST, "") | dict.fromkeys(HIGHEST, "0")


@dataclass(frozen=True)
class Panel:
    """`level` is empty while something is missing; `arithmetic` says what, or how it came about."""

    level: str
    mark: str
    arithmetic: str
    reads: str | None = None
    why_unread: str = ""
    verdict: SuggestedVerdict | None = None
    warnings: tuple[str, ...] = ()
    in_people: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    clear: bool = False


def panel(claim: Claim | None, citations: Iterable[Citation], values: Mapping) -> Panel:
    """Of values as an assessment has them; nothing is stored."""
    rest = {"method": values.get("method") or Method.GRADE, "start": values.get("start")}
    reasons = {f"{n}_reason": values.get(f"{n}_reason") or "(to come)" for n in LABELS}
    values = {**values, **rest, **reasons}
    verdict = values.get("verdict") or ""
    try:
        result = grade(judgements_from(values), verdict, values.get("n_studies"))
    except GradingError as error:
        first, *others = error.problems.values()
        said = f"{first} ({len(others)} more)" if others else first
        clear = values["method"] == Method.REFERENCE or verdict == Verdict.NOT_STUDIED
        found = Panel("", "", said, clear=clear, why_unread="It follows from the level.")
        certainty = None
    else:
        found, certainty = _level(result), result.certainty
    found = replace(found, warnings=(*found.warnings, *odd(values)), in_people=in_people(values))
    if claim is None:
        return found
    reads = sentence_for(claim, values, certainty) if found.level else None
    return replace(
        found,
        reads=reads,
        why_unread="" if reads else found.why_unread or _why_unread(claim, values),
        verdict=verdict_for(claim, citations, values, certainty),
        suggestions=suggestions_for(claim, citations, values),
    )


def _level(result: Grading) -> Panel:
    if result.certainty is None or result.start_level is None:
        return Panel("No level", "", "Reference and “not studied” carry none.")
    steps = [f"−{levels} {LABELS[name].lower()}" for name, levels in result.downgrades]
    steps += [f"+{levels} {LABELS[name].lower()}" for name, levels in result.upgrades]
    sum_of = ", ".join([result.start_level.label, *steps])
    points = POINTS[result.certainty]
    return Panel(
        level=result.certainty.label,
        mark="⊕" * points + "○" * (4 - points),
        arithmetic=f"{sum_of} = {result.certainty.label}.",
        warnings=(*(why for *_, why in result.refused), *result.warnings),
    )


def _why_unread(claim: Claim, values: Mapping) -> str:
    if values["method"] == Method.REFERENCE:
        return "A reference is worded as its source words it."
    if not claim.sentence_outcome:
        return "The claim has no “outcome in a sentence” yet."
    if not values.get("verdict"):
        return "Choose a verdict."
    return "Say what was found: the verdict needs its direction."


def in_people(values: Mapping) -> tuple[str, ...]:
    """What the effect means for 1000 people, line by line; empty without a baseline risk."""
    people = absolute_of(values)
    return tuple(_said(people)) if people else ()


def _said(people: Absolute) -> Iterator[str]:
    without, with_it = (whole(1000 * risk) for risk in (people.risk_without, people.risk_with))
    yield f"Of 1000 people, {without} without and {with_it} with it: {_difference(people.per_1000)}"
    low, high = people.per_1000_low, people.per_1000_high
    if low is not None and high is not None:
        yield f"95 % interval: {_difference(low)} to {_difference(high)} per 1000"
        nnt = f"{people.nnt}" if people.nnt else "none, because the interval includes no effect"
        yield f"Number needed to treat: {nnt}"
    if people.capped:
        yield "An end of the interval would be a risk below 0 or above 1000, and stands at that bound"


def _difference(per_1000) -> str:
    people = whole(per_1000)
    return f"{abs(people)} {'fewer' if people < 0 else 'more'}" if people else "no difference"


def fragments(found: Panel, claim: Claim | None, values: Mapping) -> dict[str, str]:
    """The pieces of the page that follow what is typed, by the id of the place they stand in."""
    context = {
        "panel": found,
        "claim": claim,
        "ungraded": json.dumps(UNGRADED),
        "accept_verdict": _accept_verdict(found, values),
    }
    shown = {
        "result": render_to_string("admin/claims/assessment/_result.html", context),
        "in-people": render_to_string("admin/claims/assessment/_in_people.html", {"panel": found}),
    }
    for name in SUGGESTED:
        offered = [_offered(s, values) for s in found.suggestions if s.domain == name]
        shown[f"{name}-suggestions"] = render_to_string(
            "admin/claims/assessment/_suggestions.html", {"offered": offered}
        )
    return shown


def _accept_verdict(found: Panel, values: Mapping) -> str:
    """What the button beside the suggested verdict fills in; empty where it stands already."""
    suggested = found.verdict.verdict if found.verdict else None
    if suggested is None or suggested == values.get("verdict"):
        return ""
    return json.dumps({"verdict": suggested.value})


def _offered(suggestion: Suggestion, values: Mapping) -> dict:
    """A suggestion, and whether the form says it already."""
    judged = values.get(suggestion.domain) or 0
    reason = values.get(f"{suggestion.domain}_reason") or ""
    taken = abs(judged) >= abs(suggestion.levels)
    return {
        "reason": suggestion.reason,
        "levels": f"{suggestion.levels:+d}".replace("-", "−"),
        "taken": taken and suggestion.reason in reason,
        "set": json.dumps({} if taken else {suggestion.domain: str(suggestion.levels)}),
        "add": json.dumps({f"{suggestion.domain}_reason": suggestion.reason}),
    }
