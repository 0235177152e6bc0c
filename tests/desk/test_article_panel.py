"""What stands beside an article while it is written, on load, after “Check” and as it is typed."""

import time
import uuid

import pytest
from django.urls import reverse

from articles.models import Article
from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.claims.grading_desk import words
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db
ADD, WORDING = "admin:articles_article_add", "admin:articles_article_wording"
PLACES = ["before-review", "reading-level", "claims-used", "article-preview"]


def address(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def told(client, **typed) -> dict[str, str]:
    """What the server answers while these are typed, by place, as HTML."""
    fragments = client.post(reverse(WORDING), typed).json()["fragments"]
    return {place: fragments[place] for place in PLACES}


def on_page(page: str, place: str) -> str:
    """The words in a place of the page, to the end of its section."""
    return words(page.partition(f'id="{place}">')[2].partition("</section>")[0])


def test_panel_stands_on_the_page_without_script(ada):
    site = builders.published_site()
    page = content_of(signed_in(ada).get(address(site["article"])))

    assert on_page(page, "before-review").startswith("All 7 done")
    assert on_page(page, "reading-level") == "Too short to say: 6 words."
    slug = site["claims"][0].slug
    assert on_page(page, "claims-used").startswith(f"{slug} (opens in a new tab) Low certainty")
    assert on_page(page, "article-preview").startswith("Our article What we found. The answer We")


def test_panel_follows_what_is_typed_and_saves_nothing(ada):
    builders.claim("one", by=ada)
    body = "## Evidence {#evidence}\r\n\r\nWe looked.\r\n\r\n[[claim:one]]\r\n\r\n[[claim:no]]\r\n"
    said = told(signed_in(ada), article_title='T <b>"&', summary="S & s", body=body)

    assert words(said["before-review"]).startswith("1 of 6 to do before it can be handed in.")
    assert "To do: Each claim exists" in words(said["before-review"])
    assert words(said["claims-used"]) == (
        "one (opens in a new tab) Low certainty ⊕⊕○○ · draft "
        "no There is no such claim: check the slug"
    )
    assert "T &lt;b&gt;&quot;&amp;" in said["article-preview"]
    assert "Magnesium may do one." in said["article-preview"]
    assert Article.objects.count() == 0


def test_preview_runs_nothing_that_is_typed(ada):
    body = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n"
    html = told(signed_in(ada), body=body)["article-preview"]

    assert [found for found in ("<script", "<img", 'href="javascript') if found in html] == []
    assert "&lt;script&gt;alert(1)" in html


def test_preview_of_a_claim_is_the_card_of_the_public_page(ada, client):
    site = builders.published_site()
    article = site["article"]
    card = client.get(f"/articles/{article.slug}/").text
    card = card[card.index('<article class="claim"') : card.index("</article>")]
    typed = {"body": article.body}

    assert card in told(signed_in(ada), **typed)["article-preview"]


def test_preview_says_where_it_stops(ada):
    builders.claim("one", by=ada)
    body = "[[claim:one]]\n\n" * 5000 + "Word. " * 1000
    html = told(signed_in(ada), body=body)["article-preview"]

    assert html.count('<article class="claim"') == 40
    assert "It stops after 60,000 characters of the text. Claims after the first 40 are" in html


def test_claim_without_a_grading_has_a_notice_for_a_card(ada):
    made = builders.claim("one", by=ada)
    type(made).objects.update(assessment=None)

    said = told(signed_in(ada), body="[[claim:one]]\n")
    assert "“one” has no adopted assessment yet, and so no card." in said["article-preview"]


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ("", "draft"),
        ("approve", "approved, not in print yet"),
        ("approve print", "in print"),
        ("approve print edit", "in print, with a newer draft (draft)"),
        ("approve print edit approve", "in print, with a newer draft (approved)"),
    ],
)
def test_claim_used_is_shown_with_its_state(ada, dora, steps, state):
    trial, headache = builders.source(), builders.condition()
    claim = builders.claim("one", by=ada, conditions=[headache], sources=[(trial, "supports")])
    headache.headline_claim = claim
    headache.save()
    for step in steps.split():
        claim.refresh_from_db()
        if step == "approve":
            builders.approve(claim)
        elif step == "edit":
            actions.record_edit(item=claim, by=ada)
        else:
            builders.put_in_print(trial, headache, builders.supplement(), claim)

    said = words(told(signed_in(ada), body="[[claim:one]]\n\n[[claim:one]]\n")["claims-used"])
    assert said == f"one (opens in a new tab) placed 2 times Low certainty ⊕⊕○○ · {state}"


@pytest.mark.django_db(transaction=True)
def test_withdrawn_claim_is_shown_as_withdrawn_with_its_notice(committed, ada, ben, dora):
    claim = builders.published_site()["claims"][0]
    words_of_it = {"reason": "error", "notice": "It was <b>wrong</b>.", "by": dora}
    withdraw(public_id=claim.public_id, operation=uuid.uuid4().hex, **words_of_it)

    said = told(signed_in(ada), body=f"[[claim:{claim.slug}]]\n")
    assert words(said["claims-used"]).endswith("· withdrawn")
    notice = "A claim that stood here was withdrawn. It was &lt;b&gt;wrong&lt;/b&gt;."
    assert notice in said["article-preview"]


def test_check_shows_the_panel_of_what_was_typed_and_saves_nothing(ada):
    article = builders.article()
    client = signed_in(ada)
    typed = form_of(client, address(article)) | {"body": "Take 400 mg.", "_check": "Check"}

    page = content_of(client.post(address(article), typed))

    assert "Checked: nothing was saved yet." in page
    assert "“400 mg” does not say of what" in on_page(page, "before-review")
    assert Article.objects.get().body == article.body


def test_reader_of_drafts_sees_no_panel(ben):
    page = content_of(signed_in(ben).get(address(builders.article())))
    assert [place for place in PLACES if f'id="{place}"' in page] == []


@pytest.mark.parametrize(
    "typed",
    [
        {}, {"body": "[[claim:"}, {"body": "\u202e\u200f[[claim:\u202ex]]\n\n\ufeff"},
        {"supplements": ["x", "²", "9" * 15], "conditions": "x"}, {"body": "[[claim:" * 3000},
        {"body": "[x](http://[)\n\n[y](//)\n\n[z](http://127.0.0.1:8000)"}, {"slug": "a b/c?"},
    ],
)  # fmt: skip
def test_garbage_is_read_without_an_error_of_ours(ada, typed):
    assert set(told(signed_in(ada), **typed)) == set(PLACES)


@pytest.mark.parametrize("piece", ["We looked at it. ", "- 400 mg\n", "[[claim:x]]\n\n"])
def test_paste_of_200_kb_is_read_and_lost_nowhere(ada, piece):
    article, client = builders.article(), signed_in(ada)
    body = (piece * (200_000 // len(piece))).strip()
    typed = form_of(client, address(article)) | {"body": body}

    start = time.process_time()
    told(client, **typed)
    response = client.post(address(article), typed)

    # Seconds of one processor; what grows with the square of the length would take minutes.
    assert time.process_time() - start < 12
    article.refresh_from_db()
    if "claim" in piece:
        assert response.context["adminform"].form["body"].value() == body
    else:
        assert (response.status_code, article.body) == (302, body)


def test_text_that_is_too_long_is_refused_with_what_was_typed(ada):
    article, client = builders.article(), signed_in(ada)
    body = "a" * 250_001

    response = client.post(address(article), form_of(client, address(article)) | {"body": body})

    form = response.context["adminform"].form
    assert form.errors == {
        "body": [
            "The text has 250,001 characters; an article may have 250,000. Shorten it, or make two "
            "articles of it."
        ]
    }
    assert form["body"].value() == body
