"""A text cut into sentences and words, and what governs a word in its clause.

Pure module: text in, sentences out. Time grows with the length of the text and no faster: the
patterns cannot match one text in two ways, and looking back stops after LOOK_BACK words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from claims.prose.words import (
    ADVERBS,
    AFFIRMING,
    ASKING,
    CLAUSE_ENDS,
    JOINING,
    NEGATIONS,
    PLURAL_SUBJECTS,
    SUBJECTS,
)

Value = TypeVar("Value")
NEW_SUBJECTS = (SUBJECTS | PLURAL_SUBJECTS) - {"that"}
LOOK_BACK = 40  # words; a longer clause is read as if it began there
WORD = re.compile(r"e\.g\.|i\.e\.|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W_]+)*|[.,;:!?()—–…]")
# Headings, list items and table rows end without a full stop.
BREAK = re.compile(r"^#.*\n|\n(?=[\n#>|*-])", re.MULTILINE)
# Directives, anchors and addresses of our Markdown are no prose.
MARKUP = re.compile(r"\[\[[^\[\]\n]{0,200}\]\]|\{#[^{}\n]{0,200}\}|\]\([^()\s]{0,500}\)")
QUOTED = re.compile(r"“[^“”\n]{0,400}”")


@dataclass(frozen=True)
class Sentence:
    """Words and marks in lower case, with straight apostrophes; `spans` are offsets in `text`."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def asks(self) -> bool:
        return self.words[-1] == "?"

    def quote(self, first: int, last: int) -> str:
        """The text from one word to another, as it was written."""
        return self.text[self.spans[first][0] : self.spans[last][1]]

    def at(self, index: int, phrase: Sequence[str]) -> bool:
        return self.words[index : index + len(phrase)] == tuple(phrase)

    def has(self, *phrases: Sequence[str]) -> bool:
        return any(self.at(index, phrase) for index in range(len(self.words)) for phrase in phrases)

    def find(self, phrases: Mapping[tuple[str, ...], Value]) -> Iterator[tuple[int, int, Value]]:
        """First and last index of each phrase that occurs, and what the table says of it.

        A word joined by hyphens (“well-proven”) counts as each of its parts.
        """
        for index, word in enumerate(self.words):
            parts = word.split("-")
            for phrase, value in phrases.items():
                if phrase[0] in parts and self.at(index + 1, phrase[1:]):
                    yield index, index + len(phrase) - 1, value

    def before(self, index: int) -> int:
        """The index of the word before, adverbs such as “also” skipped; −1 at the beginning."""
        first = max(0, index - LOOK_BACK)
        for before in range(index - 1, first - 1, -1):
            if self.words[before] not in ADVERBS:
                return before
        return -1

    def word_before(self, index: int) -> str:
        before = self.before(index)
        return self.words[before] if before >= 0 else ""

    def clause(self, index: int) -> range:
        """The indices before `index` in its clause, nearest first."""
        first = max(0, index - LOOK_BACK)
        for back in range(index - 1, first - 1, -1):
            if self.words[back] in CLAUSE_ENDS or self._starts_anew(back):
                return range(index - 1, back, -1)
        return range(index - 1, first - 1, -1)

    def denied(self, index: int) -> bool:
        """Whether a “not”, “no trial”, “whether” … governs the word.

        “No trial shows that, in adults, it eases pain” denies; “not a drug, it eases pain” does not:
        a comma with a new subject, or an “and” before the verb, frees it unless “that” takes it
        back in.
        """
        freed = self.word_before(index) == "and"
        for back in self.clause(index):
            word = self.words[back]
            after = self.words[back + 1]
            if word == "whether" or (word == "if" and self._asked_at(back)):
                return True
            if word == "," and after in NEW_SUBJECTS:
                freed = True
            elif word == "that":
                freed = False
            elif self._denies(word, after) and not freed:
                return True
        return False

    def _starts_anew(self, index: int) -> bool:
        """“…, and magnesium eases”: what was said before the comma no longer governs."""
        after = self.words[index + 1 : index + 3]
        return (
            self.words[index] == "," and after[0] in JOINING and not NEW_SUBJECTS.isdisjoint(after)
        )

    def _denies(self, word: str, after: str) -> bool:
        return (word in NEGATIONS or word.endswith("n't")) and (word, after) not in AFFIRMING

    def _asked_at(self, index: int) -> bool:
        """“It is not clear if” asks; “if you take it” does not."""
        return not ASKING.isdisjoint(self.words[max(0, index - 3) : index])


def sentences(text: str, *, quotations: bool = True) -> Iterator[Sentence]:
    """The sentences of a text in Markdown; without its quotations, when these are not ours."""
    shown = MARKUP.sub(_blank, text)
    if not quotations:
        shown = QUOTED.sub(_blank, shown)
    start = 0
    for end in [*(match.end() for match in BREAK.finditer(shown)), len(shown)]:
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        for match in WORD.finditer(shown, start, end):
            words.append(match[0].lower().replace("’", "'"))
            spans.append(match.span())
            if match[0] in ".!?…" and not shown[match.end() : match.end() + 1].strip():
                yield Sentence(text, tuple(words), tuple(spans))
                words, spans = [], []
        if words:
            yield Sentence(text, tuple(words), tuple(spans))
        start = end


def _blank(match: re.Match[str]) -> str:
    """As long as what it hides, so that offsets hold."""
    return " " * len(match[0])
