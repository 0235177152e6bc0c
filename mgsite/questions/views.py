"""“Ask us to check a claim”, and the page that answers whoever asked. Reads published versions only.

No answer sets a cookie or may be kept by anybody: the form holds a fresh token, and the other pages
are behind a secret.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position, position
from mgsite.proxies import client_address_of
from mgsite.public.responses import absolute
from mgsite.questions.forms import TRAP, AskForm
from mgsite.questions.limits import TooMany
from mgsite.questions.models import MOST_TEXT, Question
from mgsite.questions.origin import sent_from_here
from mgsite.questions.receiving import question_of, receive, remove
from mgsite.questions.retention import KEPT_AFTER_CLOSING
from mgsite.questions.tokens import Unusable, new_token, read_token, secret_of

AGAIN = "Nothing you typed is lost: it stands below. Please send it again."
FOREIGN = (
    "We could not tell that the form came from this page, perhaps because an extension of the "
    "browser hides that."
)
FROM_HERE = "Too many questions came from your network within this hour."
FROM_ALL = "So many questions came in today that we take no more."

View = Callable[..., HttpResponse]


def kept_by_nobody(view: View) -> View:
    """Neither caches nor search engines nor the next site learn of these pages."""

    @wraps(view)
    def guarded(request: HttpRequest, **secret: str) -> HttpResponse:
        response = view(request, **secret)
        response["Cache-Control"] = "no-store"
        if secret:
            response["X-Robots-Tag"] = "noindex, nofollow"
            response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    return guarded


# No cookie, hence no CSRF cookie: `sent_from_here` and the signed token stand in its place.
@csrf_exempt
@kept_by_nobody
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, and what becomes of it. A refusal keeps what was typed."""
    head = position()
    conditions = sorted(_conditions(head), key=lambda version: version.title.casefold())
    choices = [(version.public_id, version.title) for version in conditions]
    if request.method != "POST":
        chosen = {version.slug: version.public_id for version in conditions}
        begun = {
            "text": request.GET.get("text", "")[:MOST_TEXT],
            "condition": chosen.get(request.GET.get("condition", "")),
        }
        return _form(request, head, AskForm(initial=begun, conditions=choices))
    form = AskForm(request.POST, conditions=choices)
    if not sent_from_here(request):
        return _form(request, head, form, refusal=FOREIGN, status=403)
    try:
        token = read_token(request.POST.get("token", ""))
    except Unusable as reason:
        return _form(request, head, form, refusal=str(reason), status=400)
    if form.is_trapped:
        return _accepted(secret_of(token))
    if not form.is_valid():
        return _form(request, head, form, token=request.POST["token"], status=400)
    said = form.cleaned_data
    try:
        secret = receive(
            token=token,
            text=said["text"],
            place=said["place"],
            condition_id=said["condition"],
            address=client_address_of(request),
        )
    except TooMany as limit:
        return _too_many(request, head, form, limit)
    return _accepted(secret)


def _conditions(head: Position) -> list[Version]:
    return list(AsOf(head.number).kind("condition"))


def _accepted(secret: str) -> HttpResponse:
    """303, so that loading the next page again sends nothing again."""
    response = HttpResponseRedirect(reverse("questions:status", args=[secret]))
    response.status_code = 303
    return response


def _too_many(request: HttpRequest, head: Position, form: AskForm, limit: TooMany) -> HttpResponse:
    why = FROM_ALL if limit.from_all else FROM_HERE
    refusal = f"{why} Please come back after {limit.until:%H:%M} UTC."
    token = request.POST["token"]
    response = _form(request, head, form, refusal=refusal, token=token, status=429)
    seconds = (limit.until - timezone.now()).total_seconds()
    response["Retry-After"] = str(max(1, round(seconds)))
    return response


def _form(
    request: HttpRequest,
    head: Position,
    form: AskForm,
    *,
    refusal: str = "",
    token: str = "",
    status: int = 200,
) -> HttpResponse:
    """`token` is the one that came, where it is still good; else a new one."""
    context = {
        "head": head,
        "canonical": absolute(reverse("questions:ask")),
        "form": form,
        "refusal": refusal,
        "again": AGAIN if status != 429 else "",
        "token": token or new_token(),
        "trap": TRAP,
        "most": MOST_TEXT,
        "days": KEPT_AFTER_CLOSING.days,
    }
    return render(request, "public/ask.html", context, status=status)


@kept_by_nobody
@require_safe
def status(request: HttpRequest, secret: str) -> HttpResponse:
    """What was asked, where it stands and the answer, for whoever has the address."""
    question = question_of(secret)
    if question is None:
        return _unknown(request)
    head = position()
    as_of = AsOf(head.number)
    ids = [each for each in (question.claim_id, question.condition_id) if each]
    printed = as_of.by_ids(ids) if ids else {}
    context = {
        "head": head,
        "question": question,
        "claim": _in_print(printed, question.claim_id) if question.is_closed else None,
        "condition": _in_print(printed, question.condition_id),
        "secret": secret,
        "address": absolute(reverse("questions:status", args=[secret])),
        "days": KEPT_AFTER_CLOSING.days,
    }
    return render(request, "public/ask_status.html", context)


def _in_print(printed: dict[str, Version], public_id: str | None) -> Version | None:
    found = printed.get(public_id or "")
    is_there = found and found.state == Version.PUBLISHED and not found.redacted_at
    return found if is_there else None


# As above; and whoever sends this form knows the secret, which no other site does.
@csrf_exempt
@kept_by_nobody
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, secret: str) -> HttpResponse:
    """Asks first. The question is then gone, from the desk too."""
    question: Question | None = question_of(secret)
    if question is None:
        return _unknown(request)
    if request.method == "POST" and sent_from_here(request):
        remove(secret=secret)
        response = HttpResponseRedirect(reverse("questions:deleted"))
        response.status_code = 303
        return response
    refused = request.method == "POST"
    context = {"question": question, "secret": secret, "refusal": FOREIGN if refused else ""}
    status = 403 if refused else 200
    response = render(request, "public/ask_delete.html", context, status=status)
    # Under no-referrer browsers of before 2023 would send its form with nothing that says where from.
    response["Referrer-Policy"] = "same-origin"
    return response


@kept_by_nobody
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    response = render(request, "public/ask_deleted.html")
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "public/ask_unknown.html", status=404)
