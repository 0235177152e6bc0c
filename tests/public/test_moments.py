"""Which edition a reader asks for, and what is said when there is none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import builders


def test_page_on_a_day_is_that_of_the_newest_edition_by_then(client, ada):
    builders.published_site()

    response = client.get(f"/conditions/headache/?on={timezone.now():%Y-%m-%d}")

    assert f"the newest on {timezone.now():%Y-%m-%d}" in response.text
    assert "edition 1</a>, published on" in response.text


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("edition=2", 404, "There is no edition 2 yet. The newest is edition 1."),
        ("edition=100000000000000000000", 404, "The newest is edition 1."),
        ("edition=0", 404, "Editions are numbered from 1."),
        ("edition=-1", 400, "An edition is a whole number"),
        ("edition=1_0", 400, "An edition is a whole number"),
        ("edition=١", 400, "An edition is a whole number"),
        ("edition=1&edition=1", 400, "more than once"),
        ("edition=1&on=2026-01-01", 400, "not for both"),
        ("on=yesterday", 400, "Write the day as year, month and day"),
        ("on=20260101", 400, "Write the day as year, month and day"),
        ("on=2026-02-30", 400, "There is no such day."),
        ("on=0000-01-01", 400, "There is no such day."),
        ("on=0001-01-01", 404, "Nothing had been published by then. Edition 1 appeared on"),
        ("on=9999-12-31", 404, "That day has not come yet."),
    ],
)
@pytest.mark.parametrize("path", ["/conditions/headache/", "/sources/none/", "/compare/"])
def test_edition_or_day_that_leads_nowhere_gets_a_sentence(
    client, ada, path, query, status, sentence
):
    builders.published_site()

    response = client.get(f"{path}?{query}")

    assert (response.status_code, sentence in response.text) == (status, True)


@pytest.mark.parametrize("query", ["edition=1", "on=2026-01-01"])
def test_edition_before_anything_was_published_is_not_found(client, db, query):
    response = client.get(f"/compare/?{query}")

    assert response.status_code == 404
    assert "Nothing has been published yet." in response.text


def test_each_edition_is_asked_for_by_head_alone_as_well(client, ada):
    builders.published_site()
    day = timezone.now() - timedelta(days=1)

    assert client.head("/compare/?edition=1").status_code == 200
    assert client.head(f"/compare/?on={day:%Y-%m-%d}").status_code == 404
    assert client.post("/compare/?edition=1").status_code == 405
