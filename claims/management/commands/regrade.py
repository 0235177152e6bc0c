"""Every stored level computed again from its judgements, by the rules as they are now."""

from django.core.management.base import BaseCommand, CommandError

from claims.grading import RULE_VERSION, GradingError, grade
from claims.judgements import judgements_of
from claims.models import Assessment


class Command(BaseCommand):
    help = (
        "Compute the level of every stored assessment again; exit 1 and name each that differs. "
        "Nothing is rewritten, because assessments are append-only: grade the claim again instead."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            required=True,
            help="Compare only. Required, so that nobody takes this for a command that writes.",
        )

    def handle(self, *args, **options):
        checked = 0
        found = []
        stored = Assessment.objects.select_related("claim").order_by("claim__slug", "pk")
        for assessment in stored.iterator():
            checked += 1
            if sentence := mismatch(assessment):
                found.append(sentence)
        for sentence in found:
            self.stderr.write(sentence)
        summary = f"{checked} assessments recomputed by {RULE_VERSION}, {len(found)} mismatches."
        if found:
            raise CommandError(summary, returncode=1)
        self.stdout.write(summary)


def mismatch(assessment: Assessment) -> str | None:
    """Why the stored level is not what the rules give, or None when it is."""
    named = (
        f"Claim “{assessment.claim.slug}”, assessment {assessment.pk} "
        f"({assessment.rule_version}, {assessment.assessed_at:%d %b %Y})"
    )
    try:
        result = grade(judgements_of(assessment), assessment.verdict, assessment.n_studies)
    except GradingError as error:
        return f"{named}: the rules refuse it. {error}"
    if (result.certainty or "") == assessment.level:
        return None
    # A level that the rules give and nobody stored cannot be: the database asks for one.
    gives = f"“{result.certainty}”" if result.certainty else "no level"
    return f"{named}: “{assessment.level}” is stored, the rules give {gives}."
