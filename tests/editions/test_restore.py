"""A real backup, more publishing, a real restore, a new epoch: a partner's copy recovers by itself."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections

from mgsite.editions.epochs import begin_epoch
from mgsite.editions.models import Edition, Head, Version
from mgsite.editions.verify import faults
from tests import builders
from tests.clients.running import bodies, held, run
from tests.on_postgres import free_port
from tests.public.test_api_items import reword, take_back
from tests.served import address, served, variables


def back_up(path: Path) -> None:
    """As docs/operations.md says."""
    if connection.vendor == "sqlite":
        manage("backup", str(path))
    else:
        subprocess.run(["pg_dump", "--format=custom", f"--file={path}", address()], check=True)


def restore(path: Path) -> None:
    """The same, up to and without `new_epoch`."""
    connections.close_all()
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        for suffix in ("", "-wal", "-shm"):
            Path(f"{database}{suffix}").unlink(missing_ok=True)
        shutil.copy(path, database)
    else:
        flags = ["--clean", "--if-exists", "--single-transaction", f"--dbname={address()}"]
        subprocess.run(["pg_restore", *flags, str(path)], check=True)
    manage("migrate")
    manage("verify_published")


def manage(*words: str) -> str:
    """On the database of this test, in a process of its own."""
    command = [sys.executable, "manage.py", *words]
    options = {"cwd": settings.BASE_DIR, "env": variables(), "text": True, "check": True}
    return subprocess.run(command, stdout=subprocess.PIPE, **options).stdout


@pytest.fixture
def tools(committed):
    if connection.vendor == "postgresql" and (sentence := what_is_missing()):
        pytest.skip(sentence)


def what_is_missing() -> str:
    if missing := [name for name in ("pg_dump", "pg_restore") if shutil.which(name) is None]:
        return f"{' and '.join(missing)} of PostgreSQL's client programs: not installed"
    said = subprocess.run(
        ["pg_dump", "--version"], capture_output=True, text=True, check=True
    ).stdout
    client = int(re.search(r"[0-9]+", said)[0])
    server = connection.pg_version // 10_000
    return f"pg_dump {client} cannot read a server of version {server}" if client < server else ""


def test_partner_recovers_by_itself_from_a_restore(tools, tmp_path):
    site = builders.published_site(claims=3)
    kept, lost, gone = site["claims"]
    port, copy = free_port(), tmp_path / "copy.sqlite3"
    back_up(tmp_path / "backup")
    reword(lost)
    take_back(gone)
    with served(workers=1, port=port):
        assert run(port, copy, "--once", "--verify").returncode == 0
    assert held(copy)[gone.public_id] == (2, "withdrawn")
    restore(tmp_path / "backup")
    reword(kept)
    take_back(lost)  # as many changes as were lost, and others
    with served(workers=1, port=port):
        forgotten = run(port, copy, "--verify")
        printed = manage("new_epoch", "--by", "a test")
        recovered = run(port, copy, "--verify")
    assert (forgotten.returncode, "DIFFERS" in forgotten.stdout) == (1, True)
    assert printed.startswith(f"Epoch {Head.objects.get().epoch} has begun, at edition 3, seq ")
    assert (recovered.returncode, recovered.stderr) == (0, "")
    assert "This number belongs to an earlier epoch" in recovered.stdout
    assert held(copy) == {
        version.public_id: (version.version, version.state) for version in Version.objects.current()
    }
    assert bodies(copy)[gone.public_id]["state"] == "published"
    assert list(faults()) == []


@pytest.mark.django_db
def test_new_epoch_changes_nothing_but_the_epoch():
    builders.published_site()
    before = Head.objects.get()

    begun = begin_epoch(by="a test")

    after = Head.objects.get()
    assert (begun.before, begun.epoch) == (before.epoch, after.epoch)
    assert before.epoch != after.epoch
    assert (before.number, before.seq) == (after.number, after.seq)
    assert list(faults()) == []


@pytest.mark.django_db
def test_new_epoch_never_draws_the_one_before(monkeypatch):
    drawn = [Head.objects.get_or_create(pk=1)[0].epoch, "0123abcd"]
    monkeypatch.setattr("mgsite.editions.epochs.new_epoch", lambda: drawn.pop(0))

    assert begin_epoch(by="a test").epoch == "0123abcd"


@pytest.mark.django_db
def test_new_epoch_is_logged_with_who_asked(caplog):
    with caplog.at_level("INFO", logger="mgsite.editions"):
        begun = begin_epoch(by="a test")

    (record,) = caplog.records
    head = Head.objects.get()
    assert record.fields == {
        "before": begun.before,
        "epoch": head.epoch,
        "seq": head.seq,
        "by": "a test",
    }


@pytest.mark.django_db
def test_new_epoch_is_refused_for_a_store_with_faults():
    builders.published_site()
    Head.objects.update(number=7)
    epoch = Head.objects.get().epoch

    with pytest.raises(CommandError, match="restore another backup"):
        call_command("new_epoch")

    assert Head.objects.get().epoch == epoch
    assert Edition.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("error", [KeyError, OSError])
def test_new_epoch_needs_no_account(monkeypatch, capsys, error):
    def none() -> str:
        raise error(os.getuid())

    monkeypatch.setattr("getpass.getuser", none)
    call_command("new_epoch")

    assert capsys.readouterr().out.startswith("Epoch ")
