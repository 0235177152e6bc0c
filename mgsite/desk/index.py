"""The desk: whose turn it is. Each section says what waits, how much, and where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone

from claims.models import Assignment, Remark, Review, Source
from claims.people import name_of
from claims.review import APPROVE, PUBLISH, SUBMIT, Decision, State
from claims.vocabulary import ALERTING, Integrity
from mgsite.desk.models import Plan, Stage
from mgsite.desk.reading.texts import unfinished
from mgsite.desk.waiting import Due, Waiting, due_for_review, waiting
from mgsite.editions.look_again import alerts_in_print, printed_integrity
from mgsite.questions.models import Question

SHOWN = 6  # lines of a section on the desk itself
LONG_FOR_A_READER = 14  # days without an answer, after which a question is late


@dataclass(frozen=True)
class Line:
    """One thing to do: what, where, and a word on why or when. `late` is set apart."""

    title: str
    url: str
    kind: str
    said: str = ""
    late: bool = False
    review_url: str = ""


@dataclass(frozen=True)
class Section:
    key: str
    heading: str
    empty: str
    lines: tuple[Line, ...]
    note: str = ""

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def shown(self) -> tuple[Line, ...]:
        return self.lines[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, self.count - SHOWN)


def desk(person: AbstractUser) -> list[Section]:
    """The sections that this person can do something about, in the order of urgency."""
    today = timezone.localdate()
    items = waiting(person)
    by_id = {item.public_id: item for item in items}
    # A claim that was given up for another goes nowhere any more but out of print.
    going = [item for item in items if not item.merged]
    asked = _assignments(by_id)
    due, never = due_for_review(person, today)
    sections = [
        _returned(going),
        _to_review(going, asked, person, today),
        _drafts(going),
        _texts(),
        _approved(items),
        _plans(),
        _questions(today),
        _due(due, never, today),
        _ahead(items),
        _sources(),
        _notes(by_id, person),
    ]
    return [section for section in sections if section and _concerns(section, person)]


def _concerns(section: Section, person: AbstractUser) -> bool:
    """Nobody is shown what they can do nothing about."""
    needs = {
        "drafts": SUBMIT,
        "returned": SUBMIT,
        "texts": "articles.change_sourcearticle",
        "review": APPROVE,
        "approved": PUBLISH,
        "plans": "desk.view_plan",
        "questions": "questions.change_question",
    }
    return person.has_perm(needs.get(section.key, "claims.view_claim"))


def _line(item: Waiting, said: str = "", late: bool = False) -> Line:
    return Line(item.title, item.url, item.kind, said, late, item.review_url)


def _drafts(items: Sequence[Waiting]) -> Section:
    lines = [
        _line(item, f"edited {item.updated_at:%d %b %Y}")
        for item in items
        if item.mine and item.state == State.DRAFT
    ]
    return Section("drafts", "My drafts", "Nothing of yours is unfinished.", tuple(lines))


def _texts() -> Section:
    lines = [Line(each.article.source_title, each.url, "check", each.said) for each in unfinished()]
    return Section("texts", "Texts being read", "Every text is read to its end.", tuple(lines))


def _returned(items: Sequence[Waiting]) -> Section:
    mine = [item for item in items if item.mine and item.state == State.RETURNED]
    last: dict[str, Review] = {}
    if mine:
        returned = Review.objects.filter(
            subject_id__in=[item.public_id for item in mine], decision=Decision.RETURNED
        )
        last = {review.subject_id: review for review in returned.select_related("by")}
    lines = [_line(item, _said_back(last.get(item.public_id))) for item in mine]
    return Section("returned", "Returned to me", "Nothing was sent back to you.", tuple(lines))


def _said_back(review: Review | None) -> str:
    return f"{name_of(review.by)}, {review.at:%d %b}: {review.note}" if review else ""


def _assignments(by_id: dict[str, Waiting]) -> dict[str, Assignment]:
    open_ones = Assignment.objects.filter(ended_at=None).select_related("reviewer")
    return {asked.subject_id: asked for asked in open_ones if asked.subject_id in by_id}


def _to_review(
    items: Sequence[Waiting], asked: dict[str, Assignment], person: AbstractUser, today: date
) -> Section:
    """Mine first, by the day they are due; then what nobody was asked for; nothing I edited."""
    found = []
    for item in items:
        if item.state != State.IN_REVIEW or item.mine:
            continue
        ask = asked.get(item.public_id)
        if ask is not None and ask.reviewer_id != person.pk:
            continue
        due = ask.due_on if ask else None
        said = (
            "nobody was asked yet"
            if ask is None
            else f"due {due:%d %b %Y}"
            if due
            else "asked of you"
        )
        late = due is not None and due < today
        found.append((ask is None, due or date.max, _line(item, said, late)))
    lines = tuple(line for *_, line in sorted(found, key=lambda each: each[:2]))
    return Section("review", "Waiting for my review", "Nothing waits for you.", lines)


def _approved(items: Sequence[Waiting]) -> Section:
    lines = [_line(item) for item in items if item.state == State.APPROVED]
    return Section(
        "approved",
        "Approved, not published yet",
        "Everything that is approved is in print.",
        tuple(lines),
    )


def _plans() -> Section:
    running = Plan.objects.filter(stage__in=(Stage.FAILED, Stage.SCHEDULED))
    lines = []
    for plan in running.order_by("stage", "publish_at"):
        failed = plan.stage == Stage.FAILED
        said = plan.failure if failed else f"{plan.publish_at:%d %b %Y, %H:%M} UTC"
        lines.append(Line(plan.name, plan.get_absolute_url(), "edition", said, failed))
    return Section("plans", "Scheduled", "No edition is scheduled.", tuple(lines))


def _questions(today: date) -> Section:
    """The oldest first, and the day of the oldest above all."""
    lines = []
    for question in Question.objects.waiting().only("text", "state", "asked_at"):
        asked = timezone.localdate(question.asked_at)
        late = (today - asked).days > LONG_FOR_A_READER
        said = f"{question.get_state_display().lower()}, asked {asked:%d %b %Y}"
        lines.append(Line(question.text, question.get_admin_url(), "question", said, late))
    oldest = lines[0].said.rpartition(", ")[2] if lines else ""
    note = f"The oldest was {oldest}." if oldest else ""
    return Section(
        "questions", "Questions from readers", "No reader waits for an answer.", tuple(lines), note
    )


def _due(due: Sequence[Due], never: int, today: date) -> Section:
    lines = [
        Line(item.title, item.url, item.kind, f"due {item.due_on:%d %b %Y}", item.due_on < today)
        for item in due
    ]
    note = (
        f"{never} more in print were never reviewed by anybody independent (starter content)."
        if never
        else ""
    )
    return Section("due", "Due for review", "Nothing is due within a month.", tuple(lines), note)


def _ahead(items: Sequence[Waiting]) -> Section:
    labels = {state.value: state.label.lower() for state in State}
    lines = [
        _to_withdraw(item) if item.merged else _line(item, labels[item.state])
        for item in items
        if item.in_print and item.state != State.APPROVED
    ]
    return Section(
        "ahead", "Draft ahead of what is in print", "Readers see every change.", tuple(lines)
    )


def _to_withdraw(item: Waiting) -> Line:
    page = reverse("desk-sections:merge", args=[item.public_id])
    return Line(item.title, page, item.kind, "merged into another claim, to be withdrawn")


def _sources() -> Section:
    """Sources with a notice, in a draft or in print; the page behind says what rests on them."""
    page = reverse("desk-sections:sources")
    printed = {version.public_id: version for version in alerts_in_print()}
    drafts = Source.objects.filter(integrity__in=[word.value for word in ALERTING])
    lines = [
        Line(v.title, page, "source", Integrity(printed_integrity(v)).label)
        for v in printed.values()
    ]
    lines += [
        Line(s.title, page, "source", f"{s.get_integrity_display()}, not in print yet", late=True)
        for s in drafts.order_by("slug")
        if s.public_id not in printed
    ]
    return Section("sources", "Source problems", "No source has a notice.", tuple(lines))


def _notes(by_id: dict[str, Waiting], person: AbstractUser) -> Section:
    """Open notes on what I edited, and those that I wrote."""
    lines = []
    for note in Remark.objects.filter(resolved_at=None).select_related("by"):
        item = by_id.get(note.subject_id)
        if note.by_id == person.pk or (item and item.mine):
            title = item.title if item else note.subject_id
            url = item.url if item else ""
            lines.append(Line(title, url, note.subject_kind, f"{name_of(note.by)}: {note.text}"))
    return Section("notes", "Open notes", "No note is open.", tuple(lines))
