"""What a text leaves out that a reader would need, found by rule. Pure module: read segments in, sentences out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from articles.reading.doses import NamedDose
from articles.reading.entities import EntityKind
from articles.reading.proposals import ReadSegment
from claims.dose import ClaimedDose, DailyLimit, readings
from claims.vocabulary import DoseBasis, DosePer, Word

# An address, an identifier, “Smith et al.”, “(2019)”, “[3]”: something that a reader could look up.
CITATION = re.compile(
    r"https?://|\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bet al\b|\([^()]{0,60}\b(?:19|20)\d\d[a-z]?\)|\[\d{1,3}\]"
)


class OmissionKind(Word):
    SOURCE = "source", "No source"
    BASIS = "basis", "Dose without its basis"
    LIMIT = "limit", "Above a limit"
    KIDNEYS = "kidneys", "No warning about kidney disease"
    MEDICINES = "medicines", "No warning about medicines"


WARNED_OF = (" above", " beyond", " exceed", " exceeding", " more than", " over")
WEIGHED = {
    DoseBasis.ELEMENTAL: "elemental magnesium",
    DoseBasis.COMPOUND: "the weight of the compound",
}
WARNINGS = {
    OmissionKind.KIDNEYS: (
        "kidney",
        "It does not say that people with kidney disease should ask first.",
    ),
    OmissionKind.MEDICINES: (
        "medicines",
        "It does not say that magnesium can get in the way of medicines.",
    ),
}


@dataclass(frozen=True)
class Omission:
    """`sentence` is ours, for readers."""

    kind: OmissionKind
    sentence: str


def omissions(
    read: Sequence[ReadSegment], limits: Iterable[DailyLimit] = (), share: Decimal | None = None
) -> tuple[Omission, ...]:
    """`limits` in mg of the element a day; `share` is the elemental share of the form that the text is
    about, in per cent, None when it names none. A text that claims nothing leaves nothing out."""
    if not any(segment.makes_claim for segment in read):
        return ()
    amounts = _doses(read)
    return (
        *_source(read),
        *_basis(amounts),
        *_limits(amounts, tuple(limits), share),
        *_warnings(read),
    )


def _source(read: Sequence[ReadSegment]) -> Iterable[Omission]:
    if any(CITATION.search(segment.segment.text) for segment in read):
        return
    appeals = sum(bool(segment.unnamed_studies) for segment in read)
    times = {1: "once", 2: "twice"}.get(appeals, f"{appeals} times")
    also = f", though it speaks of studies or of what is known {times}" if appeals else ""
    yield Omission(OmissionKind.SOURCE, f"It names no source{also}.")


def _basis(amounts: Sequence[NamedDose]) -> Iterable[Omission]:
    unsaid = dict.fromkeys(_said(dose) for dose in amounts if dose.basis is DoseBasis.UNSPECIFIED)
    if unsaid:
        yield Omission(
            OmissionKind.BASIS,
            f"It names {_listed(list(unsaid))} without saying whether that is the compound or the magnesium in it.",
        )


def _limits(
    amounts: Sequence[NamedDose], limits: tuple[DailyLimit, ...], share: Decimal | None
) -> Iterable[Omission]:
    for dose in {_said(dose): dose for dose in amounts}.values():
        claimed = ClaimedDose(dose.low_mg, dose.high_mg, dose.basis, dose.per or DosePer.DAY)
        for reading in readings(claimed, share, limits):
            for limit in reading.broken:
                partly = dose.is_range and dose.low_mg <= limit.max_mg
                end = f"the upper end of {_said(dose)}" if partly else _said(dose)
                yield Omission(
                    OmissionKind.LIMIT,
                    f"Read as {WEIGHED[reading.basis]}, {end} is above the limit of "
                    f"{limit.max_mg} mg a day ({limit.authority}), and it does not say so.",
                )


def _warnings(read: Sequence[ReadSegment]) -> Iterable[Omission]:
    spoken_of = {
        mention.slug
        for segment in read
        if segment.makes_claim
        for mention in segment.mentions
        if mention.kind is EntityKind.CIRCUMSTANCE
    }
    for kind, (slug, sentence) in WARNINGS.items():
        if slug not in spoken_of:
            yield Omission(kind, sentence)


def _doses(read: Iterable[ReadSegment]) -> list[NamedDose]:
    """Above 0, in segments that claim something; “over 350 mg” warns and is no dose to take."""
    return [
        dose
        for segment in read
        if segment.makes_claim
        for dose in segment.doses
        if dose.low_mg > 0 and not _warns(segment.segment.text[: dose.start])
    ]


def _warns(before: str) -> bool:
    return f" {before.rstrip().lower()}".endswith(WARNED_OF)


def _listed(names: Sequence[str]) -> str:
    """“A, B and C”."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _said(dose: NamedDose) -> str:
    high = f"{dose.high_mg.normalize():f}"
    return f"{dose.low_mg.normalize():f}–{high} mg" if dose.is_range else f"{high} mg"
