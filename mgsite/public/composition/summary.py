"""The summary of findings of a claim's page: rows in words, and a field for each risk to start from.

A reader's risk comes as `?baseline=` for the first ratio, `?baseline-2=` for the second and so on,
since each outcome has a risk of its own. Asks the database nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from claims.canonical import decimal_text
from mgsite.public.baseline import NotARisk, examples_for, read_risk
from mgsite.public.finding_drawings import Drawn, drawn
from mgsite.public.finding_words import FindingWords, finding_words, overall_words
from mgsite.public.findings import (
    Finding,
    compares_groups,
    findings,
    has_findings,
    overall_certainty,
)
from mgsite.public.phrases import inside

PARAMETER = "baseline"
LONGEST = 40  # characters of what was typed that go back into the field


@dataclass(frozen=True)
class Example:
    risk: str
    link: str
    chosen: bool


@dataclass(frozen=True)
class RiskField:
    """Where a reader says how many of 1000 have the outcome without the supplement.

    `value` stands in the field: what was typed, else the risk in use. `stored` is the one that the
    source reports, empty when it reports none.
    """

    name: str
    place: int
    outcome: str
    value: str
    error: str
    stored: str
    examples: tuple[Example, ...]
    reset: str  # the address with the stored risk again; empty when that is the one in use


@dataclass(frozen=True)
class Summary:
    about: str
    is_association: bool
    rows: tuple[FindingWords, ...]
    pictures: tuple[tuple[FindingWords, Drawn], ...]  # of the rows that have any
    fields: tuple[RiskField, ...]
    overall: str

    @property
    def has_band(self) -> bool:
        """Whether a drawing shows which differences are too small to matter."""
        return any(found.interval and found.interval.band for _, found in self.pictures)

    @property
    def is_refused(self) -> bool:
        return any(field.error for field in self.fields)


@dataclass(frozen=True)
class Asked:
    """One field as it came: `risk` None when it was left empty or is refused."""

    name: str
    place: int
    typed: str
    risk: Decimal | None = None
    error: str = ""


def summary(
    claim: Mapping, items: Mapping[str, Mapping], parameters: Mapping[str, str]
) -> Summary | None:
    """None for a claim without an estimate or a further outcome. `parameters` are the address's."""
    if not has_findings(claim):
        return None
    stored = findings(claim, items)
    asked = list(_asked(stored, parameters))
    risks = {field.place: field.risk for field in asked if field.risk is not None}
    rows = findings(claim, items, risks)
    words = tuple(map(finding_words, rows))
    return Summary(
        about=_about(claim),
        is_association=compares_groups(claim),
        rows=words,
        pictures=tuple(_pictures(claim, words)),
        fields=tuple(_field(field, rows[field.place], asked) for field in asked),
        overall=overall_words(overall_certainty(rows)) if len(rows) > 1 else "",
    )


def _about(claim: Mapping) -> str:
    """“magnesium, any form, compared with placebo”."""
    taken = inside(claim["intervention"]["name"])
    against = claim["comparator"]
    return f"{taken}, compared with {inside(against).rstrip('.')}" if against else taken


def _pictures(
    claim: Mapping, words: Sequence[FindingWords]
) -> Iterator[tuple[FindingWords, Drawn]]:
    threshold = claim["outcome"].get("important_difference")
    for said in words:
        important = Decimal(threshold) if threshold and said.row.is_own else None
        found = drawn(said.row, important)
        if found.interval or found.people:
            yield said, found


def _asked(rows: tuple[Finding, ...], parameters: Mapping[str, str]) -> Iterator[Asked]:
    places = [place for place, row in enumerate(rows) if row.takes_a_risk]
    for n, place in enumerate(places, 1):
        name = PARAMETER if n == 1 else f"{PARAMETER}-{n}"
        typed = parameters.get(name, "")
        if not typed.strip():
            yield Asked(name, place, "")
            continue
        try:
            yield Asked(name, place, typed, read_risk(typed, rows[place].estimate))
        except NotARisk as refusal:
            yield Asked(name, place, typed, error=refusal.sentence)


def _field(asked: Asked, row: Finding, every: list[Asked]) -> RiskField:
    others = {
        field.name: decimal_text(field.risk)
        for field in every
        if field is not asked and field.risk is not None
    }
    in_use = row.per_1000
    stored = row.stored_per_1000
    return RiskField(
        name=asked.name,
        place=asked.place,
        outcome=row.outcome,
        value=asked.typed[:LONGEST] or ("" if in_use is None else decimal_text(in_use)),
        error=asked.error,
        stored="" if stored is None else decimal_text(stored),
        examples=tuple(
            Example(
                decimal_text(risk),
                _link(others | {asked.name: decimal_text(risk)}),
                risk == in_use,
            )
            for risk in examples_for(row.estimate)
        ),
        reset=_link(others) if asked.risk is not None and stored is not None else "",
    )


def _link(parameters: Mapping[str, str]) -> str:
    return f"?{urlencode(parameters)}#numbers"
