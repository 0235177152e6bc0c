"""What was typed and not saved comes back after a crash, and only then."""

import pytest

from claims import actions
from claims.models import Claim
from tests import builders
from tests.browser.test_accessibility import violations
from tests.browser.test_editorial_journey import people, sign_in

pytestmark = pytest.mark.browser
TYPED = "Typed & <b>never</b> saved."


def opened(open_page, name="ada", **options):
    """(page, its claim's form open), after a first text was typed and the tab was closed."""
    people()
    claim = builders.published_site(claims=1)["claims"][0]
    page = open_page(**options)
    sign_in(page, name)
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    return page, claim


def crash(page):
    """The tab is gone without a word; the same browser opens the same address again."""
    address, context = page.url, page.context
    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(address)
    return page


def bar(page):
    return page.get_by_text("was not saved. This browser kept it")


def test_unsaved_text_is_offered_and_brought_back(open_page):
    page, claim = opened(open_page)
    assert not bar(page).is_visible()
    page.get_by_label("Plain language").fill(TYPED)
    page = crash(page)
    assert page.get_by_label("Plain language").input_value() == claim.plain_language
    page.get_by_role("button", name="Bring it back").click()
    assert page.get_by_label("Plain language").input_value() == TYPED
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".messagelist .success").wait_for()
    assert Claim.objects.get().plain_language == TYPED
    assert not bar(crash(page)).is_visible()


def test_an_added_row_and_its_chosen_source_come_back(open_page):
    page, _ = opened(open_page)
    source = builders.source("another-trial")
    page.locator("#citations-group .add-row a").click()
    row = page.locator("#citations-1")
    row.locator("select[name$=stance]").select_option("mixed")
    row.get_by_role("combobox").first.click()
    page.get_by_role("option", name=source.title).click()
    row.locator("[name$=locator]").fill("p. 4")
    page = crash(page)
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".messagelist .success").wait_for()
    added = Claim.objects.get().citations.get(source=source)
    assert (added.stance, added.locator) == ("mixed", "p. 4")


def test_thrown_away_it_is_never_offered_again(open_page):
    page, claim = opened(open_page)
    page.get_by_label("Plain language").fill(TYPED)
    page = crash(page)
    page.get_by_role("button", name="Throw it away").click()
    page = crash(page)
    assert not bar(page).is_visible()
    assert page.get_by_label("Plain language").input_value() == claim.plain_language


def test_brought_back_over_somebody_elses_save_shows_both(open_page):
    page, claim = opened(open_page)
    page.get_by_label("Plain language").fill(TYPED)
    claim.plain_language = "Saved by Ben."
    claim.skip_history_when_saving = True  # as the form does: one row of history a save
    claim.save()
    del claim.skip_history_when_saving
    actions.record_edit(item=claim, by=builders.user("ben"))
    page = crash(page)
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("button", name="Save and continue editing").click()
    merge = page.locator("section.merge")
    assert "Saved by Ben." in merge.inner_text()
    assert TYPED in merge.inner_text()
    assert page.get_by_label("Plain language").input_value() == TYPED
    assert not bar(page).is_visible()


def test_another_person_in_the_same_browser_is_not_offered_it(open_page):
    page, _ = opened(open_page)
    page.get_by_label("Plain language").fill(TYPED)
    page = crash(page)
    page.context.clear_cookies()
    builders.user("eve", "Editor")
    address = page.url
    sign_in(page, "eve")
    page.goto(address)
    assert not bar(page).is_visible()


def test_the_bar_has_no_violation(open_page):
    page, _ = opened(open_page, listen=False, viewport={"width": 360, "height": 800})
    page.get_by_label("Plain language").fill(TYPED)
    page = crash(page)
    bar(page).wait_for()
    assert violations(page) == []
