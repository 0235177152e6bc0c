"""The page of a check, the page of all of them, and what other pages say of them."""

import json

import pytest

from mgsite.editions.models import Version
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.public.checked_texts import read_article

CHECK = "/checks/on-sleep/"


@pytest.fixture
def sleep(ada):
    """Low certainty: it bears “can, may”."""
    return builders.claim("sleep", by=ada, applies_to_all=True, as_claimed="It ends bad nights.")


@pytest.fixture
def calm(ada):
    return builders.claim("calm", by=ada, applies_to_all=True, values={"verdict": "not-studied"})


@pytest.fixture
def in_print(sleep, calm):
    """Two checks: “on-sleep” with a gap of 4, 1, 1 and 0, “on-calm” with one of 0."""
    first = read_article(
        "on-sleep",
        [
            ("A mineral is in many foods.", []),
            ("Magnesium has been proven to calm everybody at once.", [(calm, 3)]),
            ("Nuts hold a lot of it.", []),
            ("Magnesium gives deep sleep to all who take it.", [(sleep, 2)]),
            ("It brings rest at night, every night.", [(sleep, 2)]),
            ("It may lead to a better night for some people.", [(sleep, 1)]),
        ],
        source_title="Sleep at last",
        publisher="A shop",
        url="https://shop.example/sleep",
    )
    second = read_article(
        "on-calm",
        [("Some say this.", []), ("Magnesium may help a person to sleep well.", [(sleep, 1)])],
    )
    sources = [c.source for claim in (sleep, calm) for c in claim.citations.all()]
    builders.put_in_print(sleep, calm, builders.supplement(), *sources)
    builders.put_in_print(first, second)
    return first, second


def words_of(html: str) -> str:
    return " ".join(html.split())


def test_check_page_begins_with_totals_and_the_boldest(client, in_print):
    page = client.get(CHECK).text

    assert "<strong>4 claims, 1 supported as worded.</strong>" in page
    assert "3 wordings go further than the evidence bears." in page
    assert "The two boldest" in page
    bold = page[page.index('id="boldest"') : page.index('id="places"')]
    assert bold.index("proven to calm") < bold.index("/claims/sleep/")
    assert bold.count("<li class=") == 2, "one place for each claim"
    assert "Four steps too bold" in bold
    assert "The evidence would bear no such claim at all." in bold


def test_check_page_shows_every_place_in_the_order_of_the_text(client, in_print):
    page = client.get(CHECK).text

    places = page[page.index('id="places"') :]
    assert [places.count(f'id="sentence-{n}"') for n in range(1, 7)] == [0, 1, 0, 1, 1, 1]
    assert "“Magnesium has been proven to calm everybody at once.”" in places
    assert "In our words" in places
    assert "It ends bad nights." in places
    assert "many foods" not in page, "nothing but what is checked is quoted"


def test_check_page_says_who_wrote_it_and_where(client, in_print):
    page = client.get(CHECK).text

    assert "Published by A shop." in page
    link = '<a href="https://shop.example/sleep" rel="external nofollow noopener">'
    assert link in page
    assert "Publisher not known." in client.get("/checks/on-calm/").text


def test_check_page_says_what_is_left_out_and_how_it_was_read(client, in_print):
    page = client.get(CHECK).text

    left_out = page[page.index('id="left-out"') : page.index('id="places"')]
    assert "It names no source" in left_out
    assert "6 sentences, headings included" in page
    assert "4 claims and 2 of background" in page
    assert 'href="/how-we-grade/#wording"' in page


def test_check_page_where_nothing_is_too_bold(client, in_print):
    page = client.get("/checks/on-calm/").text

    assert "1 claim, 1 supported as worded." in page
    assert "No wording goes further than the evidence bears." in page
    assert 'id="boldest"' not in page
    assert "ClaimReview" not in page


def test_check_page_is_one_claim_review_of_the_largest_gap(client, in_print):
    page = client.get(CHECK).text

    assert page.count('"@type":"ClaimReview"') == 1
    text = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    (review,) = (n for n in json.loads(text)["@graph"] if n["@type"] == "ClaimReview")
    assert review["claimReviewed"] == "Magnesium has been proven to calm everybody at once."
    assert review["itemReviewed"]["appearance"]["publisher"]["name"] == "A shop"
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Not studied"}


def test_check_page_says_when_our_claim_was_withdrawn(client, in_print, sleep, dora):
    withdraw(public_id=sleep.public_id, by=dora, reason="error", notice="Wrong.", operation="out")

    page = client.get(CHECK).text

    assert page.count("We have withdrawn our claim about this sentence.") == 3
    assert "1 claim, 0 supported as worded." in page


def test_check_page_as_it_was(client, in_print, sleep):
    before = client.get("/checks/?edition=1")
    assert "No article has been checked in public yet." in before.text
    assert client.get(f"{CHECK}?edition=1").status_code == 404
    assert client.get(f"{CHECK}?edition=2").status_code == 200


def test_check_of_the_first_editions_still_has_its_page(client, in_print):
    """Its document had no classes, no numbers of sentences and no omissions."""
    version = Version.objects.live().get(kind="check", slug="on-sleep")
    document = json.loads(version.document)
    for name in ("sentences", "unmatched", "omissions", "text_sha256"):
        del document[name]
    for appearance in document["appearances"]:
        del appearance["sentence"]
    old = Version(**{f.attname: getattr(version, f.attname) for f in Version._meta.concrete_fields})
    old.document = json.dumps(document)

    from mgsite.public.composition.check import check_page

    page = check_page(json.loads(old.document), {})
    assert (page.n_sentences, page.classes, page.totals.claims) == (0, (), 0)
    assert {place.anchor for place in page.places} == {""}


@pytest.mark.parametrize("address", [CHECK, "/checks/on-calm/"])
def test_check_page_asks_the_database_three_times(
    client, in_print, address, django_assert_num_queries
):
    with django_assert_num_queries(3):
        client.get(address)


def test_all_checks_are_listed_with_their_totals(client, in_print, django_assert_num_queries):
    with django_assert_num_queries(3):
        page = client.get("/checks/").text

    assert "2 articles so far: 5 claims, 2 supported as worded." in page
    assert page.index('href="/checks/on-calm/"') < page.index('href="/checks/on-sleep/"')
    assert "4 claims, 1 supported as worded." in page


def test_promises_across_articles_are_on_the_page_and_in_its_files(client, in_print):
    page = client.get("/checks/").text
    file = client.get("/checks/promises.csv")
    data = client.get("/checks/promises.json").json()

    assert "2 of 2 articles:" in page
    assert "Said in 2 of 2 articles" in page
    assert file["Content-Disposition"].endswith('filename="compare-promises-edition-2.csv"')
    (row,) = file.content.decode().splitlines()[1:]
    assert "It ends bad nights." in row
    assert "“does, helps” One step too bold" in row
    ((group,), columns) = data["groups"], data["columns"]
    assert [c["heading"] for c in columns] == [
        "What the evidence bears", "On on-calm", "Sleep at last",
    ]  # fmt: skip
    assert [cell["entries"][0]["item"]["kind"] for cell in group["rows"][0]["cells"]] == [
        "claim", "check", "check",
    ]  # fmt: skip


def test_checks_before_the_first_edition_say_so(client, db):
    assert "No article has been checked in public yet." in client.get("/checks/").text
    assert client.get("/checks/promises.csv").status_code == 200


def test_claim_page_says_in_how_many_articles_it_is_made(client, in_print, calm):
    sleep, calmed = client.get("/claims/sleep/").text, client.get("/claims/calm/").text

    assert "Made in 2 of 2 articles that we read sentence by sentence." in sleep
    section = sleep[sleep.index('id="said-in"') : sleep.index('id="history"')]
    assert section.index("/checks/on-sleep/#sentence-4") < section.index("/checks/on-calm/#sent")
    assert "3 times; the boldest:" in section
    assert "Made in 1 of 2 articles" in calmed


def test_comparison_of_articles_can_be_of_one_that_we_read(client, in_print):
    every = client.get("/compare/articles/").text
    one = client.get("/compare/articles/?check=on-calm").text

    assert "“Magnesium gives deep sleep to all who take it.”" in words_of(every)
    assert "Magnesium may help a person to sleep well." in one
    assert "/claims/calm/" not in one, "it does not make that claim"
    assert 'value="on-calm" selected' in one
    assert client.get("/compare/articles/?check=nobody").status_code == 404


def test_page_and_api_measure_alike(client, in_print):
    check = Version.objects.live().get(kind="check", slug="on-sleep").public_id
    api = client.get(f"/api/v1/checks/{check}/page").json()
    page = client.get(CHECK).text

    totals = api["totals"]
    said = f"{totals['measured']} claims, {totals['supported_as_worded']} supported as worded."
    assert said in page
    assert [each["gap"] for each in api["appearances"]] == [4, 1, 1, 0]
    assert totals["gap"] == sum(each["gap"] for each in api["appearances"])
    claim = api["appearances"][1]["claim_id"]
    seen = client.get(f"/api/v1/claims/{claim}/page").json()["appearances"]
    assert sorted(each["gap"] for each in seen) == [0, 0, 1, 1]
