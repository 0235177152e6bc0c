"""What a new reader comes to find out, each in at most two clicks from the home page, on the real content."""

import re
from html import unescape
from io import StringIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command

TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def follow(client, db):
    """Follows links by their words from the home page, and returns the text of the place arrived at."""
    call_command("load_starter", stdout=StringIO())

    def follow(*clicks: str) -> str:
        address, html = "/", client.get("/").text
        for words in clicks:
            main = html[html.index('<main id="content"') : html.index("</main>")]
            links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', main, re.DOTALL)
            found = [href for href, inner in links if plain(inner) == words]
            address = urljoin(address, unescape(found[0]))
            html = client.get(address).text
        anchor = urlsplit(address).fragment
        return plain(html[html.index(f'id="{anchor}"') if anchor else html.index("<main") :])

    return follow


def plain(html: str) -> str:
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def test_does_it_help_restless_legs(follow):
    answer = (
        "Trials disagree on whether magnesium eases restless legs; the evidence is very uncertain."
    )

    assert answer in follow()
    assert answer in follow("Restless legs")[:400]


def test_is_400_mg_too_much(follow):
    limits = follow("How much is too much?")

    assert "350 mg" in limits[:900]
    assert "250 mg" in limits[:900]


def test_which_form_was_tested_for_migraine(follow):
    head = follow("Migraine")[:1200]

    assert "Was magnesium glycinate itself tested? No: in none of 7 trials." in head
    assert "magnesium citrate (3)" in head


def test_what_do_articles_get_wrong_on_cramps(follow):
    promises = follow("What articles say about muscle spasms")

    assert promises.index("No important effect") < promises.index("Supported Low")


def test_what_changed_last(follow):
    assert follow("What changed last?").count("Edition 1") >= 1
    assert "Starter content" in follow("What changed last?")
