"""What changed in an article, as readers would see it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.markdown import to_html
from mgsite.editions.rendered import Rendered, marked, rendered

MARKS = ("ins", "del")


def section(html: str, key: str = "answer", heading: str = "Answer") -> dict:
    return {"id": key, "heading": heading, "html": html}


def test_words_that_changed_are_marked_inside_their_tags():
    assert marked("<p>It helps a little.</p>", "<p>It <em>may</em> help a little.</p>") == (
        "<p>It <del>helps</del> <em><ins>may</ins></em> <ins>help </ins>a little.</p>"
    )


def test_a_link_that_went_leaves_its_words_and_no_tag():
    assert marked('<p><a href="/x/">Old</a></p>', "<p>New</p>") == (
        "<p><del>Old</del> <ins>New</ins></p>"
    )


def test_only_sections_that_differ_are_shown_and_those_taken_out_come_last():
    before = {"sections": [section("<p>a</p>"), section("<p>b</p>", "dose", "Dose")]}
    after = {"sections": [section("<p>a</p>"), section("<p>c</p>", "help", "")]}
    assert rendered(before, after, {}) == (
        Rendered("Before the first heading", "<p><ins>c</ins></p>"),
        Rendered("Dose", "<del>b</del> "),
    )


def test_a_claims_place_names_the_claim_as_text():
    after = {"sections": [section("<!--claim:clm_2-->")]}
    assert rendered(None, after, {"clm_2": "Less <pain>"})[0].html == (
        "<p><ins>Claim: “Less &lt;pain&gt;”</ins></p>"
    )


TAGS = re.compile(r"<[^>]*>")


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_tags_are_those_of_the_newer_text(before, after):
    """So nothing unwashed comes in, and what is opened is closed."""
    old, new = to_html(before), to_html(after)
    tags = [tag for tag in TAGS.findall(marked(old, new)) if tag[1:-1].strip("/") not in MARKS]
    assert tags == TAGS.findall(new)
