"""A claim is graded by keyboard alone, in less than two minutes; the form holds up under axe."""

import re

import pytest

from claims.models import Assessment, Claim
from tests import builders
from tests.browser.test_accessibility import SCREENS, violations
from tests.browser.test_editorial_journey import people, sign_in
from tests.claims.grading_desk import sleep_claim

pytestmark = pytest.mark.browser
# A slow typist's keys a second, and what a grader needs to read five short questions.
KEYS_A_SECOND = 4
SECONDS_TO_READ = 25
TWO_MINUTES = 120
RATIONALE = "Two small trials disagree; the one of glycinate was paid for by its maker."


class Keyboard:
    """Presses keys and counts them; the mouse is never touched."""

    def __init__(self, page):
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)

    def tab_to(self, name: str, most: int = 12) -> None:
        """Tab until the field with this name has the focus."""
        for _ in range(most):
            if self.focused() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} was not reached: the focus is on {self.focused()}")

    def focused(self) -> str:
        return self.page.evaluate(
            "document.activeElement.name || document.activeElement.textContent.trim()"
        )

    def judge(self, name: str, digit: str, reason: str = "") -> None:
        self.tab_to(name)
        self.press(digit)
        if reason:
            self.tab_to(f"{name}_reason")
            self.type(reason)


@pytest.fixture
def claim(committed):
    people()
    made = sleep_claim(builders.user("ada"))
    Claim.objects.filter(pk=made.pk).update(assessment=None)
    return made


def grade(keys: Keyboard) -> None:
    """From the first focus of the page to Save."""
    keys.tab_to("start")
    keys.press("1")
    keys.tab_to("n_participants")
    keys.type("120")
    keys.judge("risk_of_bias", "1", "Nobody was blinded.")
    keys.judge("inconsistency", "0")
    keys.judge("indirectness", "0")
    keys.judge("imprecision", "0")
    # The suggestion from the number of participants: its button fills in judgement and reason.
    keys.page.get_by_text("120 participants, fewer than the 400").first.wait_for()
    keys.press("Tab", "Enter")
    keys.judge("publication_bias", "0")
    keys.tab_to("change", most=20)
    keys.press("1")
    keys.tab_to("verdict")
    keys.press("1")
    keys.tab_to("rationale")
    keys.type(RATIONALE)
    keys.tab_to("_save")
    keys.press("Enter")


def test_claim_is_graded_by_keyboard_alone_in_under_two_minutes(open_page, claim):
    page = open_page(viewport={"width": 1280, "height": 900})
    sign_in(page, "ada")
    page.goto(f"/admin/claims/assessment/add/?claim={claim.pk}")
    keys = Keyboard(page)

    grade(keys)

    page.wait_for_url(re.compile(r"/claims/claim/\d+/change/$"))
    claim.refresh_from_db()
    made = claim.assessment
    assert (made.level, made.verdict, made.change) == ("low", "supported", "reduction")
    assert (made.risk_of_bias_reason, made.rationale) == ("Nobody was blinded.", RATIONALE)
    assert made.imprecision_reason == "120 participants, fewer than the 400 usually needed."
    assert keys.count / KEYS_A_SECOND + SECONDS_TO_READ < TWO_MINUTES, keys.count


def test_level_and_sentence_follow_while_one_types(open_page, claim):
    page = open_page(viewport={"width": 1280, "height": 900})
    sign_in(page, "ada")
    Claim.objects.filter(pk=claim.pk).update(assessment=Assessment.objects.get())
    page.goto(f"/admin/claims/assessment/add/?claim={claim.pk}")
    result = page.locator("#result")
    earlier = page.locator(".question:has([name=risk_of_bias]) .changed")

    assert not earlier.is_visible()
    page.locator("[name=risk_of_bias]").first.focus()
    page.keyboard.press("0")
    page.locator("[name=change][value=reduction]").check()

    result.get_by_text("Certainty: Moderate").wait_for()
    result.get_by_text("Magnesium glycinate probably reduces the time to fall asleep.").wait_for()
    assert earlier.is_visible()


def test_sentence_of_the_grading_is_taken_over_with_one_button(open_page, claim):
    assessment = Assessment.objects.get()
    builders.regrade(claim, by=builders.user("ada"), change="reduction")
    Claim.objects.filter(pk=claim.pk).update(conclusion="Magnesium reduces it.")
    assert assessment.pk != claim.assessment_id
    page = open_page()
    sign_in(page, "ada")
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    reading = page.locator("#id_conclusion-reading")

    reading.get_by_text("without a hedge it says High certainty").wait_for()
    reading.get_by_role("button", name="Use this sentence").click()

    reading.get_by_text("without a hedge").wait_for(state="detached")
    assert page.get_by_label("Conclusion").input_value() == (
        "Magnesium glycinate may reduce the time to fall asleep."
    )


def test_without_script_check_shows_what_it_comes_to(chromium, open_page, claim):
    page = open_page(java_script_enabled=False)
    sign_in(page, "ada")
    page.goto(f"/admin/claims/assessment/add/?claim={claim.pk}")
    page.locator("[name=start][value=randomised]").check()
    for domain in ("risk_of_bias", "inconsistency", "indirectness", "publication_bias"):
        page.locator(f"[name={domain}][value='0']").check()
    page.locator("[name=imprecision][value='-1']").check()
    page.get_by_role("button", name="Check").click()

    page.get_by_text("Certainty: Moderate").wait_for()
    assert page.get_by_role("button", name="Accept").count() == 0
    assert page.locator("[name=imprecision][value='-1']").is_checked()


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_of_grading_have_no_violation(open_page, claim, screen):
    trial = claim.citations.first().source
    trial.integrity = "concern"
    trial.save()
    eve = builders.user("eve", "Editor")
    other = builders.claim(by=eve, conclusion="Magnesium reduces it.")
    page = open_page(listen=False, **screen)
    sign_in(page, "ada")
    found = {}
    for path in (
        "/admin/",
        f"/admin/claims/assessment/add/?claim={claim.pk}",
        f"/admin/claims/assessment/add/?claim={other.pk}",
        "/admin/claims/assessment/add/",
        f"/admin/claims/claim/{other.pk}/change/",
        f"/admin/claims/claim/{claim.pk}/blind/",
        f"/admin/review/claim/{other.public_id}/",
    ):
        page.goto(path)
        page.wait_for_timeout(400)
        found[path] = violations(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= screen["viewport"]["width"], f"{path} scrolls sideways: {width}"
    page.goto(f"/admin/claims/assessment/add/?claim={other.pk}")
    page.get_by_role("button", name="Check").click()
    page.get_by_text("Checked:").wait_for()
    found["checked"] = violations(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
