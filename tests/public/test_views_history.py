"""/changes/<kind>/<slug>/ and /corrections/: two editions of an item compared, and what was put right."""

import pytest

from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders


def edited(item, ada, **values):
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    actions.record_edit(item=item, by=ada)


@pytest.fixture
def site(ada):
    return builders.published_site()


def regraded(site, ada, **words):
    builders.regrade(site["claims"][0], by=ada, imprecision=-2, verdict="insufficient-evidence")
    builders.put_in_print(site["claims"][0], **words)


def out(item, dora, reason):
    withdraw(public_id=item.public_id, by=dora, reason=reason, notice='No <b>"&', operation="out")


def test_claim_regraded_shows_its_grade_first_by_field_and_word(client, site, ada):
    regraded(site, ada)

    page = client.get(f"/changes/claim/{site['claims'][0].slug}/?edition=2&against=1").text

    assert "From edition 1 to edition 2" in page
    assert (
        page.count("<dt>Verdict</dt><dd><del>Supported</del><ins>Insufficient evidence</ins>") == 1
    )
    assert page.index("<h3>The grade</h3>") < page.index("<dt>Conclusion</dt>")


@pytest.mark.parametrize("query", ["", "?edition=2", "?edition=1&against=2", "?against=1"])
def test_two_editions_are_compared_older_first_whatever_their_order(client, site, ada, query):
    regraded(site, ada)
    address = f"/changes/claim/{site['claims'][0].slug}/"

    assert client.get(address + query).text == client.get(f"{address}?edition=2&against=1").text


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("condition", "summary", "A <b>new</b> summary."),
        ("article", "article_title", "A <b>new</b> title"),
        ("source", "source_title", "A <b>new</b> title"),
        ("supplement", "summary", "A <b>new</b> summary."),
    ],
)
def test_new_words_of_each_kind_are_marked_and_escaped(client, site, ada, kind, field, value):
    item = site["sources"][0] if kind == "source" else site[kind]
    edited(item, ada, **{field: value})
    builders.put_in_print(item)

    page = client.get(f"/changes/{kind}/{item.slug}/").text

    assert "<h3>The words</h3>" in page
    assert "&lt;b&gt;new&lt;/b&gt;" in page
    assert "<b>new" not in page


def test_item_that_never_changed_says_so(client, site):
    page = client.get("/changes/condition/headache/").text

    assert "It has not changed since it was first published." in page
    assert '<form class="choices"' not in page


def test_the_same_version_twice_asks_for_two_editions(client, site, ada):
    regraded(site, ada)

    page = client.get(f"/changes/claim/{site['claims'][0].slug}/?edition=2&against=2").text

    assert "Both are the same version: choose two editions." in page


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("error", "In edition 2 it was withdrawn"), ("legal", "removed for legal reasons")],
)
def test_words_that_are_gone_are_not_compared(client, site, dora, reason, sentence):
    claim = site["claims"][0]
    out(claim, dora, reason)

    page = client.get(f"/changes/claim/{claim.slug}/").text

    assert f"{sentence}" in page
    assert (claim.conclusion in page) == (reason == "error")


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("claim/nothing/", 404, "We have no claim at this address."),
        ("nonsense/headache/", 404, "We have no page at this address."),
        ("condition/headache/?edition=7", 404, "There is no edition 7 yet."),
        ("condition/headache/?against=x", 400, "An edition is a whole number"),
        ("source/late/?edition=1", 404, "It was not in print in edition 1."),
    ],
)
def test_comparison_of_what_is_not_there_gets_a_sentence(client, site, path, status, sentence):
    builders.put_in_print(builders.source("late"))

    response = client.get(f"/changes/{path}")

    assert (response.status_code, sentence in response.text) == (status, True)


def test_history_of_a_draft_is_unknown(client, site):
    builders.source("draft")

    assert client.get("/changes/source/draft/").status_code == 404


@pytest.mark.parametrize("editions", [1, 3])
def test_comparison_asks_the_database_a_fixed_number_of_times(
    client, site, ada, editions, django_assert_num_queries
):
    for number in range(editions):
        edited(site["condition"], ada, summary=f"Words {number}.")
        builders.put_in_print(site["condition"])

    with django_assert_num_queries(5):
        client.get("/changes/condition/headache/")


@pytest.mark.parametrize("kind", ["condition", "claim"])
def test_page_leads_to_how_it_was(client, site, ada, kind):
    edited(site["condition"], ada, summary="Words.")
    builders.put_in_print(site["condition"])
    regraded(site, ada)
    slug = site["claims"][0].slug if kind == "claim" else "headache"

    page = client.get(f"/{kind}s/{slug}/").text

    old = "1" if kind == "claim" else "2"
    assert f'<a href="/{kind}s/{slug}/?edition={old}">As it was</a>' in page
    assert f'<a href="/changes/{kind}/{slug}/">' in page


def test_corrections_without_any_says_what_that_means(client, site):
    page = client.get("/corrections/").text

    assert "not that there is none" in page
    assert '<a href="/corrections/">Corrections</a>' in page


def test_corrections_list_what_was_put_right_newest_first_with_reasons(client, site, ada, dora):
    regraded(site, ada, correction=True, note="A sum was wrong.")
    out(site["article"], dora, "error")

    page = client.get("/corrections/").text

    assert page.count("edition-entry") == 2
    assert page.index("Withdrawn: article. Published by mistake") < page.index("Corrected: claim")
    assert ("A sum was wrong." in page, "No &lt;b&gt;&quot;&amp;" in page) == (True, True)


def test_corrections_show_no_word_of_what_was_removed_for_legal_reasons(client, site, dora):
    out(site["claims"][0], dora, "legal")

    page = client.get("/corrections/").text

    assert "Text removed for legal reasons" in page
    assert site["claims"][0].conclusion not in page


@pytest.mark.parametrize("corrected", [1, 3])
def test_corrections_ask_the_database_a_fixed_number_of_times(
    client, site, ada, corrected, django_assert_num_queries
):
    for number in range(corrected):
        edited(site["condition"], ada, summary=f"Words {number}.")
        builders.put_in_print(site["condition"], correction=True)

    with django_assert_num_queries(3):
        client.get("/corrections/")
