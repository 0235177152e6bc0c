"""docs/review-states.md is made from the tables, and is up to date."""

from pathlib import Path

from django.conf import settings

from claims.review import PRINT_STEPS, STEPS
from claims.review_page import review_states_page


def test_page_in_the_repository_is_the_one_that_the_tables_give():
    page = Path(settings.BASE_DIR) / "docs" / "review-states.md"
    assert page.read_text(encoding="utf-8") == review_states_page()


def test_page_holds_every_step_in_its_diagrams_and_its_tables():
    page = review_states_page()
    for step in STEPS:
        assert f"| {step.here.label} | {step.decision.label} | {step.there.label} |" in page
        here, there = (name.replace("-", "_") for name in (step.here, step.there))
        assert f"    {here} --> {there}: {step.decision.label}" in page
    for step in PRINT_STEPS:
        assert f"| {step.here.label} | {step.what} | {step.there.label} |" in page
