"""What texts are read against: the names and claims of this database, as plain values."""

from articles.reading.concepts import concept_terms
from articles.reading.entities import EntityKind, Lexicon, Term, form_names, several
from articles.reading.matching import KnownClaim
from articles.reading.proposals import Knowledge
from claims.models import Claim, Condition, Supplement


def knowledge(*, paraphrases: bool = True) -> Knowledge:
    """Drafts too, for editors match against what they work on; merged claims are left out.

    `paraphrases`: match against `Claim.as_claimed` as well. Five queries, whatever there is.
    """
    return Knowledge(Lexicon(_terms()), _claims(paraphrases))


def _terms():
    yield from concept_terms()
    for supplement in Supplement.objects.prefetch_related("forms"):
        names = (supplement.name, *supplement.alternate_names)
        yield Term(EntityKind.SUPPLEMENT, supplement.slug, names)
        for form in supplement.forms.all():
            names = form_names(form.name, form.alternate_names, supplement.name)
            yield Term(EntityKind.FORM, form.slug, names)
    for condition in Condition.objects.all():
        names = (condition.name, *condition.alternate_names)
        both = tuple(dict.fromkeys([*names, *map(several, names)]))
        yield Term(EntityKind.CONDITION, condition.slug, both)


def _claims(paraphrases: bool):
    found = Claim.objects.unmerged().select_related("form").prefetch_related("conditions")
    for claim in found:
        yield KnownClaim(
            slug=claim.slug,
            statement=claim.statement,
            kind=claim.claim_kind,
            conditions=frozenset(condition.slug for condition in claim.conditions.all()),
            applies_to_all=claim.applies_to_all,
            form=claim.form.slug if claim.form else None,
            outcome=claim.outcome_name,
            dose_mg=(claim.dose_min_mg, claim.dose_max_mg),
            aliases=(claim.as_claimed,) if paraphrases and claim.as_claimed else (),
        )
