"""The desk of partners in a browser: a key from making to revoking, and axe finds nothing on the way."""

import pytest

from tests import builders
from tests.browser.test_accessibility import SCREENS, violations
from tests.browser.test_editorial_journey import sign_in
from tests.partners.making import partner

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", SCREENS)
def test_key_is_made_shown_once_and_revoked(open_page, screen):
    builders.user("root", "Administrator")
    of = partner()
    page = open_page(listen=False, **screen)
    page.goto("/admin/login/")
    sign_in(page, "root")
    found = {}

    def look(name: str) -> None:
        found[name] = violations(page)

    page.goto("/admin/partners/partner/")
    look("list")
    page.goto(of.get_absolute_url())
    look("without keys")
    page.get_by_text("Make a key…").click()
    look("make")
    page.get_by_role("button", name="Make the key").click()
    look("made")
    text = page.get_by_label("Copy the whole key").input_value()
    page.get_by_text("I have copied it").click()
    look("with a key")
    assert text[:10] in page.content()
    assert text not in page.content()
    page.get_by_role("link", name=f"Revoke the key {text[:10]}").click()
    look("revoke")
    page.get_by_role("button", name="Revoke the key").click()
    page.get_by_text("opens nothing any more").wait_for()
    look("revoked")
    assert {name: faults for name, faults in found.items() if faults} == {}
