import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from mgsite import environment

ROOT = Path(__file__).resolve().parent.parent
SECRET = "a-secret-for-this-test-only-that-is-longer-than-fifty-characters"
PUBLIC = {"SECRET_KEY": SECRET, "SITE_URL": "https://magnesium.example"}
READERS = {"read", "read_secret", "read_site_url", "read_database", "read_mail"}


def run_python(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    """A fresh interpreter that sees these variables alone."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=inherited | variables, capture_output=True, text=True, check=False
    )


def load_settings(*names: str, **variables: str) -> dict:
    script = f"import json, mgsite.settings as s; print(json.dumps({{n: getattr(s, n) for n in {names!r}}}))"
    finished = run_python("-c", script, **variables)
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def last_line_of_failure(**variables: str) -> str:
    finished = run_python("-c", "import mgsite.settings", **variables)
    assert finished.returncode == 1
    return finished.stderr.strip().splitlines()[-1].partition(": ")[2]


def test_settings_without_a_secret_names_the_variable_and_what_to_do():
    assert last_line_of_failure(SITE_URL="https://magnesium.example") == (
        "The environment variable SECRET_KEY is not set. Set it (or SECRET_KEY_FILE) to 50 or more random "
        "characters, the same on every server; `make run` keeps one in var/secret-key."
    )


def test_settings_without_a_site_url_names_the_variable_and_what_to_do():
    assert last_line_of_failure(SECRET_KEY=SECRET) == (
        "The environment variable SITE_URL is not set. Set it to the public address, for example "
        "https://magnesium.example; http is for 127.0.0.1 only."
    )


def test_settings_with_plain_http_on_a_network_are_refused():
    sentence = last_line_of_failure(SECRET_KEY=SECRET, SITE_URL="http://magnesium.example")
    assert sentence.startswith(
        "The environment variable SITE_URL is plain http on a host that is not this machine."
    )


def test_settings_in_debug_need_nothing():
    assert load_settings("DEBUG", "SITE_URL", DEBUG="true") == {
        "DEBUG": True,
        "SITE_URL": "http://127.0.0.1:8000",
    }


def test_settings_on_https_lock_everything():
    expected = {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["magnesium.example"],
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 63072000,
        "SECURE_PROXY_SSL_HEADER": None,
    }
    assert load_settings(*expected, **PUBLIC) == expected


def test_settings_on_loopback_use_plain_cookies_and_no_redirect():
    expected = {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "SESSION_COOKIE_NAME": "session",
        "CSRF_COOKIE_NAME": "csrf",
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
    }
    assert load_settings(*expected, SECRET_KEY=SECRET, SITE_URL="http://127.0.0.1:8000") == expected


def test_settings_behind_a_proxy_believe_its_scheme():
    found = load_settings(
        "SECURE_PROXY_SSL_HEADER", "NINJA_NUM_PROXIES", **PUBLIC, TRUSTED_PROXIES="1"
    )
    assert found == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "NINJA_NUM_PROXIES": 1,
    }


def test_deployment_check_on_https_finds_nothing():
    finished = run_python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PUBLIC)
    assert (finished.returncode, finished.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


def test_content_security_policy_allows_only_this_site(settings):
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = {
        source for value in directives.values() if isinstance(value, list) for source in value
    }
    assert sources == {"'none'", "'self'", "data:"}
    assert directives["default-src"] == ["'none'"]
    assert [name for name, value in directives.items() if "data:" in (value or [])] == ["img-src"]


def test_settings_file_stays_under_two_hundred_lines():
    assert len((ROOT / "mgsite/settings.py").read_text().splitlines()) < 200


def test_environment_table_of_the_readme_lists_exactly_what_is_read():
    table = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert table == sorted(table)
    read = [
        variables_read_in(f"mgsite/{path}.py")
        for path in ("settings", "wsgi", "partners/limits", "editions/management/commands/serve")
    ]
    assert set(table) == set().union(*read) | {"SECRET_KEY_FILE"}


def variables_read_in(path: str) -> set[str]:
    calls = [
        node
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.Call)
    ]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in READERS
    }


def test_environment_is_read_in_no_other_way():
    strangers = [
        str(path.relative_to(ROOT))
        for package in ("claims", "articles", "mgsite")
        for path in (ROOT / package).rglob("*.py")
        if re.search(
            r"os\.environ\b(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|getenv", path.read_text()
        )
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("written", "expected"), [("true", True), ("Yes", True), ("0", False), ("", None)]
)
def test_switch_reads_plain_words(monkeypatch, written, expected):
    monkeypatch.setenv("SWITCH", written)
    assert environment.read("SWITCH", bool, default=None, advice="Say true or false.") is expected


@pytest.mark.parametrize(("kind", "written"), [(bool, "perhaps"), (int, "two")])
def test_variable_of_the_wrong_kind_is_named_with_advice(monkeypatch, kind, written):
    monkeypatch.setenv("WORKERS", written)
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.read("WORKERS", kind, advice="Give a number.")
    assert (
        str(caught.value)
        == f"The environment variable WORKERS cannot be read as {kind.__name__}. Give a number."
    )


def test_list_variable_is_trimmed(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "one.example, two.example,")
    assert environment.read("ALLOWED_HOSTS", list, advice="") == ["one.example", "two.example"]


def test_secret_is_read_from_its_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("kept in a file\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    assert environment.read_secret("SECRET_KEY", advice="") == "kept in a file"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            None,
            "The file named by SECRET_KEY_FILE cannot be read: No such file or directory. Make one.",
        ),
        (" \n", "The file named by SECRET_KEY_FILE is empty. Make one."),
    ],
)
def test_secret_file_missing_or_empty_is_refused(monkeypatch, tmp_path, content, sentence):
    if content is not None:
        (tmp_path / "secret").write_text(content)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.read_secret("SECRET_KEY", advice="Make one.")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "url", ["magnesium.example", "ftp://magnesium.example", "https://", "https://a.example/path"]
)
def test_site_url_that_is_no_site_is_refused(monkeypatch, url):
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(
        ImproperlyConfigured, match="SITE_URL is not the address of a site. Give one."
    ):
        environment.read_site_url("SITE_URL", advice="Give one.")


def database(monkeypatch, tmp_path, url: str) -> dict:
    monkeypatch.setenv("DATABASE_URL", url)
    return environment.read_database("DATABASE_URL", default="", base=tmp_path, advice="Give one.")


def test_relative_sqlite_path_starts_at_the_project(monkeypatch, tmp_path):
    found = database(monkeypatch, tmp_path, "sqlite:///var/db.sqlite3")
    assert found["NAME"] == str(tmp_path / "var/db.sqlite3")
    assert (found["OPTIONS"]["transaction_mode"], found["OPTIONS"]["timeout"]) == ("IMMEDIATE", 20)
    assert (tmp_path / "var").is_dir()


def test_postgresql_options_bound_every_wait_and_yield_to_the_url(monkeypatch, tmp_path):
    found = database(
        monkeypatch, tmp_path, "postgresql://mg:p%40ss@db.example/mg?connect_timeout=2"
    )
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["NAME"]) == (
        "mg",
        "p@ss",
        "db.example",
        "mg",
    )
    assert (found["CONN_HEALTH_CHECKS"], found["CONN_MAX_AGE"]) == (True, 60)
    assert found["OPTIONS"]["connect_timeout"] == 2
    assert found["OPTIONS"]["tcp_user_timeout"] == 10_000
    for limit in (
        "statement_timeout=15000",
        "lock_timeout=10000",
        "idle_in_transaction_session_timeout=60000",
    ):
        assert limit in found["OPTIONS"]["options"]


@pytest.mark.parametrize("url", ["mysql://a/b", "somewhere", "postgresql://mg:secret@host:port/mg"])
def test_unusable_database_url_is_refused_without_repeating_it(monkeypatch, tmp_path, url):
    with pytest.raises(ImproperlyConfigured) as caught:
        database(monkeypatch, tmp_path, url)
    assert str(caught.value).startswith("The environment variable DATABASE_URL ")
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_connection_keeps_every_commit():
    from django.db import connection

    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous")
        }
        pragmas["recursive_triggers"] = cursor.execute("PRAGMA recursive_triggers").fetchone()[0]
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "recursive_triggers": 1}
