"""The frame of a card, and the oEmbed 1.0 answer, as values."""

from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest

from mgsite.public.oembed import Card, NotASize, answer, frame, pixels, size_of, xml_of

CARD = Card(
    title='It "may" <calm> & so on',
    statement="It calms.",
    url="https://m.example/claims/calm/",
    embed_url="https://m.example/embed/claims/calm/",
    provider="mgsite",
    provider_url="https://m.example/",
)


@pytest.mark.parametrize(("text", "size"), [("", None), ("1", 1), ("640", 640)])
def test_pixels_are_whole_and_positive(text, size):
    assert pixels(text) == size


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "x", "9999999", "٣", "1_0", " 5"])
def test_pixels_are_nothing_else(text):
    with pytest.raises(NotASize):
        pixels(text)


def test_size_never_passes_what_the_page_has():
    assert size_of(CARD)[0] == 520
    assert size_of(CARD, 400, 100) == (400, 100)
    assert size_of(CARD, 2000, 5000) == size_of(CARD)
    assert size_of(CARD, 50, 50) == (50, 50)


def test_card_is_higher_the_more_it_says_and_the_narrower_it_is():
    longer, warned = replace(CARD, title="It may calm. " * 20), replace(CARD, alerts=1)

    assert size_of(longer)[1] > size_of(CARD)[1] < size_of(warned)[1]
    assert size_of(CARD, 300)[1] > size_of(CARD, 520)[1]
    assert size_of(CARD, 100)[1] == size_of(CARD, 300)[1]


def test_frame_escapes_the_title():
    assert frame(CARD, 520, 300) == (
        '<iframe src="https://m.example/embed/claims/calm/" width="520" height="300" '
        'title="It &quot;may&quot; &lt;calm&gt; &amp; so on" loading="lazy" '
        'style="border:0;max-width:100%;color-scheme:light dark"></iframe>'
    )


def test_answer_has_all_that_a_rich_one_needs_in_both_formats():
    values = answer(CARD, 520, 300)
    written = xml_of(values | {"author_name": "a\x00b"})
    root = fromstring(written)  # noqa: S314  (our own)

    assert {key: values[key] for key in ("version", "type", "width", "height", "html")} == {
        "version": "1.0", "type": "rich", "width": 520, "height": 300, "html": frame(CARD, 520, 300),
    }  # fmt: skip
    assert root.tag == "oembed"
    assert {node.tag: node.text for node in root} == {
        name: str(value) for name, value in values.items()
    } | {"author_name": "ab"}
