"""What a feed and its entries are, whatever the format. Pure module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid5

# Names of entries are made in this space for ever: neither the site's address nor a slug is in them.
OURS = UUID("6f1c1d0a-5a0e-4c39-9d43-1f0f6e2f7c55")
BEFORE_THE_FIRST = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants a time even of an empty feed


def urn(name: str) -> str:
    """The lasting name of whatever has this name here: a public id, the hash of an edition, a feed."""
    return uuid5(OURS, name).urn


@dataclass(frozen=True)
class Tag:
    """`scheme` says which word it is: verdict, certainty, condition …"""

    scheme: str
    term: str
    label: str


@dataclass(frozen=True)
class Alternate:
    """The same item in another form."""

    type: str
    url: str


@dataclass(frozen=True)
class Entry:
    """`summary` is text, `html` escaped. `is_gone` is an item out of print whose entry goes with it.

    `facts` are for programs: JSON values by name.
    """

    id: str
    title: str
    url: str
    published_at: datetime
    changed_at: datetime
    summary: str
    html: str
    facts: Mapping[str, object] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    authors: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True)
class Feed:
    """One page of a feed, newest first. `next_url` leads to what is older, empty on the last page.

    `home_url` is the page that readers see, `about_url` the one that explains `facts`.
    """

    id: str
    title: str
    description: str
    home_url: str
    self_url: str
    first_url: str
    next_url: str
    about_url: str
    publisher: str
    publisher_url: str
    rights: str
    entries: tuple[Entry, ...]
    changed_at: datetime | None
    language: str = "en-GB"

    @property
    def updated_at(self) -> datetime:
        """When one of its entries changed last; of an empty feed, when the site did."""
        times = [entry.changed_at for entry in self.entries]
        return max(times, default=self.changed_at or BEFORE_THE_FIRST)
