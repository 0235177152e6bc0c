"""Citations in the NLM style (Vancouver): six authors, journal as we hold it, then the identifiers.

Source: Citing Medicine, 2nd edition (NLM), and the ICMJE's sample references. No Django in here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from claims.references.dates import MONTHS
from claims.references.held import Reference

MOST_AUTHORS = 6
PAGES = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
CLOSING = (".", "?", "!")


@dataclass(frozen=True)
class Link:
    label: str
    url: str


def citation(reference: Reference) -> str:
    """One paragraph of plain text; what is not known is left out, punctuation and all."""
    kind = reference["csl_type"]
    parts = [
        _sentence(names(reference["authors"])),
        _sentence(_titled(reference)),
        _sentence(_placed(reference, kind)),
        _identified(reference),
    ]
    return " ".join(filter(None, parts))


def links(reference: Reference) -> tuple[Link, ...]:
    """Where it can be read: DOI, PubMed, PubMed Central, trial register, else its own address."""
    found = []
    if doi := reference["doi"]:
        found.append(Link("DOI", "https://doi.org/" + quote(doi, safe="/:;()._-")))
    if pmid := reference["pmid"]:
        found.append(Link("PubMed", f"https://pubmed.ncbi.nlm.nih.gov/{quote(pmid)}/"))
    if pmcid := reference["pmcid"]:
        found.append(
            Link("PubMed Central", f"https://pmc.ncbi.nlm.nih.gov/articles/{quote(pmcid)}/")
        )
    if re.fullmatch(r"NCT[0-9]{8}", reference["number"]):
        found.append(
            Link("ClinicalTrials.gov", f"https://clinicaltrials.gov/study/{reference['number']}")
        )
    if not found and reference["url"].startswith(("https://", "http://")):
        found.append(Link("Web", reference["url"]))
    return tuple(found)


def names(authors: Iterable[dict[str, str]]) -> str:
    """“Boyle NB, Lawton C, Dye L”; more than six end in “et al”; an organisation as it stands."""
    written = [name for name in map(name_of, authors) if name]
    if len(written) > MOST_AUTHORS:
        written = [*written[:MOST_AUTHORS], "et al"]
    return ", ".join(written)


def name_of(author: dict[str, str]) -> str:
    """“Amin FM”, “Smith JA Jr”: initials of the given names, then the suffix."""
    if author.get("literal"):
        return author["literal"]
    given, _, suffix = author.get("given", "").partition(",")
    return " ".join(filter(None, [author.get("family", ""), initials(given), suffix.strip()]))


def initials(given: str) -> str:
    """“Faisal Mohammad” and “F.-M.” are FM; “FM”, given as initials already, stays."""
    words = re.split(r"[\s.\-‐‑]+", given)
    return "".join(
        word if word.isupper() and len(word) <= 3 else word[0].upper()
        for word in words
        if word and word[0].isalpha()
    )


def _titled(reference: Reference) -> str:
    title = reference["source_title"]
    if title and reference["csl_type"] == "webpage":
        return f"{title.rstrip('.')} [Internet]"
    return title


def _placed(reference: Reference, kind: str) -> str:
    if kind == "article-journal":
        return _in_journal(reference)
    container, publisher = reference["container_title"], reference["publisher"]
    if kind == "chapter":
        container = f"In: {container}" if container else ""
    if kind == "webpage" and publisher and container == publisher:
        container = ""
    imprint = "; ".join(filter(None, [publisher, written_date(reference["issued"])]))
    number = reference["number"].removesuffix(".")
    return ". ".join(
        filter(
            None,
            [
                container.removesuffix("."),
                imprint.removesuffix("."),
                f"Report No.: {number}" if number and kind == "report" else "",
                number if number.startswith("ISBN ") else "",
                f"p. {short_pages(reference['page'])}" if reference["page"] else "",
            ],
        )
    )


def _in_journal(reference: Reference) -> str:
    """“Lancet Neurol. 2013 May;12(5):454-61”."""
    issue = f"({reference['issue']})" if reference["issue"] else ""
    volume = reference["volume"] + issue
    pages = short_pages(reference["page"]) or reference["number"]
    where = ":".join(filter(None, [volume, pages]))
    when = ";".join(filter(None, [written_date(reference["issued"]), where]))
    return ". ".join(filter(None, [reference["container_title"].removesuffix("."), when]))


def written_date(issued: str) -> str:
    """“2013”, “2013 May”, “2013 May 17”."""
    year, _, rest = issued.partition("-")
    month, _, day = rest.partition("-")
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        return year
    return " ".join(filter(None, [year, MONTHS[int(month) - 1].capitalize(), day.lstrip("0")]))


def short_pages(pages: str) -> str:
    """“454-461” as 454-61: the end without the digits that it shares with the start."""
    match = PAGES.fullmatch(pages)
    if not match or len(match[1]) != len(match[2]) or int(match[2]) <= int(match[1]):
        return pages
    first, last = match.groups()
    shared = next(n for n in range(len(first)) if first[n] != last[n])
    return f"{first}-{last[shared:]}"


def _identified(reference: Reference) -> str:
    address = reference["url"] if reference["csl_type"] == "webpage" else ""
    identifiers = [
        f"{label}: {reference[name]}"
        for name, label in (("doi", "doi"), ("pmid", "PMID"), ("pmcid", "PMCID"))
        if reference[name]
    ]
    found = [f"Available from: {address}"] if address and not identifiers else []
    doi = [part + "." for part in identifiers if part.startswith("doi")]
    others = "; ".join(part for part in identifiers if not part.startswith("doi"))
    return " ".join([*found, *doi, *([others + "."] if others else [])])


def _sentence(text: str) -> str:
    return text if not text or text.endswith(CLOSING) else f"{text}."
