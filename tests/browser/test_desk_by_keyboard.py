"""From the sign-in to print without a mouse: three people, Tab, Enter and letters."""

import pytest

from mgsite.editions.models import Edition
from tests import builders
from tests.browser.test_editorial_journey import people
from tests.browser.test_grading import Keyboard

pytestmark = pytest.mark.browser


class Keys(Keyboard):
    def focused(self) -> str:
        """What a screen reader would say first: a label, else the words; never the field's name."""
        return self.page.evaluate(
            """() => {
                const it = document.activeElement;
                const label = it.labels?.[0]?.textContent ?? it.ariaLabel ?? it.textContent;
                return (label || it.value || "").trim().replace(/:$/, "");
            }"""
        )

    def go(self, *names: str) -> None:
        """To each of these in turn, and Enter."""
        for name in names:
            self.tab_to(name, most=250)
            with self.page.expect_navigation():
                self.press("Enter")

    def write(self, name: str, text: str) -> None:
        self.tab_to(name, most=250)
        self.press("Control+a")
        self.type(text)

    def sign_in(self, name: str) -> None:
        self.page.goto("/admin/")
        self.write("Username", name)
        self.write("Password", name * 2)
        with self.page.expect_navigation():
            self.press("Enter")


def test_draft_review_and_publication_by_keyboard_alone(open_page):
    people()
    claim = builders.published_site()["claims"][0]
    ada, ben, dora = (Keys(open_page(viewport={"width": 1280, "height": 900})) for _ in range(3))

    ada.sign_in("ada")
    ada.go("Claims", claim.slug)
    ada.write("Plain language", "It may do it in adults.")
    ada.go("Save and continue editing", "Compare and review", "Submit for review")
    ada.page.get_by_text("Submitted for review:").first.wait_for()

    ben.sign_in("ben")
    ben.go(f"Compare and review: {claim.conclusion}", "Approve")
    ben.page.get_by_text("Approved:").first.wait_for()

    dora.sign_in("dora")
    dora.go("Claims", claim.slug, "Publish…")
    dora.write("Note for readers", "Said for whom.")
    choose(dora, "Wording: the same said better")
    dora.go("Publish 1 item as one edition")
    dora.page.get_by_text("edition 2").first.wait_for()
    assert Edition.objects.get(number=2).note == "Said for whom."


def choose(keys: Keys, name: str) -> None:
    """In a group of radio buttons Tab reaches the group and the arrows go through it."""
    keys.press("Tab", " ")
    for _ in range(8):
        if keys.focused() == name:
            return
        keys.press("ArrowDown")
    raise AssertionError(f"{name} was not reached: the focus is on {keys.focused()}")
