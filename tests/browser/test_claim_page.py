"""A claim's page in a real browser: everything on it at once, by eye of axe and by keyboard."""

from decimal import Decimal as D

import pytest

from claims import actions
from claims.actions_grading import add_assessment, adopt_assessment, grade_blind
from claims.models import Limit, Source, SummaryRow
from tests import builders
from tests.browser.test_accessibility import violations
from tests.browser.test_editorial_journey import people

pytestmark = pytest.mark.browser
ADDRESS = "/claims/eases-pain/"
SCREENS = [
    pytest.param({"viewport": {"width": 1280, "height": 900}}, id="desk"),
    pytest.param({"viewport": {"width": 820, "height": 1100}, "color_scheme": "dark"}, id="dark"),
    pytest.param({"viewport": {"width": 320, "height": 640}}, id="phone"),
    pytest.param(
        {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"}, id="forced-colours"
    ),
]


def ratio(measure, value, low, high, **fields):
    ends = {"effect_ci_low": D(low), "effect_ci_high": D(high)}
    return {"effect_measure": measure, "effect_value": D(value)} | ends | fields


@pytest.fixture
def claim(committed):
    """With every part that a claim's page can have: warned of, graded twice, dosed, estimated."""
    people()
    ada, eve, root = (
        builders.user(name, group)
        for name, group in [("ada", ""), ("eve", "Editor"), ("root", "Administrator")]
    )
    magnesium, trial, report = (
        builders.supplement(), builders.source("trial"), builders.source("report"),
    )  # fmt: skip
    Limit.objects.create(
        supplement=magnesium, authority="IOM", limit_kind="upper-level", max_mg=350,
        applies_to="Adults", source=report,
    )  # fmt: skip
    headache = builders.condition()
    trial.forms_tested.add(magnesium.forms.get(slug="oxide"))
    made = builders.claim(
        "eases-pain", by=ada, conditions=[headache], population="Adults",
        form=magnesium.forms.get(slug="glycinate"), outcome_name="Pain", comparator="Placebo",
        sentence_outcome="pain", dose_min_mg=400, dose_max_mg=400, dose_basis="unspecified",
        dose_per="day", dispute="Some say otherwise.", importance="critical",
        sources=[(trial, "supports"), (builders.source("aside"), "context")],
        values=ratio("RR", "2", "1.5", "2.5", effect_source=trial, change="reduction"),
    )  # fmt: skip
    headache.headline_claim = made
    headache.save()
    made.citations.update(quote="Pain fell by half.", locator="p. 3")
    difference = ratio("MD", "-0.5", "-0.9", "0.1", effect_unit="points", source=trial)
    SummaryRow.objects.create(claim=made, outcome="Sleep", **difference)
    SummaryRow.objects.create(claim=made, outcome="Stools", is_harm=True)
    actions.record_edit(item=made, by=ada)
    builders.put_in_print(made, magnesium, headache, *Source.objects.all())
    grade_blind(claim=made, first=ada, second=eve, by=root)
    add_assessment(claim=made, by=ada, values=builders.RCT_LOW)
    milder = builders.RCT_LOW | {
        "risk_of_bias": 0,
        "risk_of_bias_reason": "",
        "change": "reduction",
    }
    second = add_assessment(
        claim=made, by=eve, values=milder | ratio("RR", "2", "1.5", "2.5", effect_source=trial)
    )
    adopt_assessment(assessment=second, by=root, reason="We read the protocol again.")
    made.refresh_from_db()
    builders.put_in_print(made)
    trial.integrity, trial.integrity_checked_on = "retracted", "2026-11-20"
    trial.save()
    actions.record_edit(item=trial, by=ada)
    builders.put_in_print(trial)
    return made


@pytest.mark.parametrize("screen", SCREENS)
def test_claim_page_with_everything_on_it_has_no_violation(open_page, claim, screen):
    page = open_page(listen=False, **screen)
    found = {}
    for query in ("", "?baseline=200", "?baseline=lots"):
        page.goto(ADDRESS + query)
        parts = (
            "banner",
            "made",
            "sum",
            "findings",
            "ledger",
            "readings",
            "quote",
            "contents-line",
        )
        assert [part for part in parts if not page.locator(f".{part}").count()] == []
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        found[query] = violations(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= screen["viewport"]["width"], f"{query} scrolls sideways: {width}"
    assert found == {"": [], "?baseline=200": [], "?baseline=lots": []}


def test_reader_puts_in_a_risk_by_keyboard_and_without_script(open_page, claim):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(ADDRESS)
    assert page.locator("#baseline").input_value() == ""
    assert page.locator(".difference").count() == 0

    page.get_by_label("Pain, without the supplement").focus()
    page.keyboard.type("200")
    page.keyboard.press("Enter")

    page.wait_for_url("**/?baseline=200#numbers")
    assert page.locator(".difference").inner_text() == "200 more of 1000"
    assert page.get_by_role("img", name="Of 1000 people, 200 have").count() == 1


def test_risk_that_cannot_be_is_told_at_the_field(open_page, claim):
    page = open_page(listen=False, java_script_enabled=False)

    page.goto(f"{ADDRESS}?baseline=600")

    field = page.get_by_label("Pain, without the supplement")
    assert field.input_value() == "600"
    described = field.get_attribute("aria-describedby").split()
    said = " ".join(page.locator(f"#{name}").inner_text() for name in described)
    assert "a risk ratio of 2 would mean 1200 of 1000, which cannot be: give at most 500." in said
    assert page.title().startswith("Error: ")


def test_each_reason_is_one_key_away(open_page, claim):
    page = open_page(java_script_enabled=False)
    page.goto(ADDRESS)
    reason = page.locator(".sum details > p")
    hidden_at_first = not reason.is_visible()

    page.locator(".sum summary").focus()
    page.keyboard.press("Enter")

    assert hidden_at_first
    assert reason.inner_text() == "The interval includes no important benefit."
