"""A claim's card on somebody else's page: the frame, and the oEmbed 1.0 answer that carries it. Pure module.

Source: oembed.com, §2.3.
"""

import re
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

from mgsite.public.feeds.atom import UNWRITABLE

WIDTH = 520  # CSS pixels, unless the page has less
NARROWEST = 300  # CSS pixels; in less a reader scrolls
BESIDE_THE_LINES = 248  # CSS pixels: the marks, the review, the foot and the space between
CACHE_SECONDS = 3600  # the frame shows today's state whatever is kept of this
ASKED = re.compile("[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Card:
    """`embed_url` is what the frame shows, `url` the page of the claim; `alerts` are how many."""

    title: str
    statement: str
    url: str
    embed_url: str
    provider: str
    provider_url: str
    alerts: int = 0


class NotASize(ValueError):
    """What was asked for is no number of pixels."""


def pixels(text: str) -> int | None:
    """None when nothing was asked for. Raises NotASize."""
    if not text:
        return None
    if not ASKED.fullmatch(text):
        raise NotASize
    return int(text)


def size_of(
    card: Card, most_wide: int | None = None, most_high: int | None = None
) -> tuple[int, int]:
    """Width and height that hold the whole card as far as the page allows; in CSS pixels."""
    width = min(WIDTH, most_wide or WIDTH)
    height = height_at(card, width)
    return width, min(height, most_high or height)


def height_at(card: Card, width: int) -> int:
    """What the card takes, as measured over the starter claims; a little more rather than less."""
    narrow = WIDTH - max(width, NARROWEST)
    inner = WIDTH - narrow - 34
    lines = _lines(card.title, inner) + _lines(f"As claimed: {card.statement}", inner)
    return BESIDE_THE_LINES + narrow * 9 // 20 + lines * 27 + card.alerts * (76 + narrow // 4)


def _lines(text: str, width: int) -> int:
    """Of text in letters of nine pixels, with room for a word that does not fit the end of a line."""
    return -(-(len(text) * 9 + 40) // width)


def frame(card: Card, width: int, height: int) -> str:
    """HTML that loads no script and keeps no cookie."""
    return (
        f'<iframe src="{escape(card.embed_url)}" width="{width}" height="{height}" '
        f'title="{escape(card.title)}" loading="lazy" '
        'style="border:0;max-width:100%;color-scheme:light dark"></iframe>'
    )


def answer(card: Card, width: int, height: int) -> dict[str, str | int]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "author_name": card.provider,
        "author_url": card.provider_url,
        "provider_name": card.provider,
        "provider_url": card.provider_url,
        "cache_age": CACHE_SECONDS,
        "width": width,
        "height": height,
        "html": frame(card, width, height),
        "url": card.url,
    }


def xml_of(values: dict[str, str | int]) -> bytes:
    root = Element("oembed")
    for name, value in values.items():
        SubElement(root, name).text = UNWRITABLE.sub("", str(value))
    return tostring(root, encoding="utf-8", xml_declaration=True)
