"""Items as a file: django-import-export makes the rows, tablib the bytes.

The library's own escaping takes a leading “=” away for good and leaves “+”, “-” and “@” alone, so
ours is used (mgsite.desk.tables.cells), which an import undoes.
"""

from dataclasses import dataclass
from decimal import Decimal

import tablib
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from import_export.formats.base_formats import CSV, JSON, XLSX
from import_export.resources import Resource
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from claims.errors import Refused
from claims.formula_safe import escaped
from mgsite.desk.tables.columns import Column, with_what_columns_read

MOST_EXPORTED = 10_000
MOST_IN_A_CELL = 32_767  # characters that XLSX has room for
COLUMN_WIDTH = 24


@dataclass(frozen=True)
class Format:
    label: str
    content_type: str


FORMATS = {
    "xlsx": Format("XLSX, for Excel and LibreOffice", XLSX.CONTENT_TYPE),
    "csv": Format("CSV", f"{CSV.CONTENT_TYPE}; charset=utf-8"),
    "json": Format("JSON", JSON.CONTENT_TYPE),
}


def table_file(queryset: QuerySet, columns: list[Column], file_format: str) -> HttpResponse:
    """The rows as a download. Raises Refused for what the format has no room for."""
    plural = queryset.model._meta.verbose_name_plural
    if queryset[MOST_EXPORTED : MOST_EXPORTED + 1].exists():
        raise Refused(f"These are more than {MOST_EXPORTED:,} {plural}: filter the list first.")
    content = _bytes(_dataset(queryset, columns), columns, file_format)
    name = f"{plural}-{timezone.localdate():%Y-%m-%d}.{file_format}"
    answer = HttpResponse(content, content_type=FORMATS[file_format].content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _dataset(queryset: QuerySet, columns: list[Column]) -> tablib.Dataset:
    fields = {column.name: column.field for column in columns}
    resource = type("TableResource", (Resource,), fields)
    return resource().export(with_what_columns_read(queryset))


def _bytes(rows: tablib.Dataset, columns: list[Column], file_format: str) -> bytes:
    if file_format == "json":
        if not len(rows):
            rows.append([""] * len(columns))  # a template shows its keys
        return rows.export("json").encode()
    made = tablib.Dataset(headers=rows.headers, title="items")
    for row in rows:
        cells = zip(columns, row, strict=True)
        made.append([text if column.is_number else escaped(text) for column, text in cells])
    if file_format == "csv":
        # The mark tells Excel that it is UTF-8.
        return b"\xef\xbb\xbf" + made.export("csv").encode()
    _refuse_unfit(made)
    for column in columns:
        if column.is_number:
            made.add_formatter(column.header, lambda text: Decimal(text) if text else None)
    return made.export("xlsx", column_width=COLUMN_WIDTH)


def _refuse_unfit(rows: tablib.Dataset) -> None:
    slug = rows.headers.index("slug")
    for row in rows:
        for header, text in zip(rows.headers, row, strict=True):
            if len(text) >= MOST_IN_A_CELL or ILLEGAL_CHARACTERS_RE.search(text):
                raise Refused(
                    f"XLSX cannot hold the {header} of “{row[slug]}”, which is too long or has "
                    "control characters: choose CSV or JSON."
                )
