"""`/export`: a first copy in one request, from which /changes goes on."""

from django.http import HttpRequest
from django.utils.http import content_disposition_header, http_date
from ninja import Router

from mgsite.editions.readers import Position
from mgsite.public.api import schemas
from mgsite.public.api.conditional import EXPORT_CACHE
from mgsite.public.api.export import export_file, export_name
from mgsite.public.api.ranges import file_answer
from mgsite.public.api.settled import Passed, settled

router = Router(by_alias=True, tags=["copies"])
LINES = {
    "application/x-ndjson": {
        "schema": {
            "type": "string",
            "description": "One JSON object a line. The first has type “header” (epoch, edition, "
            "cursor, changed_at, changes_url, license, attribution, usage, count), the last has "
            "type “footer” (cursor, count, digest: that of /manifest); between them are the items "
            "of /changes in their order.",
        }
    }
}
RANGE = {
    "in": "header",
    "name": "Range",
    "required": False,
    "description": "One part of the file, as in bytes=1000-; several are answered with the whole.",
    "schema": {"type": "string"},
}


@router.get(
    "/export",
    response={200: None, 206: None, 304: None, 416: schemas.Problem},
    operation_id="get_export",
    url_name="export",
    summary="Everything that is published, as one file",
    openapi_extra={
        "parameters": [RANGE],
        "responses": {200: {"content": LINES}, 206: {"content": LINES}},
    },
)
def export(request: HttpRequest):
    def read(head: Position):
        name = f"mgsite-edition-{head.number}.ndjson"
        headers = {
            "Content-Disposition": content_disposition_header(True, name) or "",
            "Cache-Control": EXPORT_CACHE,
        }
        if head.changed_at:
            headers["Last-Modified"] = http_date(head.changed_at.timestamp())
        path = export_file(head)
        try:
            return file_answer(
                request,
                path,
                content_type="application/x-ndjson",
                etag=f'"{export_name(head)}"',
                headers=headers,
            )
        except FileNotFoundError:  # a newer edition has taken its place just now
            raise Passed from None

    return settled(read)
