"""An article as it is written, saved or not, and what is asked of it before review."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from articles.markdown import Section, claim_slugs, sections, stray_placements
from claims.models import Claim
from claims.prose.diction import dose_without_basis
from claims.prose.ground import Ground, TextKind
from claims.prose.sentences import sentences
from claims.vocabulary import Verdict

MOST_SAID = 20  # faults of one kind; beyond that they are counted
NEEDED = {
    "safety": "safety (“## Side effects, and who should ask first {#safety}”)",
    "help": "when to get help at once (“## When to get help {#help}”)",
}


@dataclass(frozen=True)
class Check:
    """One thing asked before review. `faults` say what to do, a place each; none: it is done.

    `notes` hold nothing up.
    """

    asks: str
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """`claims` are the drafts of the claims that are placed and exist, by slug."""

    named: str
    slug: str
    summary: str
    body: str
    is_about_a_condition: bool
    claims: Mapping[str, Claim] = field(repr=False)

    # What rooms above ask (mgsite.desk): the manuscript in, checks out.
    rules_above: ClassVar[list[Callable[["Manuscript"], Iterable[Check]]]] = []

    @cached_property
    def parts(self) -> list[Section]:
        return sections(self.body, {slug: claim.public_id for slug, claim in self.claims.items()})


def manuscript(*, slug: str, summary: str, body: str, is_about_a_condition: bool) -> Manuscript:
    """With its claims, in one query."""
    claims = {claim.slug: claim for claim in Claim.objects.placed(claim_slugs(body))}
    named = f"Article “{slug}”"
    return Manuscript(named, slug, summary, body, is_about_a_condition, claims)


def checks(of: Manuscript) -> list[Check]:
    """What holds up review, approval and publishing."""
    asked = [_text(of), _known_claims(of), _cited_claims(of)]
    if of.is_about_a_condition:
        asked.append(_sections(of))
    return [*asked, *(check for rule in of.rules_above for check in rule(of))]


def doses(of: Manuscript) -> Check:
    """What holds up review alone: a second person may accept such words (claims.wording_gate)."""
    texts = [(of.summary, TextKind.SUMMARY), (of.body, TextKind.ARTICLE)]
    faults = [
        f"{of.named}, {kind.label.lower()}: “{found.words}” does not say of what. Write "
        f"{found.right}; another substance is named after it, as in “500 mg of paracetamol”."
        for text, kind in texts
        for sentence in sentences(text, quotations=False)
        for found in dose_without_basis(sentence, Ground(kind, None, None, None, None))
    ]
    return Check("Each dose says of what", some(faults))


def some(sentences: list[str]) -> tuple[str, ...]:
    """The first of many sentences of one kind, and how many there are more."""
    more = len(sentences) - MOST_SAID
    rest = (f"And {more:,} more of the same kind.",) if more > 0 else ()
    return (*sentences[:MOST_SAID], *rest)


def _text(of: Manuscript) -> Check:
    return Check("There is a text", () if of.body.strip() else (f"{of.named} has no text.",))


def _known_claims(of: Manuscript) -> Check:
    faults = [
        f"{of.named} places the claim “{slug}”, which does not exist: check the slug."
        for slug in claim_slugs(of.body)
        if slug not in of.claims
    ]
    faults += [
        f"{of.named} has “{stray}” inside a sentence: give it a line of its own."
        for stray in stray_placements(of.body)
    ]
    return Check("Each claim exists, on a line of its own", some(faults))


def _cited_claims(of: Manuscript) -> Check:
    """Where nobody studied the question there is nothing to cite."""
    faults = [
        f"{of.named} places the claim “{slug}”, which cites no source: add one to the claim, or "
        "take it out."
        for slug, claim in of.claims.items()
        if not claim.cites
        and not (claim.assessment and claim.assessment.verdict == Verdict.NOT_STUDIED)
    ]
    return Check("Each claim cites a source", some(faults))


def _sections(of: Manuscript) -> Check:
    filled = {part.aspect for part in of.parts if part.html}
    faults = [
        f"{of.named} is about a condition and has no section on {what}: add one."
        for aspect, what in NEEDED.items()
        if aspect not in filled
    ]
    return Check("Safety, and when to get help, have a section", tuple(faults))
