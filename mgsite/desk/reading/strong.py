"""Accept the first proposal of many sentences at once: those where it fits well, each seen in a list first."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from articles.actions_reading import Overtaken, decide_segment
from articles.models import SourceArticle
from articles.reading.classify import SegmentClass
from claims.errors import Refused
from claims.whole_numbers import whole
from mgsite.desk.plan_views import show
from mgsite.desk.reading.page import Page
from mgsite.desk.reading.posts import claims_made, token_in
from mgsite.desk.reading.rows import ClaimRow, rows_for_many
from mgsite.desk.reading.views import address_of, text_for
from mgsite.editions.publishing_views import change_url

AT_ONCE = 40  # sentences of one list: more than anybody looks through


@dataclass(frozen=True)
class Offer:
    """A sentence with the claim that fits it well. `value` is what the form sends back."""

    number: int
    words: str
    start: int
    row: ClaimRow
    seen: int

    @property
    def value(self) -> str:
        return f"{self.start}:{self.seen}:{self.row.strength}:{self.row.claim.slug}"


@dataclass(frozen=True)
class Chosen:
    start: int
    seen: int
    strength: int
    slug: str


@require_http_methods(["GET", "HEAD", "POST"])
def strong(request: HttpRequest, public_id: str) -> HttpResponse:
    if not request.user.has_perm("articles.change_sourcearticle"):
        raise PermissionDenied
    article = text_for(request, public_id)
    refusals: tuple[str, ...] = ()
    if request.method == "POST":
        chosen = [_chosen(value) for value in request.POST.getlist("sentence")[:AT_ONCE]]
        if chosen:
            return _accepted(request, article, chosen)
        refusals = ("Tick at least one sentence, or go back to the text.",)
    offers, more = offers_of(Page(article))
    context = {
        "title": "Accept the obvious ones",
        "article": article,
        "item_url": change_url(article),
        "address": address_of(article),
        "offers": offers,
        "more": more,
        "refusals": refusals,
    }
    return show(request, "reading/strong", context)


def offers_of(page: Page) -> tuple[list[Offer], int]:
    """The first of them, and how many more there are. One query beside the page's own."""
    found = page.strong
    rows = rows_for_many(found[:AT_ONCE])
    offers = [
        Offer(
            number=each.segment.position + 1,
            words=each.segment.text,
            start=each.segment.start,
            row=row,
            seen=page.reading.token(each.segment),
        )
        for each, row in rows
    ]
    return offers, max(0, len(found) - AT_ONCE)


def _chosen(value: str) -> Chosen:
    start, seen, strength, slug = (value.split(":", 3) + [""] * 4)[:4]
    asked = whole(strength, 1)
    return Chosen(
        start=-1 if whole(start) is None else int(start),
        seen=token_in(seen),
        strength=-1 if asked is None else asked,
        slug=slug,
    )


def _accepted(request: HttpRequest, article: SourceArticle, chosen: list[Chosen]) -> HttpResponse:
    """Each by itself, so that one that somebody decided meanwhile stops no other."""
    done, left = 0, []
    for each in chosen:
        try:
            decide_segment(
                article=article,
                by=request.user,
                start=each.start,
                seen=each.seen,
                segment_class=SegmentClass.CLAIM,
                claims=claims_made({each.slug: each.strength}),
            )
            done += 1
        except Overtaken as overtaken:
            left.append(str(overtaken))
        except Refused as refusal:
            left.append(str(refusal))
    if done:
        noun = "sentence" if done == 1 else "sentences"
        messages.success(
            request, f"{done} {noun} accepted as proposed. Undo takes back one by one."
        )
    for sentence in left:
        messages.warning(request, sentence)
    return HttpResponseRedirect(address_of(article))
