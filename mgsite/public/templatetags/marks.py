"""The marks (certainty and verdict; wording and gap of somebody else's sentence) and the words for
values of the published documents.

The marks are drawn by partials and kept: there are few of them and a page shows many.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from claims import vocabulary
from claims.vocabulary import Certainty, ClaimKind, Verdict, Word
from mgsite.public import gaps, phrases
from mgsite.public.claim_entry import Cited
from mgsite.public.highlights import Piece

register = template.Library()

SYMBOLS = {
    Certainty.HIGH: "⊕⊕⊕⊕",
    Certainty.MODERATE: "⊕⊕⊕○",
    Certainty.LOW: "⊕⊕○○",
    Certainty.VERY_LOW: "⊕○○○",
}


@register.simple_tag
@lru_cache(maxsize=64)
def certainty_mark(certainty: str | None, verdict: str | None = "") -> SafeString:
    """The level as word and symbol; without a level, why there is none.

    Takes the values of a document or of Version's columns, where an absent level is "".
    """
    if certainty:
        word, symbol = f"{Certainty(certainty).label} certainty", SYMBOLS[Certainty(certainty)]
    else:
        word, symbol = phrases.no_level(verdict), ""
    context = {"level": certainty or "none", "word": word, "symbol": symbol}
    return SafeString(render_to_string("public/_certainty.html", context).strip())


@register.simple_tag
@lru_cache(maxsize=64)
def verdict_mark(verdict: str | None, claim_kind: str | None = "") -> SafeString:
    """The verdict's chip; the kind “safety” wears the chip of harms."""
    if not verdict:
        return SafeString("")
    harm = claim_kind == ClaimKind.SAFETY
    context = {"verdict": verdict, "word": Verdict(verdict).label, "harm": harm}
    return SafeString(render_to_string("public/_verdict.html", context).strip())


@register.simple_tag
@lru_cache(maxsize=8)
def strength_mark(strength: int) -> SafeString:
    """How boldly a sentence is worded: three steps of a stair and the words, “can, may”."""
    context = {"strength": strength, "words": gaps.WORDED[strength]}
    return SafeString(render_to_string("public/_strength.html", context).strip())


@register.simple_tag
@lru_cache(maxsize=8)
def gap_mark(gap: int) -> SafeString:
    """The third mark: how far the wording goes beyond the line that the evidence draws."""
    beyond = range(10, 10 + 6 * gap, 6)
    context = {"gap": gap, "words": gaps.gap_words(gap), "beyond": beyond, "width": 9 + 6 * gap}
    return SafeString(render_to_string("public/_gap.html", context).strip())


@register.filter
def label_of(value: str | None, enum: str) -> str:
    """The label of a value in one of claims.vocabulary's enums: `{{ design|label_of:"StudyDesign" }}`.

    Enums are open: a value that is not known here is shown as it is.
    """
    words: type[Word] = getattr(vocabulary, enum)
    try:
        return words(value or "").label
    except ValueError:
        return value or ""


@lru_cache(maxsize=16)
def _folder(kind: str) -> str:
    """“/claims/”: reversing the address of each of four hundred links would take milliseconds."""
    return reverse(f"public:{kind}", args=["a"]).removesuffix("a/")


@register.filter
def address(slug: str, kind: str) -> str:
    """The page of a published item: `{{ source.slug|address:"source" }}`. Slugs need no quoting."""
    return f"{_folder(kind)}{slug}/"


@register.simple_tag
def source_links(cited: Iterable[Cited]) -> SafeString:
    """The sources of one stance as links, with a word of warning where one is in question.

    Written here and not in a template: a page has hundreds, and half its time went into them.
    """
    return SafeString(", ".join(_source_link(source) for source in cited))


def _source_link(source: Cited) -> str:
    label = escape(source.label)
    link = f'<a href="{address(source.slug, "source")}">{label}</a>' if source.slug else label
    return f"{link} <strong>({escape(source.alert)})</strong>" if source.alert else link


@register.filter
def with_hits(pieces: Iterable[Piece]) -> SafeString:
    """A text with what was searched for in `<mark>`; each piece is escaped here."""
    return SafeString(
        "".join(
            f"<mark>{escape(piece.text)}</mark>" if piece.is_hit else escape(piece.text)
            for piece in pieces
        )
    )


register.filter("day", phrases.day)
register.filter("number", phrases.number)
register.filter("short_citation", phrases.short_citation)


@register.filter
def at(items: Sequence, place: int) -> object:
    """The item at a place known only in a loop: `{{ columns|at:forloop.counter0 }}`."""
    return items[place]
