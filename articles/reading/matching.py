"""Which graded claims a sentence makes: the best three, each with its reasons. Pure module.

By shared entities, weighed by how few claims speak of them, and rapidfuzz for the words between; no model and
no download. What surrounds the sentence counts less than what it says: the heading above, and, after “it” or
“this”, the sentence before.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from rapidfuzz import fuzz, utils

from articles.reading.doses import NamedDose
from articles.reading.entities import NAMED, EntityKind, Lexicon, Mention

MOST = 3
SHORTLIST = 14  # claims whose words are compared too: comparing all takes most of the time
FITS = 0.45  # a score below this proposes nothing
WELL = 1.4  # below this a new claim is drafted beside what is proposed

# Weights: of what the claim says of itself, and of what surrounds the sentence.
IN_STATEMENT, IN_ALIAS = 1.0, 0.7
IN_SENTENCE, IN_HEADING, IN_BEFORE, BY_NUMBER = 1.0, 0.3, 0.4, 0.6
NORM = 0.55  # 0: long claims win, 1: short claims win
OF_SENTENCE, OF_TOPIC, ELSEWHERE = 0.35, 0.25, -1.0
SAME_FORM, ANY_FORM, OTHER_FORM = 0.15, 0.05, -0.5
SAME_DOSE = 0.25
SAME_KIND = 0.25
# A claim about these people is none about people in general.
SPECIAL, OF_SPECIAL, NOT_THEY = frozenset({"pregnancy", "older-adults"}), 0.4, -0.4
WORDS = 0.5


@dataclass(frozen=True)
class KnownClaim:
    """A claim as values. `conditions` are slugs; `form` None is any form; `dose_mg` from and to.

    `aliases` are other ways in which articles say it (Claim.as_claimed).
    """

    slug: str
    statement: str
    kind: str
    conditions: frozenset[str] = frozenset()
    applies_to_all: bool = False
    form: str | None = None
    outcome: str = ""
    dose_mg: tuple[int | None, int | None] = (None, None)
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Surroundings:
    """`topics`: slugs of the conditions that the text is about; `kinds`: of claim, that the sentence's
    cues point to; `heading`: mentions of the heading above; `before`: those of the sentence before, given
    only when the sentence refers back."""

    kinds: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    heading: tuple[Mention, ...] = ()
    before: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """`score` compares the proposals of one sentence; `reasons` are words for an editor; `places` are
    offsets in the sentence of what it shares with the claim."""

    slug: str
    score: float
    reasons: tuple[str, ...]
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Indexed:
    claim: KnownClaim
    weights: Mapping[str, float]
    norm: float
    own_conditions: frozenset[str]
    words: str = field(repr=False)


class Library:
    """The claims, indexed once by what they speak of."""

    def __init__(self, claims: Iterable[KnownClaim], lexicon: Lexicon):
        self._lexicon = lexicon
        read = [(claim, self._spoken_of(claim)) for claim in claims]
        held = Counter(slug for _, weights in read for slug in weights)
        self._telling = {slug: 1 + log(len(read) / count) for slug, count in held.items()}
        self._indexed = [self._index(claim, weights) for claim, weights in read]
        self._by_entity: dict[str, list[int]] = {}
        for number, indexed in enumerate(self._indexed):
            for slug in indexed.weights:
                self._by_entity.setdefault(slug, []).append(number)

    def propose(
        self,
        text: str,
        mentions: Sequence[Mention],
        doses: Sequence[NamedDose] = (),
        around: Surroundings | None = None,
    ) -> tuple[Proposal, ...]:
        """The best three that fit, best first; empty when none does."""
        around = around or Surroundings()
        said = _weighed(mentions, around)
        if doses:
            said["dose"] = max(BY_NUMBER, said.get("dose", 0))
        conditions = _conditions(mentions)
        scores: dict[int, float] = {
            number: 0.0
            for number, indexed in enumerate(self._indexed)
            if indexed.own_conditions & conditions
        }
        for slug, weight in said.items():
            for number in self._by_entity.get(slug, ()):
                held = self._indexed[number].weights[slug]
                scores[number] = scores.get(number, 0) + self._telling[slug] * weight * held
        for number in scores:
            scores[number] /= self._indexed[number].norm
            scores[number] += sum(
                value for value, _ in _fitting(self._indexed[number], mentions, doses, around)
            )
        short = sorted(scores, key=lambda number: (-scores[number], number))[:SHORTLIST]
        plain = utils.default_process(text)
        for number in short:
            scores[number] += WORDS * _alike(plain, self._indexed[number].words)
        best = sorted(short, key=lambda number: (-scores[number], number))[:MOST]
        return tuple(
            self._proposal(number, scores[number], mentions, doses, around)
            for number in best
            if scores[number] >= FITS
        )

    def _proposal(self, number, score, mentions, doses, around) -> Proposal:
        indexed = self._indexed[number]
        shared = [m for m in mentions if m.slug in indexed.weights and m.kind not in NAMED]
        names = ", ".join(dict.fromkeys(f"“{m.words}”" for m in shared))
        nearby = [*around.heading, *around.before]
        inherited = [m for m in nearby if m.slug in indexed.weights and m.kind not in NAMED]
        reasons = [f"speaks of {names}"] if names else []
        if not names and inherited:
            reasons.append(f"goes on about “{inherited[0].words}”")
        if doses and "dose" in indexed.weights:
            reasons.append("names an amount")
        reasons += [
            words for value, words in _fitting(indexed, mentions, doses, around) if value and words
        ]
        return Proposal(
            indexed.claim.slug,
            round(score, 3),
            tuple(reasons) or ("is worded alike",),
            tuple(m.start for m in shared),
        )

    def _spoken_of(self, claim: KnownClaim) -> dict[str, float]:
        weights: dict[str, float] = {}
        texts = [(claim.statement, IN_STATEMENT), (claim.outcome, IN_ALIAS)]
        for text, weight in [*texts, *((alias, IN_ALIAS) for alias in claim.aliases)]:
            for mention in self._lexicon.mentions(text):
                if mention.kind not in NAMED:
                    telling = OF_SPECIAL if mention.slug in SPECIAL else weight
                    weights[mention.slug] = max(telling, weights.get(mention.slug, 0))
        return weights

    def _index(self, claim: KnownClaim, weights: dict[str, float]) -> _Indexed:
        mass = sum(self._telling[slug] * weight for slug, weight in weights.items())
        named = {
            mention.slug
            for mention in self._lexicon.mentions(f"{claim.statement} {claim.outcome}")
            if mention.kind is EntityKind.CONDITION
        }
        words = utils.default_process(" ".join([claim.statement, *claim.aliases]))
        return _Indexed(claim, weights, max(mass, 1) ** NORM, frozenset(named), words)


def _weighed(mentions: Sequence[Mention], around: Surroundings) -> dict[str, float]:
    """How much each thing counts: most where the sentence itself names it."""
    weights: dict[str, float] = {}
    for found, weight in (
        (mentions, IN_SENTENCE),
        (around.before, IN_BEFORE),
        (around.heading, IN_HEADING),
    ):
        for mention in found:
            if mention.kind not in NAMED:
                weights[mention.slug] = max(weight, weights.get(mention.slug, 0))
    return weights


def _alike(plain: str, words: str) -> float:
    """0 to 1: the words of the sentence against those of the claim, in any order."""
    return fuzz.token_set_ratio(plain, words) / 100


def _fitting(
    indexed: _Indexed, mentions: Sequence[Mention], doses: Sequence[NamedDose], around: Surroundings
) -> list[tuple[float, str]]:
    """What speaks for the claim or against it besides its subject, each with words for an editor."""
    return [
        _condition_fits(indexed, mentions, around),
        _form_fits(indexed.claim, mentions, around),
        _dose_fits(indexed.claim, doses),
        (NOT_THEY if SPECIAL & indexed.weights.keys() - {m.slug for m in mentions} else 0, ""),
        (SAME_KIND if indexed.claim.kind in around.kinds else 0, ""),
    ]


def _condition_fits(indexed, mentions, around) -> tuple[float, str]:
    said = _conditions(mentions)
    own = indexed.own_conditions
    if own & said:
        return OF_SENTENCE, f"about {_named(own & said)}, as the sentence says"
    if own & around.topics:
        return OF_TOPIC, f"about {_named(own & around.topics)}, as the text is"
    if own:
        return ELSEWHERE, ""
    if indexed.claim.conditions & (said | around.topics) or indexed.claim.applies_to_all:
        return OF_TOPIC / 2, ""
    return 0, ""


def _form_fits(claim: KnownClaim, mentions, around) -> tuple[float, str]:
    said = {m.slug for m in mentions if m.kind is EntityKind.FORM}
    said = said or {m.slug for m in around.before if m.kind is EntityKind.FORM}
    if claim.form is None:
        return (0, "") if said else (ANY_FORM, "")
    if claim.form in said:
        return SAME_FORM, f"about the same form, {claim.form}"
    return (OTHER_FORM, "") if said or claim.form != "glycinate" else (0, "")


def _dose_fits(claim: KnownClaim, doses: Sequence[NamedDose]) -> tuple[float, str]:
    low, high = claim.dose_mg
    ends = {(int(low or high or 0), int(high or 0))} if high else set()
    named = {(int(dose.low_mg), int(dose.high_mg)) for dose in doses}
    if claim.kind in ("dose", "safety") and ends & named:
        return SAME_DOSE, "the same amount"
    return 0, ""


def _conditions(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(m.slug for m in mentions if m.kind is EntityKind.CONDITION)


def _named(slugs: Iterable[str]) -> str:
    return " and ".join(slug.replace("-", " ") for slug in sorted(slugs))
