"""What a piece of a text is there for: claim, background, advice, call to action, heading, debris. Pure module.

By rule and explained: each answer names the cues that decided, in the words of the text. Rules are tried in
order and the last one always answers, so nothing is left unclassified. In doubt it is a claim: an editor
loses seconds with a sentence too many and a reader is misled by a sentence too few.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.debris import is_notice
from articles.reading.cues import CUES, HEADING_VERBS, IMPERATIVES, PRONOUNS, QUESTIONS, Cue
from articles.reading.entities import EntityKind, Mention
from articles.reading.sentences import Segment, SegmentKind
from articles.reading.tokens import tokens
from claims.vocabulary import Word


class SegmentClass(Word):
    CLAIM = "claim", "Claim"
    BACKGROUND = "background", "Definition or background"
    ADVICE = "advice", "Advice"
    CALL = "call-to-action", "Call to action"
    HEADING = "heading", "Heading"
    DEBRIS = "debris", "Debris"


@dataclass(frozen=True)
class CueFound:
    """`words` as they stand in the segment."""

    cue: Cue
    words: str


@dataclass(frozen=True)
class Classified:
    """`because` is one sentence for an editor; `cues` are all that were found, in order."""

    segment_class: SegmentClass
    because: str
    cues: tuple[CueFound, ...]


@dataclass(frozen=True)
class Read:
    """A segment with what it mentions, and what came before it."""

    segment: Segment
    mentions: tuple[Mention, ...]
    cues: tuple[CueFound, ...]
    before: SegmentClass | None
    before_is_about_taking: bool

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in tokens(self.segment.text) if not token.word.isdigit())

    @cached_property
    def kinds(self) -> frozenset[Cue]:
        return frozenset(found.cue for found in self.cues)

    def mentions_any(self, *kinds: EntityKind) -> bool:
        return any(mention.kind in kinds for mention in self.mentions)

    @cached_property
    def refers_back(self) -> bool:
        """“It also helps …”, “This form …”: what it speaks of stands in the sentence before."""
        return not PRONOUNS.isdisjoint(self.words[:3])

    @property
    def names_what_is_taken(self) -> bool:
        return self.mentions_any(EntityKind.SUPPLEMENT, EntityKind.FORM) or any(
            mention.slug in OF_WHAT_IS_TAKEN for mention in self.mentions
        )

    @cached_property
    def is_about_taking(self) -> bool:
        """Speaks of a supplement, a form or glycine, or of “it” after a sentence that does."""
        back = self.refers_back or not BACK.isdisjoint(self.words)
        return self.names_what_is_taken or (back and self.before_is_about_taking)


STATES = frozenset(
    {
        Cue.EFFECT,
        Cue.CAUSE,
        Cue.ROLE,
        Cue.COMPARISON,
        Cue.MAKE_UP,
        Cue.ABSORPTION,
        Cue.AMOUNT,
        Cue.SAFETY,
        Cue.MODAL,
        Cue.STUDIES,
        Cue.PRAISE,
        Cue.INTAKE,
    }
)
# “Once your levels are up”, “because it calms”.
BACK = frozenset({"it", "levels"})
# A part of what is taken, or the lack of it.
OF_WHAT_IS_TAKEN = frozenset({"glycine", "deficiency", "lower-levels"})
# What brings a condition on, however the sentence begins.
ORIGINS = (
    "caused by",
    "due to",
    "factors such as",
    "result from",
    "resulting from",
    "results from",
    "stem",
)
Answer = tuple[SegmentClass, str] | None


def classify(
    segment: Segment,
    mentions: Iterable[Mention],
    *,
    before: SegmentClass | None = None,
    before_is_about_taking: bool = False,
) -> Classified:
    """`before` is the class of the segment before, headings left out; None at the beginning."""
    read = Read(segment, tuple(mentions), cues_in(segment.text), before, before_is_about_taking)
    for rule in RULES:
        answer = rule(read)
        if answer:
            return Classified(*answer, read.cues)
    return Classified(SegmentClass.BACKGROUND, "It states nothing about taking it.", read.cues)


def goes_on_about_taking(segment: Segment, mentions: Iterable[Mention], before: bool) -> bool:
    """Whether the next sentence's “it” may be a supplement; `before` says so of this one's.

    It stays so until a condition is spoken of instead.
    """
    read = Read(segment, tuple(mentions), (), None, before)
    return read.names_what_is_taken or (before and not read.mentions_any(EntityKind.CONDITION))


def cues_in(text: str) -> tuple[CueFound, ...]:
    read = tokens(text)
    return tuple(
        CueFound(found.value, text[read[found.first].start : read[found.last - 1].end])
        for found in CUES.find(read)
    )


def _debris(read: Read) -> Answer:
    if not read.words:
        return SegmentClass.DEBRIS, "It holds no word."
    if is_notice(read.segment.text):
        return SegmentClass.DEBRIS, "The whole line is navigation or a notice."
    return None


def _heading(read: Read) -> Answer:
    if read.segment.kind is not SegmentKind.HEADING:
        return None
    words = [word for word in read.words if word != "title"]
    if words and words[0] in HEADING_VERBS:
        return SegmentClass.CLAIM, f"A heading that says what it does: “{words[0]}”."
    bold = [found for found in read.cues if found.words.lower() in ("optimal", "magic", "best")]
    about = read.mentions_any(EntityKind.SUPPLEMENT, EntityKind.FORM, EntityKind.CONDITION)
    if bold and (about or Cue.AMOUNT in read.kinds):
        return SegmentClass.CLAIM, f"A heading that ranks: “{bold[0].words}”."
    asks = words and words[0] in QUESTIONS
    praised = [found for found in read.cues if found.cue is Cue.PRAISE]
    if praised and about and not asks:
        return SegmentClass.CLAIM, f"A heading that praises: “{praised[0].words}”."
    return (
        SegmentClass.HEADING,
        "A line of its own, or the beginning of a list item before a colon.",
    )


def _signpost(read: Read) -> Answer:
    if Cue.SIGNPOST not in read.kinds:
        return None
    bold = [
        found for found in read.cues if found.words.lower() in ("optimal", "magic", "best", "cure")
    ]
    if bold:
        return SegmentClass.CLAIM, f"It announces, and claims: “{bold[0].words}”."
    return SegmentClass.BACKGROUND, _because(read, Cue.SIGNPOST)


def _invitation(read: Read) -> Answer:
    if Cue.INVITATION not in read.kinds:
        return None
    return SegmentClass.CALL, _because(read, Cue.INVITATION)


def _consult(read: Read) -> Answer:
    """Who should ask a professional first is a claim about safety; that one may ask is advice."""
    sent = Cue.CONSULT in read.kinds or (
        read.before is SegmentClass.ADVICE and read.words[:1] == ("they",)
    )
    if not sent:
        return None
    if Cue.SAFETY in read.kinds:
        return SegmentClass.CLAIM, _because(read, Cue.SAFETY)
    return SegmentClass.ADVICE, (
        _because(read, Cue.CONSULT)
        if Cue.CONSULT in read.kinds
        else "It goes on with the advice before it."
    )


def _question(read: Read) -> Answer:
    if not read.segment.text.endswith("?") or read.words[:3] == ("did", "you", "know"):
        return None
    return SegmentClass.BACKGROUND, "It asks."


def _claim(read: Read) -> Answer:
    states = [found for found in read.cues if found.cue in STATES]
    if read.is_about_taking and states:
        return SegmentClass.CLAIM, f"It is about taking it and {_said(states)}."
    named = [m for m in read.mentions if m.kind in (EntityKind.OUTCOME, EntityKind.MECHANISM)]
    if read.names_what_is_taken and named:
        return SegmentClass.CLAIM, f"It names what is taken, and “{named[0].words}”."
    if Cue.CAUSE in read.kinds and _is_about_people(read) and not _describes(read):
        return SegmentClass.CLAIM, f"It {_said([f for f in states if f.cue is Cue.CAUSE])}."
    about_condition = read.mentions_any(EntityKind.CONDITION) or any(
        mention.slug == "cramps" for mention in read.mentions
    )
    effect = [f for f in states if f.cue in (Cue.EFFECT, Cue.ROLE)]
    if about_condition and effect and not _describes(read):
        return SegmentClass.CLAIM, f"It names a condition and {_said(effect)}."
    goes_on = read.refers_back or Cue.STUDIES in read.kinds
    if goes_on and read.before is SegmentClass.CLAIM and states:
        return SegmentClass.CLAIM, f"It goes on with the claim before it and {_said(states)}."
    told = Cue.STUDIES in read.kinds and read.mentions_any(EntityKind.OUTCOME)
    if told and read.before_is_about_taking:
        return SegmentClass.CLAIM, f"It {_said(states)}."
    if read.segment.kind is SegmentKind.ITEM and read.before_is_about_taking and states:
        return SegmentClass.CLAIM, f"An item of a list about taking it that {_said(states)}."
    amount = [f for f in states if f.cue is Cue.AMOUNT]
    return (SegmentClass.CLAIM, f"It {_said(amount)}.") if amount else None


def _advice(read: Read) -> Answer:
    if read.words[0] in IMPERATIVES:
        return SegmentClass.ADVICE, f"It tells the reader what to do: “{read.words[0]}”."
    told = [f for f in read.cues if f.cue is Cue.INSTRUCTION]
    if told and "note that" not in read.segment.text:
        return SegmentClass.ADVICE, _because(read, Cue.INSTRUCTION)
    return None


def _described(read: Read) -> Answer:
    if Cue.DESCRIPTION not in read.kinds:
        return None
    return SegmentClass.BACKGROUND, _because(read, Cue.DESCRIPTION)


RULES: tuple[Callable[[Read], Answer], ...] = (
    _debris,
    _heading,
    _signpost,
    _invitation,
    _consult,
    _question,
    _claim,
    _advice,
    _described,
)


def _is_about_people(read: Read) -> bool:
    return read.mentions_any(EntityKind.CONDITION, EntityKind.OUTCOME)


def _describes(read: Read) -> bool:
    """“… is a condition that affects millions, leading to …”: what it is like, not what brings it on."""
    if any(f.words.lower().startswith(ORIGINS) for f in read.cues):
        return False
    return any(f.cue is Cue.DESCRIPTION for f in read.cues[:2]) or (
        read.refers_back and read.before is SegmentClass.BACKGROUND
    )


def _said(found: Sequence[CueFound]) -> str:
    return f"{found[0].cue.label}: “{found[0].words}”"


def _because(read: Read, cue: Cue) -> str:
    first = next(found for found in read.cues if found.cue is cue)
    return f"It {_said([first])}."
