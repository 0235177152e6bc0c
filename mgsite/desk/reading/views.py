"""The reading page of one text: GET shows a sentence and what it may claim, POST decides it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.actions_reading import Overtaken
from articles.models import SourceArticle
from articles.reading.classify import SegmentClass
from articles.reading_state import reading_of
from claims.errors import Refused
from claims.models import Claim
from claims.whole_numbers import whole
from mgsite.desk.plan_views import show
from mgsite.desk.reading.page import LETTERS, Page, next_undecided
from mgsite.desk.reading.posts import GOES_ON, Asked, do, typed_claims
from mgsite.desk.reading.rows import STRENGTHS, rows_for
from mgsite.editions.publishing_views import change_url

MOST_FOUND = 6
LONGEST_WORDS, MOST_WORDS = 200, 8  # characters and words of a search
SAID = {each: each.label for each in SegmentClass}


def text_for(request: HttpRequest, public_id: str) -> SourceArticle:
    """404 without it, 403 for who may not see it."""
    if not request.user.has_perm("articles.view_sourcearticle"):
        raise PermissionDenied
    if len(public_id) > 40:
        raise Http404("There is no such text.")
    return get_object_or_404(SourceArticle, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, public_id: str) -> HttpResponse:
    article = text_for(request, public_id)
    if request.method != "POST":
        return _page(request, article, whole(request.GET.get("at", "")))
    if not request.user.has_perm("articles.change_sourcearticle"):
        raise PermissionDenied
    asked = Asked.of(request, article)
    try:
        said = do(asked)
    except Overtaken as overtaken:
        return _overtaken(request, asked, overtaken)
    except Refused as refusal:
        article.refresh_from_db()
        return _page(request, article, asked.start, refusal.sentences)
    messages.success(request, said)
    return _onwards(article, asked)


def _onwards(article: SourceArticle, asked: Asked) -> HttpResponseRedirect:
    article.refresh_from_db()
    reading = reading_of(article)
    start = _undone_at(article) if asked.what == "undo" else asked.start
    here = reading.by_start.get(start)
    if asked.what in GOES_ON and here is not None:
        here = next_undecided(reading, here.position) or here
    return HttpResponseRedirect(address_of(article, here.start if here else None))


def _undone_at(article: SourceArticle) -> int:
    """Where the sentence starts that was just given back."""
    (_, start), _ = article.steps.latest("pk").after["states"][0]
    return start


def address_of(article: SourceArticle, start: int | None = None) -> str:
    address = reverse("reading:read", args=[article.public_id])
    return address if start is None else f"{address}?at={start}#s-{start}"


def _page(
    request: HttpRequest,
    article: SourceArticle,
    at: int | None,
    refusals: tuple[str, ...] = (),
) -> HttpResponse:
    """With everything that was typed, when a form comes back."""
    page = Page(article, at)
    words = request.GET.get("q", "")[:LONGEST_WORDS]
    typed = typed_claims(request.POST) if refusals else None
    context = {
        "title": f"Read: {article.source_title}",
        "article": article,
        "item_url": change_url(article),
        "page": page,
        "may": request.user.has_perm("articles.change_sourcearticle"),
        "progress": page.reading.progress,
        "refusals": refusals,
        "q": words,
        "classes": [(each, LETTERS[each]) for each in SegmentClass],
        "keys": KEYS,
    }
    if page.current:
        found = _found(words)
        reason = request.POST.get("reason", "") if refusals else ""
        if not refusals and page.decision:
            reason = page.decision.reason
        context |= {
            "rows": rows_for(page.current, page.decision, found, typed),
            "found": found,
            "reason": reason,
            "strength": STRENGTHS.get(page.current.strength, ""),
            "place": request.POST.get("place", ""),
        }
    return show(request, "reading/read", context)


def _found(words: str) -> list[str]:
    if not words.strip():
        return []
    rows = Claim.objects.unmerged().with_words(words.split()[:MOST_WORDS])
    return list(rows.values_list("slug", flat=True)[:MOST_FOUND])


def _overtaken(request: HttpRequest, asked: Asked, overtaken: Overtaken) -> HttpResponse:
    """Both decisions side by side, with what was typed in a form that can be sent as it is."""
    asked.article.refresh_from_db()
    reading = reading_of(asked.article)
    segment = reading.by_start.get(asked.start)
    context = {
        "title": "Somebody was faster",
        "article": asked.article,
        "item_url": change_url(asked.article),
        "address": address_of(asked.article, segment.start if segment else None),
        "segment": segment,
        "theirs": overtaken.theirs,
        "said": overtaken.sentences,
        "mine": _mine(asked),
        # A cut was asked of another state of the text, so it is looked at again first.
        "again": segment is not None and asked.what in GOES_ON,
        "seen": reading.token(segment) if segment else 0,
        "kept": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in ("csrfmiddlewaretoken", "seen")
        ],
    }
    answer = show(request, "reading/overtaken", context)
    answer.status_code = 409
    return answer


def _mine(asked: Asked) -> dict:
    """What the person meant, in words: the class or deed, the claims with their strengths, the reason."""
    claims = typed_claims(asked.sent)
    if asked.what == "accept":
        strength = whole(asked.sent.get(f"strength-{asked.detail}", ""), 1)
        claims = {asked.detail: -1 if strength is None else strength}
    label = SAID.get(asked.detail, "") if asked.what == "class" else DEEDS_SAID.get(asked.what, "")
    shows_claims = asked.what == "accept" or asked.detail == SegmentClass.CLAIM
    told = [(slug, STRENGTHS.get(strength, "")) for slug, strength in claims.items()]
    return {
        "label": label,
        "claims": told if shows_claims else [],
        "reason": asked.sent.get("reason", ""),
    }


DEEDS_SAID = {
    "accept": SegmentClass.CLAIM.label,
    "none": "Claim, none of ours",
    "split": "Split in two",
    "join": "Join with the next",
    "undo": "Undo",
    "drop": "Drop a lost decision",
}
# What the keyboard help lists, in the order of the work.
KEYS = (
    ("1 to 9", "accept that claim, alone"),
    ("c", "claim, as ticked"),
    ("b a t h d", "background, advice, call to action, heading, debris"),
    ("r", "reject: none of our claims says this"),
    ("w", "write a new claim"),
    ("/", "find another claim"),
    ("s", "split: choose the word"),
    ("m", "merge with the next sentence"),
    ("u", "undo my last step"),
    ("j k", "next, previous undecided sentence"),
    ("n p", "next, previous sentence"),
    ("o", "accept the obvious ones together"),
    ("?", "this help"),
)
