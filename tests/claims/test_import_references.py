"""The command: a preview, or a report for each record of each file."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Source

FILES = Path(__file__).parent / "references" / "files"
GOOD = "TY  - JOUR\nTI  - A title of its own\nPY  - 2017\nDO  - 10.1000/182\nER  - \n"


def run(*paths, **options) -> tuple[str, str, str]:
    """What it printed, what it complained of, and the sentence it ended with."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_references", *map(str, paths), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


@pytest.fixture
def good(tmp_path) -> Path:
    path = tmp_path / "good.ris"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def mixed(tmp_path) -> Path:
    path = tmp_path / "mixed.ris"
    path.write_text(
        GOOD.replace("182", "183").replace("own", "twin") + "TY  - JOUR\nER  - \n", encoding="utf-8"
    )
    return path


def test_dry_run_reports_and_saves_nothing(db, good):
    assert run(good, dry_run=True) == (
        f"{good} (RIS): would be 1 new, 0 here already, 0 faulty.\n  Record 1 (line 1): new.\n",
        "",
        "",
    )
    assert Source.objects.count() == 0


def test_import_reports_record_by_record_and_a_second_run_adds_nothing(ada, good):
    assert run(good, by="ada")[0] == (
        f"{good} (RIS): 1 new, 0 here already, 0 faulty.\n  Record 1 (line 1): new.\n"
    )
    assert run(good, by="ada")[0] == (
        f"{good} (RIS): 0 new, 1 here already, 0 faulty.\n"
        "  Record 1 (line 1): the same DOI as “a-title-of-its-own-2017”; left as it is.\n"
    )
    assert Source.objects.get().editor_notes == "Imported from good.ris, record 1."


def test_file_with_a_faulty_record_is_left_out_whole_and_the_others_imported(ada, good, mixed):
    assert run(mixed, good, by="ada") == (
        f"{good} (RIS): 1 new, 0 here already, 0 faulty.\n  Record 1 (line 1): new.\n",
        f"{mixed}: Nothing was imported: 1 new, 0 here already, 1 faulty.\n"
        f"{mixed}: Record 2 (line 6): it has no title.\n",
        "1 of 2 files could not be imported.",
    )
    assert list(Source.objects.values_list("doi", flat=True)) == ["10.1000/182"]


def test_faulty_records_are_left_out_when_asked(ada, mixed):
    assert run(mixed, by="ada", leave_out_faulty=True)[1:] == ("", "")
    assert list(Source.objects.values_list("doi", flat=True)) == ["10.1000/183"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Dear all", "It is none of the formats that can be read"),
        (b"TY  - \xff", "Line 1 is not in UTF-8"),
        (b"x" * 10_000_001, "It has 10.0 MB"),
        (None, "The file cannot be read: No such file or directory."),
    ],
)
def test_file_that_cannot_be_read_is_named_with_a_sentence(ada, tmp_path, content, sentence):
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    out, err, end = run(path, by="ada")
    assert (out, end) == ("", "1 of 1 files could not be imported.")
    assert err.startswith(f"{path}: {sentence}")


def test_name_of_the_importer_is_asked_for_and_checked(db, good):
    assert (
        run(good)[2] == "Say whose import it is with --by USERNAME, or look first with --dry-run."
    )
    assert run(good, by="nobody")[2] == "There is no account “nobody”: check the name after --by."


def test_account_without_the_permission_imports_nothing(ben, good):
    assert run(good, by="ben")[1] == (
        f"{good}: Your account may not import sources. Ask an administrator for the group Editor.\n"
    )
    assert Source.objects.count() == 0
