"""The heaviest pages with the real content: 60 KB in all, five requests (QUALITY.md, page weight)."""

import gzip
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from mgsite.stylesheets import in_one_piece

KILOBYTE = 1000
HEAVIEST = (
    "/conditions/migraine/",
    "/claims/oral-magnesium-migraine-frequency/",
    "/how-we-grade/",
    "/checks/",
    "/checks/popular-article-on-migraine/",
)


@pytest.mark.sqlite  # a page weighs the same from either database, and the content takes a while
def test_heaviest_pages_are_light(client, db):
    call_command("load_starter", stdout=StringIO())
    css = Path("static/css")
    sheet = in_one_piece((css / "site.css").read_text(), lambda name: (css / name).read_text())
    icon = Path("static/icons/favicon.svg").read_bytes()

    for address in HEAVIEST:
        html = client.get(address).content
        weights = [len(gzip.compress(part)) for part in (html, sheet.encode(), icon)]
        asked_for = re.findall(
            r"<(?:script src|img|iframe|link rel=\"(?:stylesheet|icon|preload))", html.decode()
        )
        assert sum(weights) <= 60 * KILOBYTE, (address, weights)
        assert (address, len(asked_for)) == (address, 2)
