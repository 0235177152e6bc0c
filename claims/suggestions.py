"""What the numbers suggest for the domains of a grading; a person confirms or refuses each.

Pure module: values in, suggestions out. Sources: GRADE.md §3; imprecision by GRADE guidance 34/35
and the rules of thumb of the GRADE Handbook 5.2.4 (400 participants, 300 events); I² by Cochrane
Handbook 10.10.2. That a trial of fewer than 100 people is “small” is our house rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.canonical import decimal_text
from claims.forms_ledger import FormLedger

ENOUGH_PARTICIPANTS = 400
ENOUGH_EVENTS = 300
WIDE_I_SQUARED = Decimal(50)  # per cent
SMALL_TRIAL = 100  # participants


@dataclass(frozen=True)
class Suggestion:
    """Rate `domain` down by `levels` (below 0), because of `reason`. Never applied by itself."""

    domain: str
    levels: int
    reason: str


@dataclass(frozen=True)
class Trial:
    """A trial's size and payer; None where the source does not say."""

    participants: int | None
    paid_by_industry: bool | None


@dataclass(frozen=True)
class Evidence:
    """One body of evidence for one outcome; None where a number is not known.

    `low` and `high` are the 95 % interval of the absolute difference (per 1000, or the outcome's
    unit) and `important` the smallest difference that matters, in the same unit and above 0.
    `no_effect` is 0, and 1 for a ratio that no baseline turns into a difference: `important` is
    None then. `i_squared` in per cent.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    important: Decimal | None = None
    no_effect: Decimal = Decimal(0)
    participants: int | None = None
    events: int | None = None
    i_squared: Decimal | None = None
    n_studies: int | None = None
    forms: FormLedger | None = None
    trials: tuple[Trial, ...] = ()


def suggestions(evidence: Evidence) -> tuple[Suggestion, ...]:
    """Everything the numbers suggest, in the order of the domains."""
    return (
        *_inconsistency(evidence),
        *_indirectness(evidence),
        *_imprecision(evidence),
        *_information_size(evidence),
        *_publication_bias(evidence),
    )


def _inconsistency(evidence: Evidence) -> Iterator[Suggestion]:
    """Not of a single study, where I² says nothing."""
    several = evidence.n_studies is None or evidence.n_studies > 1
    if evidence.i_squared is not None and evidence.i_squared > WIDE_I_SQUARED and several:
        reason = f"I² is {decimal_text(evidence.i_squared)} %, above 50 %: do the studies disagree?"
        yield Suggestion("inconsistency", -1, reason)


def _indirectness(evidence: Evidence) -> Iterator[Suggestion]:
    if evidence.forms and evidence.forms.suggestion:
        yield Suggestion("indirectness", -1, evidence.forms.suggestion)


def _imprecision(evidence: Evidence) -> Iterator[Suggestion]:
    """One level when the interval crosses the threshold, two when it holds benefit and harm.

    Without a smallest important difference the threshold is no effect, and there is only one.
    """
    low, high, important = evidence.low, evidence.high, evidence.important
    if low is None or high is None:
        return
    interval = f"The 95 % interval ({_text(low)} to {_text(high)})"
    if not important:
        if low < evidence.no_effect < high:
            yield Suggestion("imprecision", -1, f"{interval} includes no effect.")
        return
    crossed = [bound for bound in (-important, important) if low < bound < high]
    if len(crossed) == 2:
        reason = f"{interval} includes both an important benefit and an important harm (±{_text(important)})."
        yield Suggestion("imprecision", -2, reason)
    elif crossed:
        reason = f"{interval} crosses the smallest important difference, {_text(crossed[0])}."
        yield Suggestion("imprecision", -1, reason)


def _information_size(evidence: Evidence) -> Iterator[Suggestion]:
    """The optimal information size by its rule of thumb: also when the interval crosses nothing."""
    people, events = evidence.participants, evidence.events
    if people is not None and people < ENOUGH_PARTICIPANTS:
        reason = f"{people} participants, fewer than the {ENOUGH_PARTICIPANTS} usually needed."
        yield Suggestion("imprecision", -1, reason)
    if events is not None and events < ENOUGH_EVENTS:
        reason = f"{events} events, fewer than the {ENOUGH_EVENTS} usually needed."
        yield Suggestion("imprecision", -1, reason)


def _publication_bias(evidence: Evidence) -> Iterator[Suggestion]:
    """Only when every trial is known to be both small and paid for by industry."""
    suspect = [
        trial.participants is not None
        and trial.participants < SMALL_TRIAL
        and trial.paid_by_industry is True
        for trial in evidence.trials
    ]
    if suspect and all(suspect):
        reason = (
            f"Every trial has fewer than {SMALL_TRIAL} participants and was paid for by industry."
        )
        yield Suggestion("publication_bias", -1, reason)


def _text(number: Decimal) -> str:
    return decimal_text(number).replace("-", "−")
