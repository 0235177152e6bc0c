"""A new editor reads a text to its end by keyboard; two others bring its check into print."""

import re
from pathlib import Path

import pytest

from articles.models import SourceArticle
from tests import builders
from tests.articles.reading_desk import decide, text_of
from tests.browser.test_accessibility import SCREENS, violations
from tests.browser.test_editorial_journey import people, sign_in

pytestmark = pytest.mark.browser
TEXT = Path(__file__).parents[1] / "articles" / "reading" / "texts" / "anxiety.txt"
PROPOSED = ".classes .proposed"


def site_with_claims() -> None:
    condition = builders.published_site()["condition"]
    ada = builders.user("ada")
    said = {
        "sleep": "Magnesium improves sleep.",
        "anxiety": "Magnesium calms the nerves and eases anxiety.",
    }
    claims = [
        builders.claim(slug, by=ada, statement=words, conditions=[condition])
        for slug, words in said.items()
    ]
    sources = [each.source for claim in claims for each in claim.citations.all()]
    builders.put_in_print(*claims, *sources)


def import_by_keyboard(page) -> None:
    page.goto("/admin/read/import/")
    page.get_by_label("Or its text, pasted").focus()
    page.keyboard.insert_text(TEXT.read_text(encoding="utf-8"))
    page.get_by_label("Publisher").focus()
    page.keyboard.type("A clinic")
    page.get_by_role("button", name="Look at it first").press("Enter")
    page.get_by_role("heading", name="A new text").wait_for()
    page.get_by_role("button", name="Import it").press("Enter")
    page.get_by_text("0 of 36 sentences decided", exact=True).wait_for()


def decide_by_keyboard(page) -> str:
    """The sentence in hand as it is proposed: the key that was pressed."""
    key = page.locator(PROPOSED).get_attribute("data-key")
    if key == "c":
        key = "1" if page.locator("[data-key='1']").count() else "r"
    page.keyboard.press(key)
    return key


def test_import_decide_approve_publish_read(open_page):
    people()
    site_with_claims()
    editor, reviewer, publisher, reader = (open_page() for _ in range(4))
    sign_in(editor, "ada")
    import_by_keyboard(editor)
    pressed = []
    for done in range(36):
        pressed.append(decide_by_keyboard(editor))
        editor.get_by_text(f"{done + 1} of 36 sentences decided", exact=True).wait_for()
    assert {"1", "b", "h"} <= set(pressed)
    editor.get_by_role("link", name="Compare and review").press("Enter")
    assert "anxiety" in editor.locator("table.differences").inner_text()
    editor.get_by_role("button", name="Submit for review").press("Enter")
    editor.get_by_text("Submitted for review:").first.wait_for()

    check = SourceArticle.objects.get(publisher="A clinic")
    sign_in(reviewer, "ben")
    reviewer.goto(f"/admin/review/check/{check.public_id}/")
    reviewer.get_by_role("button", name="Approve", exact=True).click()
    reviewer.get_by_text("Approved:").first.wait_for()
    sign_in(publisher, "dora")
    publisher.goto(f"/admin/publish/?item={check.public_id}")
    publisher.get_by_label("Note for readers").fill("A popular article, read sentence by sentence.")
    publisher.locator("input[name=change][value=evidence]").check()
    publisher.get_by_role("button", name=re.compile("^Publish 1 item")).click()
    publisher.get_by_text("is out").first.wait_for()
    reader.goto(f"/checks/{check.slug}/")
    assert "A clinic" in reader.inner_text("main")


def test_keys_undo_move_help_and_can_be_turned_off(open_page):
    people()
    site_with_claims()
    text = text_of(builders.user("ada", "Editor"))
    page = open_page()
    sign_in(page, "ada")
    page.goto(f"/admin/read/{text.public_id}/")
    page.keyboard.press("h")
    page.get_by_text("1 of 4 sentences decided", exact=True).wait_for()
    page.wait_for_function("document.activeElement.id === 'decide'")
    page.keyboard.press("u")
    page.get_by_text("0 of 4 sentences decided", exact=True).wait_for()
    page.keyboard.press("n")
    page.get_by_role("heading", name="Sentence 2 of 4").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("hu ba")  # letters in a field are letters
    assert page.locator("#find-words").input_value() == "hu ba"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_text("Single keys are on").click()
    page.keyboard.press("Escape")
    page.locator("#decide").focus()
    page.keyboard.press("b")
    page.reload()
    page.locator("#decide").focus()
    page.keyboard.press("b")
    page.wait_for_timeout(300)
    assert "0 of 4 sentences decided" in page.inner_text("main")


def test_everything_works_without_script(open_page):
    people()
    site_with_claims()
    text = text_of(builders.user("ada", "Editor"))
    page = open_page(java_script_enabled=False)
    sign_in(page, "ada")
    page.goto(f"/admin/read/{text.public_id}/")
    for done, button in enumerate(["Heading", "No claim of ours yet", "Background", "Advice"]):
        page.get_by_role("button", name=re.compile(button, re.IGNORECASE)).click()
        page.get_by_text(f"{done + 1} of 4 sentences decided", exact=True).wait_for()
    page.get_by_role("link", name="Compare and review").first.wait_for()


@pytest.mark.parametrize("screen", SCREENS)
def test_reading_pages_have_no_violation(open_page, screen):
    people()
    site_with_claims()
    ada = builders.user("ada", "Editor")
    text = text_of(ada, TEXT.read_text(encoding="utf-8"))
    page = open_page(listen=False, **screen)
    sign_in(page, "ada")
    way = f"/admin/read/{text.public_id}/"
    found = {}
    for path in ("/admin/read/", "/admin/read/import/", way, f"{way}strong/", f"{way}new-claim/"):
        page.goto(path)
        found[path] = violations(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= screen["viewport"]["width"], f"{path} scrolls sideways: {width}"
    page.goto(f"{way}?at=0")
    page.locator(".key-help summary").click()
    found["help"] = violations(page)
    decide(text, builders.user("root", "Administrator"), 1, "background")
    page.keyboard.press("h")
    page.get_by_role("heading", name="What stands").wait_for()
    found["stale"] = violations(page)
    page.goto("/admin/read/import/")
    page.get_by_label("Or its text, pasted").fill("It helps people sleep.\n\nScroll to top")
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("heading", name="A new text").wait_for()
    found["looked"] = violations(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
