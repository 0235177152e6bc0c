"""From an edit to the reader's page: three people, one edition number everywhere."""

import re

import pytest

from claims.models import Claim
from tests import builders

pytestmark = pytest.mark.browser


def sign_in(page, name: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(name * 2)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile(r"/admin/$"))


def people() -> None:
    for name, group in [("ada", "Editor"), ("ben", "Reviewer"), ("dora", "Publisher")]:
        builders.user(name, group)


def edit_and_regrade(page, claim) -> None:
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    doubt = "the evidence is very uncertain"
    page.get_by_label("Plain language").fill(f"It may help, but {doubt}.")
    page.get_by_label("Conclusion").fill(f"Magnesium may do it, but {doubt}.")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="Add an assessment").click()
    page.locator("input[name=imprecision][value='-2']").check()
    page.locator("[name=imprecision_reason]").fill("Only 40 people in all.")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("needs a certainty of at least Low").first.wait_for()
    assert page.locator("[name=imprecision_reason]").input_value() == "Only 40 people in all."
    page.locator("[name=verdict][value=insufficient-evidence]").check()
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("link", name="Compare and review").click()
    page.get_by_role("button", name="Submit for review").click()


def test_edit_review_publish_read(open_page):
    people()
    site = builders.published_site(claims=2)
    claim = site["claims"][0]
    editor, reviewer, publisher, reader = (open_page() for _ in range(4))

    sign_in(editor, "ada")
    edit_and_regrade(editor, claim)
    assert editor.get_by_role("button", name="Approve").count() == 0

    review = f"/admin/review/claim/{claim.public_id}/"
    sign_in(reviewer, "ben")
    reviewer.goto(review)
    assert "Only 40 people in all." in reviewer.content()
    reviewer.get_by_role("button", name="Approve", exact=True).click()
    reviewer.get_by_text("Approved:").first.wait_for()

    sign_in(publisher, "dora")
    publisher.goto(f"/admin/publish/?item={claim.public_id}")
    publisher.get_by_label("Note for readers").fill("Graded again after a recount.")
    publisher.locator("input[name=change][value=grade]").check()
    publisher.get_by_role("button", name=re.compile("^Publish 1 item")).click()
    publisher.get_by_text("edition 2").first.wait_for()

    pages = {}
    for path in (f"/claims/{claim.slug}/", "/conditions/headache/", "/compare/", "/changes/"):
        reader.goto(path)
        pages[path] = reader.inner_text("body")
    assert all(re.search(r"[Ee]dition 2\b", text) for text in pages.values())
    assert "Very low" in pages[f"/claims/{claim.slug}/"]
    assert "Very low" in pages["/conditions/headache/"]
    assert "Very low" in pages["/compare/"]
    assert "Graded again after a recount." in pages["/changes/"]
    feed = reader.request.get("/api/v1/changes").json()
    changed = {i["id"]: i for i in feed["items"]}[claim.public_id]
    assert (changed["version"], changed["event"], changed["urgency"]) == (
        2,
        "regraded",
        "important",
    )
    assert changed["data"]["edition"] == 2
    assert changed["data"]["grading"]["certainty"] == "very-low"


def test_second_save_of_two_editors_loses_nothing(open_page):
    people()
    builders.user("eve", "Editor")
    claim = builders.published_site()["claims"][0]
    first, second = open_page(), open_page()
    form = f"/admin/claims/claim/{claim.pk}/change/"
    for page, name in [(first, "ada"), (second, "eve")]:
        sign_in(page, name)
        page.goto(form)

    first.get_by_role("textbox", name="Population:").fill("Adults over 60")
    first.get_by_label("Plain language").fill("Ada's sentence.")
    first.get_by_role("button", name="Save", exact=True).click()
    second.get_by_label("Comparator").fill("Placebo")
    second.get_by_label("Plain language").fill("Eve's sentence.")
    second.get_by_role("button", name="Save", exact=True).click()

    second.get_by_text("Not saved yet").wait_for()
    table = second.locator(".merge table").inner_text()
    assert "Ada's sentence." in table
    assert "Eve's sentence." in table
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.plain_language, stored.comparator) == ("Ada's sentence.", "")
    second.get_by_role("button", name="Save", exact=True).click()
    second.wait_for_url(re.compile(r"/admin/claims/claim/(\?.*)?$"))
    stored.refresh_from_db()
    assert (stored.plain_language, stored.comparator, stored.population) == (
        "Eve's sentence.",
        "Placebo",
        "Adults over 60",
    )
