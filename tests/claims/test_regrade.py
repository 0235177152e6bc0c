"""regrade --check: every stored level computed again, and each that differs named."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.models import Assessment, Claim
from claims.starter.ensure import Report
from claims.starter.load import FOLDER, load
from tests import builders


def regrade() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("regrade", "--check", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused() -> tuple[str, str, int]:
    """What it says at the end, what it names before, and the exit status."""
    err = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("regrade", "--check", stderr=err)
    return str(caught.value), err.getvalue(), caught.value.returncode


def stored(claim: Claim, by: User, **values) -> Assessment:
    """A row as no action would write it, but as an older rule set may have."""
    return Assessment.objects.create(
        claim=claim,
        assessed_by=by,
        assessed_at=timezone.now(),
        **(builders.RCT_LOW | {"rule_version": "mgsite-grade-0"} | values),
    )


def named(assessment: Assessment) -> str:
    return (
        f"Claim “{assessment.claim.slug}”, assessment {assessment.pk} (mgsite-grade-0, "
        f"{assessment.assessed_at:%d %b %Y})"
    )


@pytest.mark.django_db
def test_levels_that_the_rules_give_are_no_mismatch(ada):
    builders.claim(by=ada)
    builders.claim(by=ada, values={"verdict": "not-studied"})
    builders.claim(by=ada, values={"method": "reference"})
    assert regrade() == ("3 assessments recomputed by mgsite-grade-1, 0 mismatches.\n", "")


@pytest.mark.django_db
def test_level_that_differs_is_named_and_fails(ada):
    claim = builders.claim("cramps", by=ada)
    higher = stored(claim, ada, level="high")
    assert refused() == (
        "2 assessments recomputed by mgsite-grade-1, 1 mismatches.",
        f"{named(higher)}: “high” is stored, the rules give “low”.\n",
        1,
    )


@pytest.mark.django_db
def test_level_where_there_should_be_none_is_named(ada):
    claim = builders.claim("cramps", by=ada)
    domains = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")
    unjudged = {"verdict": "not-studied", "start": ""} | dict.fromkeys(domains, 0)
    superfluous = stored(claim, ada, level="low", **unjudged)
    assert refused()[1] == f"{named(superfluous)}: “low” is stored, the rules give no level.\n"


@pytest.mark.django_db
def test_judgements_that_the_rules_refuse_are_named(ada):
    claim = builders.claim("cramps", by=ada)
    odd = stored(claim, ada, level="very-low", risk_of_bias=-3)
    assert refused()[1] == (
        f"{named(odd)}: the rules refuse it. Risk of bias: must be from -2 to 0, not -3.\n"
    )


def test_command_without_check_does_nothing():
    with pytest.raises(CommandError, match="the following arguments are required: --check"):
        call_command("regrade")


@pytest.mark.django_db
def test_starter_claims_have_no_mismatch(ada):
    load(FOLDER, ada, Report())
    count = Claim.objects.count()
    assert regrade() == (f"{count} assessments recomputed by mgsite-grade-1, 0 mismatches.\n", "")
