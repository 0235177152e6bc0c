"""What an article by somebody else says, how boldly, and what the evidence would bear (GRADE.md §6).

Pure module: published documents in, values out. The reckoning itself is articles.reading.gap's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.reading.gap import Totals, gap, permitted, totals
from mgsite.public.drawings import bar
from mgsite.public.phrases import counted

Document = Mapping
LARGEST = 4  # a proven “is proven” of what is contradicted
BOLDEST = 3  # that stand first on the page of a check
NUMBERS = ("no", "one", "two", "three", "four")
WORDED = {3: "causes, is proven", 2: "does, helps", 1: "can, may", 0: "asks or defines"}
BORNE = {0: "no more than a question", -1: "no such claim at all"}


@dataclass(frozen=True)
class Appearing:
    """A place in the text that makes a claim. `sentence` is its number there, 0 where none was kept.

    `words` are theirs where `is_quoted`, else ours. Without a claim in print there is nothing to
    measure it against: `permitted` and `gap` are None.
    """

    sentence: int
    words: str
    is_quoted: bool
    strength: int
    claim: Document | None
    permitted: int | None = None
    gap: int | None = None

    @property
    def anchor(self) -> str:
        return f"sentence-{self.sentence}" if self.sentence else ""

    @property
    def borne(self) -> str:
        """How the evidence would let it be worded, inside a sentence."""
        if self.permitted is None:
            return ""
        return BORNE.get(self.permitted) or f"“{WORDED[self.permitted]}”"


@dataclass(frozen=True)
class Step:
    """How many places are `gap` steps bolder; `start` and `width` are its part of a bar of 100."""

    gap: int
    places: int
    start: float
    width: float


def gap_of(appearance: Mapping, claim: Document) -> int:
    """0 where the wording is no bolder than permitted, to 4."""
    return gap(appearance["strength"], permitted_strength(claim))


def permitted_strength(claim: Document) -> int:
    """The boldest wording that the evidence permits, from −1 (none at all) to 3."""
    grading = claim["grading"] or {}
    return permitted(claim["verdict"], grading.get("certainty"), grading.get("method"))


def gap_words(steps: int) -> str:
    if not steps:
        return "Within the evidence"
    return f"{NUMBERS[steps].capitalize()} step{'' if steps == 1 else 's'} too bold"


def promise(claim: Document) -> str:
    """The claim as articles make it, in our words."""
    return claim["as_claimed"] or claim["statement"]


def appearing(check: Document, claims: Mapping[str, Document]) -> tuple[Appearing, ...]:
    """In the order of the text; a sentence is quoted once. `claims` are those in print, by id."""
    found: list[Appearing] = []
    quoted: set[str] = set()
    for appearance in check["appearances"]:
        claim = claims.get(appearance["claim_id"])
        allowed = permitted_strength(claim) if claim else None
        quote = appearance["quote"] or ""
        is_quoted = bool(quote) and quote not in quoted
        quoted.add(quote)
        found.append(
            Appearing(
                # Checks of the first editions have no numbers.
                sentence=appearance.get("sentence") or 0,
                words=quote if is_quoted else promise(claim) if claim else "",
                is_quoted=is_quoted,
                strength=appearance["strength"],
                claim=claim,
                permitted=allowed,
                gap=None if allowed is None else gap(appearance["strength"], allowed),
            )
        )
    return tuple(found)


def measured(places: Iterable[Appearing]) -> list[Appearing]:
    """Those whose claim is in print."""
    return [place for place in places if place.gap is not None]


def summed(places: Iterable[Appearing]) -> Totals:
    return totals((place.strength, place.permitted or 0) for place in measured(places))


def boldest(places: Iterable[Appearing], most: int = BOLDEST) -> tuple[Appearing, ...]:
    """The largest gaps, one for each claim: the boldest wording first, and of equals a quotation."""
    bold = sorted(
        (place for place in measured(places) if place.gap),
        key=lambda place: (-(place.gap or 0), -place.strength, not place.is_quoted),
    )
    by_claim: dict[str, Appearing] = {}
    for place in bold:
        by_claim.setdefault((place.claim or {})["id"], place)
    return tuple(by_claim.values())[:most]


def steps(places: Iterable[Appearing]) -> tuple[Step, ...]:
    """The bar of a text: how many places of each gap, the smallest first; none of those without."""
    counts = Counter(place.gap for place in measured(places))
    by_gap = {each: counts[each] for each in range(LARGEST + 1)}
    return tuple(Step(*part) for part in bar(by_gap))


def said_of(sentences: Mapping[str, int]) -> Sequence[str]:
    """The classes of the sentences that were read, in words; a class without any is left out."""
    kinds = (
        ("claim", "claim", "claims"),
        ("background", "of background", "of background"),
        ("advice", "of advice", "of advice"),
        ("call_to_action", "that sells or sends elsewhere", "that sell or send elsewhere"),
        ("heading", "heading", "headings"),
        ("debris", "of the page around it", "of the page around it"),
    )
    return [counted(sentences[key], one, many) for key, one, many in kinds if sentences[key]]
