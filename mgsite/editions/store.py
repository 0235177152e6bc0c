"""The inserts that make an edition, and its hash. Called by publish and withdraw alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from claims.canonical import canonical, fingerprint
from claims.errors import Refused
from mgsite.editions import search_index
from mgsite.editions.facets import facets, links
from mgsite.editions.models import Address, Edition, Head, Link, Version


@dataclass(frozen=True)
class Draft:
    """One version to be written: a document, or a tombstone."""

    public_id: str
    kind: str
    document: str
    tombstone: str
    event: str
    urgency: str

    @property
    def sha256(self) -> str:
        return fingerprint(self.document or self.tombstone)

    @property
    def state(self) -> str:
        return Version.PUBLISHED if self.document else Version.WITHDRAWN


def lock_head() -> Head:
    """The one row, locked until commit. Take it last of all locks."""
    Head.objects.get_or_create(pk=1)
    return Head.objects.select_for_update().get(pk=1)


def edition_hash(
    number: int, previous: str, note: str, change: str, versions: Sequence[tuple[int, str]]
) -> str:
    """sha256 over the canonical JSON of number, the hash before, note, change, [[seq, sha256]]."""
    return fingerprint(
        canonical(
            {
                "number": number,
                "previous": previous,
                "note": note,
                "change": change,
                "versions": [list(pair) for pair in versions],
            }
        )
    )


def check_addresses(drafts: Sequence[Draft]) -> None:
    """Raise Refused when a slug has ever belonged to another item of the kind."""
    taken = []
    for draft in drafts:
        if draft.document:
            slug = json.loads(draft.document)["slug"]
            owner = Address.objects.filter(kind=draft.kind, slug=slug).first()
            if owner and owner.public_id != draft.public_id:
                taken.append(
                    f"The address “{slug}” belonged to another {draft.kind} before and is never "
                    "reused: choose another slug."
                )
    if taken:
        raise Refused(*taken)


def insert_edition(
    head: Head,
    drafts: Sequence[Draft],
    current: Mapping[str, Version],
    *,
    by: AbstractUser,
    note: str,
    change: str,
    operation: str,
) -> Edition:
    """Close the old versions, write the new ones with consecutive `seq`, advance Head."""
    number = head.number + 1
    previous = Edition.objects.filter(number=head.number).values_list("sha256", flat=True).first()
    pairs = [(head.seq + i, draft.sha256) for i, draft in enumerate(drafts, 1)]
    edition = Edition.objects.create(
        number=number,
        operation=operation,
        published_at=_not_before_the_last(head.number),
        published_by=by,
        note=note,
        change=change,
        sha256=edition_hash(number, previous or "", note, change, pairs),
    )
    _close([v.pk for v in current.values() if v.public_id in {d.public_id for d in drafts}], number)
    versions = Version.objects.bulk_create(
        _version(draft, edition, current.get(draft.public_id), seq)
        for draft, (seq, _) in zip(drafts, pairs, strict=True)
    )
    _insert_links_and_addresses(drafts, versions)
    search_index.add(versions)
    head.number, head.seq = number, pairs[-1][0]
    head.save(update_fields=["number", "seq"])
    return edition


def _not_before_the_last(number: int) -> datetime:
    """Now, but never before the edition before: a clock set back must not disorder time."""
    last = Edition.objects.filter(number=number).values_list("published_at", flat=True).first()
    now = timezone.now()
    return max(now, last) if last else now


def _close(pks: list[int], number: int) -> None:
    """Set `until`, the one column of a version that is ever set later."""
    models.QuerySet(Version).filter(pk__in=pks).update(until=number)


def _version(draft: Draft, edition: Edition, before: Version | None, seq: int) -> Version:
    if draft.document:
        columns = facets(json.loads(draft.document))
    else:
        columns = {"slug": before.slug, "title": before.title}
    return Version(
        public_id=draft.public_id,
        kind=draft.kind,
        version=before.version + 1 if before else 1,
        edition=edition,
        seq=seq,
        state=draft.state,
        event=draft.event,
        urgency=draft.urgency,
        document=draft.document,
        tombstone=draft.tombstone,
        sha256=draft.sha256,
        **columns,
    )


def _insert_links_and_addresses(drafts: Sequence[Draft], versions: Sequence[Version]) -> None:
    rows, addresses = [], []
    for draft, version in zip(drafts, versions, strict=True):
        if not draft.document:
            continue
        document = json.loads(draft.document)
        rows += [
            Link(version=version, role=role, target=target)
            for role, target in sorted(links(document))
        ]
        addresses.append(Address(kind=draft.kind, slug=document["slug"], public_id=draft.public_id))
    Link.objects.bulk_create(rows)
    known = set(
        Address.objects.filter(public_id__in=[a.public_id for a in addresses]).values_list(
            "kind", "slug"
        )
    )
    Address.objects.bulk_create(a for a in addresses if (a.kind, a.slug) not in known)
