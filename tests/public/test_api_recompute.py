"""docs/recompute.py: anyone can recompute every certainty from the public JSON."""

import io
import runpy
import urllib.request
from pathlib import Path

import pytest
from django.test import Client

from tests import builders

SCRIPT = Path(__file__).parents[2] / "docs" / "recompute.py"
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def run(db, monkeypatch, capsys):
    """The script with this process in place of the network; `change` alters the bytes on the way."""

    def run_it(change=lambda sent: sent):
        def urlopen(url):
            path = url.removeprefix(SITE).replace("limit=100", "limit=2")  # so that there are pages
            return io.BytesIO(change(Client().get(path).content))

        monkeypatch.setattr(urllib.request, "urlopen", urlopen)
        monkeypatch.setattr("sys.argv", ["recompute.py", SITE])
        with pytest.raises(SystemExit) as stopped:
            runpy.run_path(str(SCRIPT), run_name="__main__")
        return stopped.value.code, capsys.readouterr().out

    return run_it


def published_claims() -> None:
    site = builders.published_site(claims=3)
    values = [
        {"method": "reference"},
        {"verdict": "not-studied"},
        {
            "start": "non-randomised",
            "risk_of_bias": 0,
            "imprecision": 0,
            "large_effect": 1,
            "large_effect_reason": "Large.",
        },
        {
            "risk_of_bias": -2,
            "inconsistency": -2,
            "inconsistency_reason": "They conflict.",
            "verdict": "mixed",
        },
    ]
    made = [
        builders.claim(by=builders.user("ada"), conditions=[site["condition"]], values=each)
        for each in values
    ]
    builders.put_in_print(*made, *[c.source for claim in made for c in claim.citations.all()])


def test_recompute_finds_every_level_right_on_every_page(run):
    published_claims()

    assert run() == (0, "7 claims, 0 mismatches\n")


def test_recompute_names_a_level_that_does_not_follow(run):
    builders.published_site()

    code, out = run(lambda sent: sent.replace(b'"certainty":"low"', b'"certainty":"high"'))

    assert code == 1
    assert "stated high, recomputed low" in out
    assert out.endswith("1 claims, 1 mismatches\n")


def test_recompute_is_short_and_needs_nothing_installed():
    lines = SCRIPT.read_text().splitlines()

    imports = [line.split()[1] for line in lines if line.startswith(("import ", "from "))]
    assert len(lines) <= 40
    assert imports == ["json", "sys", "urllib.request"]
