"""From a claim's rows to the pure `without`: the level as it would be without some of its sources."""

from claims.judgements import judgements_of
from claims.models import Citation, Claim, Source
from claims.without import Graded, Study, Without, without


def level_without(claim: Claim, sources: frozenset[str]) -> Without | None:
    """Without these sources (slugs), by the adopted grading; None where nothing is adopted."""
    assessment = claim.assessment
    if assessment is None:
        return None
    graded = Graded(
        judgements_of(assessment),
        assessment.verdict,
        assessment.level or None,
        claim.form.slug if claim.form else None,
    )
    studies = [_study(each, assessment.effect_source_id) for each in claim.citations.all()]
    return without(graded, studies, sources)


def _study(citation: Citation, effect_source: int | None) -> Study:
    source = citation.source
    return Study(
        slug=source.slug,
        design=source.study_design,
        stance=citation.stance,
        forms=frozenset(form.slug for form in source.forms_tested.all()),
        name=short_name(source),
        participants=source.n_participants,
        gave_effect=source.pk == effect_source,
    )


def short_name(source: Source) -> str:
    """“Peikert 1996”, as editors call it; the slug where there is no author or year."""
    first = source.authors[0] if source.authors else {}
    author = first.get("family") or first.get("literal")
    return f"{author} {source.issued[:4]}" if author and source.issued else source.slug
