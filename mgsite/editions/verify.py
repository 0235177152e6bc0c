"""Recompute everything that the store promises, from the stored bytes alone."""

import json
from collections.abc import Iterator
from itertools import pairwise

from claims.canonical import canonical, fingerprint
from mgsite.editions.facets import facets, links
from mgsite.editions.models import Address, Edition, Head, Version
from mgsite.editions.store import edition_hash


def faults() -> Iterator[str]:
    """A sentence for each difference between what is stored and what must be. None is good."""
    yield from _editions()
    yield from _versions()
    yield from _lives()


def redactions() -> list[str]:
    """Versions whose words were blanked for legal reasons: reported, no fault."""
    rows = Version.objects.exclude(redacted_at=None).order_by("seq")
    return [f"{row} was redacted on {row.redacted_at:%Y-%m-%d}; its hash was kept." for row in rows]


def _editions() -> Iterator[str]:
    """Numbers and seq without gaps, each hash over the one before, Head at the end of both."""
    pairs: dict[int, list[tuple[int, str]]] = {}
    all_seq = []
    for seq, sha256, number in Version.objects.order_by("seq").values_list(
        "seq", "sha256", "edition_id"
    ):
        pairs.setdefault(number, []).append((seq, sha256))
        all_seq.append(seq)
    previous, expected = "", 0
    for edition in Edition.objects.order_by("number").iterator():
        expected += 1
        if edition.number != expected:
            yield f"Edition {expected} is missing: the next one is {edition.number}."
            expected = edition.number
        found = edition_hash(
            edition.number, previous, edition.note, edition.change, pairs.get(edition.number, [])
        )
        if found != edition.sha256:
            yield f"Edition {edition.number}: the hash chain is broken here."
        if not pairs.get(edition.number):
            yield f"Edition {edition.number} holds no version."
        previous = edition.sha256
    if all_seq != list(range(1, len(all_seq) + 1)):
        yield "The sequence of versions has gaps."
    head = Head.objects.filter(pk=1).first()
    if (expected, len(all_seq)) != ((head.number, head.seq) if head else (0, 0)):
        yield f"Head says {head}; the store ends at edition {expected}, seq {len(all_seq)}."


def _versions() -> Iterator[str]:
    """Bytes against hashes; what was derived from a document against the document."""
    for version in Version.objects.order_by("seq").prefetch_related("links").iterator(1000):
        if version.redacted_at is not None:
            continue
        if fingerprint(version.document or version.tombstone) != version.sha256:
            yield f"{version}: the stored text does not give the stored hash."
        elif version.document:
            yield from (f"{version}: {fault}" for fault in _derived(version))


def _derived(version: Version) -> Iterator[str]:
    document = json.loads(version.document)
    if canonical(document) != version.document:
        yield "the document is not in canonical form."
    expected = facets(document)
    wrong = [name for name, value in expected.items() if getattr(version, name) != value]
    if wrong:
        yield f"{', '.join(wrong)} differ from the document."
    if {(link.role, link.target) for link in version.links.all()} != links(document):
        yield "its links differ from the document."
    address = {"kind": version.kind, "slug": version.slug, "public_id": version.public_id}
    if not Address.objects.filter(**address).exists():
        yield f"no address leads to “{version.slug}”."


def _lives() -> Iterator[str]:
    """Each thing's versions run 1, 2, 3 and each ends where the next begins."""
    rows: dict[str, list[Version]] = {}
    for version in Version.objects.order_by("public_id", "version").only(
        "public_id", "version", "edition_id", "until"
    ):
        rows.setdefault(version.public_id, []).append(version)
    for public_id, versions in rows.items():
        if [v.version for v in versions] != list(range(1, len(versions) + 1)):
            yield f"{public_id}: its version numbers have gaps."
        for before, after in pairwise(versions):
            if before.until != after.edition_id:
                yield f"{before} ends at {before.until}, but {after} begins at {after.edition_id}."
        if versions[-1].until is not None:
            yield f"{versions[-1]} is the last one and yet has ended."
