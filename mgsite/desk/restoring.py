"""What a restore would change, in words: the draft as it is beside what it would become.

Both sides are made by one function from a Content (claims.past_states); editors see every field of
the form here, not only what is printed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from claims.bringing_back import past_of
from claims.errors import Refused
from claims.models import Curated
from claims.past_states import (
    Content,
    Row,
    content_now,
    part_relations,
    pointed_to,
    tracked_links,
)
from mgsite.desk.restore_points import Point
from mgsite.editions.differences import LEFT_OUT, Difference, differences

# What a part is called in the list of changes: one of its columns.
NAMED_BY = {
    "appearances": "exact",
    "citations": "source_id",
    "codes": "code",
    "decisions": "position",
    "forms": "name",
    "limits": "authority",
    "red_flags": "text",
    "safety_points": "heading",
    "summary_rows": "outcome",
}
NAME_LENGTH = 60
STAYS = {
    "claim": "Its gradings stay as they are, for a grading is a judgement of its own; so does a hold.",
    "source": "What is known of the paper’s integrity stays as it is.",
}
Names = Mapping[tuple[type[models.Model], int], str]


@dataclass(frozen=True)
class Prospect:
    """What restoring would do; `refusals` say why it cannot be done."""

    differences: list[Difference] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    stays: str = ""


def restore_prospect(item: Curated, point: Point) -> Prospect:
    try:
        past = past_of(item, point.moment)
    except Refused as refusal:
        return Prospect(refusals=refusal.sentences)
    now = content_now(item)
    names = _names(item, now, past.content)
    marks = _marks(item, now, past.content, names)
    sides = [_told(item, content, names, marks) for content in (now, past.content)]
    return Prospect(differences(*sides), past.notes, stays=STAYS.get(item.kind, ""))


def _names(item: Curated, *contents: Content) -> Names:
    """Of everything that the contents point to."""
    wanted: dict[type[models.Model], set[int]] = {}
    for content in contents:
        for model, keys in pointed_to(item, content).items():
            wanted[model] = wanted.get(model, set()) | keys
    return {
        (model, row.pk): called(row)
        for model, keys in wanted.items()
        for row in model._default_manager.filter(pk__in=keys)
    }


def _marks(item: Curated, now: Content, then: Content, names: Names) -> dict[tuple[str, int], str]:
    """One name for each part on both sides; a number behind it where two would have the same."""
    marks: dict[tuple[str, int], str] = {}
    for name, parent in part_relations(type(item)).items():
        rows = then.parts[name] | now.parts[name]
        used: dict[str, int] = {}
        for pk in sorted(rows):
            mark = next(_words(rows[pk], names, parent.model, only=NAMED_BY[name]))[1][:NAME_LENGTH]
            used[mark] = used.get(mark, 0) + 1
            marks[name, pk] = f"{mark} ({used[mark]})" if used[mark] > 1 else mark
    return marks


def _told(item: Curated, content: Content, names: Names, marks) -> dict:
    """Label -> words of each field; each part is one entry, by its mark."""
    told: dict[str, Any] = dict(_words(content.own, names, type(item)))
    for name, parent in part_relations(type(item)).items():
        told[name] = {
            marks[name, pk]: "; ".join(
                f"{label}: {words}" for label, words in _words(row, names, parent.model) if words
            )
            for pk, row in content.parts[name].items()
        }
    return told


def _words(
    row: Row, names: Names, model: type[models.Model], only: str = ""
) -> Iterator[tuple[str, str]]:
    for each in model._meta.concrete_fields:
        if each.attname in row.values and only in ("", each.attname):
            yield label_of(each), words_of(each, row.values[each.attname], names)
    for each in tracked_links(model) if not only else ():
        keys = row.links[each.name]
        yield label_of(each), ", ".join(_name(each.related_model, key, names) for key in keys)


def label_of(each: models.Field) -> str:
    """Its words on the form; the comparison of documents leaves out what is called “kind”."""
    label = str(each.verbose_name)
    return each.name.replace("_", " ") if label in LEFT_OUT else label


def words_of(each: models.Field, value: Any, names: Names) -> str:
    if value is None or value is False or value in ("", []):
        return ""
    if value is True:
        return "yes"
    if each.is_relation:
        return _name(each.related_model, value, names)
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, list):
        return "; ".join(_entry(entry) for entry in value)
    return str(value)


def _entry(entry: Any) -> str:
    """A person as “Doe, J.”, else as it stands."""
    if isinstance(entry, dict):
        return ", ".join(str(value) for value in entry.values())
    return str(entry)


def called(row: models.Model) -> str:
    """An item by its slug, a part as it calls itself."""
    return row.slug if isinstance(row, Curated) else str(row)


def _name(model: type[models.Model], key: int, names: Names) -> str:
    return names.get((model, key), f"number {key}")
