"""sitemap.xml: every page of what is in print now, and the pages that are always there.

Canonical pages alone: the same as Markdown or in a frame is linked from them. Beyond 50,000 addresses
the rest is at `?p=2` and on, as Django's own sitemaps have it.
"""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mgsite.editions.models import Link, Version
from mgsite.editions.readers import Position, position
from mgsite.public.composed_dates import composed_dates
from mgsite.public.responses import PUBLIC_CACHE

# Whether it shows something of every edition.
ALWAYS_THERE = {
    "home": True,
    "conditions": True,
    "checks": True,
    "compare": True,
    "compare-forms": True,
    "compare-articles": True,
    "compare-map": True,
    "how-we-grade": False,
    "changes": True,
    "corrections": False,
    "feeds": False,
    "about": False,
}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    head = position()
    sections: dict[str, type[Sitemap] | Sitemap] = {"items": LiveItems(head)}
    if request.GET.get("p", "1") == "1":
        sections["pages"] = FixedPages(head)
    response = views.sitemap(request, sections)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


class OnOurAddress(Sitemap):
    """Addresses start with SITE_URL, whatever host name the request used."""

    def __init__(self, head: Position):
        self.head = head

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class FixedPages(OnOurAddress):
    def items(self) -> tuple[str, ...]:
        return tuple(ALWAYS_THERE)

    def location(self, item: str) -> str:
        return reverse(f"public:{item}")

    def lastmod(self, item: str) -> datetime | None:
        return self.head.changed_at if ALWAYS_THERE[item] else None


class LiveItems(OnOurAddress):
    """What is in print; what was withdrawn is not in it. Two queries, however much there is."""

    def __init__(self, head: Position):
        super().__init__(head)
        self._changed_at: dict[str, datetime] = {}

    def items(self) -> list[Version]:
        current = list(
            Version.objects.as_of(self.head.number)
            .select_related("edition")
            .only("public_id", "slug", "kind", "state", "edition__published_at")
            .order_by("seq")
        )
        live = [version for version in current if version.state == Version.PUBLISHED]
        self._changed_at = composed_dates(
            {version.public_id: version.kind for version in live},
            {version.public_id: version.edition.published_at for version in current},
            _links(self.head.number),
        )
        return live

    def location(self, item: Version) -> str:
        return reverse(f"public:{item.kind}", args=[item.slug])

    def lastmod(self, item: Version) -> datetime:
        return self._changed_at[item.public_id]


def _links(number: int) -> QuerySet:
    """(naming, role, named), of what is in print and of what a withdrawn item named before."""
    current = Version.objects.as_of(number)
    gone = current.filter(state=Version.WITHDRAWN).values("public_id")
    return Link.objects.filter(
        Q(version__in=current.values("pk")) | Q(version__public_id__in=gone)
    ).values_list("version__public_id", "role", "target")
