"""A reader asks, an editor answers, the reader deletes: in a browser, which sends what browsers send."""

import pytest

from tests import builders
from tests.browser.test_accessibility import SCREENS, violations
from tests.browser.test_editorial_journey import people, sign_in

pytestmark = pytest.mark.browser
A_MOMENT = 3200  # milliseconds: what the form takes for the quickest a person can be


@pytest.mark.parametrize("screen", SCREENS)
def test_question_goes_to_the_desk_and_comes_back(open_page, screen):
    people()
    site = builders.published_site()
    reader, editor = open_page(listen=False, **screen), open_page(listen=False, **screen)
    reader.goto("/conditions/headache/")
    reader.get_by_role("link", name="Ask us to check it").click()
    found = {"form": violations(reader)}
    reader.wait_for_timeout(A_MOMENT)
    reader.get_by_role("button", name="Send the question").click()
    found["refused"] = violations(reader)
    reader.get_by_role("link", name="Write down the claim").click()
    reader.keyboard.type("Magnesium stops headache in a week.")
    reader.get_by_role("button", name="Send the question").click()
    reader.get_by_role("heading", name="Received").wait_for()
    found["status"] = violations(reader)
    page = reader.url
    sign_in(editor, "ada")
    editor.get_by_role("link", name="Magnesium stops headache in a week.").click()
    found["desk"] = violations(editor)
    editor.get_by_label("State").select_option("answered")
    editor.get_by_label("Answer to the reader").fill("We have a claim about it now.")
    editor.locator(".field-claim .select2-selection").click()
    editor.keyboard.type(site["claims"][0].slug)
    editor.locator(".select2-results__option--highlighted").click()
    editor.get_by_role("button", name="Save", exact=True).click()
    editor.locator(".messagelist .success").wait_for()
    reader.reload()
    reader.get_by_role("heading", name="Answered").wait_for()
    assert reader.get_by_role("link", name=site["claims"][0].conclusion).count() == 1
    reader.get_by_role("link", name="Delete this question").click()
    found["delete"] = violations(reader)
    reader.get_by_role("button", name="Delete it").click()
    reader.get_by_role("heading", name="Your question is deleted").wait_for()
    assert reader.goto(page).status == 404
    found["unknown"] = violations(reader)
    assert reader.context.cookies() == []
    assert {name: faults for name, faults in found.items() if faults} == {}
