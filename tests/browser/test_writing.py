"""An article is written: toolbar, claims placed, what follows shown beside it; nothing breaks undo."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests import builders
from tests.browser.test_accessibility import SCREENS, violations
from tests.browser.test_editorial_journey import people, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def article(committed):
    people()
    site = builders.published_site()
    builders.claim("calm", by=builders.user("ada"), conclusion='Calm <b>"& unsure.')
    return site["article"]


def address(article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def opened(open_page, article, **options):
    page = open_page(viewport={"width": 1280, "height": 900}, **options)
    sign_in(page, "ada")
    page.goto(address(article))
    return page, page.get_by_role("textbox", name="Body")


def test_toolbar_writes_markdown_that_undo_takes_back(open_page, article):
    page, text = opened(open_page, article)
    text.fill("one two")

    text.press("Control+a")
    text.press("Control+b")
    assert text.input_value() == "**one two**"
    text.press("Control+z")
    assert text.input_value() == "one two"

    text.press("End")
    page.get_by_role("button", name="Heading").click()
    assert text.input_value() == "## one two {#evidence}"
    page.keyboard.press("Control+z")
    text.press("Control+a")
    text.press("Control+k")
    page.keyboard.type("https://example.org")
    assert text.input_value() == "[one two](https://example.org)"


def test_toolbar_is_one_stop_of_the_keyboard_with_arrows_inside(open_page, article):
    page, text = opened(open_page, article)
    text.focus()

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused) == "List"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "body"


def test_claim_is_found_and_placed_on_its_own_line_and_everything_follows(open_page, article):
    page, text = opened(open_page, article)
    text.fill("Before.")
    text.press("End")

    page.get_by_role("button", name="Claim…").click()
    page.get_by_label("Words in its slug").fill("calm")
    page.locator("#claims-found li").get_by_text("[[claim:calm]]").wait_for()
    page.get_by_role("button", name='Calm <b>"& unsure.').click()

    expect(text).to_have_value("Before.\n\n[[claim:calm]]\n\n")
    page.locator("#claims-used").get_by_text("draft").wait_for()
    page.locator("#article-preview").get_by_text('Calm <b>"& unsure.').wait_for()
    page.locator("#before-review").get_by_text("has no section on safety").wait_for()
    text.focus()
    page.keyboard.press("Control+z")
    assert text.input_value() == "Before."
    assert Article.objects.get().body == article.body


def test_picker_closed_by_escape_places_nothing(open_page, article):
    page, text = opened(open_page, article)
    before = text.input_value()

    page.get_by_role("button", name="Claim…").click()
    page.get_by_label("Words in its slug").wait_for()
    page.keyboard.press("Escape")

    assert text.input_value() == before
    assert page.evaluate("document.activeElement.name") == "body"


def test_without_script_check_shows_what_follows(open_page, article):
    page, text = opened(open_page, article, java_script_enabled=False)
    assert page.get_by_role("toolbar").count() == 0
    text.fill("Take 400 mg.")
    page.get_by_role("button", name="Check and preview").click()

    page.get_by_text("Checked: nothing was saved yet.").wait_for()
    page.locator("#before-review").get_by_text("does not say of what").wait_for()
    assert page.locator("#article-preview").get_by_text("Take 400 mg.").is_visible()
    assert text.input_value() == "Take 400 mg."


@pytest.mark.parametrize("screen", SCREENS)
def test_writing_has_no_violation(open_page, article, screen):
    page = open_page(listen=False, **screen)
    sign_in(page, "ada")
    found = {}
    for path in (address(article), "/admin/articles/article/add/", "/admin/desk/claims-to-place/"):
        page.goto(path)
        found[path] = violations(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= screen["viewport"]["width"], f"{path} scrolls sideways: {width}"
    page.goto(address(article))
    page.get_by_role("textbox", name="Body").fill("See [[claim:calm]]. Take 400 mg.")
    page.locator("#before-review").get_by_text("does not say of what").wait_for()
    page.get_by_role("button", name="Claim…").click()
    page.locator("#claims-found li").first.wait_for()
    found["typed, with the box open"] = violations(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
