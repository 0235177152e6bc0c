"""What of an old state can come back today, and a sentence for each thing that cannot.

Reads only: `past_of` is what restoring makes of the draft (claims.actions_restore).
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models

from claims.forms import CuratedForm
from claims.models import Curated
from claims.past_states import (
    Content,
    Key,
    Links,
    Row,
    content_now,
    content_then,
    part_relations,
    pointed_to,
    pointers,
    tracked_links,
)

Gone = dict[type[models.Model], set[Key]]


@dataclass(frozen=True)
class Past:
    content: Content
    notes: tuple[str, ...] = ()


def past_of(item: Curated, moment: datetime) -> Past:
    """The item as it was then, as far as it can be again. Raises Refused where history cannot tell."""
    then = content_then(item, moment)
    now = content_now(item)
    notes: list[str] = []
    for name, parent in part_relations(type(item)).items():
        stay = _staying(item, name, parent, then, now, moment, notes)
        then.parts[name].update({pk: now.parts[name][pk] for pk in stay})
    return Past(*_with_free_slug(item, *_without_what_is_gone(item, then, notes)))


def _staying(item, name, parent, then, now, moment, notes: list[str]) -> set[Key]:
    """Parts of today that the past does not have, and that are not taken out all the same."""
    more = set(now.parts[name]) - set(then.parts[name])
    if not more:
        return more
    label = str(parent.model._meta.verbose_name_plural)
    if name in item.lasting_parts:
        notes.append(f"Nobody deletes {label}, so those added since stay: {len(more)}.")
        return more
    dated = parent.model.history.filter(id__in=more)
    known = set(dated.filter(history_type="+").values_list("id", flat=True))
    known |= set(dated.filter(history_date__lte=moment).values_list("id", flat=True))
    if unknown := more - known:
        notes.append(
            f"The history cannot tell whether these {label} were there then, so they stay: "
            f"{len(unknown)}."
        )
    return unknown


def _without_what_is_gone(
    item: Curated, then: Content, notes: list[str]
) -> tuple[Content, list[str]]:
    gone = _gone(item, then)
    parts = {}
    for name, parent in part_relations(type(item)).items():
        rows = {
            pk: _part_without(parent.model, row, gone, notes)
            for pk, row in then.parts[name].items()
        }
        parts[name] = {pk: row for pk, row in rows.items() if row is not None}
    return Content(_own_without(item, then.own, gone, notes), parts), notes


def _part_without(model: type[models.Model], row: Row, gone: Gone, notes: list[str]) -> Row | None:
    """None when the row itself has no meaning without what it pointed to."""
    lost = [each for each in pointers(model, row) if each[1] in gone[each[0]]]
    label = str(model._meta.verbose_name).capitalize()
    for target, key, field in lost:
        if not field.many_to_many:
            notes.append(f"{label} left out: {_named_gone(target, key)} is gone.")
            return None
        notes.append(f"{_sentence_start(_named_gone(target, key))} is gone: left out.")
    return replace(row, links=_links_without(model, row, gone))


def _gone(item: Curated, then: Content) -> Gone:
    gone: Gone = defaultdict(set)
    for model, keys in pointed_to(item, then).items():
        gone[model] = keys - set(
            model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)
        )
    for name, parent in part_relations(type(item)).items():
        gone[parent.model] -= set(then.parts[name])  # they come back with it
    return gone


def _own_without(item: Curated, own: Row, gone: Gone, notes: list[str]) -> Row:
    values = dict(own.values)
    for model, key, field in pointers(type(item), own):
        if key not in gone[model]:
            continue
        name = _sentence_start(_named_gone(model, key))
        if field.many_to_many:
            notes.append(f"{name} is gone: left out.")
        elif field.null:
            values[field.attname] = None
            notes.append(f"{name} is gone: “{field.verbose_name}” becomes empty.")
        else:
            values[field.attname] = getattr(item, field.attname)
            notes.append(f"{name} is gone: “{field.verbose_name}” stays as it is.")
    return Row(values, _links_without(type(item), own, gone))


def _links_without(model: type[models.Model], row: Row, gone: Gone) -> Links:
    return {
        field.name: tuple(
            key for key in row.links[field.name] if key not in gone[field.related_model]
        )
        for field in tracked_links(model)
    }


def _named_gone(model: type[models.Model], key: Key) -> str:
    """By what its own history last called it."""
    record = model.history.filter(id=key).order_by("history_date", "history_id").last()
    name = getattr(record, "slug", None) or f"number {key}"
    return f"the {model._meta.verbose_name} “{name}”"


def _with_free_slug(
    item: Curated, then: Content, notes: list[str]
) -> tuple[Content, tuple[str, ...]]:
    """Today's slug where another item has, or ever had, the one of then."""
    slug = then.own.values["slug"]
    twin = type(item)._default_manager.filter(slug=slug).exclude(pk=item.pk)
    if slug == item.slug or not (
        twin.exists() or any(rule(item, slug) for rule in CuratedForm.slug_rules)
    ):
        return then, tuple(notes)
    notes.append(
        f"The address stays “{item.slug}”: “{slug}” belongs to another {item._meta.verbose_name} now."
    )
    own = replace(then.own, values=then.own.values | {"slug": item.slug})
    return replace(then, own=own), tuple(notes)


def _sentence_start(words: str) -> str:
    return words[0].upper() + words[1:]
