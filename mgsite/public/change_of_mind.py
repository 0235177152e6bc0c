"""What the arithmetic of a grading says would lift it (GRADE.md §7).

Pure module: the grading of a document in, values and sentences out. What an editor wrote besides
is the document's own `upgrade_path`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.forms_ledger import FormLedger
from claims.grading import LEVELS
from claims.suggestions import ENOUGH_EVENTS, ENOUGH_PARTICIPANTS
from claims.vocabulary import Certainty
from mgsite.public.arithmetic import label, points
from mgsite.public.phrases import counted, number


@dataclass(frozen=True)
class Lift:
    """A domain that holds the level down, and the level that the others would leave."""

    domain: str
    levels: int
    certainty_without: str
    words: str


@dataclass(frozen=True)
class ChangeOfMind:
    """`participants_missing` and `events_missing` count up to the information size that is usually
    needed; None when enough are there, when the number is not known or imprecision was no concern.
    `untested_form` is the form claimed that no trial gave."""

    lifts: tuple[Lift, ...]
    participants_missing: int | None
    events_missing: int | None
    untested_form: str | None

    def sentences(self, form_name: str) -> Iterator[str]:
        yield from (lift.words for lift in self.lifts)
        if self.participants_missing:
            yield (
                f"{counted(self.participants_missing, 'person is', 'people are')} missing to the "
                f"{ENOUGH_PARTICIPANTS} that are usually needed."
            )
        if self.events_missing:
            yield (
                f"{counted(self.events_missing, 'event is', 'events are')} missing to the "
                f"{ENOUGH_EVENTS} that are usually needed."
            )
        if self.untested_form:
            yield f"No trial counted here gave {form_name}: one that did would bear on the claim itself."


def change_of_mind(grading: Mapping, ledger: FormLedger) -> ChangeOfMind:
    downgrades = grading.get("downgrades", ()) if grading.get("certainty") else ()
    imprecise = any(down["domain"] == "imprecision" for down in downgrades)
    return ChangeOfMind(
        lifts=tuple(_lift(grading, down) for down in downgrades),
        participants_missing=_missing(grading.get("n_participants"), ENOUGH_PARTICIPANTS)
        if imprecise
        else None,
        events_missing=_missing(grading.get("n_events"), ENOUGH_EVENTS) if imprecise else None,
        untested_form=ledger.form if ledger.claimed and not ledger.with_form else None,
    )


def _lift(grading: Mapping, down: Mapping) -> Lift:
    without = LEVELS[max(1, min(4, points(grading) + down["levels"]))]
    named = f"{label(down)} (−{number(down['levels'])})"
    if without == grading["certainty"]:
        words = f"{named} is not alone: without it the certainty would still be {_level(without)}."
    else:
        words = f"{named}: without this concern the certainty would be {_level(without)}."
    return Lift(down["domain"], down["levels"], without, words)


def _level(certainty: str) -> str:
    return Certainty(certainty).label.lower()


def _missing(there: int | None, enough: int) -> int | None:
    return enough - there if there is not None and there < enough else None
