"""What a text of ours stands on, and what was found in it. Pure module: values only."""

from dataclasses import dataclass

from claims.prose.sentences import Sentence
from claims.vocabulary import Certainty, Method, Verdict, Word
from claims.wording import VERY_UNCERTAIN, hedged


class TextKind(Word):
    """Which of our texts is read. Statements are not: they quote a claim."""

    CONCLUSION = "conclusion", "Conclusion"
    PLAIN_LANGUAGE = "plain-language", "Plain sentence"
    SUMMARY = "summary", "Summary"
    ARTICLE = "article", "Article"


@dataclass(frozen=True)
class Finding:
    """`words` as they stand in the text at offset `at`; the rule they break; what would be right."""

    words: str
    rule: str
    right: str
    at: int

    def __str__(self) -> str:
        return f"“{self.words}”: {self.rule}. Right: {self.right}."


@dataclass(frozen=True)
class Ground:
    """Certainty, verdict and method of the one claim that a text words; None for an article."""

    kind: TextKind
    certainty: str | None
    verdict: str | None
    method: str | None
    size: str | None

    @property
    def words_one_claim(self) -> bool:
        return self.kind in (TextKind.CONCLUSION, TextKind.PLAIN_LANGUAGE)

    @property
    def is_reference(self) -> bool:
        """A settled fact or an official limit: stated as its source states it."""
        return self.method == Method.REFERENCE

    def allowed(self, verb: str, plural: bool) -> str:
        """The verb (in the form that “may” takes) as this certainty would have it."""
        if self.verdict == Verdict.NOT_STUDIED:
            return "“we found no study of …”"
        if self.certainty == Certainty.VERY_LOW:
            return f"“{hedged(verb, self.certainty)} …, but {VERY_UNCERTAIN}”"
        if self.certainty is None:
            probably = hedged(verb, Certainty.MODERATE, plural)
            return (
                f"“{probably}” or “{hedged(verb, Certainty.LOW)}”, as the claim's certainty gives"
            )
        return f"“{hedged(verb, self.certainty, plural)}”"


def finding(sentence: Sentence, first: int, last: int, rule: str, right: str) -> Finding:
    """A finding that quotes the sentence's words from `first` to `last`."""
    return Finding(sentence.quote(first, last), rule, right, sentence.spans[first][0])
