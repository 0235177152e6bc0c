"""What README.md and docs/operations.md tell people to type or to touch exists."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/operations.md", "docs/partners.md", "SECURITY.md", "CHANGELOG.md")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_files_that_a_page_names_exist(name):
    named = set(
        re.findall(
            r"`((?:claims|articles|mgsite|clients|tests|templates|docs)/[\w./-]+|\.ci/run)`",
            page(name),
        )
    )
    linked = {
        str(Path(name).parent / link) for link in re.findall(r"\]\(([\w./-]+\.md)", page(name))
    }
    missing = {path for path in named | linked if not (ROOT / path).exists()}
    assert missing == set()


@pytest.mark.parametrize("name", PAGES)
def test_make_targets_that_a_page_names_exist(name):
    targets = set(re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)`?(?=[`\s])", shell_text(page(name)))) <= targets


def shell_text(text: str) -> str:
    """Commands only: indented lines and what stands in backticks."""
    indented = re.findall(r"^    .*$", text, re.MULTILINE)
    return "\n".join(indented + [f"{code} " for code in re.findall(r"`([^`]+)`", text)])


@pytest.mark.parametrize("name", PAGES)
def test_management_commands_that_a_page_names_exist(name):
    named = set(re.findall(r"manage\.py ([a-z_]+)", page(name)))
    assert named - set(get_commands()) == set()


def test_readme_shows_the_two_commands():
    assert "    make run " in page("README.md")
    assert "    make test " in page("README.md")
