"""The shape of the tree: who imports whom, how long things are, and what is never written."""

import ast
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
PURE = CONFIGURATION["coverage"]["run"]["include"]
PACKAGES = ("claims", "articles", "mgsite")
TOP_LEVEL = {
    "manage.py",
    "mgsite",
    "articles",
    "claims",
    "templates",
    "static",
    "clients",
    "tests",
    "docs",
    ".ci",
}
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 40
BANNED_NAMES = {"utils", "helpers", "core", "common", "services"}
# The one signal: triggers are laid again after each migrate (mgsite/editions/triggers.py says why).
SIGNAL_ALLOWED_IN = "mgsite/editions/apps.py"


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path.relative_to(ROOT) for path in found if "migrations" not in path.parts)


PRODUCT = modules(*PACKAGES)
TREES = {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in PRODUCT}


def nodes(*kinds: type[ast.AST]):
    return [
        (path, node)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    ]


def test_import_contracts_are_kept():
    """In a process of its own: import-linter silences the loggers of the one it runs in."""
    script = (
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout


def test_pure_modules_stand_in_one_list_everywhere():
    dotted = [name.removesuffix(".py").replace("/", ".") for name in PURE]
    contracts = CONFIGURATION["importlinter"]["contracts"]
    (contract,) = [
        contract for contract in contracts if contract["name"].startswith("Pure modules")
    ]
    assert dotted == sorted(dotted)
    assert contract["source_modules"] == dotted
    assert set(PURE) <= set(CONFIGURATION["mypy"]["files"])
    for name in dotted:
        assert importlib.import_module(name)


def test_modules_that_call_themselves_pure_are_in_the_list():
    claimed = {
        str(path)
        for path, tree in TREES.items()
        if "Pure module." in (ast.get_docstring(tree) or "")
    }
    assert claimed <= set(PURE)


def test_pure_modules_import_without_django():
    script = "import sys; sys.modules['django'] = None; " + "; ".join(
        f"import {name.removesuffix('.py').replace('/', '.')}" for name in PURE
    )
    finished = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert finished.stderr == ""


@pytest.mark.parametrize("folders", [PACKAGES, ("tests",)], ids=["product", "tests"])
def test_no_module_is_past_its_length(folders):
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in modules(*folders)
    }
    assert {path: length for path, length in lengths.items() if length > MAX_MODULE_LINES} == {}


def test_no_function_is_past_its_length():
    lengths = {
        f"{path}:{node.name}": node.end_lineno - node.lineno + 1
        for path, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}


def test_no_module_has_a_name_that_says_nothing():
    names = {
        str(path)
        for path in PRODUCT
        if BANNED_NAMES & {part.removesuffix(".py") for part in path.parts}
    }
    assert names == set()


def test_every_package_says_what_it_is_about():
    silent = {str(path) for path in PRODUCT if path.name == "__init__.py" and len(path.parts) == 2}
    assert {path for path in silent if not ast.get_docstring(TREES[Path(path)])} == set()


def test_no_handler_catches_everything():
    broad = {
        f"{path}:{node.lineno}"
        for path, node in nodes(ast.ExceptHandler)
        if node.type is None
        or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
    }
    assert broad == set()


def test_no_product_code_asserts():
    assert {f"{path}:{node.lineno}" for path, node in nodes(ast.Assert)} == set()


def test_no_model_has_logic_in_save():
    """The one `save` there is refuses to change rows that are written once."""
    models = [(path, node) for path, node in nodes(ast.ClassDef) if node.name != "AppendOnly"]
    saving = {
        f"{path}:{node.name}"
        for path, node in models
        if "models" in path.as_posix()
        and any(getattr(part, "name", "") == "save" for part in node.body)
    }
    assert saving == set()


def test_one_signal_only():
    signals = {
        str(path)
        for path, node in nodes(ast.ImportFrom)
        if (node.module or "").endswith("signals")
        or any(alias.name == "receiver" for alias in node.names)
    }
    assert signals <= {SIGNAL_ALLOWED_IN}


def test_top_level_folders_are_the_agreed_ones():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    folders = {name.partition("/")[0] for name in listed if "/" in name}
    assert folders <= TOP_LEVEL
