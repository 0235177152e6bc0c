"""Publish and withdraw: each one durable transaction, whole or absent.

Order of locks (DESIGN.md §3): roots by (kind, id), then Head, last of all. Documents are
built after that, so what is stored is what was there when nobody else could write.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from claims.actions import latest_approval, require
from claims.canonical import canonical, fingerprint
from claims.errors import Refused
from claims.models import Curated, Review
from claims.review import Decision, State
from claims.wording_gate import wording_problems
from mgsite.editions.alerts import claims_to_re_emit, with_alerts
from mgsite.editions.closure import dangling, dangling_sentences
from mgsite.editions.events import event_of, newly_alarmed, pressure_of
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Change, Edition, Pressure, Version
from mgsite.editions.review_stamp import stamped
from mgsite.editions.store import Draft, check_addresses, insert_edition, lock_head


@dataclass(frozen=True)
class Outcome:
    """What a publish did. `edition` is None when nothing differed from what is in print."""

    edition: Edition | None
    published: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    repeated: bool = False


def publish(
    *,
    items: Iterable[Curated],
    by: AbstractUser,
    note: str,
    change: str,
    operation: str,
    correction: bool = False,
) -> Outcome:
    """Publish approved items as one edition.

    `operation` identifies the request: a repeat returns the first outcome. Raises Refused with
    a sentence for each item that is unapproved, changed since, dangling or not fit for print.
    """
    with transaction.atomic(durable=True):
        return publish_within(
            items=items,
            by=by,
            note=note,
            change=change,
            operation=operation,
            correction=correction,
        )


def publish_within(
    *,
    items: Iterable[Curated],
    by: AbstractUser,
    note: str,
    change: str,
    operation: str,
    correction: bool = False,
) -> Outcome:
    """The same in the caller's transaction, which has to end right after: Head stays locked."""
    require(by, "editions.publish", "publish", group="group Publisher")
    note, change = checked_note(note, change)
    if (earlier := earlier_outcome(operation)) is not None:
        return earlier
    roots = lock_roots(items)
    head = lock_head()
    # A second time, now that nobody else can publish: the twin may just have finished.
    if (earlier := earlier_outcome(operation)) is not None:
        return earlier
    documents = _approved_documents(roots)
    _refuse_dangling(documents)
    documents = with_alerts(documents | claims_to_re_emit(documents))
    current = {v.public_id: v for v in Version.objects.current().filter(public_id__in=documents)}
    drafts = _drafts(documents, current, change, correction)
    if not drafts:
        return Outcome(edition=None, unchanged=tuple(documents))
    check_addresses(drafts)
    edition = insert_edition(
        head, drafts, current, by=by, note=note, change=change, operation=operation
    )
    kept = tuple(draft.public_id for draft in drafts)
    return Outcome(edition, kept, tuple(i for i in documents if i not in kept))


def lock_roots(items: Iterable[Curated]) -> list[Curated]:
    """The drafts read afresh and locked, always in the order of kind and primary key."""
    wanted = {(item.kind, item.pk) for item in items}
    roots: list[Curated] = []
    for kind in sorted(MODELS):
        keys = sorted(pk for item_kind, pk in wanted if item_kind == kind)
        if keys:
            queryset = MODELS[kind]._default_manager.select_for_update(of=("self",))
            roots += queryset.filter(pk__in=keys).order_by("pk")
    return roots


def checked_note(note: str, change: str) -> tuple[str, str]:
    """The note without outer blanks, and a known kind of change."""
    if not note.strip():
        raise Refused("Write a note: readers and partners are told what this edition changes.")
    if change not in set(Change):
        raise Refused(f"“{change}” is no kind of change: choose one of {', '.join(Change)}.")
    return note.strip(), change


def earlier_outcome(operation: str) -> Outcome | None:
    edition = Edition.objects.filter(operation=operation).first()
    if edition is None:
        return None
    return Outcome(
        edition, tuple(edition.versions.values_list("public_id", flat=True)), repeated=True
    )


def _approved_documents(roots: Sequence[Curated]) -> dict[str, dict]:
    """The stamped document of each item, once every item proved to be what was approved."""
    documents, refusals = {}, []
    published = set(
        Version.objects.filter(public_id__in=[r.public_id for r in roots]).values_list(
            "public_id", flat=True
        )
    )
    for root in roots:
        document = root.document()
        review = latest_approval(root)
        refusals += why_not(root, document, review, root.public_id in published)
        if review is not None:
            documents[root.public_id] = stamped(document, root, review)
    if refusals:
        raise Refused(*refusals)
    if not documents:
        raise Refused("Nothing was chosen to publish: choose at least one item.")
    return documents


def why_not(root: Curated, document: dict, review: Review | None, published: bool) -> list[str]:
    named = f"The {root.kind} “{root.slug}”"
    if review is None or root.state != State.APPROVED:
        # With what the reviewer would object to, so that nobody goes the round twice.
        refusal = f"{named} is not approved: submit it and have it approved first."
        return [refusal, *wording_problems(root)]
    if fingerprint(canonical(document)) != review.fingerprint:
        return [f"{named} has changed since it was approved: have it approved again."]
    if review.decision == Decision.STARTER and published:
        return [f"{named} was approved as starter content, which counts only the first time."]
    return root.problems() + wording_problems(root)


def _refuse_dangling(documents: dict[str, dict]) -> None:
    if missing := dangling(documents):
        raise Refused(*dangling_sentences(missing, documents))


def _drafts(documents, current, change, correction) -> list[Draft]:
    """What differs from the version in print, in a stable order."""
    drafts = []
    for public_id, document in documents.items():
        text = canonical(document)
        before = current.get(public_id)
        if before and before.state == Version.PUBLISHED and before.sha256 == fingerprint(text):
            continue
        event = event_of(document, before, correction)
        urgency = pressure_of(event, change)
        if urgency is Pressure.ROUTINE and newly_alarmed(document, before):
            urgency = Pressure.IMPORTANT
        drafts.append(Draft(public_id, document["kind"], text, "", event, urgency))
    return drafts
