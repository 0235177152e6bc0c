"""An editor's part in importing references: choose a file or paste, look, confirm."""

import html
import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.forms import content_of, form_of

FILES = Path(__file__).parent / "references" / "files"
NAMES = [
    "pubmed.nbib",
    "endnote.ris",
    "zotero.ris",
    "zotero.bib",
    "endnote.bib",
    "zotero.json",
]
RIS = "TY  - JOUR\nTI  - {}\nPY  - 2017\nER  - \n"


def address() -> str:
    return reverse("admin:claims_source_import")


def upload(client: Client, name: str, content: bytes, **typed):
    return client.post(address(), {"file": SimpleUploadedFile(name, content), "text": "", **typed})


def paste(client: Client, text: str):
    return client.post(address(), {"text": text})


def pressed(client: Client, preview, button: str, value: str = "yes", **ticked):
    """The answer to one of the preview's buttons."""
    form = form_of(client, address(), preview)
    return client.post(address(), form | ticked | {button: value}, follow=True)


def words(text: str) -> str:
    """What a reader sees; links and bold type part no words."""
    inline = re.sub(r"</?(?:a|strong)\b[^>]*>", "", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def rows_of(response) -> list[str]:
    """What the preview's table says of each record."""
    return [
        words(row)
        for row in re.findall(r'<tr id="record-\d+">(.*?)</tr>', content_of(response), re.DOTALL)
    ]


def lead_of(response) -> str:
    """The sentence over the preview."""
    return words(re.search(r"<p>([^\n]*Nothing is saved yet.*?)</p>", content_of(response))[1])


def errors_of(response) -> list[str]:
    return [
        words(item)
        for part in re.findall(
            r'<ul class="errorlist".*?>(.*?)</ul>', content_of(response), re.DOTALL
        )
        for item in re.findall(r"<li>(.*?)</li>", part, re.DOTALL)
    ]


def refusals_of(response) -> list[str]:
    found = re.search(
        r'<div class="errornote" role="alert">(.*?)</div>', content_of(response), re.DOTALL
    )
    return [words(item) for item in re.findall(r"<li>(.*?)</li>", found[1])] if found else []


def messages_of(response) -> list[str]:
    found = re.search(r'<ul class="messagelist">(.*?)</ul>', content_of(response), re.DOTALL)
    return [words(item) for item in re.findall(r"<li.*?>(.*?)</li>", found[1])] if found else []
