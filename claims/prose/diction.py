"""Words that no certainty bears. Pure module: a sentence in, findings out.

GRADE.md §2: “proven”, “cure”, “optimal”, “magic”, “natural remedy”, “no effect”, “likely”,
“statistically significant”, “safe” for nobody in particular, a dose that does not say of what.
"""

from collections.abc import Iterator

from claims.prose.ground import Finding, Ground, finding
from claims.prose.sentences import Sentence
from claims.prose.words import (
    BANNED,
    COMPARING,
    CONCENTRATIONS,
    DOSE_BASES,
    DOSE_RULE,
    LIKELY,
    MAGNESIUM_WORDS,
    MILLIGRAMS,
    NEVER,
    PEOPLE,
    PEOPLE_AFTER,
    SAFE,
    SAFE_FOR_WHOM,
)


def never(sentence: Sentence, ground: Ground) -> Iterator[Finding]:
    """What is wrong even where it is denied or asked. “More likely than” compares, and may stand."""
    for first, last, why in sentence.find(NEVER):
        yield finding(sentence, first, last, *why)
    for index, word in enumerate(sentence.words):
        if word == "likely" and sentence.word_before(index) not in COMPARING:
            yield finding(sentence, index, index, *LIKELY)


def dose_without_basis(sentence: Sentence, ground: Ground) -> Iterator[Finding]:
    """A number of milligrams in a sentence that says neither “elemental” nor “compound”.

    Concentrations (mg/L) and milligrams of another substance are let pass.
    """
    if not DOSE_BASES.isdisjoint(sentence.words):
        return
    for index, word in enumerate(sentence.words):
        number = sentence.words[index - 1] if index else ""
        if word not in MILLIGRAMS or not number[:1].isdigit():
            continue
        after = sentence.words[index + 1 : index + 5]
        end = sentence.spans[index][1]
        concentration = sentence.text[end : end + 1] == "/" and not CONCENTRATIONS.isdisjoint(
            after[:1]
        )
        other_substance = after[:1] == ("of",) and MAGNESIUM_WORDS.isdisjoint(after)
        if not concentration and not other_substance:
            right = f"“{number} mg of elemental magnesium” or “{number} mg of the compound”"
            yield finding(sentence, index - 1, index, DOSE_RULE, right)


def banned(sentence: Sentence, ground: Ground) -> Iterator[Finding]:
    for first, last, why in sentence.find(BANNED):
        if not sentence.denied(first):
            yield finding(sentence, first, last, *why)


def safe_for_nobody(sentence: Sentence, ground: Ground) -> Iterator[Finding]:
    if _names_people(sentence):
        return
    for index, word in enumerate(sentence.words):
        if word in SAFE and not sentence.denied(index):
            yield finding(sentence, index, index, *SAFE_FOR_WHOM)


def _names_people(sentence: Sentence) -> bool:
    """“In healthy adults”: a group within four words of “in”, “for” …"""
    return any(
        word in PEOPLE_AFTER and not PEOPLE.isdisjoint(sentence.words[index + 1 : index + 5])
        for index, word in enumerate(sentence.words)
    )
