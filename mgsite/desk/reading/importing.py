"""Somebody else's text comes in: given, looked at with all that was taken out of it, then stored.

One form for both steps, so that what was given stays in it whatever is refused; an uploaded file is in it
as text after the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from articles.actions import TITLE_LENGTH, Imported, Outcome, expected, import_text
from articles.models import SourceArticle
from articles.reading.sentences import segments
from articles.reading.texts import LONGEST_BYTES, SourceText, decoded_text, source_text
from articles.reading_state import progress
from articles.starter.checks import apply_if_known
from claims.canonical import fingerprint
from claims.errors import Refused
from claims.forms import PlainTextField
from claims.models.source import web_address
from mgsite.desk.plan_views import show
from mgsite.desk.reading.views import address_of

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm")
LONGEST_DIFF = 150  # sentences that differ: more is another text


class ImportForm(forms.Form):
    """`file` is read once: its text then stands in `content`, and `file_name` says what kind it was."""

    file = forms.FileField(
        label="A file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=f"Text, Markdown or HTML ({', '.join(ENDINGS[:2])}, {ENDINGS[3]}), up to "
        f"{LONGEST_BYTES / 1e6:.0f} MB.",
    )
    content = PlainTextField(
        label="Or its text, pasted",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="As it stands: navigation and the like is taken out, and you see what.",
    )
    file_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    title = forms.CharField(
        label="Title",
        required=False,
        max_length=TITLE_LENGTH,
        help_text="Empty: the first sentence of the text.",
    )
    publisher = forms.CharField(
        label="Publisher", required=False, max_length=160, help_text="Empty when unknown."
    )
    url = forms.CharField(
        label="Web address",
        required=False,
        max_length=500,
        validators=[web_address],
        help_text="A new text of an address that we know becomes its next revision.",
    )
    retrieved_on = forms.DateField(
        label="Date read",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the date as year-month-day, such as 2026-11-26."},
    )


@dataclass(frozen=True)
class Looked:
    """What an import would store, and as what. `known` is None for a new text; `changes` are (“gone”, “new”,
    sentence) against the text that is here, `more` those that are left out."""

    read: SourceText
    outcome: Outcome
    known: SourceArticle | None
    changes: tuple[tuple[str, str], ...]
    more: int
    sentences: int


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("articles.add_sourcearticle"):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, ImportForm())
    data = request.POST.copy()
    try:
        _take_file(request, data)
    except Refused as refusal:
        return _page(request, ImportForm(data), tuple(refusal.sentences))
    form = ImportForm(data)
    if not form.is_valid():
        return _page(request, form)
    return _looked_or_stored(request, form)


def _take_file(request: HttpRequest, data) -> None:
    """The uploaded file as text into the form. Raises Refused, naming the file: a browser forgets it."""
    upload = request.FILES.get("file")
    if upload is None:
        return
    try:
        if not upload.name.lower().endswith(ENDINGS):
            raise Refused("Choose a file that ends in .txt, .md or .html, or paste its text.")
        if upload.size > LONGEST_BYTES:
            raise Refused(
                f"It has {upload.size / 1e6:.1f} MB; an article may have "
                f"{LONGEST_BYTES / 1e6:.0f} MB. Is it the right file?"
            )
        data["content"] = decoded_text(upload.read())[0]
    except Refused as refusal:
        raise Refused(*(f"“{upload.name}”: {each}" for each in refusal.sentences)) from refusal
    data["file_name"] = upload.name[-200:]


def _looked_or_stored(request: HttpRequest, form: ImportForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        if not given["content"].strip():
            raise Refused("Paste the text, or choose a file.")
        if request.POST.get("step") == "import":
            return _stored(request, given)
        return _page(request, form, looked=look(given))
    except Refused as refusal:
        return _page(request, form, refusal.sentences)


def look(given: dict) -> Looked:
    """Stores nothing. Raises Refused."""
    read = source_text(given["content"], filename=given["file_name"])
    known, outcome = expected(fingerprint(read.text), given["url"].partition("#")[0])
    new = [each.text for each in segments(read.text)]
    changes: tuple[tuple[str, str], ...] = ()
    if outcome is Outcome.REVISED and known and known.text:
        changes = tuple(_changes([each.text for each in segments(known.text)], new))
    return Looked(
        read=read,
        outcome=outcome,
        known=known,
        changes=changes[:LONGEST_DIFF],
        more=max(0, len(changes) - LONGEST_DIFF),
        sentences=len(new),
    )


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, old, new)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            yield from (("gone", each) for each in old[first:last])
            yield from (("new", each) for each in new[start:end])


def _stored(request: HttpRequest, given: dict) -> HttpResponse:
    imported = import_text(
        content=given["content"],
        filename=given["file_name"],
        by=request.user,
        title=given["title"],
        publisher=given["publisher"],
        url=given["url"],
        retrieved_on=given["retrieved_on"],
    )
    applied = apply_if_known(imported.article, request.user)
    messages.success(request, told(imported, applied))
    return HttpResponseRedirect(address_of(imported.article))


def told(imported: Imported, applied: bool = False) -> str:
    """What became of it, and how far it is read."""
    now = progress(imported.article)
    sentences = [f"“{imported.article.source_title}”: {imported.outcome.label}."]
    if applied:
        sentences.append("We know this text: our own decisions were applied.")
    sentences.append(f"{now.decided} of {now.total} sentences are decided.")
    if imported.lost:
        count = len(imported.lost)
        sentences.append(f"{count} earlier decision{'' if count == 1 else 's'} lost the sentence.")
    return " ".join(sentences)


def _page(
    request: HttpRequest,
    form: ImportForm,
    refusals: Sequence[str] = (),
    looked: Looked | None = None,
) -> HttpResponse:
    context = {"title": "Import a text", "form": form, "refusals": refusals, "looked": looked}
    return show(request, "reading/import", context)
