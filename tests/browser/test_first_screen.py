"""On a phone, the first screen of a condition holds the answer (LOOK.md, “Answer first”)."""

import pytest

from tests import builders

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


def test_first_screen_of_a_condition_holds_the_answer(open_page):
    builders.user("ada", "Editor")
    builders.published_site()
    page = open_page(**PHONE)

    page.goto("/conditions/headache/")

    for part in ("h1", ".answer > p", ".answer .certainty", ".answer .verdict", ".review-state"):
        box = page.locator(part).last.bounding_box()
        assert box["y"] + box["height"] <= 740, part


def test_reasons_open_by_keyboard_and_without_script(open_page):
    builders.user("ada", "Editor")
    builders.published_site()
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto("/conditions/headache/")
    reason = page.get_by_text("Half of the trials did not conceal allocation.")
    hidden_at_first = not reason.is_visible()

    page.locator(".why > summary").focus()
    page.keyboard.press("Enter")

    assert hidden_at_first
    assert reason.is_visible()
