"""The command: which source became what, which rows say nothing, all or nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Source
from tests import builders

HEADER = "Record ID,RetractionNature,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate,Reason\n"
ROWS = (
    "1,Retraction,10.1000/ABC,0,1/31/2019 0:00,+Error in Data;\n"
    "2,Correction,unavailable,8,2/1/2020 0:00,\n"
    "3,Retraction,unavailable,0,2/1/2020 0:00,\n"
)


def run(path: Path, by: str = "ada") -> tuple[str, str, str]:
    """What it printed, what it complained of, and the sentence it ended with."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_retractions", str(path), by=by, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


@pytest.fixture
def watch(tmp_path, ada) -> Path:
    builders.source("one", doi="10.1000/abc")
    builders.source("two", pmid="8")
    path = tmp_path / "watch.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_sources_are_marked_and_each_is_reported(watch):
    assert run(watch) == (
        "one: unchecked → retracted. Retracted on 2019-01-31: Error in Data. (Retraction Watch 1)\n"
        "two: unchecked → corrected. Corrected on 2020-02-01. (Retraction Watch 2)\n"
        "3 rows read, 1 of them unusable; 2 sources named, 2 changed.\n",
        "Line 4: it names the paper by no DOI and no PMID.\n",
        "",
    )
    assert list(Source.objects.order_by("slug").values_list("integrity", flat=True)) == [
        "retracted",
        "corrected",
    ]


def test_second_run_changes_nothing(watch):
    run(watch)
    assert run(watch)[0] == (
        "one: retracted already; left as it is.\n"
        "two: corrected already; left as it is.\n"
        "3 rows read, 1 of them unusable; 2 sources named, 0 changed.\n"
    )


def test_many_unusable_rows_are_counted(watch):
    watch.write_text(HEADER + "3,Retraction,,0,,\n" * 12, encoding="utf-8")
    assert run(watch)[1].splitlines()[-1] == "And 2 more such rows."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            (HEADER + ROWS).encode() + b'4,"Retraction',
            "nothing was changed. Line 5: it is no CSV from here on (unexpected end of data). Is the "
            "file cut off?",
        ),
        (
            (HEADER + ROWS).encode() + b"\xff\n",
            "nothing was changed. Line 5 is not in UTF-8: save the file as CSV in UTF-8.",
        ),
        (
            b"Title\n",
            "nothing was changed. The first line must name the columns of the Retraction Watch "
            "database: RetractionNature, and OriginalPaperDOI or OriginalPaperPubMedID.",
        ),
    ],
)
def test_file_broken_anywhere_changes_nothing(watch, content, sentence):
    watch.write_bytes(content)
    assert run(watch) == ("", "", f"{watch}: {sentence}")
    assert set(Source.objects.values_list("integrity", flat=True)) == {"unchecked"}


def test_missing_file_unknown_account_and_missing_permission_are_said(watch, ben, tmp_path):
    gone = tmp_path / "gone.csv"
    assert run(gone)[2] == (
        f"{gone}: nothing was changed. The file cannot be read: No such file or directory."
    )
    assert run(watch, by="nobody")[2] == "There is no account “nobody”: check the name after --by."
    assert run(watch, by="ben")[2] == (
        f"{watch}: nothing was changed. Your account may not change sources. Ask an administrator for "
        "the group Editor."
    )
