"""Claims found by words, with the tag that places each: as a page, and as a list for the box."""

import pytest
from django.urls import reverse

from tests import builders
from tests.claims.grading_desk import words
from tests.forms import content_of, signed_in

pytestmark = pytest.mark.django_db
ADDRESS = reverse("desk-sections:claims")


def slugs(client, q: str, **more) -> list[str]:
    return [s.slug for s in client.get(ADDRESS, {"q": q} | more).context["states"]]


@pytest.fixture
def claims(ada):
    builders.claim("sleep-depth", by=ada, statement='It deepens <b>"& rest.', conclusion="Unsure.")
    builders.claim("mood", by=ada, statement="It lifts.", conclusion="Sleep and 100% mood_.")


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("", ["mood", "sleep-depth"]), ("SLEEP", ["mood", "sleep-depth"]), ("sleep lifts", ["mood"]),
        ("rest depth", ["sleep-depth"]), ("nothing", []), ("%", ["mood"]), ("_", ["mood"]),
        ("<b>\"&", ["sleep-depth"]), ("  ", ["mood", "sleep-depth"]), ("x" * 300, []),
    ],
)  # fmt: skip
def test_claims_are_found_by_all_of_the_words(ada, claims, q, found):
    assert slugs(signed_in(ada), q) == found


def test_page_gives_the_tag_and_the_state_of_each(ada, claims):
    page = content_of(signed_in(ada).get(ADDRESS, {"q": "mood"}))

    assert "<code>[[claim:mood]]</code>" in page
    assert "Supported · Low certainty ⊕⊕○○ · draft" in words(page)


def test_list_alone_has_a_button_for_each(ada, claims):
    html = content_of(signed_in(ada).get(ADDRESS, {"q": "mood", "fragment": ""}))

    assert html.startswith('<ul class="claims-listed">')
    assert (
        '<button value="[[claim:mood]]" class="claim-pick">Sleep and 100% mood_.</button>' in html
    )


def test_more_than_twenty_are_cut_and_said(ada):
    for n in range(21):
        builders.claim(f"c-{n:02}", by=ada, sources=[])
    client = signed_in(ada)

    assert slugs(client, "") == [f"c-{n:02}" for n in range(20)]
    assert "The first 20: add a word to find fewer." in content_of(client.get(ADDRESS))


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_queries(ada, number, django_assert_num_queries):
    for _ in range(number):
        builders.claim(by=ada)
    client = signed_in(ada)

    with django_assert_num_queries(7):
        assert len(slugs(client, "", fragment="")) == number


def test_person_who_may_not_see_claims_is_refused(cleo):
    assert signed_in(cleo).get(ADDRESS).status_code == 403
    assert signed_in(cleo).post(ADDRESS).status_code == 405
