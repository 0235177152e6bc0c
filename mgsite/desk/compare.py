"""Two states of one item beside each other: the draft, or any version that was ever in print."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.canonical import canonical
from claims.models import Curated
from mgsite.editions.differences import Difference, differences
from mgsite.editions.models import Event, Version
from mgsite.editions.prospect import draft_document, names_in
from mgsite.editions.publishing_views import change_url, item_for
from mgsite.editions.rendered import Rendered, rendered

DRAFT = "draft"
MARKDOWN = {"article": "body"}  # the field of each kind that holds Markdown


@dataclass(frozen=True)
class Side:
    """One state: its words in the choice, and its document; None for what has none any more.

    `source` is the Markdown that the document was made from, as far as the history has it.
    """

    key: str
    label: str
    document: dict | None
    source: str = ""


class CompareForm(forms.Form):
    older = forms.ChoiceField(label="From")
    newer = forms.ChoiceField(label="To")

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("older", "newer"):
            self.fields[name].choices = choices


@require_safe
def compare(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The draft against print; with `?older=` and `?newer=` any two versions, by number or “draft”."""
    item = item_for(request, kind, public_id)
    versions = list(
        Version.objects.filter(public_id=public_id).select_related("edition").order_by("-version")
    )
    choices = [(DRAFT, "the draft as it is now"), *((str(v.version), _words(v)) for v in versions)]
    asked = {"older": str(versions[0].version) if versions else DRAFT, "newer": DRAFT}
    asked |= {name: request.GET[name] for name in asked if name in request.GET}
    form = CompareForm(asked, choices=choices)
    sides = [_side(item, versions, asked[name]) for name in asked] if form.is_valid() else []
    names = names_in(side.document for side in sides)
    context = {
        "title": f"Compare {item._meta.verbose_name}: {item.slug}",
        "item": item,
        "item_url": change_url(item),
        "form": form,
        "sides": sides,
        "differences": _between(*sides, names) if sides else [],
        "rendered": _rendered(*sides, names) if sides else (),
        "source": differences({"Markdown": sides[0].source}, {"Markdown": sides[1].source})
        if sides
        else [],
        "blank": [side.label for side in sides if side.document is None],
        "never": not versions,
    }
    return render(
        request,
        "admin/desk/compare.html",
        admin.site.each_context(request) | context,
        status=200 if form.is_valid() else 400,
    )


def _words(version: Version) -> str:
    gone = "" if version.document else ", without its words"
    event = Event(version.event).label.lower()
    return (
        f"version {version.version}, {event} in edition {version.edition_id} "
        f"({version.edition.published_at:%d %b %Y}){gone}"
    )


def _side(item: Curated, versions: list[Version], key: str) -> Side:
    if key == DRAFT:
        document = json.loads(canonical(draft_document(item)))
        return Side(key, "the draft as it is now", document, _markdown(item, item.kind))
    version = next(v for v in versions if str(v.version) == key)
    if not version.document:
        return Side(key, _words(version), None)
    # Publishing takes the draft exactly as it was, so the history up to then ends with what it took.
    then = item.history.filter(history_date__lte=version.edition.published_at)
    state = then.order_by("-history_date", "-history_id").first()
    source = _markdown(state, item.kind)
    return Side(key, _words(version), json.loads(version.document), source)


def _markdown(state: Curated | None, kind: str) -> str:
    """Of an item or of a row of its history; nothing for kinds that have none."""
    return getattr(state, MARKDOWN[kind]) if state and kind in MARKDOWN else ""


def _between(older: Side, newer: Side, names: Mapping[str, str]) -> list[Difference]:
    """Nothing where a side has no words: it was withdrawn, or blanked for legal reasons."""
    if older.document is None or newer.document is None:
        return []
    return differences(older.document, newer.document, names)


def _rendered(older: Side, newer: Side, names: Mapping[str, str]) -> tuple[Rendered, ...]:
    if older.document is None or newer.document is None:
        return ()
    return rendered(older.document, newer.document, names)
