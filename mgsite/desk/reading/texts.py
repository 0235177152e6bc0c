"""The texts that are being read, each with how far it is. Reads only."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import SegmentDecision, SourceArticle, TextRevision
from articles.reading.cuts import cut
from articles.reading_state import cuts_of
from claims.review import State
from mgsite.desk.plan_views import show

A_PAGE = 25
AT_THE_DESK = 12  # texts: each is cut into sentences to be counted


@dataclass(frozen=True)
class BeingRead:
    """`decided` of `total` sentences; `total` is 0 where the text is not kept here."""

    article: SourceArticle
    decided: int
    total: int

    @property
    def url(self) -> str:
        return reverse("reading:read", args=[self.article.public_id])

    @property
    def said(self) -> str:
        if not self.total:
            return "its text is not kept here"
        return f"{self.decided} of {self.total} sentences decided"

    @property
    def is_complete(self) -> bool:
        return self.decided == self.total > 0


def being_read(articles: Sequence[SourceArticle]) -> list[BeingRead]:
    """In their order. Two queries, whatever their number."""
    newest = TextRevision.objects.filter(source_article=OuterRef("source_article"))
    latest = Subquery(newest.order_by("-number").values("pk")[:1])
    found = TextRevision.objects.filter(source_article__in=articles, pk=latest)
    revisions = {each.source_article_id: each for each in found}
    spans = defaultdict(set)
    rows = SegmentDecision.objects.filter(revision__in=revisions.values())
    for revision, start, end in rows.values_list("revision", "start", "end"):
        spans[revision].add((start, end))
    return [_counted(each, revisions.get(each.pk), spans) for each in articles]


def _counted(article: SourceArticle, revision: TextRevision | None, spans) -> BeingRead:
    if revision is None:
        return BeingRead(article, 0, 0)
    there = {(each.start, each.end) for each in cut(revision.text, cuts_of(article))}
    return BeingRead(article, len(there & spans[revision.pk]), len(there))


def unfinished() -> list[BeingRead]:
    """Drafts that have sentences to decide, those that were touched last first."""
    rows = SourceArticle.objects.filter(state__in=(State.DRAFT, State.RETURNED)).exclude(text="")
    newest = list(rows.order_by("-updated_at")[:AT_THE_DESK])
    return [each for each in being_read(newest) if not each.is_complete]


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("articles.view_sourcearticle"):
        raise PermissionDenied
    pages = Paginator(SourceArticle.objects.order_by("-updated_at", "pk"), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = being_read(list(page.object_list))
    context = {"title": "Texts being read", "page": page, "rows": rows}
    return show(request, "reading/texts", context)
