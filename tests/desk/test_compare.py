"""The draft against print, any two versions, and what has no words any more."""

import uuid

import pytest
from django.urls import reverse

from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.forms import content_of, form_of, signed_in


@pytest.fixture
def claim(ada):
    """In print twice, with different words, and edited since."""
    claim = builders.published_site()["claims"][0]
    for words in ("Some say otherwise.", "Others agree."):
        claim.dispute = words
        claim.save()
        actions.record_edit(item=claim, by=ada)
        if words.startswith("Some"):
            builders.put_in_print(claim)
    return claim


def page(client, claim, query: str = "", status: int = 200) -> str:
    address = reverse("desk-sections:compare", args=[claim.kind, claim.public_id])
    response = client.get(address + query)
    assert response.status_code == status
    return content_of(response)


def test_draft_is_compared_with_print_in_one_click(claim, ada):
    text = page(signed_in(ada), claim)
    assert "<del>Some say otherwise.</del>" in text
    assert "<ins>Others agree.</ins>" in text


def test_any_two_versions_are_compared(claim, ben):
    text = page(signed_in(ben), claim, "?older=1&newer=2")
    assert "<ins>Some say otherwise.</ins>" in text
    assert "Others agree." not in text
    same = page(signed_in(ben), claim, "?older=2&newer=2")
    assert "Nothing that readers see differs between the two." in same


def test_version_that_is_not_there_is_told(claim, ada):
    text = page(signed_in(ada), claim, "?older=9&newer=draft", status=400)
    assert "Select a valid choice. 9 is not one of the available choices." in text


def test_withdrawn_version_has_no_words(claim, ada, dora):
    operation = uuid.uuid4().hex
    headline = claim.conditions.get()
    headline.headline_claim = None
    headline.save()
    withdraw(
        public_id=claim.public_id, by=dora, reason="error", notice="Wrong.", operation=operation
    )
    text = page(signed_in(ada), claim, "?older=3&newer=draft")
    assert "There is nothing to read in version 3, withdrawn in edition 3" in text


def test_item_that_was_never_in_print_has_its_draft_alone(ada):
    fresh = builders.claim("fresh", by=ada, conditions=[builders.condition()])
    assert "It was never in print, so there is only the draft." in page(signed_in(ada), fresh)


def test_colleague_without_a_group_sees_no_draft(claim, cleo):
    page(signed_in(cleo), claim, status=403)


def test_slug_of_another_item_in_print_is_refused_beside_the_field(claim, ada):
    other = builders.claim("other", by=ada, conditions=[builders.condition("migraine")])
    client = signed_in(ada)
    old, claim.slug = claim.slug, "moved"
    claim.save()
    actions.record_edit(item=claim, by=ada)
    builders.put_in_print(claim)
    address = reverse("admin:claims_claim_change", args=[other.pk])
    response = client.post(address, form_of(client, address) | {"slug": old})
    assert response.context["adminform"].form.errors["slug"] == [
        f"The address “{old}” belongs to another claim that is or was in print, and is never "
        "reused: choose another."
    ]
    back = reverse("admin:claims_claim_change", args=[claim.pk])
    client.post(back, form_of(client, back) | {"slug": old})
    claim.refresh_from_db()
    assert claim.slug == old  # it was its own


def test_an_article_is_compared_as_readers_see_it_and_as_markdown(ada):
    article = builders.published_site()["article"]
    article.body = article.body.replace("looked", "*looked*") + "\n\nOne <b>more</b>.\n"
    article.save()
    actions.record_edit(item=article, by=ada)
    text = page(signed_in(ada), article)
    rendered = text.split("As readers see it")[1].split("The Markdown")[0]
    source = text.split("The Markdown")[1]
    assert "<p><ins>One &lt;b&gt;more&lt;/b&gt;.</ins></p>" in rendered
    assert "<del>looked." in source
    assert "<ins>*looked*." in source
    assert "One &lt;b&gt;more&lt;/b&gt;." in source
    assert "One" not in page(signed_in(ada), article, "?older=1&newer=1").split("Which two")[1]
