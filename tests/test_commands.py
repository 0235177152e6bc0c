import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import RequestFactory

from mgsite.editions.management.commands import backup, serve

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def var(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    settings.VAR_DIR = tmp_path / "var"
    settings.STATIC_ROOT = settings.VAR_DIR / "static"
    settings.VAR_DIR.mkdir()
    return settings.VAR_DIR


def run(command: str, *arguments: object, **options: object) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


# -- demo_accounts


@pytest.mark.django_db
def test_demo_accounts_are_made_once_in_their_groups(var):
    first, second = run("demo_accounts"), run("demo_accounts")
    groups = {
        user.username: [group.name for group in user.groups.all()] for user in User.objects.all()
    }
    assert groups == {
        "editor": ["Editor"],
        "reviewer": ["Reviewer"],
        "publisher": ["Publisher"],
        "administrator": ["Administrator"],
    }
    assert {
        (user.get_full_name(), user.is_staff, user.is_superuser) for user in User.objects.all()
    } == {("mgsite editorial (demo)", True, False)}
    assert len(first.splitlines()) == 5
    assert (
        second == "Demo accounts for http://127.0.0.1:8000/admin/ are in var/demo-accounts.txt.\n"
    )


@pytest.mark.django_db
def test_demo_passwords_are_kept_privately_and_let_their_owners_in(var):
    printed = run("demo_accounts")
    kept = var / "demo-accounts.txt"
    accounts = dict(line.split() for line in kept.read_text().splitlines())
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(set(accounts.values())) == 4
    for username, password in accounts.items():
        assert password in printed
        request = RequestFactory().post("/admin/login/")
        assert authenticate(request, username=username, password=password).username == username


@pytest.mark.django_db
def test_demo_account_that_went_missing_is_made_again_alone(var):
    run("demo_accounts")
    User.objects.get(username="reviewer").delete()
    printed = run("demo_accounts")
    assert [line.split()[0] for line in printed.splitlines()] == ["reviewer", "Demo"]
    assert (var / "demo-accounts.txt").read_text().count("reviewer") == 2


@pytest.mark.django_db
def test_demo_accounts_without_their_group_make_nothing(var):
    Group.objects.filter(name="Publisher").delete()
    with pytest.raises(
        CommandError, match=r"The group Publisher does not exist. Run `manage.py migrate` first."
    ):
        run("demo_accounts")
    assert not User.objects.exists()
    assert not (var / "demo-accounts.txt").exists()


@pytest.mark.django_db
def test_demo_accounts_are_refused_on_a_public_site(var, settings):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="Demo accounts are for a site on this machine."):
        run("demo_accounts")
    assert not User.objects.exists()


# -- backup


@pytest.fixture
def busy_database(tmp_path):
    """A database in which a writer adds one row to each of two tables in one transaction, without pause."""
    path = tmp_path / "busy.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode=WAL; CREATE TABLE a (text); CREATE TABLE b (text);"
    )
    connection.close()
    stop = threading.Event()

    def write() -> None:
        writer = sqlite3.connect(path, isolation_level=None, timeout=20)
        while not stop.is_set():
            for statement in (
                "BEGIN IMMEDIATE",
                "INSERT INTO a VALUES ('x')",
                "INSERT INTO b VALUES ('x')",
                "COMMIT",
            ):
                writer.execute(statement)
        writer.close()

    thread = threading.Thread(target=write)
    thread.start()
    yield path
    stop.set()
    thread.join()


def rows(path: Path) -> tuple[int, int]:
    connection = sqlite3.connect(path)
    counts = tuple(
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in "ab"
    )
    connection.close()
    return counts


def test_backup_under_writes_is_whole_and_misses_no_finished_write(busy_database, tmp_path):
    for number in range(10):
        before = rows(busy_database)
        backup.back_up(busy_database, tmp_path / f"copy-{number}")
        in_a, in_b = rows(tmp_path / f"copy-{number}")
        assert in_a == in_b
        assert in_a >= before[0]
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == [
        f"copy-{number}" for number in range(10)
    ]


def test_backup_of_a_damaged_database_leaves_nothing_behind(tmp_path):
    damaged = tmp_path / "damaged.sqlite3"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(sqlite3.DatabaseError):
        backup.back_up(damaged, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir()] == ["damaged.sqlite3"]


def test_backup_of_dangling_rows_is_refused(tmp_path):
    connection = sqlite3.connect(tmp_path / "dangling.sqlite3")
    connection.executescript(
        "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a); INSERT INTO b VALUES (7);"
    )
    connection.close()
    with pytest.raises(sqlite3.DatabaseError, match=r"the copy fails its check \(foreign keys\)"):
        backup.back_up(tmp_path / "dangling.sqlite3", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.sqlite
@pytest.mark.django_db
def test_backup_command_writes_the_site(tmp_path):
    printed = run("backup", tmp_path / "site.sqlite3")
    connection = sqlite3.connect(tmp_path / "site.sqlite3")
    groups = {name for (name,) in connection.execute("SELECT name FROM auth_group")}
    connection.close()
    assert groups == set(Group.objects.values_list("name", flat=True))
    assert printed.endswith(" bytes, integrity checked.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["site.sqlite3"]


@pytest.mark.sqlite
@pytest.mark.django_db
def test_backup_command_never_overwrites(tmp_path):
    (tmp_path / "kept").write_text("precious")
    with pytest.raises(CommandError, match="exists already and is kept"):
        run("backup", tmp_path / "kept")
    assert (tmp_path / "kept").read_text() == "precious"


@pytest.mark.sqlite
@pytest.mark.django_db
def test_backup_command_into_a_missing_folder_says_so(tmp_path):
    with pytest.raises(CommandError, match="does not exist. Make it first."):
        run("backup", tmp_path / "missing" / "copy")


@pytest.mark.postgres
@pytest.mark.django_db
def test_backup_command_on_postgresql_points_to_pg_dump(tmp_path):
    with pytest.raises(CommandError, match="use pg_dump, as docs/operations.md says"):
        run("backup", tmp_path / "copy")


# -- serve


def test_static_files_are_collected_only_when_the_lock_or_the_tree_changed(var, settings):
    (settings.BASE_DIR / "static/css").mkdir(parents=True)
    stylesheet = settings.BASE_DIR / "static/css/site.css"
    stylesheet.write_text("body { color: black }")
    (settings.BASE_DIR / "mgsite").mkdir()
    (settings.BASE_DIR / "mgsite/stylesheets.py").write_text("")
    lock = settings.BASE_DIR / "requirements.txt"
    lock.write_text("django==5.2.19\n")
    settings.STATICFILES_DIRS = [settings.BASE_DIR / "static"]

    def collected() -> bool:
        return serve.collect_static(settings.BASE_DIR, var)

    assert [collected(), collected()] == [True, False]
    stylesheet.write_text("body { color: white }")
    assert [collected(), collected()] == [True, False]
    lock.write_text("django==5.2.20\n")
    assert [collected(), collected()] == [True, False]
    assert (settings.STATIC_ROOT / "css/site.css").read_text() == "body { color: white }"


def test_taken_port_is_refused_with_another():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError) as caught:
            serve.refuse_taken_port("127.0.0.1", port)
    assert str(caught.value) == (
        f"Something serves on port {port} already. Stop it, or choose another: PORT={port + 1} make run"
    )
    serve.refuse_taken_port("127.0.0.1", port)


def test_serve_answers_and_stops_when_asked(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    variables = {
        "DJANGO_SETTINGS_MODULE": "mgsite.settings",
        "PORT": str(port),
        "WORKERS": "1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
    }
    command = [sys.executable, "manage.py", "serve"]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.PIPE, text=True
    ) as site:
        try:
            assert (
                site.stdout.readline()
                == f"mgsite serves at http://127.0.0.1:{port}/ - stop it with Ctrl-C.\n"
            )
            assert answer_of(f"http://127.0.0.1:{port}/healthz") == b'{"status": "alive"}'
            site.send_signal(signal.SIGTERM)
            assert site.wait(timeout=20) == 0
        finally:
            site.kill()


def answer_of(url: str) -> bytes:
    """The address is printed when the socket listens; the worker behind it may need a moment more."""
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
