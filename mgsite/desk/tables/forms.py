"""What an editor gives to import, and how it stays the same between the preview and the import.

The rows travel in the page, compressed and signed, as those of an import of references do: several
servers need no common disk, no file is left behind, and what is imported is what was previewed.
"""

from dataclasses import dataclass

from django import forms

from claims.errors import Refused
from claims.references.text import quoted
from claims.sealing import seal, unseal
from mgsite.desk.tables.files import FORMATS
from mgsite.desk.tables.reading import ENDINGS, MOST_BYTES, MOST_ROWS, Row, Table, read_table

NOT_WHOLE = "The preview did not come back as it was sent: choose the file again."


@dataclass(frozen=True)
class Given:
    table: Table
    file_name: str


def sealed(given: Given, kind: str) -> str:
    """The rows for a hidden field, bound to their kind; empty if they have no room."""
    table = given.table
    told = {
        "file_name": given.file_name,
        "headers": table.headers,
        "rows": [(row.number, row.cells) for row in table.rows],
        "decimal_comma": table.decimal_comma,
    }
    return seal(told, _salt(kind))


def unsealed(sealed_rows: str, kind: str) -> Given:
    """What `sealed` was given. Raises Refused when anything about it was changed."""
    told = unseal(sealed_rows, _salt(kind), NOT_WHOLE)
    rows = tuple(Row(number, tuple(cells)) for number, cells in told["rows"])
    return Given(Table(tuple(told["headers"]), rows, told["decimal_comma"]), told["file_name"])


def _salt(kind: str) -> str:
    return f"mgsite.desk.tables.{kind}"


class TableForm(forms.Form):
    """Valid when the file could be read: `given` then holds its rows."""

    file = forms.FileField(
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=f"XLSX, CSV in UTF-8 or JSON, up to {MOST_BYTES / 1e6:.0f} MB and {MOST_ROWS:,} "
        "rows, with the columns that an export gives.",
        error_messages={"required": "Choose a file."},
    )

    given: Given

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            if upload.size > MOST_BYTES:
                raise Refused(f"It is larger than {MOST_BYTES / 1e6:.0f} MB: split it.")
            self.given = Given(read_table(upload.read(), upload.name), upload.name)
        except Refused as refusal:
            # A browser empties this field, so the sentence says which file it was.
            raise forms.ValidationError(
                f"{quoted(upload.name)} was not read. {refusal}"
            ) from refusal
        return upload


class ExportForm(forms.Form):
    """`rows`: what the list shows, or none for a template."""

    file_format = forms.ChoiceField(
        label="Format",
        choices=[(name, each.label) for name, each in FORMATS.items()],
        initial="xlsx",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose XLSX, CSV or JSON."},
    )
    rows = forms.ChoiceField(
        choices=[("listed", "What the list shows"), ("none", "None: a template to fill in")],
        initial="listed",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose what the list shows, or a template."},
    )
