"""A list of references as a file to download."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from claims.references.held import Reference
from claims.references.writing import Export


def reference_file(export: Export, references: Iterable[Reference], name: str) -> HttpResponse:
    """An attachment; `name` is the file's without its ending."""
    return HttpResponse(
        export.write(references),
        content_type=export.content_type,
        headers={"Content-Disposition": content_disposition_header(True, name + export.suffix)},
    )
