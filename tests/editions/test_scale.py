"""Content to measure with: in print by the same acts as all else, and only where it was asked for."""

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim
from mgsite.editions.models import Edition, Version
from mgsite.editions.verify import faults
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def test_copies_are_graded_in_print_and_some_wait_at_the_desk(capsys, committed):
    original = builders.published_site()["claims"][0]
    call_command("seed_scale", "9", "--for-measuring")
    assert capsys.readouterr().out == "9 claims more, 7 of them wait at the desk.\n"
    copies = Claim.objects.exclude(pk=original.pk)
    assert {claim.slug for claim in copies} == {f"{original.slug}-{n}" for n in range(2, 11)}
    assert {claim.assessment.level for claim in copies} == {original.assessment.level}
    assert {claim.citations.get().source_id for claim in copies} == {
        original.citations.get().source_id
    }
    assert Version.objects.live().filter(kind="claim").count() == 10
    assert Edition.objects.count() == 2
    assert list(faults()) == []


def test_a_site_with_readers_is_not_filled_by_mistake(committed):
    builders.published_site()
    with pytest.raises(CommandError, match="add --for-measuring"):
        call_command("seed_scale", "9")
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("number", ["0", "100001"])
def test_impossible_number_is_refused(number, committed):
    with pytest.raises(CommandError, match="Choose a number from 1 to 100,000"):
        call_command("seed_scale", number, "--for-measuring")


def test_nothing_to_copy_is_told(committed):
    with pytest.raises(CommandError, match="run load_starter first"):
        call_command("seed_scale", "1", "--for-measuring")
