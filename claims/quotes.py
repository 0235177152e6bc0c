"""Whether a support quote really stands in the abstract that an editor pasted. Pure module.

Both are normalised first: a quotation stays verbatim whatever dashes, quotation marks, spaces or
line-end hyphens the page had. Case counts, but for the first letter. “…”, “...” and “[…]” stand for
words left out: the parts must then occur in their order. A word or a number is never cut: “1” does
not stand in “0.1”, “0.18” not in “−0.18”, “41.6” not in “41.6%”. House rules; the length is ours too,
so that a quotation stays a short one, and so that looking for it takes no time to speak of.
"""

import difflib
import heapq
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

MOST_WORDS = 60
MOST_CHARACTERS = 1000
MOST_MARKS = 30  # combining marks in a row, as in UAX #15: sorting them takes the square of it
LONGEST_WORD = 40  # characters looked at on either side of a line's end
CLOSE = 0.5  # share of a quote's words that a passage must have to be shown as the nearest one
PASSAGES = 8  # read more closely to find the nearest
SHOWN_WORDS = 12
SHOWN_CHARACTERS = 120
FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        # Soft hyphens, joiners, and marks of direction: nobody sees them.
        **dict.fromkeys("\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        "×": "x",
        "⋯": "...",
    }
)
OMISSION = re.compile(r"\[\s*+(?:[…⋯]|\.{3,})\s*+\]|[…⋯]|\.{3,}|\.(?: \.){2,}")
SOFT_HYPHEN_AT_END = re.compile(r"\u00ad(?=\s)")
BROKEN_WORD = re.compile(r"(?<=\w)- (?=\w)")
WORD_BEFORE = re.compile(r"\w+\Z")
WORD_AFTER = re.compile(r"\w+")
REST_OF_WORD = re.compile(r"[^\W_]*")
PUNCTUATION = ".,;:()[]\"'"
# With its sign: a minus is none between two words or numbers. Comparisons count as much.
NUMBER = re.compile(r"(?:(?<!\w)-)?\d+(?:[.,]\d+)*|[<>≤≥]")


def normalised(text: str) -> str:
    """One line, with plain quotation marks, hyphens, dots and blanks; composed characters (NFKC)."""
    composed = unicodedata.normalize("NFKC", _few_marks(text.translate(FOLDED)))
    # What was composed may hold a dash to fold, and a folded dash may compose with what follows.
    folded = unicodedata.normalize("NFKC", _few_marks(composed.translate(FOLDED)))
    return " ".join(folded.split())


def difference(quote: str, text: str) -> str | None:
    """What keeps the quote from standing in the text, in one sentence; None when it does.

    Numbers that differ are named first: a wrong number can hurt somebody.
    """
    parts = [part for raw in OMISSION.split(quote) if (part := _trimmed(_line(raw)))]
    if refused := _length(parts):
        return refused
    line = _line(text)
    # Words broken at a line's end are joined as the other side has them: in the text, then in both.
    mended = _mended(line, " ".join(parts))
    joined = _mended("\n".join(parts), line).split("\n")
    both = _mended(line, " ".join(joined))
    readings = {
        ((_line(quote),), line),
        (tuple(parts), line),
        (tuple(parts), mended),
        (tuple(joined), both),
    }
    if any(_stand_in(wanted, reading) for wanted, reading in readings):
        return None
    return _where_they_differ(joined, both)


def _line(text: str) -> str:
    """Normalised, but a soft hyphen at a line's end is a hyphen still: it breaks a word there."""
    return normalised(SOFT_HYPHEN_AT_END.sub("-", text))


def _trimmed(part: str) -> str:
    """Without the quotation marks around the whole, and stray signs beside an omission."""
    return part.strip().strip("\"'").strip(" ,;")


def _few_marks(text: str) -> str:
    """At most 30 combining marks in a row (UAX #15, the stream-safe format)."""
    marks = "".join(
        re.escape(sign)
        for sign in set(text)
        if unicodedata.combining(unicodedata.normalize("NFKD", sign)[0])
    )
    return re.sub(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+", r"\1", text) if marks else text


def _length(parts: list[str]) -> str | None:
    words = sum(len(part.split()) for part in parts)
    characters = sum(map(len, parts))
    if not words:
        return "The quote is empty: give the source's own words, or leave it out."
    for count, most, unit in (
        (words, MOST_WORDS, "words"),
        (characters, MOST_CHARACTERS, "characters"),
    ):
        if count > most:
            return (
                f"The quote has {count} {unit}; quote at most {most}, or leave some out with “…”."
            )
    return None


def _mended(line: str, other: str) -> str:
    """“mag- nesium” as “magnesium” and “well- being” as “well-being” where the other has it so."""
    known = other.casefold()

    def sign(broken: re.Match[str]) -> str:
        first = WORD_BEFORE.search(line, max(0, broken.start() - LONGEST_WORD), broken.start())
        second = WORD_AFTER.match(line, broken.end(), broken.end() + LONGEST_WORD)
        before, after = first[0].casefold() if first else "", second[0].casefold() if second else ""
        # “9-” and “12” are never 912.
        if not (before[-1:].isdigit() or after[:1].isdigit()) and before + after in known:
            return ""
        return "-" if f"{before}-{after}" in known else broken[0]

    return BROKEN_WORD.sub(sign, line)


def _stand_in(parts: Sequence[str], line: str) -> bool:
    end = 0
    return all((end := _end_of(part, line, end)) >= 0 for part in parts)


def _end_of(part: str, line: str, start: int = 0) -> int:
    """Where the part ends, first found as whole words, its first letter in either case; or −1."""
    ends = []
    for wanted in _either_case(part):
        found = line.find(wanted, start)
        while found >= 0:
            end = found + len(wanted)
            if not (_cuts(line, found) or _cuts(line, end)):
                ends.append(end)
                break
            # No quote begins inside this word: on from its end.
            rest = REST_OF_WORD.match(line, found + 1)
            found = line.find(wanted, rest.end() if rest else found + 1)
    return min(ends, default=-1)


def _either_case(word: str) -> list[str]:
    """The word, and with its first letter small and great."""
    return list(
        dict.fromkeys(first + word[1:] for first in (word[0], word[0].lower(), word[0].upper()))
    )


def _cuts(line: str, index: int) -> bool:
    """Whether to begin or to end here would cut a word or a number in two."""
    earlier, before = (
        line[max(0, index - 2) : index - 1] if index > 1 else "",
        line[index - 1 : index],
    )
    after, later = line[index : index + 1], line[index + 1 : index + 2]
    if before.isalnum() and after.isalnum():
        return True
    if before.isdigit():
        return after in ("%", "‰") or (after in (".", ",", "-") and later.isdigit())
    if not after.isdigit():
        return False
    if before in (".", ","):
        return earlier.isdigit() or (before == "." and not earlier.strip(" (<>=±-"))
    return before in ("<", ">", "≤", "≥", "±", "+") or (before == "-" and not earlier.isalpha())


def _where_they_differ(parts: list[str], line: str) -> str:
    missing = [part for part in parts if _end_of(part, line) < 0]
    if not missing:
        return "Its parts stand in the abstract, but in another order: quote them in their order."
    words = line.split()
    told = [said for part in missing for said in _differences(part.split(), words)]
    # Stable: the first of those about numbers, or else the first of all.
    return min(told, key=lambda said: not said.about_number).sentence


@dataclass(frozen=True)
class _Difference:
    sentence: str
    about_number: bool = False


def _differences(wanted: list[str], words: list[str]) -> list[_Difference]:
    """Between a part and the passage nearest to it, word for word."""
    passage = _nearest(wanted, words)
    if passage is None:
        return [_Difference(_absent(" ".join(wanted)))]
    wanted = next(
        ([first, *wanted[1:]] for first in _either_case(wanted[0]) if first in passage), wanted
    )
    matcher = difflib.SequenceMatcher(None, wanted, passage, autojunk=False)
    return [
        _told(wanted[max(0, i - 4) : i], wanted[i:j], passage[k:m])
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]


def _nearest(wanted: list[str], words: list[str]) -> list[str] | None:
    """The passage of the text that is most like the quote, or None when none is close.

    First the words that each stretch shares with it are counted, in one pass; only the best
    stretches are compared in their order.
    """
    sought, keys = _keys(wanted), _keys(words)
    length = len(sought)
    shared = _shared(sought, keys)
    best_of_each = [
        max(range(start, min(start + length, len(shared))), key=shared.__getitem__)
        for start in range(0, len(shared), length)
    ]
    around = [
        (max(0, start - length // 2), start + length + length // 2)
        for start in heapq.nlargest(PASSAGES, best_of_each, key=shared.__getitem__)
    ]
    likeness = [LCSseq.similarity(sought, keys[start:end]) for start, end in around]
    best = max(likeness)
    if not best or best < CLOSE * length:
        return None
    start, end = around[likeness.index(best)]
    first, last = _same_ends(sought, keys[start:end])
    return words[max(0, start + first) : start + last]


def _shared(sought: list[str], keys: list[str]) -> list[int]:
    """How many words of the quote each stretch of its length has, by where the stretch begins."""
    spare, count, counts = Counter(sought), 0, []
    for index, key in enumerate(keys):
        count += spare[key] > 0
        spare[key] -= 1
        if index >= len(sought):
            lost = keys[index - len(sought)]
            count -= spare[lost] >= 0
            spare[lost] += 1
        if index >= len(sought) - 1:
            counts.append(count)
    return counts or [count]


def _same_ends(sought: list[str], keys: list[str]) -> tuple[int, int]:
    """Where the passage begins and ends, when what differs at both ends is as long as in the quote."""
    blocks = difflib.SequenceMatcher(None, sought, keys, autojunk=False).get_matching_blocks()
    first, last = blocks[0], blocks[-2]  # the very last one is empty
    return first.b - first.a, last.b + len(sought) - last.a


def _keys(words: list[str]) -> list[str]:
    """Words without case and punctuation, for finding a passage; never for judging a quote."""
    return [word.casefold().strip(PUNCTUATION) or word for word in words]


def _told(before: list[str], quoted: list[str], printed: list[str]) -> _Difference:
    ours, theirs = " ".join(quoted), " ".join(printed)
    numbers, right_numbers = NUMBER.findall(ours), NUMBER.findall(theirs)
    if len(numbers) == len(right_numbers):
        for number, right in zip(numbers, right_numbers, strict=True):
            if number != right:
                sentence = (
                    f"The quote says “{_short(number)}” where the abstract says “{_short(right)}”: "
                    "check the number."
                )
                return _Difference(sentence, about_number=True)
    after = f"After “{_short(' '.join(before))}” the" if before else "The"
    if not ours:
        sentence = (
            f"{after} abstract also says “{_short(theirs)}”: add it, or put “…” in its place."
        )
    elif not theirs:
        sentence = f"{after} quote says “{_short(ours)}”, which is not in the abstract there."
    else:
        sentence = (
            f"{after} abstract says “{_short(theirs)}” where the quote says “{_short(ours)}”."
        )
    return _Difference(sentence, about_number=numbers != right_numbers)


def _absent(part: str) -> str:
    return f"“{_short(part)}” does not occur in the abstract: copy the words from there."


def _short(text: str) -> str:
    words = text.split()
    short = " ".join(words[:SHOWN_WORDS])[:SHOWN_CHARACTERS]
    return short if short == text else f"{short} …"
