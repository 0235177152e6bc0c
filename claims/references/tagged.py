"""Files of tagged lines, cut into records: what RIS and nbib share. No Django in here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_LINES = 5_000  # of one record; the longest seen lists some 5,000 authors
MOST_CHARACTERS = 300_000


@dataclass
class Record:
    """`pairs` are (tag, value), continuation lines joined. `stray` lines stand in no record."""

    line: int
    pairs: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False
    too_long: bool = False
    stray: bool = False

    def first(self, *tags: str) -> str:
        """The first value that is not empty, in the order of `tags`."""
        return next((value for tag in tags for value in self.all(tag) if value), "")

    def all(self, *tags: str) -> list[str]:
        return [value for tag, value in self.pairs if tag in tags]


class _Open:
    """A record while its lines are read. Joining is left to the end: it has to stay linear."""

    def __init__(self, line: int, stray: bool = False):
        self.record = Record(line, stray=stray)
        self.parts: list[tuple[str, list[str]]] = []
        self.lines = self.characters = 0

    def add(self, tag: str | None, value: str) -> None:
        self.lines += 1
        self.characters += len(value)
        if self.lines > MOST_LINES or self.characters > MOST_CHARACTERS:
            self.record.too_long = True
        elif tag is None and self.parts:
            self.parts[-1][1].append(value)
        elif tag is not None:
            self.parts.append((tag, [value]))

    def close(self, closed: bool) -> Record:
        self.record.closed = closed
        self.record.pairs = [(tag, " ".join(parts)) for tag, parts in self.parts]
        return self.record


def records(text: str, tag_line: re.Pattern, start: str, end: str = "") -> Iterator[Record]:
    """Each record that `start` opens. `tag_line` has the groups 1, the tag, and 2, the value.

    With `end` a record is closed by that tag, else by the next start. Tagged lines outside a
    record come as one stray record; other lines outside are a preamble and are passed over.
    """
    current: _Open | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        match = tag_line.match(line)
        tag, value = (match[1], (match[2] or "").strip()) if match else (None, line.strip())
        if tag == start:
            if current:
                yield current.close(not end)
            current = _Open(number)
            current.add(tag, value)
        elif end and tag == end:
            if current and not current.record.stray:
                yield current.close(True)
                current = None
        elif current:
            current.add(tag, value)
        elif tag is not None:
            current = _Open(number, stray=True)
    if current:
        yield current.close(not end)
