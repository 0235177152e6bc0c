"""The page on which two claims are merged: find the one that stays, read what would happen, do it.

Once they are merged, the same address says what is left to do. GET shows, POST does it; a refusal
shows what would happen now, with everything that was ticked and typed.
"""

from collections.abc import Sequence

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from claims.errors import Refused
from claims.merged_claims import Successor, successor_in
from claims.models import Claim
from mgsite.desk.merge import Choices, Merged, Survey, merge_claims, survey_merge
from mgsite.desk.merged import aftermath
from mgsite.desk.plan_views import show
from mgsite.editions.differences import differences
from mgsite.editions.publishing_views import change_url, item_for

MOST_FOUND = 25
MOST_ALIKE = 8


class FindForm(forms.Form):
    q = forms.CharField(
        label="Slug, words or public id",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class MergeForm(forms.Form):
    """What is typed beside the ticks; `seen` is the survey that the person decides by."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    together = forms.BooleanField(label="Put what it edits into a new edition", required=False)
    edition = forms.CharField(
        label="Called",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("together") and not cleaned.get("edition", "x").strip():
            self.add_error("edition", ValidationError("Give it a name that colleagues know it by."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, public_id: str) -> HttpResponse:
    gone = item_for(request, "claim", public_id)
    if (into := successor_in(gone.hold)) is not None:
        return _after(request, gone, into)
    asked = request.POST if request.method == "POST" else request.GET
    named = asked.get("into", "").strip()
    stays = Claim.objects.filter(Q(public_id=named) | Q(slug=named)).first() if named else None
    if stays is None:
        return _find(request, gone, named)
    return _dry_run(request, gone, stays)


def _find(request: HttpRequest, gone: Claim, named: str) -> HttpResponse:
    form = FindForm({"q": request.GET.get("q", "")})
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    found = _with_words(request, gone, words) if words else _alike(gone)
    context = _context("Merge claim", gone) | {
        "find": form,
        "asked": bool(words),
        "found": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
        "refusals": [f"There is no claim “{named[:80]}”: search for it."] if named else [],
    }
    return show(request, "merge_find", context)


def _candidates(gone: Claim):
    others = Claim.objects.unmerged().exclude(pk=gone.pk).filter(supplement=gone.supplement_id)
    return others.select_related("assessment", "form")


def _with_words(request: HttpRequest, gone: Claim, words: str) -> Sequence[Claim]:
    """By the words that the list of claims is searched by."""
    model_admin = admin.site.get_model_admin(Claim)
    rows, several = model_admin.get_search_results(request, _candidates(gone), words)
    return (rows.distinct() if several else rows).order_by("slug")[: MOST_FOUND + 1]


def _alike(gone: Claim) -> Sequence[Claim]:
    """Those of its kind that share most sources with it, before anybody searched."""
    same = Q(citations__source__in=gone.citations.values("source"))
    rows = _candidates(gone).filter(claim_kind=gone.claim_kind)
    rows = rows.annotate(common=Count("citations", filter=same)).filter(common__gt=0)
    return rows.order_by("-common", "slug")[:MOST_ALIKE]


def _dry_run(request: HttpRequest, gone: Claim, stays: Claim) -> HttpResponse:
    form = MergeForm(request.POST or None, initial={"edition": f"Merge of {gone.slug}"[:120]})
    refusals: Sequence[str] = ()
    if request.method == "POST" and form.is_valid():
        try:
            done = _merged(request, gone, stays, form)
        except Refused as refusal:
            refusals = refusal.sentences
            gone, stays = Claim.objects.get(pk=gone.pk), Claim.objects.get(pk=stays.pk)
        else:
            _tell(request, gone, done)
            return HttpResponseRedirect(request.path)
    return show(
        request, "merge", _survey_context(request, survey_merge(gone, stays), form, refusals)
    )


def _merged(request: HttpRequest, gone: Claim, stays: Claim, form: MergeForm) -> Merged:
    typed = form.cleaned_data
    choices = Choices(
        take=tuple(request.POST.getlist("take")),
        conditions=tuple(request.POST.getlist("condition")),
        edition=typed["edition"] if typed["together"] else "",
    )
    return merge_claims(
        gone=gone, stays=stays, by=request.user, choices=choices, seen=typed["seen"]
    )


def _tell(request: HttpRequest, gone: Claim, done: Merged) -> None:
    messages.success(request, f"“{gone.slug}” is merged into “{done.stays.slug}”.")
    if done.plan and done.left_out:
        left = ", ".join(f"“{slug}”" for slug in done.left_out)
        text = f"In another edition already, so not in “{done.plan.name}”: {left}."
        messages.warning(request, text)


def _survey_context(
    request: HttpRequest, survey: Survey, form: MergeForm, refusals: Sequence[str]
) -> dict:
    claims, posted, hindrances = survey.claims, request.method == "POST", survey.refusals
    ticked = (
        request.POST.getlist("condition") if posted else [c.public_id for c in claims.conditions]
    )
    edited = [
        (
            item,
            change_url(item),
            survey.prints.get(item.public_id),
            survey.holders.get(item.public_id),
        )
        for item in survey.edited
    ]
    return _context(f"Merge claim: {claims.gone.slug}", claims.gone) | {
        "survey": survey,
        "stays": claims.stays,
        "stays_url": change_url(claims.stays),
        "version": survey.prints.get(claims.gone.public_id),
        "successor": survey.prints.get(claims.stays.public_id),
        "placements": [(each, _body_changes(each)) for each in survey.articles.placements],
        "edited": edited,
        "ticked": ticked,
        "taken": request.POST.getlist("take"),
        "form": form,
        "refusals": refusals,
        # Said once: what was just refused names them already.
        "hindrances": [] if refusals else hindrances,
        "possible": not hindrances and request.user.has_perm("claims.change_claim"),
    }


def _body_changes(placement) -> list:
    return differences({"text": placement.article.body}, {"text": placement.body})


def _after(request: HttpRequest, gone: Claim, into: Successor) -> HttpResponse:
    if request.method == "POST":
        text = f"“{gone.slug}” is merged into “{into.slug}” already; nothing was done twice."
        messages.warning(request, text)
        return HttpResponseRedirect(request.path)
    context = _context(f"Merged: {gone.slug}", gone)
    return show(
        request, "merged", context | {"into": into, "left": aftermath(gone, into.public_id)}
    )


def _context(title: str, gone: Claim) -> dict:
    return {"title": title, "item": gone, "item_url": change_url(gone)}
