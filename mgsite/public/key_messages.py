"""What a reader should take from a condition's page: three messages with their numbers. Pure module.

Made from published documents by rule, so that no message can say more than the claims below it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.vocabulary import Certainty, ClaimKind, Verdict
from mgsite.public.arithmetic import equation
from mgsite.public.claim_entry import effect_sentence
from mgsite.public.comparison.conditions import dose_in_trials, trial_doses
from mgsite.public.dose_reading import UPPER_LEVEL
from mgsite.public.forms_given import (
    FORM_IN_QUESTION,
    form_name,
    ledger_of,
    most_used_first,
    studies,
)
from mgsite.public.phrases import counted, day, listed, number

Document = Mapping
NO_ESTIMATE = "No one size of effect is given."


@dataclass(frozen=True)
class KeyMessage:
    """A question and its answer; `slug` is the claim that bears it, empty when several do."""

    question: str
    answer: str
    more: str = ""
    slug: str = ""


def key_messages(
    headlines: Sequence[Document], about: Sequence[Document], items: Mapping[str, Document]
) -> tuple[KeyMessage, ...]:
    """`headlines` answer the condition, the widest last; `about` are all its claims.

    `items` are sources and supplements by id. Without an answer there is no message.
    """
    if not headlines:
        return ()
    answer = headlines[-1]
    supplement = items.get(answer["supplement_id"], {})
    return (
        _how_much(answer, items),
        _which_form(answer, items, supplement),
        _dose_and_harm(answer, about, items, supplement),
    )


def _how_much(claim: Document, items: Mapping[str, Document]) -> KeyMessage:
    grading = claim["grading"] or {}
    said = _studied(claim, items)
    if claim["verdict"] != Verdict.NOT_STUDIED:
        said += f" {effect_sentence(grading, items) or NO_ESTIMATE}"
    sure = equation(grading)
    return KeyMessage(
        "How much does it help?",
        said,
        f"How sure: {sure}." if sure else "",
        claim["slug"],
    )


def _studied(claim: Document, items: Mapping[str, Document]) -> str:
    """“5 studies with 307 people.”; where the grading counts none, what its citations hold."""
    grading = claim["grading"] or {}
    counted_by_us, people = grading.get("n_studies"), grading.get("n_participants")
    if claim["verdict"] == Verdict.NOT_STUDIED:
        searched = f"; last searched {day(claim['searched_on'])}" if claim["searched_on"] else ""
        return f"We found no study that can say{searched}."
    if counted_by_us is None:
        found = studies(ledger_of(claim, items, FORM_IN_QUESTION))
        return f"We count {found}." if found else "No study counts towards this answer."
    among = f" with {counted(people, 'person', 'people')}" if people is not None else ""
    return f"{counted(counted_by_us, 'study', 'studies')}{among}."


def _which_form(claim: Document, items: Mapping[str, Document], supplement: Document) -> KeyMessage:
    ledger = ledger_of(claim, items, FORM_IN_QUESTION)
    name = form_name(FORM_IN_QUESTION, supplement)
    question = f"Was {name} itself tested?"
    if not ledger.trials:
        return KeyMessage(question, "No trial counts towards this answer.", slug=claim["slug"])
    alone = len(ledger.trials) == 1
    if ledger.with_form:
        answer = f"Yes, in {ledger.count}."
    elif alone:
        answer = "No, not in the one trial."
    else:
        answer = f"No: in none of {len(ledger.trials)} trials."
    given = [f"{form_name(form, supplement)} ({len(ids)})" for form, ids in most_used_first(ledger)]
    unknown = [f"a form not stated ({len(ledger.of_unknown_form)})"]
    gave = listed(given + (unknown if ledger.of_unknown_form else []))
    return KeyMessage(question, answer, f"{'It' if alone else 'They'} gave {gave}.", claim["slug"])


def _dose_and_harm(
    claim: Document,
    about: Sequence[Document],
    items: Mapping[str, Document],
    supplement: Document,
) -> KeyMessage:
    ledger = ledger_of(claim, items, FORM_IN_QUESTION)
    levels = _upper_levels(supplement)
    parts = [_most(levels)]
    if dose := dose_in_trials(ledger, items):
        parts.append(f"In the trials: {dose[:1].lower() + dose[1:]}.")
        parts.append(_against(trial_doses(ledger, items), [level for level, _ in levels]))
    return KeyMessage(
        "How much is safe?",
        " ".join(part for part in parts if part),
        " ".join(harm["conclusion"] for harm in harms(about)),
    )


def _upper_levels(supplement: Document) -> list[tuple[Decimal, str]]:
    """(mg a day, where it holds) of each official limit that is more than advice, lowest first."""
    return sorted(
        (Decimal(limit["max_mg"]), _place(limit["authority"]))
        for limit in supplement.get("limits", ())
        if limit["kind"] == UPPER_LEVEL
    )


def _most(levels: Sequence[tuple[Decimal, str]]) -> str:
    if not levels:
        return "No official limit is published here."
    said = listed([f"{number(str(mg))} mg ({place})" for mg, place in levels])
    return f"Most to take from supplements in a day, as elemental magnesium: {said}."


def _against(doses: Sequence[Decimal], levels: Sequence[Decimal]) -> str:
    """Trials give more than people should take unadvised: then that is said."""
    if not doses or not levels or max(doses) <= levels[0]:
        return ""
    if min(doses) > levels[-1]:
        return (
            "That is above every one of these limits." if len(levels) > 1 else "That is above it."
        )
    return "Some of that is above a limit."


def _place(authority: str) -> str:
    """Where it holds, when the name of the authority says so: “… (European Union)”."""
    place = authority.rpartition("(")[2].rstrip(")")
    return place or authority


def harms(about: Sequence[Document]) -> list[Document]:
    """The harms to know first: graded ones that are likely, then what settled knowledge warns of."""
    likely = (Certainty.HIGH, Certainty.MODERATE)
    found = [
        claim
        for claim in about
        if claim["claim_kind"] == ClaimKind.SAFETY
        and claim["applies_to_all"]
        and claim["verdict"] == Verdict.SUPPORTED
        and ((claim["grading"] or {}).get("certainty") in likely)
    ]
    return sorted(found, key=lambda claim: claim["slug"])[:2]
