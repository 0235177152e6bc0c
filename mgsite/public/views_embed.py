"""A claim on somebody else's page: the card alone in a frame, and oEmbed, which says how to frame it.

The card shows what is in print when it is read; a retraction stands on it from that edition on.
"""

from urllib.parse import urlencode, urlsplit

import orjson
from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, path, resolve, reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from mgsite.editions.models import Reason, Version
from mgsite.editions.readers import AsOf, Position, document_of, position, tombstone_of
from mgsite.public import oembed as core
from mgsite.public.claim_entry import claim_entry
from mgsite.public.composition import claim as claims
from mgsite.public.composition.parts import documents
from mgsite.public.machine_answers import of_an_edition, open_to_scripts
from mgsite.public.responses import PUBLIC_CACHE, absolute, address_of
from mgsite.public.reviewed import reviewed
from mgsite.public.structured_data import PUBLISHER

JSON, XML = "application/json", "text/xml; charset=utf-8"
# Any page may frame the card; the card itself runs and sends nothing.
FRAMED = {
    "frame-ancestors": ["*"],
    "script-src": [NONE],
    "connect-src": [NONE],
    "form-action": [NONE],
}


@require_safe
@xframe_options_exempt
@csp_replace(FRAMED)
def card(request: HttpRequest, slug: str) -> HttpResponse:
    head = position()
    as_of = AsOf(head.number)
    rows = claims.found(as_of, slug)
    version = _today(rows[0]) if rows else None
    if version is None:
        return _card(request, head, {"unknown": True}, 404)
    if version.state == Version.WITHDRAWN:
        return _gone(request, head, version)
    if version.slug != slug:
        return _moved(version)
    document = document_of(version)
    context = {
        "claim": claim_entry(document, documents(rows[1:])),
        "reviewed": reviewed([document]),
        "canonical": address_of("claim", slug),
    }
    return _card(request, head, context, 200)


@open_to_scripts
def oembed(request: HttpRequest) -> HttpResponse:
    head = position()
    asked = request.GET
    if not asked.get("url"):
        return _refusal(400, "Say which page to embed: ?url=, with the address of a claim.")
    if asked.get("format", "json") not in ("json", "xml"):
        return _refusal(501, "This can be had as json or as xml: ?format=json.")
    try:
        sizes = core.pixels(asked.get("maxwidth", "")), core.pixels(asked.get("maxheight", ""))
    except core.NotASize:
        return _refusal(400, "Give maxwidth and maxheight as whole numbers of pixels, from 1.")
    version = _claim_at(AsOf(head.number), asked["url"])
    if version is None:
        claims_are_at = absolute("/claims/…/")
        return _refusal(404, f"Nothing to embed has this address. What can be: {claims_are_at}")
    if version.state == Version.WITHDRAWN:
        return _refusal(410, f"Withdrawn. {tombstone_of(version)['notice_text']}")
    framed = card_of(version)
    found = core.answer(framed, *core.size_of(framed, *sizes))
    if asked.get("format") == "xml":
        return of_an_edition(request, head, lambda: core.xml_of(found), XML)
    return of_an_edition(request, head, lambda: orjson.dumps(found), JSON)


def card_of(version: Version) -> core.Card:
    """The card of a claim in print."""
    document = document_of(version)
    return core.Card(
        title=version.title,
        statement=document["statement"],
        url=address_of("claim", version.slug),
        embed_url=absolute(reverse("public:embed-claim", args=[version.slug])),
        provider=PUBLISHER,
        provider_url=address_of("home"),
        alerts=len(document["source_alerts"]),
    )


def embedding(version: Version) -> dict:
    """For the claim's own page: the snippet, and where oEmbed describes it, by format."""
    framed = card_of(version)
    where = absolute(reverse("public:oembed"))
    return {
        "snippet": core.frame(framed, *core.size_of(framed)),
        "json": f"{where}?{urlencode({'url': framed.url, 'format': 'json'})}",
        "xml": f"{where}?{urlencode({'url': framed.url, 'format': 'xml'})}",
    }


def _claim_at(as_of: AsOf, url: str) -> Version | None:
    """The claim whose page that is, the one that it was merged into, or None."""
    try:
        parts = urlsplit(url.strip())
        place = resolve(parts.path if parts.path.endswith("/") else f"{parts.path}/")
    except (ValueError, Resolver404):
        return None
    ours = urlsplit(settings.SITE_URL).netloc
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != ours:
        return None
    if place.view_name not in ("public:claim", "public:embed-claim"):
        return None
    version = as_of.one("claim", place.kwargs["slug"])
    seen: set[str] = set()
    while version is not None and version.public_id not in seen:
        seen.add(version.public_id)
        version = _today(version)
        version = _successor(as_of, version) or version
    return version


def _today(version: Version) -> Version:
    """Itself, or its tombstone when its words were blanked after the head was read."""
    if version.document or version.tombstone:
        return version
    return Version.objects.current().select_related("edition").get(public_id=version.public_id)


def _successor(as_of: AsOf, version: Version) -> Version | None:
    """What a merged claim has become."""
    tombstone = tombstone_of(version)
    if tombstone.get("reason") != Reason.MERGED:
        return None
    return next(iter(as_of.by_ids(tombstone["replaced_by"]).values()), None)


def _gone(request: HttpRequest, head: Position, version: Version) -> HttpResponse:
    as_of, tombstone = AsOf(head.number), tombstone_of(version)
    if merged := _successor(as_of, version):
        return _moved(merged)
    instead = as_of.by_ids(tombstone["replaced_by"]).values()
    context = {
        "tombstone": tombstone,
        "retracted": tombstone["reason"] == Reason.RETRACTED,
        "reason": Reason(tombstone["reason"]).label,
        "withdrawn_at": version.edition.published_at,
        "successors": [v for v in instead if v.document],
        "canonical": address_of("claim", version.slug),
    }
    return _card(request, head, context, 410)


def _card(request: HttpRequest, head: Position, context: dict, status: int) -> HttpResponse:
    context |= {"head": head, "home": address_of("home")}
    response = render(request, "public/embed_claim.html", context, status=status)
    response["Cache-Control"] = PUBLIC_CACHE
    # The claim's own page is what search engines should find.
    response["X-Robots-Tag"] = "noindex"
    # A page that shuts out what it does not name (COEP) may frame the card all the same.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _moved(version: Version) -> HttpResponse:
    response = HttpResponsePermanentRedirect(reverse("public:embed-claim", args=[version.slug]))
    response["Cache-Control"] = PUBLIC_CACHE
    return response


def _refusal(status: int, sentence: str) -> HttpResponse:
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = PUBLIC_CACHE
    return response


urlpatterns = [
    path("oembed", oembed, name="oembed"),
    path("embed/claims/<slug:slug>/", card, name="embed-claim"),
]
