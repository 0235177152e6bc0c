"""Two people grade a claim blind: asked for, followed, called off, compared and settled."""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from claims import actions, actions_grading
from claims.admin.beginning import both
from claims.agreement import agreement
from claims.errors import Refused
from claims.judgements import judgements_of
from claims.models import Assessment, BlindGrading, Claim
from claims.people import name_of
from claims.whole_numbers import whole

BACKEND = "django.contrib.auth.backends.ModelBackend"
ADOPTED_MEANWHILE = (
    "Somebody adopted another assessment meanwhile: it is shown below now. Adopt yours again if you "
    "still mean it."
)


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person) -> str:
        return name_of(person)


class AskForm(forms.Form):
    """Two of those who may grade."""

    first = PersonField(queryset=None, label="First grader")
    second = PersonField(queryset=None, label="Second grader")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        graders = get_user_model().objects.with_perm("claims.add_assessment", backend=BACKEND)
        for field in self.fields.values():
            field.queryset = graders.order_by("username")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why this grading is adopted, which readers are told, or why it is called off.",
    )


def adopt(request: HttpRequest, claim: Claim, assessment: Assessment, reason: str = "") -> None:
    """Adopt it, if the one replaced is still the one that the page showed. Raises Refused."""
    with transaction.atomic():
        locked = actions.lock_root(claim)
        if str(locked.assessment_id or "") != request.POST.get("seen", ""):
            raise Refused(ADOPTED_MEANWHILE)
        actions_grading.adopt_assessment(assessment=assessment, by=request.user, reason=reason)


def state_of(blind: BlindGrading) -> str:
    """“Ada has graded, Eve has not.”"""
    done = set(blind.assessments.values_list("assessed_by", flat=True))
    if not done:
        return f"Neither {name_of(blind.first)} nor {name_of(blind.second)} has graded yet."
    said = [
        f"{name_of(person)} {'has graded' if person.pk in done else 'has not'}"
        for person in (blind.first, blind.second)
    ]
    return f"{', '.join(said)}."


def awaits(blind: BlindGrading | None, person) -> bool:
    """Whether this person has still to grade blind, and so is shown no other grading."""
    if blind is None or actions_grading.is_complete(blind):
        return False
    return not actions_grading.refusal_to_grade(blind, person)


def compared(first: Assessment, second: Assessment) -> list[dict]:
    """Every question with both answers and reasons, for the two columns of the page."""
    rows = agreement(
        judgements_of(first),
        judgements_of(second),
        (first.verdict, second.verdict),
        (first.level, second.level),
    )
    return [
        {
            "label": row.label,
            "agreed": row.agreed,
            "answers": [_answer(each, row.name) for each in (first, second)],
        }
        for row in rows
    ]


def _answer(assessment: Assessment, name: str) -> dict:
    name = "level" if name == "certainty" else name
    return {
        "words": getattr(assessment, f"get_{name}_display")() or "–",
        "reason": getattr(assessment, f"{name}_reason", ""),
    }


class BlindGradingPages:
    """What the admin of claims adds: one page a claim on which its blind grading is run."""

    def get_urls(self):
        blind = self.admin_site.admin_view(self.blind_view)
        return [
            path("<int:claim_id>/blind/", blind, name="claims_claim_blind"),
            *super().get_urls(),
        ]

    def blind_view(self, request: HttpRequest, claim_id: int) -> HttpResponse:
        claim = get_object_or_404(Claim.objects.select_related("assessment"), pk=claim_id)
        if not self.has_view_permission(request, claim):
            raise PermissionDenied
        ask, reason = AskForm(None), ReasonForm(None)
        refusals: tuple[str, ...] = ()
        if request.method == "POST":
            ask = AskForm(request.POST if "_ask" in request.POST else None)
            reason = ReasonForm(request.POST if "_ask" not in request.POST else None)
            try:
                if (ask if ask.is_bound else reason).is_valid():
                    said = self._run(request, claim, ask, reason)
                    self.message_user(request, said, messages.SUCCESS)
                    return HttpResponseRedirect(request.path)
            except Refused as refusal:
                refusals = refusal.sentences
        return TemplateResponse(
            request,
            "admin/claims/claim/blind.html",
            self._blind_context(request, claim)
            | {"ask": ask, "reason": reason, "refusals": refusals},
        )

    def _run(self, request, claim: Claim, ask: AskForm, reason: ReasonForm) -> str:
        """Do what was asked for and say so. Raises Refused."""
        if ask.is_bound:
            people = {name: ask.cleaned_data[name] for name in ("first", "second")}
            actions_grading.grade_blind(claim=claim, by=request.user, **people)
            return f"Asked {name_of(people['first'])} and {name_of(people['second'])} to grade it blind."
        why = reason.cleaned_data["reason"]
        if "_call_off" in request.POST:
            blind = get_object_or_404(BlindGrading, claim=claim, closed_at=None)
            actions_grading.call_off_blind_grading(blind=blind, by=request.user, reason=why)
            return "The blind grading is called off; what was graded stays in the list."
        if not self.has_change_permission(request, claim):
            raise Refused("Your account may not adopt assessments.")
        chosen = whole(request.POST.get("assessment", ""))
        assessment = get_object_or_404(Assessment, claim=claim, pk=chosen or 0)
        adopt(request, claim, assessment, why)
        return f"Adopted: {assessment}."

    def _blind_context(self, request, claim: Claim) -> dict:
        blind = actions_grading.open_blind_grading(claim)
        gradings = both(blind) if blind and actions_grading.is_complete(blind) else ()
        rows = compared(*gradings) if gradings else []
        return {
            **self.admin_site.each_context(request),
            "title": f"Blind grading: {claim.slug}",
            "opts": self.opts,
            "claim": claim,
            "blind": blind,
            "state": state_of(blind) if blind else "",
            "awaited": awaits(blind, request.user),
            "gradings": gradings,
            "rows": rows,
            "agreed": sum(row["agreed"] for row in rows),
            "closed": claim.blind_gradings.exclude(closed_at=None).select_related(
                "first", "second", "closed_by", "adopted"
            ),
            "claim_url": reverse("admin:claims_claim_change", args=[claim.pk]),
        }
