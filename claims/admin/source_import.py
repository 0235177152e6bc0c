"""Import references in two steps: a preview that saves nothing, then exactly that as drafts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods

from claims.actions_sources import Imported, import_sources, preview_sources
from claims.admin.source_import_form import Given, ReferencesForm, sealed, unsealed
from claims.errors import Refused
from claims.models import Source
from claims.references.held import from_fields
from claims.references.matching import Entry, Preview, Status
from claims.references.reading import Reading
from claims.references.style import citation
from claims.references.text import quoted

MOST_SHOWN = 200  # records in the table
MOST_LINKED = 20  # new drafts in the message
UNVERIFIED_DRAFTS = "?state__exact=draft&verified__exact=0"
LABELS = {Status.FAULTY: "Faulty", Status.DUPLICATE: "Here already", Status.NEW: "New"}


@dataclass(frozen=True)
class Line:
    """A record as the table shows it; `address` leads to the source that it is already."""

    entry: Entry
    label: str
    citation: str
    sentence: str
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def import_view(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    """The form, its preview and the import: three answers at one address."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if "sealed" in request.POST:
        return _second_step(request, model_admin)
    if request.method != "POST":
        return _form_page(request, model_admin, ReferencesForm())
    form = ReferencesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(request, model_admin, form)
    return _preview_page(request, model_admin, form.given, form.reading)


def _second_step(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    """Back to the pasted text, other rows of its preview, or the import of what that showed."""
    try:
        given, seen = unsealed(request.POST["sealed"])
        reading = given.reading()
    except Refused as refusal:
        return _form_page(request, model_admin, ReferencesForm(), refusal.sentences)
    if "mend" in request.POST:
        return _form_page(request, model_admin, ReferencesForm(initial={"text": given.text}))
    if "import" not in request.POST:
        return _preview_page(request, model_admin, given, reading)
    try:
        imported = import_sources(
            rows=reading.rows,
            by=request.user,
            origin=given.origin,
            leave_out_faulty="leave_out_faulty" in request.POST,
            seen=seen,
        )
    except Refused as refusal:
        return _preview_page(request, model_admin, given, reading, refusal.sentences)
    _tell(request, given, imported)
    drafts = UNVERIFIED_DRAFTS if imported.created else ""
    return HttpResponseRedirect(reverse("admin:claims_source_changelist") + drafts)


def _form_page(request, model_admin, form, refusals: Sequence[str] = ()) -> HttpResponse:
    context = {"title": "Import references", "form": form, "refusals": refusals}
    return _render(request, model_admin, "import", context)


def _preview_page(
    request, model_admin, given: Given, reading: Reading, refusals: Sequence[str] = ()
) -> HttpResponse:
    found = preview_sources(reading.rows)
    asked = next((status for status in Status if status == request.POST.get("show")), None)
    chosen = sorted((e for e in found if asked in (None, e.status)), key=_place)
    context = {
        "title": "Import references: preview",
        "given": given,
        "reading": reading,
        "found": found,
        "counts": _counts(found),
        "asked": asked,
        "lines": _lines(chosen[:MOST_SHOWN]),
        "not_shown": max(0, len(chosen) - MOST_SHOWN),
        "sealed": sealed(given, found.fingerprint),
        "refusals": refusals,
    }
    return _render(request, model_admin, "import_preview", context)


def _counts(found: Preview) -> list[tuple[Status, str, int]]:
    parts = {
        Status.FAULTY: found.faulty,
        Status.DUPLICATE: found.duplicates,
        Status.NEW: found.new,
    }
    return [(status, LABELS[status], len(part)) for status, part in parts.items() if part]


def _place(entry: Entry) -> int:
    """What needs a look comes first: faults, then conflicts and warnings, then the rest."""
    if entry.status is Status.FAULTY:
        return 0
    return 1 if (entry.match and entry.match.conflicts) or entry.row.warnings else 2


def _lines(entries: Sequence[Entry]) -> list[Line]:
    slugs = {entry.match.known.slug for entry in entries if entry.match}
    keys = dict(Source.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    return [_line(entry, keys) for entry in entries]


def _line(entry: Entry, keys: dict[str, int]) -> Line:
    row = entry.row
    key = keys.get(entry.match.known.slug) if entry.match else None
    return Line(
        entry=entry,
        label=LABELS[entry.status],
        citation=citation(from_fields(row.fields)) if row.fields else "",
        sentence=entry.sentence.removeprefix(f"{row.place}: "),
        address=_form_of(key) if key else "",
    )


def _tell(request: HttpRequest, given: Given, imported: Imported) -> None:
    origin, made = quoted(given.origin), imported.created
    if not made:
        messages.info(request, f"Nothing was added from {origin}: {imported.preview.summary}.")
        return
    more = f" and {len(made) - MOST_LINKED:,} more" if len(made) > MOST_LINKED else ""
    messages.success(
        request,
        format_html(
            "Imported from {}: {}. The new ones are unverified drafts: {}{}.",
            origin,
            imported.preview.summary,
            _links(made[:MOST_LINKED]),
            more,
        ),
    )


def _links(sources: Iterable[Source]) -> str:
    return format_html_join(
        ", ", '<a href="{}">{}</a>', ((_form_of(source.pk), source.slug) for source in sources)
    )


def _form_of(key: int) -> str:
    return reverse("admin:claims_source_change", args=[key])


def _render(request: HttpRequest, model_admin: ModelAdmin, page: str, context: dict):
    common = model_admin.admin_site.each_context(request) | {"opts": model_admin.opts}
    return render(request, f"admin/claims/source/{page}.html", common | context)
