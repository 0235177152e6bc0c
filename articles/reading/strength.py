"""How boldly a sentence words what it says, from 0 to 3 (GRADE.md §6). Pure module.

3 causes, cures, is proven, “is the optimal”; 2 does, reduces, helps; 1 can, may, is linked to; 0 asks or
defines. Read clause by clause, because one sentence often says one thing boldly and the next with a “may”.
Which words belong to which step is our list; “shown to” counts as “is proven”, unless the finding that
follows is itself hedged (“shown that it may”).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.reading.tokens import Found, Phrases, Token, listed, tokens, word_set

BOLD = """
proven, proves, scientifically proven, cure, cures, cured, curing, causes, caused by, guarantee*,
shown to, demonstrated to, confirmed to, established to, clinically shown, miracle, eliminates,
is the optimal, are the optimal, the optimal, magic, the best dose, the perfect dose, the ideal dose,
without a doubt, no doubt that, always works, eradicates
"""
FINDING = "shown that, proven that, demonstrated that, confirmed that, established that"
HEDGES = """
can, may, might, could, perhaps, possibly, potentially, potential, promising, linked to, linked with,
associated with, association between, thought to, believed to, said to, suggest*, seems to, seem to,
appears to, appear to, tends to, tend to, likely to, hope, not known, not clear, unclear, would
"""
PLAIN = """
is, are, was, has, have, does, do, helps, reduces, improves, relieves, eases, prevents, promotes, supports,
enhances, increases, decreases, lowers, boosts, regulates, calms, relaxes, soothes, treats, restores, protects,
plays, acts, works, makes, provides, offers, contains, combines, consists, gives, leads, results, raises,
needs, stabilises, stabilizes, ranges, lets, allows, aids, fights, combats, occur, occurs, keeps, brings
"""
NEGATIONS = word_set("cannot neither never no nobody none nor not nothing unproven without")
# A comma or a dash ends a clause; “which” and “and” begin one when a verb of their own follows.
BREAKS = frozenset(",;:–—(")
OPENERS = word_set("which and but that while whereas although")
MODALS = word_set("can could may might will would should has have is are")
STUDIES = """
studies show, studies have shown, studies suggest, studies indicate, studies have found, study shows,
research shows, research has shown, research suggests, research indicates, research has found, research emerges,
clinical studies, clinical trials, several studies, many studies, numerous studies, scientists, experts say,
science shows, evidence shows, evidence suggests, according to research, shown to, proven to, scientifically proven,
clinically proven, it is well known, known to
"""


@dataclass(frozen=True)
class Clause:
    """Offsets in the sentence; `strength` 1 to 3; `words` are those that decided, empty when none did."""

    start: int
    end: int
    strength: int
    words: str


STATED = 2
STEPS = {3: BOLD, -3: FINDING, 1: HEDGES, 2: PLAIN}  # −3: bold unless what follows is hedged
CUES = Phrases((phrase, step) for step, table in STEPS.items() for phrase in listed(table))
APPEALS = Phrases((phrase, phrase) for phrase in listed(STUDIES))


@lru_cache(maxsize=16)  # asked once for each proposal
def clauses(text: str) -> tuple[Clause, ...]:
    """Covering the sentence. A clause without a verb of its own speaks as the one before it does, or,
    at the beginning, as the next: “by lowering …, it may …”."""
    read = tokens(text)
    spans = _spans(text, read)
    said = [_strength(read[first:last], text) for first, last in spans]
    found = []
    # Without any verb that we know it tells the reader what to do, or states in few words.
    carried = next((strength for strength in said if strength[0]), (STATED, ""))
    for (first, last), (strength, words) in zip(spans, said, strict=True):
        carried = (strength, words) if strength else (carried[0], "")
        found.append(Clause(read[first].start, read[last - 1].end, carried[0], carried[1] or words))
    return tuple(found)


def strength(text: str, *, defines: bool = False) -> int:
    """The boldest clause of a sentence; 0 when it asks or defines."""
    if defines or text.rstrip().endswith("?"):
        return 0
    return max((clause.strength for clause in clauses(text)), default=0)


def strength_at(text: str, places: Sequence[int], *, defines: bool = False) -> int:
    """The strength of the clause that holds the most of these offsets; of the whole when there are none."""
    if not places or defines or text.rstrip().endswith("?"):
        return strength(text, defines=defines)
    best = max(
        clauses(text),
        key=lambda clause: (
            sum(clause.start <= place < clause.end for place in places),
            clause.strength,
        ),
    )
    return best.strength


def hedges(text: str) -> tuple[str, ...]:
    """The words that hold back, as they stand, in order."""
    read = tokens(text)
    return tuple(_quote(text, read, found) for found in CUES.find(read) if found.value == 1)


def unnamed_studies(text: str) -> tuple[str, ...]:
    """Appeals to studies that nobody can look up: “research has shown”, as they stand, in order."""
    read = tokens(text)
    return tuple(_quote(text, read, found) for found in APPEALS.find(read))


def _spans(text: str, read: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges of the clauses, none of them empty."""
    if not read:
        return []
    starts = [0]
    for index in range(1, len(read)):
        between = text[read[index - 1].end : read[index].start]
        word, after = read[index].word, read[index + 1].word if index + 1 < len(read) else ""
        marked = any(mark in BREAKS for mark in between) or " - " in between
        if marked or word == "which" or (word in OPENERS and after in MODALS):
            starts.append(index)
    return list(zip(starts, [*starts[1:], len(read)], strict=True))


def _strength(read: Sequence[Token], text: str) -> tuple[int, str]:
    """The strength of one clause and the words that decided; 0 without any."""
    found = list(CUES.find(read))
    findings = [cue for cue in found if cue.value == -3]
    hedge = [cue for cue in found if cue.value == 1]
    bold = [cue for cue in found if cue.value == 3 and not _denied(read, cue.first)]
    if findings and not any(cue.first >= findings[0].last for cue in hedge):
        bold.append(findings[0])
    plain = [cue for cue in found if cue.value == 2]
    for cues, step in ((bold, 3), (hedge, 1), (plain, 2)):
        if cues:
            return step, _quote(text, read, cues[0])
    return 0, ""


def _denied(read: Sequence[Token], index: int) -> bool:
    """“Not a cure”: a negation within the three words before."""
    return any(
        token.word in NEGATIONS or token.word.endswith("n't")
        for token in read[max(0, index - 3) : index]
    )


def _quote(text: str, read: Sequence[Token], found: Found[int] | Found[str]) -> str:
    return text[read[found.first].start : read[found.last - 1].end]
