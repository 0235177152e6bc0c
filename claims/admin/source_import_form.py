"""What an editor gives to import, a file or pasted text, and how it stays the same until confirmed.

Between the preview and the import the text travels in the page, compressed and signed. So nothing
is kept on the server, what is imported is what was previewed, and nothing is ever expanded that
was not compressed here.
"""

from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile

from claims.errors import Refused
from claims.references.reading import (
    MOST_BYTES,
    MOST_PASTED,
    Reading,
    read_file,
    read_pasted,
    refuse_too_large,
    text_of,
)
from claims.references.text import quoted
from claims.sealing import seal, unseal

SALT = "claims.source-import"
ENDINGS = ".ris,.nbib,.bib,.json,.txt"
NEITHER = "Choose a file, or paste references or identifiers into the box below."
BOTH = (
    "A file was chosen and text was pasted, so it is not clear which to import: choose the file "
    "again and empty the box below, or leave this field empty."
)
NOT_WHOLE = "The preview did not come back as it was sent: choose the file or paste the text again."


@dataclass(frozen=True)
class Given:
    """`file_name` is empty for pasted text."""

    text: str
    file_name: str = ""

    @property
    def origin(self) -> str:
        return self.file_name or "pasted text"

    def reading(self) -> Reading:
        """Raises Refused."""
        return read_file(self.text.encode()) if self.file_name else read_pasted(self.text)


def sealed(given: Given, seen: str) -> str:
    """The text and the fingerprint of its preview, for a hidden field; empty if it has no room.

    A text of a few megabytes fits: references shrink to a third or less.
    """
    told = {"text": given.text, "file_name": given.file_name, "seen": seen}
    return seal(told, SALT)


def unsealed(sealed_text: str) -> tuple[Given, str]:
    """What `sealed` was given. Raises Refused when anything about it was changed."""
    told = unseal(sealed_text, SALT, NOT_WHOLE)
    return Given(told["text"], told["file_name"]), told["seen"]


class ReferencesForm(forms.Form):
    """Valid when its one text could be read: `given` and `reading` then say what it is."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text="RIS, PubMed (nbib), BibTeX or CSL-JSON, as PubMed, Zotero, EndNote and journals "
        f"export them: text in UTF-8, up to {MOST_BYTES / 1e6:.0f} MB.",
    )
    text = forms.CharField(
        label="Or paste references or identifiers",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="References in one of these formats, or DOIs, PMIDs, PMCIDs, NCT numbers and "
        "ISBNs, as they stand in a text or one a line. An identifier becomes a draft whose title "
        f"is still to be entered. Up to {MOST_PASTED:,} characters.",
    )

    given: Given
    reading: Reading

    def clean(self):
        cleaned = super().clean()
        upload, text = cleaned.get("file"), cleaned.get("text") or ""
        if upload and text.strip():
            self.add_error("file", BOTH)
        elif upload:
            self._read_upload(upload)
        elif text.strip():
            self._read("text", Given(text))
        elif not self.errors:
            self.add_error("file", NEITHER)
        return cleaned

    def _read_upload(self, upload: UploadedFile) -> None:
        name = upload.name or "file"
        try:
            refuse_too_large(upload.size or 0)
            text = text_of(upload.read())
        except Refused as refusal:
            # A browser empties this field, so the sentence says which file it was.
            self.add_error("file", f"{quoted(name)} was not read. {refusal}")
        else:
            self._read("file", Given(text, name))

    def _read(self, field: str, given: Given) -> None:
        try:
            self.given, self.reading = given, given.reading()
        except Refused as refusal:
            lead = f"{quoted(given.file_name)} was not read. " if given.file_name else ""
            self.add_error(field, f"{lead}{refusal}")
