"""Links by which outsiders may read one draft until a day: signed, never cached, leading nowhere else.

The link names its item, its maker and its end; it stops working when the maker may not see the item
any more. Rendering a draft holds the publisher's lock for a moment, so each link may be opened a few
times a minute only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from claims.errors import Refused
from claims.models import Curated
from claims.permissions import permission_to
from mgsite.editions.kinds import item_of
from mgsite.editions.models import Version
from mgsite.editions.publishing_views import change_url, item_for
from mgsite.preview import mark, page_of_draft
from mgsite.public.responses import absolute

SALT = "mgsite.preview-link"
A_MINUTE, MOST_A_MINUTE = 60, 20
DAYS = [("1", "a day"), ("7", "a week"), ("30", "thirty days")]


class LinkForm(forms.Form):
    days = forms.ChoiceField(label="Valid for", choices=DAYS, initial="7", widget=forms.RadioSelect)


@dataclass(frozen=True)
class Granted:
    """What a link says, once its signature is sure."""

    item: Curated
    by: User
    until: datetime


class NoLonger(Exception):
    """The link leads nowhere (any more): `status` and a sentence for whoever opened it."""

    def __init__(self, status: int, sentence: str):
        self.status, self.sentence = status, sentence
        super().__init__(sentence)


@require_http_methods(["GET", "HEAD", "POST"])
def make_link(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """For staff who may see the draft: a link to hand to somebody without an account."""
    item = item_for(request, kind, public_id)
    form = LinkForm(request.POST or None)
    made, until = "", None
    if request.method == "POST" and form.is_valid():
        until = timezone.now() + timedelta(days=int(form.cleaned_data["days"]))
        made = absolute(reverse("preview-link", args=[token(item, request.user, until)]))
    context = {"title": f"A link to the draft: {item.slug}", "item": item, "form": form}
    context |= {"item_url": change_url(item), "made": made, "until": until}
    common = admin.site.each_context(request)
    return render(request, "admin/desk/preview_link.html", common | context)


def token(item: Curated, by: User, until: datetime) -> str:
    says = {"item": item.public_id, "by": by.pk, "until": int(until.timestamp())}
    return signing.dumps(says, salt=SALT)


@require_safe
def read_draft(request: HttpRequest, link: str) -> HttpResponse:
    """The draft for whoever holds the link, or a page that says why not."""
    try:
        granted = _granted(link)
        _count(link)
        response = page_of_draft(request, granted.item, by=granted.by)
    except Refused:
        return _refusal(request, 404, "This draft has no page yet. Ask whoever sent the link.")
    except NoLonger as over:
        return _refusal(request, over.status, over.sentence)
    mark(response, "public/_draft_banner.html", {"granted": granted})
    response["Referrer-Policy"] = "no-referrer"
    return response


def _granted(link: str) -> Granted:
    try:
        says = signing.loads(link, salt=SALT)
    except signing.BadSignature as error:
        raise NoLonger(
            404, "This link is not whole, or was changed. Copy all of it from where it was sent."
        ) from error
    until = datetime.fromtimestamp(says["until"], UTC)
    if until < timezone.now():
        raise NoLonger(
            410, f"This link was valid until {until:%d %b %Y, %H:%M} UTC. Ask for a new one."
        )
    item, by = item_of(says["item"]), User.objects.filter(pk=says["by"], is_active=True).first()
    if item is None:
        raise NoLonger(404, "The draft that this link led to is gone.")
    if by is None or not by.has_perm(permission_to("view", item)):
        raise NoLonger(410, "Whoever made this link may not show the draft any more.")
    if _withdrawn(item):
        raise NoLonger(410, "This was withdrawn from print since the link was made.")
    if item.kind == "claim" and item.assessment is None:
        raise NoLonger(404, "This claim has not been graded yet, so it has no page.")
    return Granted(item, by, until)


def _withdrawn(item: Curated) -> bool:
    current = Version.objects.current().filter(public_id=item.public_id)
    return current.filter(state=Version.WITHDRAWN).exists()


def _count(link: str) -> None:
    """Raises NoLonger with 429 for a link that is opened too often."""
    key = f"preview-link:{link[-40:]}"
    cache.add(key, 0, A_MINUTE)
    try:
        opened = cache.incr(key)
    except ValueError:  # it ran out between the two
        return
    if opened > MOST_A_MINUTE:
        raise NoLonger(429, "This link was opened very often just now. Try again in a minute.")


def _refusal(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    response = render(request, "public/no_draft.html", {"sentence": sentence}, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    if status == 429:
        response["Retry-After"] = str(A_MINUTE)
    return response
