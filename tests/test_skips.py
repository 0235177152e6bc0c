"""The plugin in tests/skips.py, tried on a pytest run of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULE = """
import pytest

def test_something_missing():
    pytest.skip("Chromium is not installed")

def test_something_nobody_can_install():
    pytest.skip("There is no folder ../shared/seeds beside this repository.")

@pytest.mark.xfail(reason="known", strict=True)
def test_known_fault():
    raise ValueError
"""


@pytest.mark.parametrize(
    ("ci", "summary"), [("", "2 skipped, 1 xfailed"), ("true", "1 failed, 1 skipped, 1 xfailed")]
)
def test_skip_fails_only_on_ci(tmp_path, ci, summary):
    (tmp_path / "test_it.py").write_text(MODULE)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.skips",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
    ]
    environment = os.environ | {
        "CI": ci,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_ADDOPTS": "",
    }
    finished = subprocess.run(
        [*command, "--rootdir", tmp_path, tmp_path],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert summary in finished.stdout.splitlines()[-1]
    assert (
        "A skip is a failure when CI=true. Skipped: Chromium is not installed" in finished.stdout
    ) is bool(ci)


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_mark_is_collected_on_sqlite_alone():
    from django.db import connection

    assert connection.vendor == "sqlite"


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgres_mark_is_collected_on_postgresql_alone():
    from django.db import connection

    assert connection.vendor == "postgresql"
