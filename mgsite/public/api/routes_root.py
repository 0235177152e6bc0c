"""Where a partner starts: the root, the manifest, and the description of the interface."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router

from claims.canonical import utc_text
from mgsite.build import build
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position
from mgsite.public.api import schemas
from mgsite.public.api.addresses import PLURALS, api_url, changes_url, terms_url
from mgsite.public.api.conditional import (
    CHANGES_CACHE,
    DOCUMENTATION_CACHE,
    answer,
    state_etag,
    version_etag,
)
from mgsite.public.api.envelope import NAME, usage
from mgsite.public.api.settled import settled
from mgsite.public.responses import absolute

router = Router(by_alias=True, tags=["copies"])
CONTRACT_REVISION = "1.3.0"
COMPARISONS = ("conditions", "forms", "claims", "map")


@router.get(
    "/",
    response={200: schemas.Root, 304: None},
    operation_id="get_root",
    url_name="root",
    summary="Links, terms and where the store stands",
)
def root(request: HttpRequest):
    head = settled(lambda head: head)
    return answer(
        request,
        lambda: _root(head),
        etag=state_etag(head),
        modified_at=head.changed_at,
        cache=CHANGES_CACHE,
        links={"service-desc": api_url("openapi.json"), "service-doc": api_url("docs")},
    )


def _root(head: Position) -> dict:
    return {
        "title": NAME,
        "contract_revision": CONTRACT_REVISION,
        "links": {
            "self": api_url(),
            "openapi": api_url("openapi.json"),
            "docs": api_url("docs"),
            "changes": api_url("changes"),
            "manifest": api_url("manifest"),
            "export": api_url("export"),
            "status": api_url("status"),
            "search": api_url("search") + "?q={q}",
            "resources": api_url("resources") + "?ids={ids}",
            "comparisons": {name: api_url(f"comparisons/{name}") for name in COMPARISONS},
            **{plural: api_url(plural) for plural in PLURALS.values()},
            "html": absolute("/"),
        },
        "usage": usage(),
        "contact": {"name": "mgsite editorial", "url": terms_url()},
        "epoch": head.epoch,
        "edition": head.number,
        "cursor": head.seq,
        "changed_at": utc_text(head.changed_at) if head.changed_at else None,
        "changes_url": changes_url(head, head.seq),
    }


@router.get(
    "/status",
    response={200: schemas.Status, 304: None},
    operation_id="get_status",
    url_name="status",
    summary="Where the store stands, and which build answers",
)
def status(request: HttpRequest):
    head = settled(lambda head: head)
    return answer(
        request,
        lambda: _status(head),
        etag=f'W/"{head.epoch}-{head.number}-{build()}"',
        modified_at=head.changed_at,
        cache=CHANGES_CACHE,
    )


def _status(head: Position) -> dict:
    return {
        "epoch": head.epoch,
        "edition": head.number,
        "cursor": head.seq,
        "changed_at": utc_text(head.changed_at) if head.changed_at else None,
        "changes_url": changes_url(head, head.seq),
        "contract_revision": CONTRACT_REVISION,
        "build": build(),
    }


@router.get(
    "/manifest",
    response={200: schemas.Manifest, 304: None},
    operation_id="get_manifest",
    url_name="manifest",
    summary="Every id ever published, to compare a copy with",
)
def manifest(request: HttpRequest):
    def read(head: Position) -> HttpResponse:
        return answer(
            request,
            lambda: _manifest(head),
            etag=state_etag(head),
            modified_at=head.changed_at,
            cache=CHANGES_CACHE,
        )

    return settled(read)


def _manifest(head: Position) -> dict:
    """One state: a state as of an edition does not change when others publish meanwhile."""
    columns = ("public_id", "kind", "version", "state", "sha256", "edition__published_at")
    rows = sorted(AsOf(head.number).versions().values_list(*columns))
    entries = [
        manifest_entry(public_id, kind, version, state, version_etag(version, sha256), changed_at)
        for public_id, kind, version, state, sha256, changed_at in rows
    ]
    return {
        "epoch": head.epoch,
        "edition": head.number,
        "cursor": head.seq,
        "changes_url": changes_url(head, head.seq),
        "count": len(entries),
        "digest": digest(entries),
        "items": entries,
    }


def manifest_entry(
    public_id: str, kind: str, version: int, state: str, etag: str, changed_at: datetime
) -> dict:
    return {
        "id": public_id,
        "kind": kind,
        "version": version,
        "state": state,
        "etag": etag if state == Version.PUBLISHED else None,
        "changed_at": utc_text(changed_at),
    }


def digest(entries: list[dict]) -> str:
    """As `schemas.Manifest.digest` says. `entries` are in the order of their ids."""
    lines = (
        f"{e['id']} {e['kind']} {e['version']} {e['state']} {e['etag'] or '-'}\n" for e in entries
    )
    return "sha256:" + hashlib.sha256("".join(lines).encode()).hexdigest()


@router.get(
    "/openapi.json",
    response={200: dict, 304: None},
    operation_id="get_openapi",
    url_name="openapi",
    summary="This description, as OpenAPI 3.1",
)
def openapi(request: HttpRequest):
    # Imported here, because the document describes this very function.
    from mgsite.public.api.openapi import document, document_etag

    return answer(request, document, etag=document_etag(), cache=DOCUMENTATION_CACHE)
