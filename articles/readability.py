"""How hard a text is to read, and which words and sentences make it so. Pure module: text in, figures out.

Flesch reading ease (Flesch 1948, J Appl Psychol 32:221–233) and the US school grade of Kincaid et al.
1975 (Naval Technical Training Command, Research Branch Report 8-75). Both count syllables, and a
program only guesses those: the figures steer, they do not measure. Time grows with the text's length
and no faster.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claims.prose.sentences import Sentence, sentences

GOAL_GRADE = 8
FEWEST_WORDS = 30  # below this a single word moves the figures by whole grades
LONG_WORDS = 25  # in one sentence
HARD_SYLLABLES = 4
MOST_NAMED = 3
MOST_WORDS_NAMED = 8
LONGEST_QUOTE = 140  # characters

GROUPS = re.compile("[aeiouy]+")
# A final e, es or ed that is not spoken: “made”, “makes”, “tired”; not “little”, “causes”, “needed”.
SILENT = re.compile(
    r"(?:(?:[^aeiouyl]|[aeiouy]l|[gq]u)e"
    r"|(?:[^aeiouylscxzgh]|[aeiouy]l|(?<![eo])ach)es"
    r"|(?:[^aeiouytdl]|[aeiouyl]l)ed)$"
)
# Two vowels that are spoken apart: “trial”, “period”, “usual”; not “social”, “tension”, “language”.
APART = re.compile(
    r"(?<![tcsg])ia|ium|(?<![tsgcxnl])io|(?<=sc)ien|iet|(?<![gq])ua|uou|(?<=..)ea$|crea(?=t)|mya"
)


@dataclass(frozen=True)
class LongSentence:
    words: int
    text: str


@dataclass(frozen=True)
class Readability:
    """`ease` runs from about 0 (hard) to 100 (easy); `grade` is a school year, with one decimal.

    Both are None where there are too few words to say. `hard_words` are words of four syllables
    and more with their number, the most frequent first.
    """

    words: int
    sentences: int
    syllables: int
    ease: float | None
    grade: float | None
    longest: tuple[LongSentence, ...]
    hard_words: tuple[tuple[str, int], ...]

    @property
    def reaches_goal(self) -> bool:
        return self.grade is not None and self.grade <= GOAL_GRADE

    @property
    def age(self) -> int | None:
        """The age at which that school year is read: five more than the grade."""
        return None if self.grade is None else max(5, round(self.grade) + 5)


def readability(text: str) -> Readability:
    """Of plain text, one paragraph or list item a line; Markdown is taken off before."""
    read = [(words, s) for s in sentences(text.replace("\n", "\n\n")) if (words := _words(s))]
    counts = Counter(word for words, _ in read for word in words)
    spoken = {word: syllables(word) for word in counts}
    total = counts.total()
    beats = sum(spoken[word] * n for word, n in counts.items())
    enough = total >= FEWEST_WORDS
    per_sentence = total / len(read) if enough else 0.0
    per_word = beats / total if enough else 0.0
    return Readability(
        words=total,
        sentences=len(read),
        syllables=beats,
        ease=round(206.835 - 1.015 * per_sentence - 84.6 * per_word, 1) if enough else None,
        grade=round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1) if enough else None,
        longest=_longest(read),
        hard_words=_hardest(counts, spoken),
    )


def syllables(word: str) -> int:
    """Of an English word in small letters, about as spoken; a number counts as one."""
    return sum(_beats(part) for part in re.split("['-]", word)) or 1


def _beats(part: str) -> int:
    if not part:
        return 0
    beats = len(GROUPS.findall(part)) + len(APART.findall(part))
    return max(1, beats - 1 if SILENT.search(part) else beats)


def _words(sentence: Sentence) -> list[str]:
    """Without the marks between them."""
    return [word for word in sentence.words if word[0].isalnum()]


def _longest(read: Iterable[tuple[list[str], Sentence]]) -> tuple[LongSentence, ...]:
    long = [(len(words), sentence) for words, sentence in read if len(words) >= LONG_WORDS]
    long.sort(key=lambda pair: -pair[0])
    return tuple(
        LongSentence(number, _shortened(sentence.quote(0, len(sentence.words) - 1)))
        for number, sentence in long[:MOST_NAMED]
    )


def _shortened(text: str) -> str:
    flat = " ".join(text[: LONGEST_QUOTE * 4].split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1].rstrip() + "…"


def _hardest(counts: Counter[str], spoken: dict[str, int]) -> tuple[tuple[str, int], ...]:
    hard = [(word, n) for word, n in counts.items() if spoken[word] >= HARD_SYLLABLES]
    hard.sort(key=lambda pair: (-pair[1], -spoken[pair[0]], pair[0]))
    return tuple(hard[:MOST_WORDS_NAMED])
