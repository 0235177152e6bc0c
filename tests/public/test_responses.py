"""What an item's address answers: the page, a redirect, a notice, or nothing."""

from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders

# Sources stand for all kinds here: their page is the plainest.


def printed(*slugs):
    sources = [builders.source(slug) for slug in slugs]
    builders.put_in_print(*sources)
    return sources


def taken_out(item, reason="withdrawn", **words):
    withdraw(
        public_id=item.public_id,
        by=builders.user("dora", "Publisher"),
        reason=reason,
        notice="The trial was counted twice.",
        operation=f"out-{item.slug}",
        **words,
    )


def test_address_of_an_item_in_print_answers_its_page(client, ada):
    printed("doe-2019")

    response = client.get("/sources/doe-2019/?utm_source=mail")

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"
    assert '<link rel="canonical" href="http://127.0.0.1:8000/sources/doe-2019/">' in response.text
    assert response.cookies.output() == ""
    assert response.get("Vary", "") == "Accept-Encoding"  # and never Cookie


def test_page_says_its_edition(client, ada):
    printed("doe-2019")

    response = client.get("/sources/doe-2019/")

    assert '<a href="/editions/1/">edition 1</a>' in response.text


def test_unknown_address_is_a_page_that_says_what_is_missing(client, db):
    response = client.get("/sources/nothing/")

    assert response.status_code == 404
    assert "We have no source at this address." in response.text


def test_address_of_a_draft_is_unknown(client, ada):
    builders.source("doe-2019")

    assert client.get("/sources/doe-2019/").status_code == 404


def test_changed_slug_redirects_for_good(client, ada):
    (source,) = printed("doe-2019")
    source.slug = "doe-2020"
    source.save()
    actions.record_edit(item=source, by=ada)
    builders.put_in_print(source)

    response = client.get("/sources/doe-2019/?page=2")

    assert (response.status_code, response["Location"]) == (301, "/sources/doe-2020/")
    assert response["Cache-Control"] == "public, max-age=60"


def test_withdrawn_item_is_gone_with_the_public_notice(client, ada):
    (source,) = printed("doe-2019")
    taken_out(source)

    response = client.get("/sources/doe-2019/")

    assert response.status_code == 410
    assert "The trial was counted twice." in response.text
    assert "Withdrawn by the editors" in response.text
    assert '<meta name="robots" content="noindex">' in response.text


def test_superseded_item_names_its_successor(client, ada):
    old, new = printed("doe-2019", "doe-2020")
    taken_out(old, reason="superseded", replaced_by=new.public_id)

    response = client.get("/sources/doe-2019/")

    assert response.status_code == 410
    assert '<a href="/sources/doe-2020/">The trial called doe-2020</a>' in response.text


def test_merged_item_redirects_to_its_successor(client, ada):
    old, new = printed("doe-2019", "doe-2020")
    taken_out(old, reason="merged", replaced_by=new.public_id)

    response = client.get("/sources/doe-2019/")

    assert (response.status_code, response["Location"]) == (301, "/sources/doe-2020/")


def test_legal_removal_shows_no_word_of_what_it_was(client, ada):
    (source,) = printed("doe-2019")
    taken_out(source, reason="legal")

    response = client.get("/sources/doe-2019/")

    assert response.status_code == 410
    assert "The trial called" not in response.text


def test_head_answers_as_get_without_a_body(client, ada):
    printed("doe-2019")

    response = client.head("/sources/doe-2019/")

    assert (response.status_code, response.content) == (200, b"")


def test_post_to_a_page_is_refused(client, db):
    assert client.post("/about/").status_code == 405
