"""A file of references in a real browser: looked at, imported, exported, and here already."""

import re

import pytest

from claims.models import Source
from tests import builders
from tests.browser.test_accessibility import SCREENS, violations
from tests.browser.test_editorial_journey import people, sign_in
from tests.claims.importing import FILES

pytestmark = pytest.mark.browser
FORM = "/admin/claims/source/import/"


def preview(page, path) -> str:
    page.goto(FORM)
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Preview").click()
    return page.get_by_text("Nothing is saved yet").inner_text()


@pytest.mark.parametrize("name", ["pubmed.nbib", "zotero.bib", "endnote.ris"])
def test_file_is_imported_exported_and_here_already(open_page, tmp_path, name):
    people()
    page = open_page()
    sign_in(page, "ada")

    said = preview(page, FILES / name)
    page.get_by_role("button", name=re.compile("^Import . new source")).click()
    page.get_by_text("The new ones are unverified drafts").wait_for()
    stored = Source.objects.count()
    # Row by row: the box above them all does nothing before its script has run.
    for box in page.locator("input.action-select").all():
        box.check()
    page.locator("select[name=action]").select_option(label="Export as RIS")
    with page.expect_download() as download:
        page.get_by_role("button", name="Go", exact=True).click()
    download.value.save_as(tmp_path / "sources.ris")
    again = preview(page, tmp_path / "sources.ris")

    assert f"{stored} new, 0 here already, 0 faulty" in said
    assert f"0 new, {stored} here already, 0 faulty. Nothing is saved yet." in again
    assert page.get_by_text("They differ").count() == 0
    assert page.get_by_role("button", name=re.compile("^Import")).count() == 0
    assert Source.objects.count() == stored


def test_faulty_records_are_left_out_only_with_the_box_ticked(open_page, tmp_path):
    people()
    page = open_page()
    sign_in(page, "ada")
    mixed = tmp_path / "mixed.ris"
    mixed.write_text("TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nER  - \n", encoding="utf-8")
    preview(page, mixed)

    page.get_by_role("button", name="Import 1 new source").click()
    stopped = page.url.endswith(FORM)
    page.get_by_role("button", name="Faulty 1").click()
    page.get_by_text("It has no title.").wait_for()
    page.get_by_label("Leave out the 1 faulty record").check()
    page.get_by_role("button", name="Import 1 new source").click()
    page.get_by_text("The new ones are unverified drafts").wait_for()

    assert stopped
    assert list(Source.objects.values_list("source_title", flat=True)) == ["One"]


@pytest.mark.parametrize("screen", SCREENS)
def test_import_pages_have_no_violation(open_page, screen):
    people()
    source = builders.source("doe-2019", doi="10.1000/1", volume="9")
    page = open_page(listen=False, **screen)
    sign_in(page, "ada")
    found = {}

    page.goto(FORM)
    found["form"] = violations(page)
    page.get_by_role("button", name="Preview").click()
    found["form with an error"] = violations(page)
    page.get_by_label("Or paste").fill("10.1000/1\n10.1000/2\nnothing")
    page.get_by_role("button", name="Preview").click()
    found["preview"] = violations(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.goto("/admin/claims/source/")
    found["list"] = violations(page)
    page.goto(f"/admin/claims/source/{source.pk}/change/")
    found["source"] = violations(page)

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert width <= screen["viewport"]["width"]
