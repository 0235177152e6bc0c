"""Whether a support quote really stands in the abstract that an editor pasted. Pure module.

Both are normalised first: a quotation stays verbatim whatever dashes, quotation marks, spaces or
line-end hyphens the page had. Case counts, but for the first letter. “…”, “...” and “[…]” stand for
words left out: the parts must then occur in their order. House rules; the length is ours too, so that
a quotation stays a short one.
"""

import difflib
import re
import unicodedata
from itertools import accumulate

MOST_WORDS = 60
CLOSE = 0.5  # share of a quote's words that a passage must have to be shown as the nearest one
SHOWN_WORDS = 12
FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "×": "x",
    }
)
OMISSION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3}")
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-zà-ÿ])")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def normalised(text: str) -> str:
    """One line, with plain quotation marks, hyphens and blanks; composed characters (NFKC)."""
    # Ellipses are kept as one sign: NFKC would turn them into full stops.
    kept = text.replace("…", "\ue000")
    folded = unicodedata.normalize("NFKC", kept).translate(FOLDED).replace("\ue000", "…")
    return " ".join(folded.split())


def difference(quote: str, text: str) -> str | None:
    """What keeps the quote from standing in the text, in one sentence; None when it does.

    Numbers that differ are named first: a wrong number can hurt somebody.
    """
    parts = [part for raw in OMISSION.split(quote) if (part := _trimmed(normalised(raw)))]
    if not parts:
        return "The quote is empty: give the source's own words, or leave it out."
    words = sum(len(part.split()) for part in parts)
    if words > MOST_WORDS:
        return (
            f"The quote has {words} words; quote at most {MOST_WORDS}, or leave some out with “…”."
        )
    # A word broken at a line's end may be joined or really have its hyphen: both are tried.
    readings = {normalised(text), *(normalised(BROKEN_WORD.sub(sign, text)) for sign in ("", "-"))}
    if any(_stands_in(parts, reading) for reading in readings):
        return None
    return _where_it_differs(parts, normalised(text))


def _trimmed(part: str) -> str:
    """Without the quotation marks around the whole, and stray signs beside an omission."""
    return part.strip().strip('"').strip(" ,;")


def _stands_in(parts: list[str], text: str) -> bool:
    start = 0
    for part in parts:
        found = _find(part, text, start)
        if found < 0:
            return False
        start = found + len(part)
    return True


def _find(part: str, text: str, start: int = 0) -> int:
    """Where the part stands as whole words, its first letter in either case; −1 where not."""
    for first in dict.fromkeys((part[0], part[0].lower(), part[0].upper())):
        wanted = first + part[1:]
        found = text.find(wanted, start)
        while found >= 0:
            end = found + len(wanted)
            if not (_inside_word(text, found) or _inside_word(text, end)):
                return found
            found = text.find(wanted, found + 1)
    return -1


def _inside_word(text: str, index: int) -> bool:
    """Whether cutting here would cut a word or a number in two."""
    if not 0 < index < len(text):
        return False
    before, after = text[index - 1], text[index]
    if before.isalnum() and after.isalnum():
        return True
    # “1” does not stand in “0.1”, nor “3” in “3.5”.
    if before in ".," and after.isdigit():
        return index > 1 and text[index - 2].isdigit()
    return before.isdigit() and after in ".," and text[index + 1 : index + 2].isdigit()


def _where_it_differs(parts: list[str], text: str) -> str:
    missing = [part for part in parts if _find(part, text) < 0]
    if not missing:
        return "Its parts stand in the abstract, but in another order: quote them in their order."
    part = missing[0]
    passage = _nearest(part.split(), text.split())
    return _absent(part) if passage is None else _parting(part.split(), passage)


def _nearest(wanted: list[str], words: list[str]) -> list[str] | None:
    """The passage of the text that has most of the quote's words, or None when none is close."""
    known = {word.casefold() for word in wanted}
    length = min(len(wanted), len(words))
    # Counted by running sums, so that a long text costs one pass.
    sums = [0, *accumulate(word.casefold() in known for word in words)]
    starts = range(len(words) - length + 1)
    first = wanted[0].casefold()
    best = max(
        starts,
        key=lambda start: (
            sums[start + length] - sums[start],
            start < len(words) and words[start].casefold() == first,
        ),
    )
    if sums[best + length] - sums[best] < CLOSE * len(wanted):
        return None
    return words[best : best + length]


def _parting(wanted: list[str], passage: list[str]) -> str:
    """The first difference, word for word; one between numbers comes before all others."""
    matcher = difflib.SequenceMatcher(None, wanted, passage, autojunk=False)
    told = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        ours, theirs = " ".join(wanted[i:j]), " ".join(passage[k:m])
        for quoted, printed in zip(NUMBER.findall(ours), NUMBER.findall(theirs), strict=False):
            if quoted != printed:
                return f"The quote says “{quoted}” where the abstract says “{printed}”: check the number."
        told.append(_told(" ".join(wanted[max(0, i - 4) : i]), ours, theirs))
    # Word for word the same, and yet not there: the first or last one is a part of a longer word.
    return told[0] if told else _absent(" ".join(wanted))


def _told(before: str, ours: str, theirs: str) -> str:
    after = f"After “{before}” the" if before else "The"
    if not ours:
        return f"{after} abstract also says “{_short(theirs)}”: add it, or put “…” in its place."
    if not theirs:
        return f"{after} quote says “{_short(ours)}”, which is not in the abstract there."
    return f"{after} abstract says “{_short(theirs)}” where the quote says “{_short(ours)}”."


def _absent(part: str) -> str:
    return f"“{_short(part)}” does not occur in the abstract: copy the words from there."


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= SHOWN_WORDS else " ".join(words[:SHOWN_WORDS]) + " …"
