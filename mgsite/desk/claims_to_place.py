"""Claims to place in an article: found by words, each with its state and the tag that places it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import Claim
from mgsite.desk.claim_states import states_of
from mgsite.desk.plan_views import show

MOST_FOUND = 20
LONGEST_WORDS = 200  # characters
MOST_WORDS = 8


@require_safe
def claims_to_place(request: HttpRequest) -> HttpResponse:
    """A page of its own; with `?fragment` the list alone, for the box over the text."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    asked = request.GET.get("q", "")[:LONGEST_WORDS]
    found = list(Claim.objects.with_words(asked.split()[:MOST_WORDS])[: MOST_FOUND + 1])
    context = {"states": states_of(found[:MOST_FOUND]), "asked": asked, "most": MOST_FOUND}
    context |= {"more": len(found) > MOST_FOUND, "picks": "fragment" in request.GET}
    if context["picks"]:
        return render(request, "admin/desk/_claims_found.html", context)
    context["title"] = "Claims to place in an article"
    return show(request, "claims_to_place", context)
