"""axe finds nothing, light and dark, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from claims import actions
from tests import builders
from tests.browser.test_editorial_journey import people, sign_in

pytestmark = pytest.mark.browser
SCREENS = [
    pytest.param({"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}, id="desk"),
    pytest.param(
        {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}, id="phone-dark"
    ),
]
# The narrowest that must do, also what 400 % zoom leaves of a desk; and the reader's own colours.
HARDEST = [
    pytest.param({"viewport": {"width": 320, "height": 640}, "color_scheme": "light"}, id="320"),
    pytest.param(
        {
            "viewport": {"width": 1280, "height": 900},
            "color_scheme": "dark",
            "forced_colors": "active",
        },
        id="forced",
    ),
]

TABLET = pytest.param(
    {"viewport": {"width": 768, "height": 1024}, "color_scheme": "light"}, id="tablet"
)


def violations(page) -> list[str]:
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['target']}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("screen", [*SCREENS, *HARDEST])
def test_public_pages_have_no_violation(open_page, screen):
    people()
    site = builders.published_site(claims=3)
    builders.put_in_print(builders.source_article(site["claims"][0]))
    page = open_page(listen=False, **screen)
    slug = site["claims"][0].slug
    found = {}
    for path in (
        "/",
        "/conditions/",
        "/conditions/headache/",
        f"/claims/{slug}/",
        "/compare/",
        "/compare/forms/",
        "/compare/articles/",
        "/compare/map/",
        "/compare/?edition=1",
        "/checks/",
        "/corrections/",
        "/search/?q=magnezium",
        "/articles/our-article/",
        "/supplements/magnesium/",
        f"/sources/{site['sources'][0].slug}/",
        "/checks/their-article/",
        "/search/?q=magnesium",
        "/changes/",
        "/changes/condition/headache/",
        "/conditions/headache/?edition=1",
        "/editions/1/",
        "/feeds/",
        "/ask/",
        f"/embed/claims/{slug}/",
        "/conditions/nothing/",
        "/compare/?condition=headache",
        "/api/v1/docs",
        "/api/v1/problems",
        "/how-we-grade/",
        "/about/",
    ):
        page.goto(path)
        found[path] = violations(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= screen["viewport"]["width"], f"{path} scrolls sideways: {width}"
    assert {path: faults for path, faults in found.items() if faults} == {}


def stale_save(page, claim):
    """The page that a save gives when somebody else saved after the form was opened."""
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    page.get_by_label("Plain language").fill("Ada's sentence.")
    claim.refresh_from_db()
    claim.plain_language = "Ben's sentence."
    claim.skip_history_when_saving = True  # as the form does: one row of history a save
    claim.save()
    del claim.skip_history_when_saving
    actions.record_edit(item=claim, by=builders.user("ben"))
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("section.merge table").wait_for()
    return page


@pytest.mark.parametrize("screen", [*SCREENS, TABLET])
def test_login_and_admin_forms_have_no_violation(open_page, screen):
    people()
    claim, other = builders.published_site(claims=2)["claims"]
    claim.population = "Adults"
    claim.save()
    actions.record_edit(item=claim, by=builders.user("ada"))
    page = open_page(listen=False, **screen)
    page.goto("/admin/login/")
    found = {"login": violations(page)}
    sign_in(page, "ada")
    for path in (
        f"/admin/claims/claim/{claim.pk}/change/",
        "/admin/claims/claim/",
        f"/admin/claims/assessment/add/?claim={claim.pk}",
        f"/admin/review/claim/{claim.public_id}/",
        f"/admin/desk/merge/{claim.public_id}/",
        f"/admin/desk/merge/{claim.public_id}/?into={other.public_id}",
        f"/admin/desk/history/claim/{claim.public_id}/",
        f"/admin/desk/restore/claim/{claim.public_id}/version-1/",
        f"/admin/bulk/assign/?item={claim.public_id}",
        f"/admin/bulk/interval/?item={claim.public_id}",
    ):
        page.goto(path)
        found[path] = violations(page)
    found["stale save"] = violations(stale_save(page, claim))
    assert {path: faults for path, faults in found.items() if faults} == {}
