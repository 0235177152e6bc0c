"""From a list: the ticked items as a table to edit elsewhere."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.http import HttpResponse

from claims.errors import Refused
from mgsite.desk.tables.columns import columns_of
from mgsite.desk.tables.files import FORMATS, table_file
from mgsite.desk.tables.views import form_of


def _action(file_format: str) -> Callable[..., HttpResponse | None]:
    @admin.action(description=f"Export as a table: {file_format.upper()}", permissions=["view"])
    def export_ticked(model_admin, request, queryset) -> HttpResponse | None:
        columns = columns_of(form_of(request, model_admin))
        try:
            return table_file(queryset.order_by("slug"), columns, file_format)
        except Refused as refusal:
            model_admin.message_user(request, str(refusal), messages.ERROR)
            return None

    # The admin tells actions apart by their names.
    export_ticked.__name__ = f"export_table_{file_format}"
    return export_ticked


TABLE_ACTIONS = [_action(file_format) for file_format in FORMATS]
