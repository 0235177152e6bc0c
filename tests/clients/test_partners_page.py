"""Every command of docs/partners.md, in its order, in one shell, against a served site."""

import os
import re
import shutil
import subprocess

import pytest
from django.conf import settings

from tests import builders
from tests.on_postgres import free_port
from tests.public.test_api_items import take_back
from tests.served import served

PAGE = (settings.BASE_DIR / "docs/partners.md").read_text(encoding="utf-8")
PRINTS = re.compile(r"# prints: (.*)$")
BLOCK = re.compile(r"^((?: {4,}.*\n)+)", re.MULTILINE)


def blocks() -> list[str]:
    """The indented commands; those below an item of a list are indented further."""
    found = BLOCK.findall(PAGE)
    return [
        re.sub(f"^{re.match(' +', block)[0]}", "", block, flags=re.MULTILINE) for block in found
    ]


def test_page_has_commands_and_says_what_they_print():
    said = [PRINTS.search(line) for block in blocks() for line in block.splitlines()]
    assert len(blocks()) >= 12
    assert len([found for found in said if found]) >= 8


def test_every_command_does_what_the_page_says(committed, tmp_path):
    if missing := [name for name in ("bash", "curl", "python3") if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    take_back(builders.published_site(claims=2)["claims"][1])
    for name in ("clients", "docs"):
        (tmp_path / name).symlink_to(settings.BASE_DIR / name)
    port = free_port()
    variables = {
        "SITE": f"http://127.0.0.1:{port}",
        "PATH": os.environ["PATH"],
        "no_proxy": "127.0.0.1",
    }
    with served(workers=1, port=port):
        shell = subprocess.Popen(
            ["bash", "-eu", "-o", "pipefail"],
            cwd=tmp_path,
            env=variables,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        out, _ = shell.communicate(script(), timeout=120)
    told = out.split("=== block\n")[1:]
    assert (shell.returncode, len(told)) == (0, len(blocks())), out
    for block, printed in zip(blocks(), told, strict=True):
        for line in block.splitlines():
            if expected := PRINTS.search(line):
                assert expected[1] in printed, (line, printed)


def script() -> str:
    return "".join(f"echo '=== block'\n{block}" for block in blocks())
