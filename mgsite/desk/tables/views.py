"""The pages of tables: export what a list shows, import in two steps."""

from collections.abc import Sequence

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods, require_safe

from claims.errors import Refused
from claims.references.text import quoted
from mgsite.desk.tables.actions import Imported, import_table, preview_table
from mgsite.desk.tables.columns import KINDS, columns_of
from mgsite.desk.tables.files import table_file
from mgsite.desk.tables.forms import ExportForm, Given, TableForm, sealed, unsealed
from mgsite.desk.tables.judging import Status
from mgsite.editions.publishing_views import change_url

MOST_LINKED = 20  # items in the message
# What needs a look comes first.
ORDER = (Status.FAULTY, Status.CHANGED, Status.NEW, Status.SAME)


@require_safe
def export_view(request: HttpRequest, kind: str) -> HttpResponse:
    """The choice of a format; with `?file_format=` the file. Other parameters are the list's own."""
    model_admin = _admin_of(kind)
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    form = ExportForm(request.GET if "file_format" in request.GET else None)
    rows = listed(request, model_admin)
    refusals: tuple[str, ...] = ()
    if form.is_valid():
        asked = rows if form.cleaned_data["rows"] == "listed" else rows.none()
        columns = columns_of(form_of(request, model_admin))
        try:
            return table_file(asked, columns, form.cleaned_data["file_format"])
        except Refused as refusal:
            refusals = refusal.sentences
    context = {"form": form, "refusals": refusals, "count": rows.count()}
    context |= {"filters": list(_filters(request).lists()), "query": _filters(request).urlencode()}
    plural = model_admin.opts.verbose_name_plural
    return _page(request, model_admin, "export", {"title": f"Export {plural}"} | context)


def listed(request: HttpRequest, model_admin: ModelAdmin) -> QuerySet:
    """What the admin's list shows for these parameters, on all of its pages."""
    request.GET = _filters(request)
    try:
        return model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters as error:
        raise BadRequest("The list's filter says nothing: open the list and filter it.") from error


def _filters(request: HttpRequest) -> QueryDict:
    kept = request.GET.copy()
    for name in ("file_format", "rows"):
        kept.pop(name, None)
    return kept


@require_http_methods(["GET", "HEAD", "POST"])
def import_view(request: HttpRequest, kind: str) -> HttpResponse:
    """The form, its preview and the import: three answers at one address."""
    model_admin = _admin_of(kind)
    if not (model_admin.has_add_permission(request) and model_admin.has_change_permission(request)):
        raise PermissionDenied
    if "sealed" in request.POST:
        return _second_step(request, model_admin)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if not form.is_valid():
        return _form_page(request, model_admin, form)
    return _preview(request, model_admin, form.given)


def _second_step(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    """The import of what the preview showed; or the preview again, with why it was refused."""
    try:
        given = unsealed(request.POST["sealed"], model_admin.model.kind)
    except Refused as refusal:
        return _form_page(request, model_admin, TableForm(), refusal.sentences)
    try:
        done = import_table(
            table=given.table,
            form=form_of(request, model_admin),
            by=request.user,
            origin=given.file_name,
        )
    except Refused as refusal:
        return _preview(request, model_admin, given, refusal.sentences)
    _tell(request, given, done)
    return HttpResponseRedirect(reverse(f"admin:claims_{model_admin.model.kind}_changelist"))


def _preview(
    request: HttpRequest, model_admin: ModelAdmin, given: Given, refusals: Sequence[str] = ()
) -> HttpResponse:
    form = form_of(request, model_admin)
    try:
        judgement = preview_table(table=given.table, form=form)
    except Refused as refusal:
        said = [f"{quoted(given.file_name)}: {sentence}" for sentence in refusal.sentences]
        return _form_page(request, model_admin, TableForm(), said)
    seal = "" if judgement.faults else sealed(given, model_admin.model.kind)
    context = {
        "given": given,
        "judgement": judgement,
        "lines": sorted(judgement.lines, key=lambda line: ORDER.index(line.status)),
        "to_save": len(judgement.of(Status.NEW)) + len(judgement.of(Status.CHANGED)),
        "voided": sum(line.was_approved for line in judgement.lines),
        "sealed": seal,
        "too_large": not judgement.faults and not seal,
        "refusals": () if judgement.faults else refusals,
    }
    title = f"Import {model_admin.opts.verbose_name_plural}: preview"
    return _page(request, model_admin, "import_preview", {"title": title} | context)


def _form_page(
    request: HttpRequest, model_admin: ModelAdmin, form: TableForm, refusals: Sequence[str] = ()
) -> HttpResponse:
    columns = [c for c in columns_of(form_of(request, model_admin)) if c.form_field is not None]
    context = {"title": f"Import {model_admin.opts.verbose_name_plural}", "columns": columns}
    context |= {"form": form, "refusals": refusals}
    return _page(request, model_admin, "import", context)


def _tell(request: HttpRequest, given: Given, done: Imported) -> None:
    origin, summary = quoted(given.file_name), done.judgement.summary
    if not done.saved:
        messages.info(request, f"Nothing to save from {origin}: {summary}.")
        return
    saved = done.saved[:MOST_LINKED]
    links = format_html_join(
        ", ", '<a href="{}">{}</a>', ((change_url(item), item.slug) for item in saved)
    )
    more = f" and {len(done.saved) - len(saved)} more" if len(done.saved) > len(saved) else ""
    text = "Imported from {}: {}. Saved as drafts: {}{}."
    messages.success(request, format_html(text, origin, summary, links, more))


def _admin_of(kind: str) -> ModelAdmin:
    if kind not in KINDS:
        raise Http404(f"There are no tables of “{kind}”.")
    return admin.site.get_model_admin(KINDS[kind])


def form_of(request: HttpRequest, model_admin: ModelAdmin):
    """The class of the admin's own form, with every field that may be edited."""
    return model_admin.get_form(request, None, change=False)


def _page(request: HttpRequest, model_admin: ModelAdmin, page: str, context: dict) -> HttpResponse:
    common = admin.site.each_context(request) | {"opts": model_admin.opts}
    common["kind"] = model_admin.model.kind
    common["list_url"] = reverse(f"admin:claims_{model_admin.model.kind}_changelist")
    return render(request, f"admin/desk/tables/{page}.html", common | context)
