"""A new draft claim for a sentence that none of ours covers, filled in as far as the sentence says."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from articles.actions_reading import Overtaken, claim_from_segment
from articles.models import SourceArticle
from articles.reading.proposals import ReadSegment, draft_claim
from articles.reading_state import reading_of
from claims.errors import Refused
from claims.models import Claim, Condition, Form, Supplement
from claims.vocabulary import ClaimKind
from claims.whole_numbers import whole
from mgsite.desk.plan_views import show
from mgsite.desk.reading.page import Page, next_undecided
from mgsite.desk.reading.posts import token_in
from mgsite.desk.reading.rows import STRENGTHS
from mgsite.desk.reading.views import address_of, text_for
from mgsite.editions.publishing_views import change_url

SLUG_WORDS = 6


class NewClaimForm(forms.Form):
    """What a draft needs to be matched by; the rest is written in the claim's own form."""

    statement = forms.CharField(
        label="Statement",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What is claimed, in our words and not in theirs.",
    )
    slug = forms.SlugField(label="Slug", max_length=80, help_text="Its part of the address.")
    claim_kind = forms.ChoiceField(label="Kind", choices=ClaimKind.choices())
    supplement = forms.ModelChoiceField(Supplement.objects.all(), label="Supplement")
    form = forms.ModelChoiceField(
        Form.objects.select_related("supplement"),
        label="Form claimed",
        required=False,
        help_text="Leave empty when the claim is about any form.",
    )
    conditions = forms.ModelMultipleChoiceField(
        Condition.objects.all(),
        label="Conditions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    outcome_name = forms.CharField(label="Outcome", max_length=200, required=False)
    strength = forms.TypedChoiceField(
        label="How strongly the sentence is worded", choices=STRENGTHS.items(), coerce=int
    )

    def values(self) -> dict:
        """Columns of the claim."""
        left_out = ("conditions", "strength")
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


@require_http_methods(["GET", "HEAD", "POST"])
def new_claim(request: HttpRequest, public_id: str) -> HttpResponse:
    if not request.user.has_perms(["articles.change_sourcearticle", "claims.add_claim"]):
        raise PermissionDenied
    article = text_for(request, public_id)
    sent = request.POST if request.method == "POST" else request.GET
    page = Page(article, whole(sent.get("at", "")))
    if page.current is None:
        raise Http404("This text has no sentence to make a claim of.")
    form = NewClaimForm(request.POST or None, initial=prefilled(page.current))
    refusals: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, article, page, form)
        except Refused as refusal:
            refusals = refusal.sentences
            if isinstance(refusal, Overtaken):
                # What was typed stays; a second press is made on what stands now.
                article.refresh_from_db()
                page = Page(article, page.current.segment.start)
    context = {
        "title": "A new claim",
        "article": article,
        "item_url": change_url(article),
        "address": address_of(article, page.current.segment.start),
        "page": page,
        "form": form,
        "refusals": refusals,
        "seen": page.seen if refusals else sent.get("seen", page.seen),
    }
    return show(request, "reading/new_claim", context)


def _made(
    request: HttpRequest, article: SourceArticle, page: Page, form: NewClaimForm
) -> HttpResponse:
    """Raises Refused."""
    start = page.current.segment.start
    made = claim_from_segment(
        article=article,
        by=request.user,
        start=start,
        seen=token_in(request.POST.get("seen", "")),
        strength=form.cleaned_data["strength"],
        values=form.values(),
        conditions=form.cleaned_data["conditions"],
    )
    messages.success(request, f"“{made.slug}” is a draft now, and this sentence makes it.")
    article.refresh_from_db()
    onwards = next_undecided(reading_of(article), page.position)
    return HttpResponseRedirect(address_of(article, onwards.start if onwards else start))


def prefilled(read: ReadSegment) -> dict:
    """As far as the sentence says; the statement is left to the editor, in our own words."""
    draft = read.draft or draft_claim(read.mentions, read.classified)
    form = Form.objects.filter(slug__in=draft.entities).select_related("supplement").first()
    supplements = list(Supplement.objects.all()[:2])
    named = [each for each in supplements if each.slug in draft.entities] or supplements[:1]
    slug = "-".join(slugify(" ".join(draft.words or (read.segment.text,))).split("-")[:SLUG_WORDS])
    taken = Claim.objects.filter(slug=slug).exists()
    return {
        "slug": "" if taken else slug,
        "claim_kind": draft.kind.value,
        "supplement": form.supplement if form else next(iter(named), None),
        "form": form,
        "conditions": list(Condition.objects.filter(slug__in=draft.entities)),
        "strength": read.strength,
    }
