"""Two documents of one item, field by field in an editor's words: the grade first.

Knows documents only: what is in print is compared with what would be, never a row with a row.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claims.public_ids import PATTERN
from claims.vocabulary import (
    Certainty,
    ClaimKind,
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
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Version
from mgsite.editions.review_stamp import STAMP_KEYS

# What identifies an entry of a list, in the order in which it is looked for.
IDENTITY = (
    "source_id",
    "claim_id",
    "domain",
    "slug",
    "id",
    "code",
    "heading",
    "quote",
    "authority",
)
FIRST = ("verdict", "grading", "conclusion", "title", "statement", "plain_language", "citations")
GRADE_FIRST = ("certainty", "start_level", "downgrades", "upgrades", "refused_upgrades", "method")
LEFT_OUT = {"kind", "id", "language", "html", *STAMP_KEYS}
WORDS = re.compile(r"\S+\s*|\s+")
# Words of our vocabulary by the key that holds them, so that editors read labels, not values.
VOCABULARIES = {
    "verdict": Verdict,
    "certainty": Certainty,
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
    """One field that changes; `pieces` are (“same”, “gone” or “new”, words) in reading order."""

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
    for label in sorted(old.keys() | new.keys(), key=_rank):
        was, is_now = (_named(side.get(label, ""), names or {}) for side in (old, new))
        if was != is_now:
            found.append(
                Difference(
                    label=_named(_spelt(label), names or {}),
                    before=was,
                    after=is_now,
                    pieces=tuple(_pieces(was, is_now)),
                    about_grade=label[0] in ("verdict", "grading"),
                )
            )
    return found


def names_in(documents: Iterable[Mapping | None]) -> dict[str, str]:
    """The title of each item that the documents name: from the drafts, else from print."""
    ids = {match[0] for document in documents for match in PATTERN.finditer(str(document))}
    printed = Version.objects.current().filter(public_id__in=ids)
    names = dict(printed.values_list("public_id", "title"))
    for model in MODELS.values():
        names |= {i.public_id: i.slug for i in model._default_manager.filter(public_id__in=ids)}
    return names


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
    elif isinstance(value, (list, tuple)):
        yield path, "; ".join(str(each) for each in value)
    else:
        yield path, _text(value, path[-1])


def _entry(entry: Mapping) -> str:
    parts = []
    for key, value in entry.items():
        if key in LEFT_OUT or value in (None, "", [], False):
            continue
        if isinstance(value, (list, tuple)):
            value = ", ".join(str(each) for each in value)
        parts.append(f"{key.replace('_', ' ')}: {_text(value, key)}")
    return "; ".join(parts) or "listed"


def _text(value, key: str) -> str:
    """For people: the label of a word of our vocabulary, yes or no, nothing for None."""
    if value is None:
        return ""
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
    old, new = WORDS.findall(before), WORDS.findall(after)
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", _shortened(old[i:j])
            continue
        if i < j:
            yield "gone", "".join(old[i:j])
        if k < m:
            yield "new", "".join(new[k:m])


def _shortened(words: list[str], ends: int = 40) -> str:
    if len(words) <= 3 * ends:
        return "".join(words)
    return "".join(words[:ends]) + " … " + "".join(words[-ends:])
