"""A comparison as a file: the same cells as on the page, as CSV or as JSON."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from claims.formula_safe import escaped
from mgsite.editions.readers import Position
from mgsite.public.comparison.table import Cell, Column, Entry, Table, as_rows
from mgsite.public.responses import PUBLIC_CACHE, absolute


@dataclass(frozen=True)
class Citable:
    """What a reader quotes: title, edition and the address of the page."""

    name: str
    title: str
    head: Position
    address: str


def as_csv(table: Table, about: Citable) -> str:
    """With a byte order mark, so that Excel reads it as UTF-8; no cell runs as a formula."""
    written = io.StringIO()
    csv.writer(written).writerows([escaped(text) for text in row] for row in as_rows(table))
    return "\ufeff" + written.getvalue()


def as_json(table: Table, about: Citable) -> str:
    changed_at = about.head.changed_at
    document = {
        "title": about.title,
        "address": about.address,
        "edition": about.head.number,
        "published_at": changed_at.isoformat() if changed_at else None,
        "columns": [
            {"heading": column.heading, "address": _column_address(column)}
            for column in table.columns
        ],
        "groups": [
            {
                "heading": group.heading,
                "rows": [
                    {"heading": r.heading, "note": r.note, "cells": [_cell(c) for c in r.cells]}
                    for r in group.rows
                ],
            }
            for group in table.groups
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


FILES: Mapping[str, tuple[str, Callable[[Table, Citable], str]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}


def comparison_file(table: Table, about: Citable, ending: str) -> HttpResponse:
    """An attachment; its name says the edition."""
    content_type, write = FILES[ending]
    name = f"compare-{about.name}-edition-{about.head.number}.{ending}"
    headers = {
        "Content-Disposition": content_disposition_header(True, name),
        "Cache-Control": PUBLIC_CACHE,
        "Link": f'<{about.address}>; rel="canonical"',
    }
    return HttpResponse(write(table, about), content_type=content_type, headers=headers)


def _cell(cell: Cell) -> dict:
    return {
        "span": cell.span,
        "empty": cell.empty if not cell.entries else "",
        "entries": [
            _entry(entry, line) for entry, line in zip(cell.entries, cell.lines, strict=False)
        ],
    }


def _entry(entry: Entry, line: str) -> dict:
    item = entry.item
    return {
        "text": line,
        "item": item
        and {
            "kind": item["kind"],
            "id": item["id"],
            "address": absolute(reverse(f"public:{item['kind']}", args=[item["slug"]])),
            "verdict": item.get("verdict"),
            "certainty": (item.get("grading") or {}).get("certainty"),
        },
    }


def _column_address(column: Column) -> str | None:
    if not column.slug:
        return None
    anchor = f"#{column.anchor}" if column.anchor else ""
    return absolute(reverse(f"public:{column.kind}", args=[column.slug])) + anchor
