"""Two documents of one item, field by field: the grade first. Pure module.

Knows documents only: what is in print is compared with what would be, or with what was before,
never a row with a row. The desk and the history of a claim both read it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.public_ids import PATTERN
from claims.vocabulary import (
    Certainty,
    ClaimKind,
    Direction,
    Importance,
    Integrity,
    Method,
    Size,
    Stance,
    Start,
    StudyDesign,
    Urgency,
    Verdict,
)
from claims.wording import Change
from mgsite.editions.word_runs import compared

# Who reviewed it and when: added when published, and no part of what is approved or compared.
STAMP_KEYS = ("last_reviewed", "next_review", "reviewed_by", "review")

# What identifies an entry of a list, in the order in which it is looked for.
IDENTITY = (
    "outcome",
    "source_id",
    "claim_id",
    "domain",
    "slug",
    "id",
    "code",
    "heading",
    "quote",
    "authority",
    "name",
)
FIRST = ("verdict", "grading", "conclusion", "title", "statement", "plain_language", "citations")
GRADE_FIRST = ("certainty", "start_level", "downgrades", "upgrades", "refused_upgrades", "method")
MARKUP = "links and emphasis"
LEFT_OUT = {"kind", "id", "language", "html", *STAMP_KEYS}
WORDS = re.compile(r"\S+\s*|\s+")
# Words of our vocabulary by the key that holds them, so that people read labels, not values.
VOCABULARIES = {
    "verdict": Verdict,
    "certainty": Certainty,
    "source_certainty": Certainty,
    "change": Change,
    "direction": Direction,
    "start_level": Certainty,
    "start_design": Start,
    "method": Method,
    "claim_kind": ClaimKind,
    "stance": Stance,
    "integrity": Integrity,
    "urgency": Urgency,
    "size": Size,
    "study_design": StudyDesign,
    "importance": Importance,
}


@dataclass(frozen=True)
class Difference:
    """One field that changes; `pieces` are (“same”, “gone” or “new”, words) in reading order.

    `path` leads to the field through the document's keys; an entry of a list goes by what
    identifies it. `label` says the same in an editor's words.
    """

    path: tuple[str, ...]
    label: str
    before: str
    after: str
    pieces: tuple[tuple[str, str], ...]
    about_grade: bool


def differences(
    before: Mapping | None, after: Mapping, names: Mapping[str, str] | None = None
) -> list[Difference]:
    """What changes from one document to the other. `names` turns public ids into titles."""
    old = dict(_fields(before or {}))
    new = dict(_fields(after))
    found = []
    for path in sorted(old.keys() | new.keys(), key=_rank):
        # Links and emphasis are a difference of their own only where the words are the same.
        if path[-1] == MARKUP and old.get(path[:-1]) != new.get(path[:-1]):
            continue
        was, is_now = (_named(side.get(path, ""), names or {}) for side in (old, new))
        if was != is_now:
            found.append(
                Difference(
                    path=tuple(_named(part, names or {}) for part in path),
                    label=_named(_spelt(path), names or {}),
                    before=was,
                    after=is_now,
                    pieces=tuple(_pieces(was, is_now)),
                    about_grade=path[0] in ("verdict", "grading"),
                )
            )
    return found


def _fields(value, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """(path, text) of each leaf; an entry of a list goes by what identifies it, not by its place."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in LEFT_OUT:
                yield from _fields(inner, (*path, key))
    elif isinstance(value, (list, tuple)) and any(isinstance(entry, Mapping) for entry in value):
        used: dict[str, int] = {}
        for entry in value:
            key = next((key for key in IDENTITY if entry.get(key)), "")
            mark = str(entry[key]) if key else "entry"
            used[mark] = used.get(mark, 0) + 1
            suffix = f" {used[mark]}" if used[mark] > 1 else ""
            yield (*path, mark + suffix), _entry({k: v for k, v in entry.items() if k != key})
            if "html" in entry:
                yield (*path, mark + suffix, MARKUP), entry["html"]
    elif isinstance(value, (list, tuple)):
        yield path, "; ".join(_text(each, path[-1]) for each in value)
    else:
        yield path, _text(value, path[-1])


def _entry(entry: Mapping) -> str:
    parts = []
    for key, value in entry.items():
        if key in LEFT_OUT or value in (None, "", [], False):
            continue
        parts.append(f"{key.replace('_', ' ')}: {_text(value, key)}")
    return "; ".join(parts) or "listed"


def _text(value, key: str) -> str:
    """For people: the label of a word of our vocabulary, yes or no, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return f"({_entry(value)})"
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(each, key) for each in value)
    if key in VOCABULARIES and value in set(VOCABULARIES[key]):
        return VOCABULARIES[key](value).label
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _rank(path: tuple[str, ...]) -> tuple:
    head = FIRST.index(path[0]) if path[0] in FIRST else len(FIRST)
    second = path[1] if path[0] == "grading" and len(path) > 1 else ""
    inner = GRADE_FIRST.index(second) if second in GRADE_FIRST else len(GRADE_FIRST)
    return head, inner, path


def _spelt(path: tuple[str, ...]) -> str:
    words = [path[0].removesuffix("_ids").removesuffix("_id").replace("_", " "), *path[1:]]
    return ", ".join(word if PATTERN.fullmatch(word) else word.replace("_", " ") for word in words)


def _named(text: str, names: Mapping[str, str]) -> str:
    return PATTERN.sub(lambda match: names.get(match[0], match[0]), text)


def _pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words of both, marked. Long runs of the same words are shortened to their ends."""
    for tag, old, new in compared(WORDS.findall(before), WORDS.findall(after)):
        if tag == "equal":
            yield "same", _shortened(old)
            continue
        if old:
            yield "gone", "".join(old)
        if new:
            yield "new", "".join(new)


def _shortened(words: list[str], ends: int = 40) -> str:
    if len(words) <= 3 * ends:
        return "".join(words)
    return "".join(words[:ends]) + " … " + "".join(words[-ends:])
