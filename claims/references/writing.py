"""Exports: a list of references as RIS, BibTeX or CSL-JSON, read back without loss.

Each reference is a mapping of `held.py`. No Django in here.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import rispy

from claims.references.held import Reference
from claims.references.latex import encoded
from claims.references.names import as_tagged
from claims.references.rows import ISBN
from claims.references.text import plain

RIS_TYPES = {
    "article-journal": "JOUR",
    "article": "GEN",
    "webpage": "ELEC",
    "report": "RPRT",
    "book": "BOOK",
    "chapter": "CHAP",
}
BIBTEX_TYPES = {
    "article-journal": "article",
    "article": "unpublished",
    "webpage": "online",
    "report": "techreport",
    "book": "book",
    "chapter": "incollection",
}
RIS_LABELS = {
    "source_title": "title",
    "container_title": "secondary_title",
    "volume": "volume",
    "issue": "number",
    "publisher": "publisher",
    "doi": "doi",
    "pmid": "accession_number",
    "pmcid": "custom2",
}
CSL_KEYS = {
    "source_title": "title",
    "container_title": "container-title",
    **{name: name for name in ("volume", "issue", "page", "number", "publisher")},
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "url": "URL",
}
NAME_AND = re.compile(r"\sand\s", re.IGNORECASE)


def to_ris(references: Iterable[Reference]) -> str:
    writer = _RisWriter(delimiter_tags_mapping={})
    return writer.formats([_ris_entry(_lines(reference)) for reference in references])


class _RisWriter(rispy.RisWriter):
    """rispy's, without the running number it sets between records."""

    NEWLINE = "\r\n"  # as the format's specification asks

    def set_header(self, count: int) -> str:
        return ""


def _ris_entry(reference: Reference) -> dict:
    entry: dict = {"type_of_reference": RIS_TYPES[reference["csl_type"]]}
    entry["authors"] = [as_tagged(author) for author in reference["authors"]]
    for name, label in RIS_LABELS.items():
        if reference[name]:
            entry[label] = reference[name]
    if reference["pmid"]:
        entry["name_of_database"] = "PubMed"
    if issued := reference["issued"]:
        entry["year"] = issued[:4]
        entry["date"] = issued.replace("-", "/")
    start, _, end = reference["page"].partition("-")
    whole = start and end and "-" not in end and start != end
    entry |= {"start_page": start, "end_page": end} if whole else {"start_page": reference["page"]}
    if reference["url"]:
        entry["urls"] = [reference["url"]]
    number = reference["number"]
    if _is_isbn(reference):
        entry["issn"] = number.removeprefix(ISBN)
    elif number:
        entry["custom7" if reference["csl_type"] == "article-journal" else "note"] = number
    if reference["slug"]:
        entry["id"] = reference["slug"]
    return {label: value for label, value in entry.items() if value}


def to_bibtex(references: Iterable[Reference]) -> str:
    keys: set[str] = set()
    return "\n".join(
        _bibtex_entry(_lines(reference), _citation_key(reference, keys)) for reference in references
    )


def _bibtex_entry(reference: Reference, key: str) -> str:
    journal = reference["csl_type"] == "article-journal"
    year, _, rest = reference["issued"].partition("-")
    month, _, day = rest.partition("-")
    isbn = _is_isbn(reference)
    fields = {
        "title": f"{{{encoded(reference['source_title'])}}}",
        "author": " and ".join(map(_bibtex_name, reference["authors"])),
        "booktitle" if reference["csl_type"] == "chapter" else "journal": encoded(
            reference["container_title"]
        ),
        "year": year,
        "month": month,
        "day": day,
        "volume": encoded(reference["volume"]),
        "number" if journal else "issue": encoded(reference["issue"]),
        "pages": encoded(reference["page"]).replace("-", "--"),
        "eid" if journal else "number": "" if isbn else encoded(reference["number"]),
        "isbn": reference["number"].removeprefix(ISBN) if isbn else "",
        "publisher": encoded(reference["publisher"]),
        **{
            name: encoded(reference[name], verbatim=True)
            for name in ("doi", "url", "pmid", "pmcid")
        },
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = BIBTEX_TYPES[reference["csl_type"]]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _bibtex_name(author: dict[str, str]) -> str:
    if "literal" in author:
        return f"{{{encoded(author['literal'])}}}"
    family, given = (
        _kept_whole(author.get(part, ""), sign) for part, sign in (("family", None), ("given", ","))
    )
    return f"{family}, {given}".rstrip()


def _kept_whole(name: str, sign: str | None) -> str:
    """In braces where BibTeX would take it apart: at a comma, or at the word “and”."""
    text = encoded(name)
    apart = NAME_AND.search(f" {name} ") or (sign and sign in name)
    return f"{{{text}}}" if apart else text


def _citation_key(reference: Reference, taken: set[str]) -> str:
    base = re.sub(r"[^A-Za-z0-9:_-]", "", reference["slug"]) or "source"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken.add(key)
    return key


def to_csl_json(references: Iterable[Reference]) -> str:
    items = [_csl_item(_lines(reference)) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _csl_item(reference: Reference) -> dict:
    item: dict = {"id": reference["slug"] or reference["doi"], "type": reference["csl_type"]}
    item["author"] = [_csl_name(author) for author in reference["authors"]]
    if issued := reference["issued"]:
        item["issued"] = {"date-parts": [[int(part) for part in issued.split("-")]]}
    item |= {key: reference[name] for name, key in CSL_KEYS.items()}
    if _is_isbn(reference):
        item |= {"number": "", "ISBN": reference["number"].removeprefix(ISBN)}
    return {key: value for key, value in item.items() if value}


def _csl_name(author: dict[str, str]) -> dict[str, str]:
    given, _, suffix = author.get("given", "").partition(", ")
    return author | {"given": given, "suffix": suffix} if suffix else author


def _lines(reference: Reference) -> Reference:
    """Each text as one line: a line break within one would start a new field."""
    return {
        name: plain(value) if isinstance(value, str) else value for name, value in reference.items()
    } | {"authors": [{k: plain(v) for k, v in author.items()} for author in reference["authors"]]}


def _is_isbn(reference: Reference) -> bool:
    return reference["number"].startswith(ISBN) and reference["csl_type"] in ("book", "chapter")


@dataclass(frozen=True)
class Export:
    label: str
    suffix: str
    content_type: str
    write: Callable[[Iterable[Reference]], str]


EXPORTS = {
    "ris": Export("RIS", ".ris", "application/x-research-info-systems; charset=utf-8", to_ris),
    "bibtex": Export("BibTeX", ".bib", "application/x-bibtex; charset=utf-8", to_bibtex),
    "csl-json": Export("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", to_csl_json),
}
