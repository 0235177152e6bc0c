"""A comparison as JSON: the cells of its page (mgsite.public.comparison), and what was asked for."""

from collections.abc import Mapping

from django.http import QueryDict
from django.urls import reverse

from claims.canonical import utc_text
from mgsite.editions.readers import AsOf, Position
from mgsite.public.api import as_of
from mgsite.public.api.addresses import changes_url, item_url, page_url
from mgsite.public.api.problems import INVALID_PARAMETER, NOT_FOUND, Problem, fault
from mgsite.public.comparison.choices import Choice
from mgsite.public.comparison.table import Cell, Column, Entry, Table
from mgsite.public.composition.compare import VIEWS, Comparison
from mgsite.public.responses import absolute
from mgsite.public.views_compare import address_of


def compared(head: Position, view: str, asked: Mapping[str, str | None]) -> Comparison:
    """`asked` may hold several values parted by commas. Raises Problem for what cannot be compared."""
    said = QueryDict(mutable=True)
    for name, value in asked.items():
        said.setlist(name, value.split(",") if value else [])
    found = VIEWS[view].compose(AsOf(head.number), said)
    if problems := [choice for choice in found.choices if choice.problem]:
        errors = [
            fault("query", choice.name, _code(choice), _advice(choice)) for choice in problems
        ]
        kind = NOT_FOUND if found.status == 404 else INVALID_PARAMETER
        raise Problem(kind, " ".join(error["detail"] for error in errors), errors=errors)
    return found


def _code(choice: Choice) -> str:
    return "not-found" if choice.status == 404 else "invalid"


def _advice(choice: Choice) -> str:
    known = ", ".join(option.value for option in choice.options)
    said = choice.problem.removesuffix(" Choose from those below.")
    return f"{said} Known: {known}."


def comparison(head: Position, view: str, found: Comparison) -> dict:
    table, about = found.table, VIEWS[view]
    document = {
        "title": about.title,
        "description": about.lead,
        "url": absolute(address_of(view), found.query),
        "edition": head.number,
        "published_at": utc_text(head.changed_at) if head.changed_at else None,
        "changes_cursor": head.seq,
        "changes_url": changes_url(head, head.seq),
        "columns": [_column(column) for column in table.columns],
        "groups": [
            {
                "heading": group.heading,
                "rows": [
                    {
                        "heading": row.heading,
                        "note": row.note or None,
                        "cells": [_cell(cell) for cell in row.cells],
                    }
                    for row in group.rows
                ],
            }
            for group in table.groups
        ],
    }
    since = as_of.notices(head, _named(table))
    return document | {"notices": [since[public_id] for public_id in sorted(since)]}


def _named(table: Table) -> set[str]:
    """The items in the cells, and those that they name."""
    cells = [cell for group in table.groups for row in group.rows for cell in row.cells]
    shown = [entry.item for cell in cells for entry in cell.entries if entry.item]
    cited = [c["source_id"] for item in shown for c in item.get("citations", ())]
    return {item["id"] for item in shown} | set(cited)


def _column(column: Column) -> dict:
    """The address is of the page that the column is about; null where it is about none."""
    url = None
    if column.slug:
        anchor = f"#{column.anchor}" if column.anchor else ""
        url = absolute(reverse(f"public:{column.kind}", args=[column.slug])) + anchor
    return {"heading": column.heading, "url": url}


def _cell(cell: Cell) -> dict:
    return {
        "span": cell.span,
        "evidence_gap": not cell.entries,
        "empty": None if cell.entries else cell.empty,
        "entries": [
            {"text": line, "item": entry.item and _item(entry)}
            for entry, line in zip(cell.entries, cell.lines, strict=False)
        ],
    }


def _item(entry: Entry) -> dict:
    item = entry.item or {}
    return {
        "kind": item["kind"],
        "id": item["id"],
        "url": page_url(item["kind"], item["slug"]),
        "api_url": item_url(item["kind"], item["id"]),
        "verdict": item.get("verdict"),
        "certainty": (item.get("grading") or {}).get("certainty"),
    }
