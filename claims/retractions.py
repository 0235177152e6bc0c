"""Notices about papers, from a CSV file in the column layout of the Retraction Watch database.

Columns are found by name, in any order and case; others are passed over. Texts of the file are
data: they are quoted in a note, never run, and a leading sign that a spreadsheet would take for a
formula is taken off. No Django in here.

Source: the data guide of the Retraction Watch database (Crossref): one row a notice; several for
one paper; “unavailable” or 0 where there is no DOI or PMID; dates as month/day/year.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from claims.errors import Refused
from claims.references.identifiers import normal_doi, normal_pmid
from claims.references.text import plain, quoted
from claims.vocabulary import Integrity

NATURES = {
    "retraction": Integrity.RETRACTED,
    "expression of concern": Integrity.CONCERN,
    "correction": Integrity.CORRECTED,
    "reinstatement": Integrity.OK,
}
WORDS = {
    Integrity.RETRACTED: "Retracted",
    Integrity.CONCERN: "Expression of concern",
    Integrity.CORRECTED: "Corrected",
    Integrity.OK: "Reinstated",
}
# The gravest wins. An editor's “superseded” or “retired” outlasts a correction, and no more.
GRAVITY = [
    Integrity.UNCHECKED,
    Integrity.OK,
    Integrity.CORRECTED,
    Integrity.SUPERSEDED,
    Integrity.RETIRED,
    Integrity.CONCERN,
    Integrity.RETRACTED,
]
GRAVE = (Integrity.RETRACTED, Integrity.CONCERN)
NATURE, DOI, PMID = "retractionnature", "originalpaperdoi", "originalpaperpubmedid"
ABSENT = ("", "0", "unavailable", "n/a", "na", "none", "null")
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b", re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b", re.ASCII)
FORMULA = "=+-@\t\r "
REASONS_LENGTH = 400


@dataclass(frozen=True)
class Notice:
    """One row: what was published about the paper with this DOI or PMID, and when."""

    line: int
    record_id: str
    nature: Integrity
    doi: str
    pmid: str
    on: date | None
    notice_doi: str
    reasons: str

    @property
    def sentence(self) -> str:
        """“Retracted on 2019-01-31: Error in Analyses. Notice: doi:10.1/2. (Retraction Watch 12)”"""
        when = f" on {self.on.isoformat()}" if self.on else ""
        why = f": {self.reasons}." if self.reasons else "."
        notice = f" Notice: doi:{self.notice_doi}." if self.notice_doi else ""
        record = f" (Retraction Watch {self.record_id})" if self.record_id else ""
        return f"{WORDS[self.nature]}{when}{why}{notice}{record}"


@dataclass(frozen=True)
class BadRow:
    """A row that says nothing usable, with the sentence why."""

    line: int
    sentence: str


def notices(lines: Iterable[str]) -> Iterator[Notice | BadRow]:
    """Row by row. Raises Refused where the columns are others, or the file is no CSV from a line on."""
    reader = csv.reader(lines, strict=True)
    try:
        columns = _columns(next(reader, []))
        for cells in reader:
            if any(cells):
                yield _notice(reader.line_num, cells, columns)
    except csv.Error as error:
        raise Refused(
            f"Line {reader.line_num}: it is no CSV from here on ({error}). Is the file cut off?"
        ) from error


def _columns(header: list[str]) -> dict[str, int]:
    columns = {_name(cell): number for number, cell in enumerate(header)}
    if NATURE not in columns or not columns.keys() & {DOI, PMID}:
        raise Refused(
            "The first line must name the columns of the Retraction Watch database: "
            "RetractionNature, and OriginalPaperDOI or OriginalPaperPubMedID."
        )
    return columns


def _name(cell: str) -> str:
    return re.sub(r"[\s_]", "", plain(cell)).lower()


def _notice(line: int, cells: list[str], columns: dict[str, int]) -> Notice | BadRow:
    if len(cells) < len(columns):
        return BadRow(line, f"Line {line}: it has {len(cells)} cells for {len(columns)} columns.")

    def cell(name: str) -> str:
        text = plain(cells[columns[name]]) if name in columns else ""
        return "" if text.lower() in ABSENT else text.lstrip(FORMULA)

    nature = NATURES.get(cell(NATURE).lower())
    if nature is None:
        known = ", ".join(name.capitalize() for name in NATURES)
        return BadRow(line, f"Line {line}: {quoted(cell(NATURE))} is none of {known}.")
    doi, pmid = normal_doi(cell(DOI)), normal_pmid(cell(PMID))
    if not doi and not pmid:
        return BadRow(line, f"Line {line}: it names the paper by no DOI and no PMID.")
    return Notice(
        line=line,
        record_id=cell("recordid")[:20],
        nature=nature,
        doi=doi,
        pmid=pmid,
        on=_day(cell("retractiondate")),
        notice_doi=normal_doi(cell("retractiondoi")),
        reasons=_reasons(cell("reason")),
    )


def _day(text: str) -> date | None:
    """1/31/2019 0:00 or 2019-01-31; None for anything else."""
    if match := DAY.match(text):
        month, day, year = map(int, match.groups())
    elif match := ISO_DAY.match(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reasons(text: str) -> str:
    """“+Error in Data;+Plagiarism;” as “Error in Data; Plagiarism”."""
    reasons = (part.strip(FORMULA).rstrip(".") for part in text.split(";"))
    whole = "; ".join(filter(None, reasons))
    return whole if len(whole) <= REASONS_LENGTH else whole[: REASONS_LENGTH - 1] + "…"


@dataclass(frozen=True)
class Standing:
    """What a paper's notices come to. `lifted` when it was reinstated after the last grave one."""

    integrity: Integrity
    note: str
    lifted: bool

    def replaces(self, current: str) -> bool:
        """Whether a source with this integrity has to change. A lesser notice never lowers it."""
        if self.lifted and current in GRAVE:
            return True
        if self.integrity is Integrity.OK:
            return False
        return GRAVITY.index(self.integrity) > GRAVITY.index(Integrity(current))


def standing(found: Iterable[Notice]) -> Standing:
    """What one paper's notices come to: the gravest since the last reinstatement.

    A reinstatement takes back the retractions and concerns before it; corrections stay. Notices
    without a date come first, those of one day keep the order of the file. Needs at least one.
    """
    holding: list[Notice] = []
    for notice in sorted(found, key=lambda notice: notice.on or date.min):
        if notice.nature is Integrity.OK:
            holding = [kept for kept in holding if kept.nature is Integrity.CORRECTED]
        holding.append(notice)
    gravest = max(holding, key=lambda notice: (GRAVITY.index(notice.nature), notice.on or date.min))
    reinstated = [notice for notice in holding if notice.nature is Integrity.OK]
    lifted = bool(reinstated) and gravest.nature not in GRAVE
    sentences = dict.fromkeys(notice.sentence for notice in [gravest, *reinstated[-1:]])
    return Standing(gravest.nature, " ".join(sentences), lifted)
