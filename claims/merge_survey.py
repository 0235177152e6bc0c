"""What merging one claim into another would do to claims and conditions. Reads only.

`gone` is the claim that is given up, `stays` the one that remains. Gradings are nobody's to move:
they stay with the claim whose evidence they judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from claims.actions_grading import open_blind_grading
from claims.merged_claims import successor_in
from claims.models import Assignment, Citation, Claim, Condition, Curated, Remark, SummaryRow
from claims.people import name_of

CITED = ("stance", "locator", "note", "quote")  # what a citation says of its source


@dataclass(frozen=True)
class Differing:
    """One field that the two have in different words."""

    label: str
    gone: str
    stays: str


@dataclass(frozen=True)
class SharedCitation:
    """A source that both cite, and what they say of it differently; nothing when they agree."""

    gone: Citation
    stays: Citation
    differing: tuple[Differing, ...]


@dataclass(frozen=True)
class Headline:
    """A condition that answers with the claim that is given up. `first` and `second` are the
    claims that answer it afterwards."""

    condition: Condition
    first: Claim | None
    second: Claim | None


@dataclass(frozen=True)
class ClaimsSurvey:
    """`rows` are further outcomes of other claims that the claim given up grades; `own_rows` are
    its own, which stay with it, as its `gradings` do."""

    gone: Claim
    stays: Claim
    contrasts: tuple[Differing, ...]
    citations: tuple[Citation, ...]
    shared: tuple[SharedCitation, ...]
    conditions: tuple[Condition, ...]
    rows: tuple[SummaryRow, ...]
    own_rows: tuple[SummaryRow, ...]
    headlines: tuple[Headline, ...]
    remarks: tuple[Remark, ...]
    assignment: Assignment | None
    gradings: int

    @property
    def touched(self) -> list[Curated]:
        """Every claim and condition that would be edited, the two themselves first."""
        others = {row.claim_id: row.claim for row in self.rows}
        others.pop(self.stays.pk, None)
        return [
            self.gone,
            self.stays,
            *others.values(),
            *(headline.condition for headline in self.headlines),
        ]


def survey_claims(gone: Claim, stays: Claim) -> ClaimsSurvey:
    held = {citation.source_id: citation for citation in _citations(stays)}
    brought = _citations(gone)
    rows = SummaryRow.objects.filter(graded_by=gone).select_related("claim")
    remarks = Remark.objects.filter(subject_id=gone.public_id, resolved_at=None)
    asked = Assignment.objects.filter(subject_id=gone.public_id, ended_at=None)
    return ClaimsSurvey(
        gone=gone,
        stays=stays,
        contrasts=tuple(_contrasts(gone, stays)),
        citations=tuple(each for each in brought if each.source_id not in held),
        shared=tuple(
            _shared(each, held[each.source_id]) for each in brought if each.source_id in held
        ),
        conditions=tuple(gone.conditions.exclude(pk__in=stays.conditions.values("pk"))),
        rows=tuple(rows),
        own_rows=tuple(gone.summary_rows.all()),
        headlines=tuple(_headlines(gone, stays)),
        remarks=tuple(remarks.select_related("by")),
        assignment=asked.select_related("reviewer").first(),
        gradings=gone.assessments.count(),
    )


def refusals_among_claims(survey: ClaimsSurvey) -> list[str]:
    """Why the two cannot be merged, as far as claims know."""
    gone, stays = survey.gone, survey.stays
    if gone.pk == stays.pk:
        return ["A claim cannot be merged into itself: choose another."]
    said = []
    if into := successor_in(gone.hold):
        said.append(f"“{gone.slug}” was merged into “{into.slug}” meanwhile.")
    if into := successor_in(stays.hold):
        cure = "there is nothing left to do" if into.public_id == gone.public_id else "choose that"
        said.append(f"“{stays.slug}” was merged into “{into.slug}” meanwhile: {cure}.")
    if gone.supplement_id != stays.supplement_id:
        said.append(
            f"“{gone.slug}” is about {gone.supplement}, “{stays.slug}” about {stays.supplement}: "
            "only claims about one supplement can be merged."
        )
    for claim in (gone, stays):
        if (blind := open_blind_grading(claim)) is not None:
            said.append(
                f"{name_of(blind.first)} and {name_of(blind.second)} are grading “{claim.slug}” "
                "blind: have that settled or call it off first."
            )
    said += [
        f"“{stays.slug}” has the further outcome “{row.outcome}”, which “{gone.slug}” grades, so "
        "they are about different outcomes. Take that outcome out first if they are not."
        for row in survey.rows
        if row.claim_id == stays.pk
    ]
    return said


def _citations(claim: Claim) -> list[Citation]:
    return list(claim.citations.select_related("source"))


def _shared(gone: Citation, stays: Citation) -> SharedCitation:
    differing = [
        Differing(str(Citation._meta.get_field(name).verbose_name), *pair)
        for name in CITED
        if (pair := (_shown(gone, name), _shown(stays, name)))[0] != pair[1]
    ]
    return SharedCitation(gone, stays, tuple(differing))


def _shown(row: Citation | Claim, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return "" if value is None else {True: "yes", False: "no"}.get(value, str(value))


def _headlines(gone: Claim, stays: Claim) -> Iterator[Headline]:
    found = Condition.objects.filter(Q(headline_claim=gone) | Q(second_headline_claim=gone))
    for condition in found.select_related("headline_claim", "second_headline_claim"):
        first, second = (
            stays if claim == gone else claim
            for claim in (condition.headline_claim, condition.second_headline_claim)
        )
        # One answer, where both would be the same claim.
        yield Headline(condition, first, None if second == first else second)


def _contrasts(gone: Claim, stays: Claim) -> list[Differing]:
    """The questions that the two ask, as far as they differ: a person judges whether they are one."""
    asked = [
        ("statement", "statement"),
        ("conclusion", "conclusion"),
        ("claim_kind", "kind"),
        ("form", "form claimed"),
        ("applies_to_all", "on every condition page"),
        ("population", "population"),
        ("comparator", "comparator"),
        ("outcome_name", "outcome"),
        ("outcome_measure", "measure"),
        ("outcome_days", "time frame (days)"),
        ("dose_min_mg", "dose from (mg)"),
        ("dose_max_mg", "dose to (mg)"),
    ]
    pairs = [(label, _shown(gone, name), _shown(stays, name)) for name, label in asked]
    pairs.append(("grading", _graded(gone), _graded(stays)))
    return [Differing(*pair) for pair in pairs if pair[1] != pair[2]]


def _graded(claim: Claim) -> str:
    if claim.assessment is None:
        return "none yet"
    level = claim.assessment.get_level_display() or claim.assessment.get_method_display()
    return f"{claim.assessment.get_verdict_display()}, {level}"
