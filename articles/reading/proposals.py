"""A whole text read: every segment with its class, its strength and the claims it may make. Pure module."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.reading.classify import Classified, SegmentClass, classify, goes_on_about_taking
from articles.reading.cues import PRONOUNS, Cue
from articles.reading.doses import NamedDose, doses
from articles.reading.entities import EntityKind, Lexicon, Mention
from articles.reading.matching import WELL, KnownClaim, Library, Proposal, Surroundings
from articles.reading.sentences import Segment, SegmentKind, segments
from articles.reading.strength import hedges, strength, strength_at, unnamed_studies
from articles.reading.tokens import words
from claims.vocabulary import ClaimKind

TITLE_SEGMENTS = 2  # a title and a subtitle say what a text is about
LEAST_SHARE = 0.25  # of all mentions of conditions: below it a condition is named in passing
# The most telling cue first.
KINDS = {
    Cue.SAFETY: (ClaimKind.SAFETY,),
    Cue.AMOUNT: (ClaimKind.DOSE, ClaimKind.TIMING),
    Cue.MAKE_UP: (ClaimKind.ABSORPTION,),
    Cue.ABSORPTION: (ClaimKind.ABSORPTION,),
    Cue.INTAKE: (ClaimKind.ASSOCIATION,),
    Cue.EFFECT: (ClaimKind.EFFECT,),
    Cue.CAUSE: (ClaimKind.ASSOCIATION,),
    Cue.ROLE: (ClaimKind.MECHANISM,),
}


@dataclass(frozen=True)
class Suggested:
    """A proposal with the strength of the words that make it, 0 to 3."""

    proposal: Proposal
    strength: int


@dataclass(frozen=True)
class DraftClaim:
    """What a new claim would start from where none fits well: a kind, the slugs of what is spoken of, and
    the words for it as they stand, each once, for a statement in words of our own."""

    kind: ClaimKind
    entities: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class ReadSegment:
    """`strength` is 0 for what claims nothing. `draft` is there when a claim is made and none of ours fits
    well."""

    segment: Segment
    classified: Classified
    mentions: tuple[Mention, ...]
    doses: tuple[NamedDose, ...]
    strength: int
    hedges: tuple[str, ...]
    unnamed_studies: tuple[str, ...]
    suggested: tuple[Suggested, ...]
    draft: DraftClaim | None

    @property
    def makes_claim(self) -> bool:
        return self.classified.segment_class is SegmentClass.CLAIM


class Knowledge:
    """The names and claims that texts are read against, indexed once."""

    def __init__(self, lexicon: Lexicon, claims: Iterable[KnownClaim]):
        self.lexicon = lexicon
        self.library = Library(claims, lexicon)


def read(text: str, knowledge: Knowledge) -> tuple[ReadSegment, ...]:
    """Every segment, in order. A text of 1 MB takes seconds."""
    return read_cut(segments(text), knowledge)


def read_cut(cut: Sequence[Segment], knowledge: Knowledge) -> tuple[ReadSegment, ...]:
    """The same of a text that is cut already (articles.reading.cuts)."""
    mentions = [knowledge.lexicon.mentions(segment.text) for segment in cut]
    topics = topics_of(mentions)
    found: list[ReadSegment] = []
    before: SegmentClass | None = None
    taking = False
    last: tuple[Mention, ...] = ()
    for segment, named in zip(cut, mentions, strict=True):
        classified = classify(segment, named, before=before, before_is_about_taking=taking)
        heading = mentions[segment.heading] if segment.heading is not None else ()
        around = Surroundings(
            kinds_of(classified), topics, heading, last if _refers_back(segment) else ()
        )
        found.append(_read_segment(segment, named, classified, around, knowledge))
        if segment.kind is not SegmentKind.HEADING:
            before, last = classified.segment_class, named
            taking = goes_on_about_taking(segment, named, taking)
    return tuple(found)


def topics_of(mentions: Iterable[Iterable[Mention]]) -> frozenset[str]:
    """Slugs of the conditions that a text is about: its title's, and those it names most."""
    counted: Counter[str] = Counter()
    titled: set[str] = set()
    for position, found in enumerate(mentions):
        slugs = [m.slug for m in found if m.kind is EntityKind.CONDITION]
        counted.update(slugs)
        if position < TITLE_SEGMENTS:
            titled.update(slugs)
    most = {slug for slug, n in counted.items() if n >= LEAST_SHARE * counted.total()}
    return frozenset(titled | most)


def _read_segment(segment, named, classified: Classified, around, knowledge) -> ReadSegment:
    amounts = doses(segment.text)
    defines = _defines(classified)
    suggested: tuple[Suggested, ...] = ()
    draft = None
    claims = classified.segment_class is SegmentClass.CLAIM
    if claims:
        suggested = tuple(
            Suggested(proposal, strength_at(segment.text, proposal.places, defines=defines))
            for proposal in knowledge.library.propose(segment.text, named, amounts, around)
        )
        well = suggested and suggested[0].proposal.score >= WELL
        draft = None if well else draft_claim(named, classified)
    return ReadSegment(
        segment,
        classified,
        named,
        amounts,
        strength(segment.text, defines=defines) if claims else 0,
        hedges(segment.text),
        unnamed_studies(segment.text),
        suggested,
        draft,
    )


def draft_claim(mentions: Sequence[Mention], classified: Classified) -> DraftClaim:
    """The kind is the first of KINDS that a cue points to."""
    pointed = kinds_of(classified)
    kind = next(
        (kind for kinds in KINDS.values() for kind in kinds if kind in pointed), ClaimKind.EFFECT
    )
    return DraftClaim(
        kind,
        tuple(dict.fromkeys(mention.slug for mention in mentions)),
        tuple(dict.fromkeys(mention.words for mention in mentions)),
    )


def kinds_of(classified: Classified) -> frozenset[ClaimKind]:
    """The kinds of claim that a segment's cues point to."""
    cues = {found.cue for found in classified.cues}
    return frozenset(kind for cue, kinds in KINDS.items() if cue in cues for kind in kinds)


def _defines(classified: Classified) -> bool:
    """“… is magnesium bound to glycine”: it says what something is, and promises nothing."""
    cues = {found.cue for found in classified.cues}
    promises = {Cue.EFFECT, Cue.COMPARISON, Cue.CAUSE, Cue.AMOUNT, Cue.ABSORPTION, Cue.ROLE}
    return Cue.MAKE_UP in cues and not cues & promises


def _refers_back(segment: Segment) -> bool:
    return not PRONOUNS.isdisjoint(words(segment.text)[:3])
