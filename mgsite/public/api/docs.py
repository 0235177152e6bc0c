"""The reference to read and try: every operation listed by us, Swagger UI for the details."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mgsite.partners import limits
from mgsite.public.api.addresses import ROOT, api_url
from mgsite.public.api.openapi import TAGS, document

HEADINGS = {
    "items": "Items",
    "composed": "Composed answers",
    "comparisons": "Comparisons",
    "copies": "Keeping a copy",
}


def docs(request: HttpRequest) -> HttpResponse:
    operations = [
        {
            "path": ROOT.rstrip("/") + path,
            "summary": methods["get"]["summary"],
            "tag": methods["get"]["tags"][0],
        }
        for path, methods in document()["paths"].items()
    ]
    # An item beside its list and its history, in the order in which the lists come.
    order = list(dict.fromkeys(_first_part(found["path"]) for found in operations))
    operations.sort(key=lambda found: order.index(_first_part(found["path"])))
    groups = [
        {
            "name": HEADINGS[tag],
            "text": text,
            "operations": [found for found in operations if found["tag"] == tag],
        }
        for tag, text in TAGS.items()
    ]
    context = {
        "groups": groups,
        "document_url": api_url("openapi.json"),
        "info": document()["info"],
        "limits": limits,
    }
    response = render(request, "public/api/docs.html", context)
    response["Cache-Control"] = "public, max-age=300"
    return response


def _first_part(path: str) -> str:
    return path.removeprefix(ROOT).partition("/")[0]
