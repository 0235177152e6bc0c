"""An editor's part with tables: export, change a cell, upload, look, confirm."""

import csv
import io
import json
import re

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.claims.importing import errors_of, messages_of, refusals_of, words
from tests.forms import content_of, form_of

__all__ = ["errors_of", "messages_of", "refusals_of"]
BOM = b"\xef\xbb\xbf"


def exported(client: Client, kind: str, file_format: str = "csv", **filters):
    query = {"file_format": file_format, "rows": "listed"} | filters
    return client.get(reverse("desk-sections:export", args=[kind]), query)


def rows_in(answer) -> list[dict[str, str]]:
    """The rows of an exported CSV."""
    text = answer.content.removeprefix(BOM).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def csv_of(rows: list[dict], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def json_of(rows: list[dict]) -> bytes:
    return json.dumps(rows).encode()


def xlsx_of(rows: list[list]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(client: Client, kind: str, content: bytes, name: str = "table.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("desk-sections:import", args=[kind]), {"file": file})


def confirmed(client: Client, kind: str, preview):
    address = reverse("desk-sections:import", args=[kind])
    form = form_of(client, address, preview)
    return client.post(address, form | {"import": "yes"}, follow=True)


def summary_of(preview) -> str:
    return re.search(r"<strong>(.*?)</strong>\. Nothing is saved yet", content_of(preview))[1]


def lines_of(preview) -> list[str]:
    """What the preview says of each row."""
    rows = re.findall(r'<tr id="row-\d+">(.*?)</tr>', content_of(preview), re.DOTALL)
    return [words(re.sub(r"</?(?:ins|del)>", "|", row)) for row in rows]
