"""Words bolder, or weaker, than their certainty. Pure module: a sentence in, findings out.

The ladder of GRADE.md §2 (Santesso et al. 2020): a bare verb says High, “probably” Moderate, “may”
Low; Very low says “the evidence is very uncertain”; a size word needs the stored size.
"""

from collections.abc import Iterable, Iterator

from claims.prose.ground import Finding, Ground, finding
from claims.prose.sentences import Sentence
from claims.prose.words import (
    BASE_FORMS,
    BOLD_MODALS,
    ELSEWHERE,
    LADDER_VERBS,
    NO_EFFECT,
    NOUN_VERBS,
    PLURAL_SUBJECTS,
    REPORTED,
    SIZE_PHRASES,
    SUBJECTS,
    VERB_PHRASES,
    VERBS,
)
from claims.vocabulary import Certainty, Size
from claims.wording import VERY_UNCERTAIN

HEDGE: dict[str | None, str] = {
    Certainty.MODERATE: "probably",
    Certainty.LOW: "may",
    Certainty.VERY_LOW: "may",
}
DENIALS = (("does", "not"), ("do", "not"))


def very_low_unsaid(text: str, read: Iterable[Sentence], ground: Ground) -> Iterator[Finding]:
    """Of the text as a whole: one sentence of it must say so."""
    if not ground.words_one_claim or ground.certainty != Certainty.VERY_LOW:
        return
    if not any(sentence.has(VERY_UNCERTAIN.split()) for sentence in read):
        rule = "at Very low certainty the text says so in fixed words"
        start = len(text) - len(text.lstrip())
        yield Finding(text.strip(), rule, f"add “{VERY_UNCERTAIN}”", start)


def bare_verb(sentence: Sentence, ground: Ground) -> Iterator[Finding]:
    """“Reduces”, “tablets help”, “can prevent” below High, unless hedged or denied.

    In an article what somebody else is said to promise is theirs: “the popular story is that …”.
    """
    bears = ground.is_reference or ground.certainty == Certainty.HIGH
    if bears or sentence.has(("very", "uncertain")):
        return
    ours = range(len(sentence.words))
    if not ground.words_one_claim:
        cues = (index for index in ours if any(sentence.at(index, cue) for cue in REPORTED))
        ours = range(next(cues, len(ours)))
    for first, last, verb, plural in _effects(sentence):
        hedge = any(sentence.words[back] == "probably" for back in sentence.clause(first))
        if first in ours and not hedge and not sentence.denied(first):
            rule = "without a hedge it says High certainty"
            yield finding(sentence, first, last, rule, ground.allowed(verb, plural))


def _effects(sentence: Sentence) -> Iterator[tuple[int, int, str, bool]]:
    """First and last index of each verb of effect, its form after “may”, and whether many do it."""
    for first, last, verb in sentence.find(VERB_PHRASES):
        yield first, last, verb, sentence.words[first] in ("are", "work")
    for index, word in enumerate(sentence.words):
        before = sentence.before(index)
        subject = sentence.words[before] if before >= 0 else ""
        if word in VERBS:
            yield index, index, VERBS[word], False
        elif word in NOUN_VERBS and subject in SUBJECTS:
            yield index, index, NOUN_VERBS[word], False
        elif word in BASE_FORMS and subject in PLURAL_SUBJECTS:
            yield index, index, word, True
        elif word in BASE_FORMS and subject in BOLD_MODALS:
            yield before, index, word, sentence.word_before(before) in PLURAL_SUBJECTS


def denied_effect(sentence: Sentence, ground: Ground) -> Iterator[Finding]:
    """“Does not reduce” says “no effect” in other words; “if it does not help” says nothing."""
    if ground.is_reference:
        return
    for index, word in enumerate(sentence.words):
        first = index - 2
        if first < 0 or word not in VERBS.values() or sentence.words[first:index] not in DENIALS:
            continue
        if sentence.word_before(first) not in SUBJECTS | PLURAL_SUBJECTS:
            continue
        conditions = {"if", "when", "whether"}
        if not any(sentence.words[back] in conditions for back in sentence.clause(first)):
            yield finding(sentence, first, index, *NO_EFFECT)


def other_hedge(sentence: Sentence, ground: Ground) -> Iterator[Finding]:
    """The same word for the same level everywhere, and none for what was not studied."""
    if not ground.words_one_claim or ground.is_reference or sentence.has(*ELSEWHERE):
        return
    for index, word in enumerate(sentence.words):
        at = sentence.before(index)
        hedge = sentence.words[at] if at >= 0 and word in LADDER_VERBS else ""
        if hedge not in HEDGE.values() or hedge == HEDGE.get(ground.certainty):
            continue
        if not sentence.denied(index):
            level = Certainty(ground.certainty).label if ground.certainty else "no certainty"
            many = sentence.word_before(at) in PLURAL_SUBJECTS
            right = ground.allowed(LADDER_VERBS[word], many)
            rule = f"“{hedge}” is not the word for {level}"
            yield finding(sentence, at, index, rule, right)


def size_without_threshold(sentence: Sentence, ground: Ground) -> Iterator[Finding]:
    if not ground.words_one_claim or ground.is_reference or sentence.has(*ELSEWHERE):
        return
    stored = f"“{Size(ground.size).label}”" if ground.size else "none"
    for first, last, size in sentence.find(SIZE_PHRASES):
        if size != ground.size and not sentence.denied(first):
            rule = f"a size word needs a threshold for the outcome; the stored size is {stored}"
            right = "leave the size out, or store the size that the estimate and a threshold give"
            yield finding(sentence, first, last, rule, right)
