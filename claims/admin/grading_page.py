"""The page on which one claim is graded: the evidence beside the questions, in the order of thought."""

from collections.abc import Iterable

from django.forms import BaseForm
from django.forms.boundfield import BoundWidget

from claims.admin.beginning import Beginning
from claims.admin.panel import SUGGESTED, fragments, panel
from claims.admin.questions import CHANGE, DOMAINS, SIZE, START, UPGRADES, VERDICT, Question
from claims.admin.typed import typed_values
from claims.admin.weighing import cited_by, ledger_of
from claims.grading import LABELS
from claims.models import Assessment, Citation, Claim
from claims.people import name_of
from claims.vocabulary import Integrity

# What the evidence table shows of a source, and the name by which a fact may be unverified.
SHOWN_FACTS = (
    "study_design",
    "n_participants",
    "forms_tested",
    "dose_mg",
    "duration_weeks",
    "effect",
    "funding",
)
SOUND = (Integrity.OK, Integrity.UNCHECKED)


def grading_page(begins: Beginning, form: BaseForm) -> dict:
    """What the template of the form needs besides Django's own context."""
    claim = begins.claim
    citations = cited_by(claim) if claim else []
    values = typed_values(form)
    pieces = fragments(panel(claim, citations, values), claim, values)

    def asked(*questions: Question) -> list[dict]:
        return [_asked(question, form, begins.beside, pieces) for question in questions]

    return {
        "begins": begins,
        "claim": claim,
        "evidence": [evidence_row(citation) for citation in citations],
        "tested": _tested(claim, citations) if claim else "",
        "result": pieces["result"],
        "in_people": pieces["in-people"],
        "starts": asked(START),
        "domains": asked(*DOMAINS),
        "upgrades": asked(*UPGRADES),
        "upgrades_open": any(values.get(question.name) for question in UPGRADES),
        "conclusions": asked(CHANGE, SIZE, VERDICT),
    }


def live_answer(begins: Beginning, form: BaseForm) -> dict:
    """The level, and the pieces of the page that follow what is typed."""
    claim = begins.claim
    values = typed_values(form)
    found = panel(claim, cited_by(claim) if claim else [], values)
    return {
        "level": found.level,
        "sentence": found.arithmetic,
        "reads": found.reads,
        "fragments": fragments(found, claim, values),
    }


def evidence_row(citation: Citation) -> dict:
    """One line of the evidence table; `unseen` names the facts that nobody has verified."""
    source = citation.source
    unseen = [name for name in SHOWN_FACTS if name in source.unverified_fields]
    return {
        "citation": citation,
        "source": source,
        "forms": ", ".join(form.name for form in source.forms_tested.all()) or source.form_note,
        "warning": "" if source.integrity in SOUND else source.get_integrity_display(),
        "unseen": [name.replace("_", " ") for name in unseen],
    }


def _tested(claim: Claim, citations: Iterable[Citation]) -> str:
    """“Tested with magnesium glycinate: 1 of 3 trials.”"""
    ledger = ledger_of(claim, citations)
    name = claim.form.name if claim.form else f"{claim.supplement.name} {ledger.form}"
    return ledger.words(name[:1].lower() + name[1:])


def _asked(
    question: Question, form: BaseForm, beside: tuple[Assessment, ...], pieces: dict[str, str]
) -> dict:
    field = form[question.name]
    reason = f"{question.name}_reason"
    # Nothing chosen is no answer, though the radio that says “not graded” has the same value.
    answered = question.name in (form.data if form.is_bound else form.initial)
    return {
        "question": question,
        "label": LABELS.get(question.name, field.label),
        "field": field,
        "reason": form[reason] if reason in form.fields else None,
        "answers": [
            _answer(question, place, radio, answered) for place, radio in enumerate(field, start=1)
        ],
        "beside": [_said(each, question.name, form, answered) for each in beside],
        "suggests": question.name in SUGGESTED,
        "suggestions": pieces.get(f"{question.name}-suggestions", ""),
    }


def _answer(question: Question, place: int, radio: BoundWidget, answered: bool) -> dict:
    """A radio, what it means here, and the digit that chooses it: its levels, else its place."""
    if not answered:
        radio.data["attrs"].pop("checked", None)
    value = "" if radio.data["value"] is None else str(radio.data["value"])
    levels = value.lstrip("-")
    if question.name not in LABELS:
        mark, key = "", str(place)
    else:
        sign = "−" if value.startswith("-") else "+" if levels.strip("0") else ""
        mark, key = f"{sign}{levels}", levels
    return {"radio": radio, "mark": mark, "key": key, "means": question.steps.get(value, value)}


def _said(assessment: Assessment, name: str, form: BaseForm, answered: bool) -> dict:
    """An earlier answer as it stands read-only beside the question."""
    value = getattr(assessment, name)
    now = form[name].value()
    unsaid = "not graded" if name in (*LABELS, "start") else "not said"
    return {
        "by": name_of(assessment.assessed_by),
        "value": "" if value is None else str(value),
        "words": getattr(assessment, f"get_{name}_display")() or unsaid,
        "reason": getattr(assessment, f"{name}_reason", ""),
        "changed": answered
        and str("" if value is None else value) != str("" if now is None else now),
    }
