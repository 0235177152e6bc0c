"""How one item has changed: its versions, and two of them set against each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.public_ids import PATTERN
from mgsite.editions.models import Address, Version
from mgsite.editions.readers import AsOf, document_of
from mgsite.public.composition.parts import documents
from mgsite.public.revisions import Revised, revised

LISTED = 100  # versions in the list and to choose from; older ones are reached by their edition


@dataclass(frozen=True)
class Compared:
    """Two versions, the older first. `unreadable` is the one whose words are not there, if any."""

    before: Version
    after: Version
    grade: tuple[Revised, ...] = ()
    other: tuple[Revised, ...] = ()
    unreadable: Version | None = None


def versions_of(kind: str, slug: str, number: int) -> list[Version]:
    """Up to that edition, newest first, without their words; empty for an unknown address."""
    owner = Address.objects.filter(kind=kind, slug=slug).values("public_id")
    found = Version.objects.filter(public_id__in=owner, edition__lte=number)
    return list(
        found.select_related("edition").defer("document", "search_text").order_by("-version")
    )


def in_force(versions: Sequence[Version], number: int) -> Version | None:
    """The one that stood in that edition; None before the first."""
    return next((version for version in versions if version.edition_id <= number), None)


def one_before(versions: Sequence[Version], version: Version) -> Version:
    """The one that it replaced; the first stands for itself."""
    return next((v for v in versions if v.version == version.version - 1), version)


def compared(one: Version, other: Version) -> Compared:
    """In two queries besides the words of both."""
    before, after = sorted((one, other), key=lambda version: version.version)
    for version in (after, before):
        if not version.document:
            return Compared(before, after, unreadable=version)
    ids = set()
    for version in (before, after):
        ids |= {match[0] for match in PATTERN.finditer(version.document)}
    items = documents(AsOf(after.edition_id).by_ids(ids).values())
    grade, rest = revised(document_of(before), document_of(after), items)
    return Compared(before, after, grade, rest)
