"""A reader's errands by Tab, Enter and letters alone, on a phone's width and without script."""

import pytest

from tests import builders

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}


@pytest.fixture
def page(open_page):
    site = builders.published_site(claims=2)
    other = builders.condition("migraine", headline_claim=site["claims"][0])
    builders.put_in_print(other)
    page = open_page(**PHONE)
    page.goto("/")
    return page


def tab_to(page, words: str, most: int = 60) -> None:
    """Press Tab until the element in focus says the words, or has them as its label."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if words in (focus.get_attribute("aria-label") or "") or words in focus.inner_text():
            return
        if focus.get_attribute("id") == words:
            return
    raise AssertionError(f"Tab does not lead to “{words}”")


def test_skip_link_leads_past_the_masthead(page):
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"

    page.keyboard.press("Enter")

    assert page.locator(":focus").get_attribute("id") == "content"


def test_search_to_a_claim_and_its_reason(page):
    tab_to(page, "q")
    page.keyboard.type("headache")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=headache")
    tab_to(page, "Headache")
    page.keyboard.press("Enter")
    page.wait_for_url("**/conditions/headache/")

    tab_to(page, "How sure: High")
    page.keyboard.press("Enter")

    assert page.get_by_text("Half of the trials did not conceal allocation.").first.is_visible()


def test_comparison_is_chosen(page):
    tab_to(page, "How do the conditions compare?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/")
    tab_to(page, "Choose what to compare")
    page.keyboard.press("Enter")
    tab_to(page, "by-rows")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Compare")
    page.keyboard.press("Enter")

    page.wait_for_url("**/compare/?*rows=differing*")
    assert page.locator("table.compare").is_visible()


def test_table_that_scrolls_can_be_reached(open_page):
    builders.published_site()
    page = open_page(viewport={"width": 700, "height": 740}, java_script_enabled=False)
    page.goto("/compare/forms/")

    frame = page.locator(".compare-frame")
    frame.focus()

    assert frame.evaluate("frame => document.activeElement === frame")
