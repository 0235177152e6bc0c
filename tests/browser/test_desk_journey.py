"""Four people in four browsers: from a draft, over a return, to an edition of five items."""

import re

import pytest

from claims import actions
from mgsite.editions.models import Edition
from tests import builders
from tests.browser.test_accessibility import SCREENS, TABLET, violations
from tests.browser.test_editorial_journey import people, sign_in

pytestmark = pytest.mark.browser


def others_approved(site, ada) -> list:
    """Two claims, the article and a source, edited and approved; they wait to be published."""
    first, second = site["claims"][1:3]
    article, source = site["article"], site["sources"][0]
    for claim in (first, second):
        claim.dispute = "Some say otherwise."
    article.summary = "What we found, once more."
    source.population = "Adults with headache"
    items = [first, second, article, source]
    for item in items:
        item.save()
        actions.record_edit(item=item, by=ada)
        builders.approve(item)
    return items


class Counted:
    """Clicks, from the claim in review to the published page."""

    def __init__(self):
        self.clicks = 0

    def __call__(self, locator) -> None:
        self.clicks += 1
        locator.click()


def edit(page, claim, words: str) -> None:
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    page.get_by_label("Plain language").fill(words)
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="Compare and review").click()
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_text("Submitted for review:").first.wait_for()


def decide(page, claim, button: str, note: str, click) -> None:
    page.goto("/admin/")
    waiting = page.locator("[aria-labelledby=section-review] li", has_text=claim.conclusion)
    click(waiting.get_by_role("link", name="Compare and review"))
    page.get_by_role("textbox", name="Note", exact=True).last.fill(note)
    click(page.get_by_role("button", name=button, exact=True))


def put_together(page, claim, others, click) -> None:
    """The claim into a new edition, what else is approved beside it, then all of it in print."""
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    click(page.get_by_role("link", name="Add to an edition…"))
    page.get_by_label("Name of the new edition").fill("November")
    click(page.get_by_role("button", name="Add", exact=True))
    for item in others:
        page.locator(f"input[name=found][value={item.public_id}]").check()
    click(page.get_by_role("button", name="Add the ticked ones").last)
    page.get_by_label("Note for readers").fill("One article, three claims, one source.")
    page.locator("input[name=change][value=evidence]").check()
    click(page.get_by_role("button", name=re.compile("^Publish 5 items")))
    page.get_by_text("is out, with 5 items").first.wait_for()


def test_draft_return_fix_approve_and_publish_together(open_page):
    people()
    ada = builders.user("ada")
    site = builders.published_site(claims=3)
    claim, others = site["claims"][0], others_approved(site, ada)
    editor, reviewer, publisher, reader = (open_page() for _ in range(4))
    for page, name in [(editor, "ada"), (reviewer, "ben"), (publisher, "dora")]:
        sign_in(page, name)
    counted = Counted()

    edit(editor, claim, "It may do it.")
    decide(reviewer, claim, "Return with the note", "Say for whom.", Counted())
    editor.goto("/admin/")
    assert "Say for whom." in editor.locator("[aria-labelledby=section-returned]").inner_text()
    edit(editor, claim, "It may do it in adults.")
    decide(reviewer, claim, "Approve", "", counted)
    reviewer.get_by_text("Approved:").first.wait_for()
    put_together(publisher, claim, others, counted)

    edition = Edition.objects.get(number=2)
    assert {version.public_id for version in edition.versions.all()} == {
        item.public_id for item in (claim, *others)
    }
    reader.goto(f"/claims/{claim.slug}/")
    assert "It may do it in adults." in reader.inner_text("main")
    reader.goto("/changes/")
    assert "One article, three claims, one source." in reader.inner_text("main")
    feed = reader.request.get("/api/v1/changes").json()["items"]
    assert {i["id"] for i in feed if i["version"] == 2} == {i.public_id for i in (claim, *others)}
    assert counted.clicks == 6


@pytest.mark.parametrize("screen", [*SCREENS, TABLET])
def test_desk_pages_have_no_violation(open_page, screen):
    people()
    ada = builders.user("ada")
    claim, *_ = others_approved(builders.published_site(claims=3), ada)
    kind = f"claim/{claim.public_id}"
    page = open_page(listen=False, **screen)
    sign_in(page, "dora")
    page.goto(f"/admin/plans/add/?item={claim.public_id}")
    found = {"add": violations(page)}
    page.get_by_label("Name of the new edition").fill("November")
    page.get_by_role("button", name="Add", exact=True).click()
    for path in (
        page.url,
        "/admin/",
        "/admin/plans/",
        "/admin/desk/approved/",
        f"/admin/desk/compare/{kind}/",
        f"/admin/desk/history/{kind}/",
        f"/admin/preview/{kind}/link/",
        f"/admin/review/{kind}/",
    ):
        page.goto(path)
        found[path] = violations(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
