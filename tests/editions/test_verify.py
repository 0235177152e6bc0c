"""`verify_published` notices whatever somebody changes behind the store's back."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from mgsite.editions.triggers import remove_triggers
from mgsite.editions.verify import faults
from mgsite.editions.withdraw import withdraw
from tests import builders


@pytest.fixture
def store(ada):
    """Two editions with the triggers out of the way, so that a test may tamper."""
    claim = builders.published_site()["claims"][0]
    builders.regrade(claim, by=ada, imprecision=-2, verdict="insufficient-evidence")
    builders.put_in_print(claim, change="grade")
    connection.check_constraints()  # PostgreSQL drops no trigger while checks are pending
    remove_triggers()
    return claim


def tamper(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    return list(faults())


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE editions_version SET document = '{}' WHERE seq = 3",
            "does not give the stored hash",
        ),
        ("UPDATE editions_version SET sha256 = 'x' WHERE seq = 3", "the hash chain is broken"),
        ("UPDATE editions_version SET certainty = 'high' WHERE seq = 6", "certainty differ"),
        (
            "UPDATE editions_version SET until = NULL, version = 3 WHERE seq = 6",
            "version numbers have gaps",
        ),
        (
            "UPDATE editions_version SET until = 9 WHERE seq = 6",
            "is the last one and yet has ended",
        ),
        (
            "UPDATE editions_edition SET note = 'Nothing.' WHERE number = 1",
            "Edition 1: the hash chain",
        ),
        ("UPDATE editions_head SET seq = 7", "Head says edition 2, seq 7"),
        ("DELETE FROM editions_address", "no address leads to"),
        ("DELETE FROM editions_link", "its links differ from the document"),
        ("UPDATE editions_version SET seq = 60 WHERE seq = 6", "sequence of versions has gaps"),
    ],
)
def test_verify_finds_tampering(store, statement, sentence):
    assert list(faults()) == []
    assert any(sentence in fault for fault in tamper(statement))


def test_verify_command_exits_1_on_a_missing_trigger(store):
    errors = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("verify_published", stderr=errors)
    assert caught.value.returncode == 1
    assert "The trigger editions_edition_no_delete is missing: run migrate." in errors.getvalue()


def test_verify_command_reports_redactions_without_complaint(ada, dora):
    claim = builders.published_site()["claims"][0]
    withdraw(public_id=claim.public_id, by=dora, reason="legal", notice="Gone.", operation="w")
    out = io.StringIO()
    call_command("verify_published", stdout=out)
    assert f"{claim.public_id} v1 was redacted on" in out.getvalue()
    assert "no fault" in out.getvalue()
