"""Chosen sources as a file for a reference manager: drafts, so unverified facts are in it too."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponse

from claims.models import Source
from claims.reference_files import reference_file
from claims.references.held import Reference, from_fields
from claims.references.rows import HELD
from claims.references.writing import EXPORTS, Export


def reference_of(source: Source) -> Reference:
    """The draft as citations and exports take it, with what nobody has verified yet."""
    return from_fields({name: getattr(source, name) for name in HELD}, slug=source.slug)


def _action(name: str, export: Export) -> Callable[..., HttpResponse]:
    @admin.action(description=f"Export as {export.label}", permissions=["view"])
    def export_selected(model_admin, request, queryset) -> HttpResponse:
        return reference_file(export, map(reference_of, queryset.order_by("slug")), "sources")

    # The admin tells actions apart by their names.
    export_selected.__name__ = f"export_as_{name.replace('-', '_')}"
    return export_selected


EXPORT_ACTIONS = [_action(name, export) for name, export in EXPORTS.items()]
