"""The pages that answer a reader: home, condition, claim, article.

Each reads the head first and composes as of its number, so no page mixes two editions.
Other parameters of the address than `?edition=` and `?on=` are ignored, since links carry `utm_…`
and the like; the page of a claim alone reads one, the risk that a reader starts from.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mgsite.editions.readers import AsOf, position
from mgsite.public import structured_data
from mgsite.public.composition import article as articles
from mgsite.public.composition import claim as claims
from mgsite.public.composition import condition as conditions
from mgsite.public.composition.home import home_page
from mgsite.public.moments import asked_position
from mgsite.public.responses import address_of, page, page_or_notice
from mgsite.public.views_embed import embedding


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    head = position()
    return page(request, "public/home.html", {"page": home_page(AsOf(head.number))}, head=head)


@require_safe
def condition(request: HttpRequest, slug: str) -> HttpResponse:
    head = asked_position(request)
    as_of = AsOf(head.number)
    rows = conditions.about(as_of, slug)

    def show(version) -> HttpResponse:
        composed = conditions.condition_page(as_of, rows)
        context = {"page": composed, "description": composed.description}
        context["markdown"] = reverse("public:condition-markdown", args=[slug])
        context["feeds_about"] = composed.document
        context["machines"] = structured_data.condition(
            composed.document,
            composed.headlines,
            composed.reviewed,
            composed.changes[0].edition.published_at,
            address_of,
        )
        return page(request, "public/condition.html", context, head=head, shown=[version])

    return page_or_notice(request, head, "condition", slug, rows[0] if rows else None, show)


@require_safe
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    head = asked_position(request)
    as_of = AsOf(head.number)
    rows = claims.found(as_of, slug)

    def show(version) -> HttpResponse:
        composed = claims.claim_page(as_of, rows, request.GET)
        context = {"page": composed, "description": composed.claim.conclusion}
        context["markdown"] = reverse("public:claim-markdown", args=[slug])
        context["embedding"] = embedding(version)
        context["machines"] = structured_data.claim(
            [(cited.slug, cited.title) for group in composed.claim.cites for cited in group.cited],
            composed.conditions,
            composed.reviewed,
            composed.history[0].edition.published_at,
            address_of,
        )
        status = 400 if composed.is_refused else 200
        return page(
            request, "public/claim.html", context, head=head, status=status, shown=[version]
        )

    return page_or_notice(request, head, "claim", slug, rows[0] if rows else None, show)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    head = asked_position(request)
    as_of = AsOf(head.number)
    rows = articles.found(as_of, slug)

    def show(version) -> HttpResponse:
        composed = articles.article_page(as_of, rows)
        context = {"page": composed, "description": composed.document["summary"]}
        context["markdown"] = reverse("public:article-markdown", args=[slug])
        context["machines"] = structured_data.article(
            composed.document, composed.conditions, composed.reviewed, address_of
        )
        return page(request, "public/article.html", context, head=head, shown=[version])

    return page_or_notice(request, head, "article", slug, rows[0] if rows else None, show)
