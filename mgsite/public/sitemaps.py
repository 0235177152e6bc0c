"""sitemap.xml: every page of what is in print now, and the pages that are always there.

Beyond 50,000 addresses the rest is at `?p=2` and on, as Django's own sitemaps have it.
"""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mgsite.editions.models import Version
from mgsite.public.responses import PUBLIC_CACHE

ALWAYS_THERE = (
    "home",
    "conditions",
    "compare",
    "compare-forms",
    "compare-articles",
    "compare-map",
    "how-we-grade",
    "changes",
    "corrections",
    "about",
)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    sections: dict[str, type[Sitemap] | Sitemap] = {"items": LiveItems()}
    if request.GET.get("p", "1") == "1":
        sections["pages"] = FixedPages()
    response = views.sitemap(request, sections)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


class OnOurAddress(Sitemap):
    """Addresses start with SITE_URL, whatever host name the request used."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class FixedPages(OnOurAddress):
    def items(self) -> tuple[str, ...]:
        return ALWAYS_THERE

    def location(self, item: str) -> str:
        return reverse(f"public:{item}")


class LiveItems(OnOurAddress):
    """What is in print now; what was withdrawn is not in it."""

    def items(self) -> QuerySet[Version]:
        return (
            Version.objects.live()
            .select_related("edition")
            .only("slug", "kind", "edition__published_at")
            .order_by("seq")
        )

    def location(self, item: Version) -> str:
        return reverse(f"public:{item.kind}", args=[item.slug])

    def lastmod(self, item: Version) -> datetime:
        return item.edition.published_at
