"""What a sentence speaks of: conditions, supplements, forms, outcomes, mechanisms, nutrients. Pure module.

Names come in as values: those of conditions, supplements and forms from the database, the others from
articles.reading.concepts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.reading.tokens import Phrases, tokens
from claims.vocabulary import Word


class EntityKind(Word):
    CONDITION = "condition", "Condition"
    SUPPLEMENT = "supplement", "Supplement"
    FORM = "form", "Form"
    OUTCOME = "outcome", "Outcome"
    MECHANISM = "mechanism", "Mechanism"
    NUTRIENT = "nutrient", "Nutrient"
    CIRCUMSTANCE = "circumstance", "Dose, safety or circumstance"


@dataclass(frozen=True)
class Term:
    """One thing with its names. A name's word may end in a star: the beginning of a word."""

    kind: EntityKind
    slug: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """`words` as they stand; `start` and `end` are offsets in the text that was read."""

    kind: EntityKind
    slug: str
    words: str
    start: int
    end: int


# What has a name of its own; the others are spoken of in many words.
NAMED = frozenset({EntityKind.CONDITION, EntityKind.SUPPLEMENT, EntityKind.FORM})


class Lexicon:
    """Built once from terms, asked for each sentence."""

    def __init__(self, terms: Iterable[Term]):
        given = list(terms)
        # Apart, so that “low magnesium” is a lack and still names magnesium.
        self._tables = [
            Phrases(
                (name, term)
                for term in given
                if (term.kind in NAMED) is named
                for name in dict.fromkeys(map(_plain, term.names))
            )
            for named in (True, False)
        ]

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """In the order of the text; of names inside one another the longer counts."""
        read = tokens(text)
        found = []
        for phrase in (phrase for table in self._tables for phrase in table.find(read)):
            start, end = read[phrase.first].start, read[phrase.last - 1].end
            term = phrase.value
            found.append(Mention(term.kind, term.slug, text[start:end], start, end))
        return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def form_names(form: str, alternate: Iterable[str], supplement: str) -> tuple[str, ...]:
    """A form's names and the short ones that articles use: “magnesium oxide”, so “oxide” too.

    What stands in brackets is dropped: “Magnesium citrate (hydrogen citrate)”.
    """
    names = [name.partition("(")[0].strip() for name in (form, *alternate)]
    prefix = f"{supplement.lower()} "
    short = [name[len(prefix) :] for name in names if name.lower().startswith(prefix)]
    return tuple(name for name in dict.fromkeys([*names, *short]) if name)


def several(name: str) -> str:
    """The plural of a name, roughly: articles say “migraines” where we say “migraine”."""
    return name if name.endswith("s") else f"{name}s"


def _plain(name: str) -> str:
    """As tokens are read: small letters, straight apostrophes, no other marks."""
    stars = name.replace("*", "\u0001")
    kept = "".join(letter if letter.isalnum() or letter in "'’-\u0001" else " " for letter in stars)
    return " ".join(kept.lower().replace("’", "'").split()).replace("\u0001", "*")
