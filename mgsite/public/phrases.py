"""How values of the published documents read in a sentence. Pure module."""

from collections.abc import Mapping, Sequence

from claims.vocabulary import Verdict

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LONGEST_TITLE = 40  # characters of a title that stand in for absent authors


def day(text: str | None) -> str:
    """An ISO date in words, as exact as it is given: `2026-11-22`, `2026-11` or `2026`."""
    if not text:
        return ""
    year, *rest = text[:10].split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*parts, year])


def number(value: str | int | None) -> str:
    """A decimal with a real minus sign, and thousands set apart from 10 000 on."""
    if value is None:
        return ""
    text = str(value)
    whole, point, fraction = text.lstrip("-").partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return ("\N{MINUS SIGN}" if text.startswith("-") else "") + whole + point + fraction


def counted(amount: int, one: str, many: str) -> str:
    """“1 study”, “2 studies”."""
    return f"{number(amount)} {one if amount == 1 else many}"


def listed(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def inside(name: str) -> str:
    """A title as it stands inside a sentence: “leg cramps”, but “GAD-7 score” and “US adults”."""
    first = name.partition(" ")[0]
    ordinary = len(first) == 1 or (first[1:2].isalpha() and first[1:].islower())
    return name[:1].lower() + name[1:] if ordinary else name


def short_citation(source: Mapping) -> str:
    """Author and year by which a text names a source: “Boyle 2017”, “Mori et al. 2019”."""
    return " ".join(part for part in (_first_author(source), str(source.get("year") or "")) if part)


def _first_author(source: Mapping) -> str:
    authors = source.get("authors") or []
    if not authors:
        return shortened(source.get("title") or "Untitled source")
    name = authors[0].get("family") or authors[0].get("literal") or ""
    if len(authors) == 2 and (second := authors[1].get("family")):
        return f"{name} and {second}"
    return shortened(name) + (" et al." if len(authors) > 2 else "")


def shortened(text: str) -> str:
    """At most LONGEST_TITLE characters, cut at a word."""
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def no_level(verdict: str | None) -> str:
    """Why something carries no GRADE level, short enough for a mark."""
    if not verdict:
        return "Not graded yet"
    return "No GRADE level" if verdict == Verdict.NOT_STUDIED else "Reference: no GRADE level"
