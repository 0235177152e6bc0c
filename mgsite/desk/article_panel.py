"""What stands beside an article while it is written: checks, claims used, reading level, preview.

Of what is typed, saved or not; computed by the server alone, on load, after “Check” and as it is
typed.
"""

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.manuscript import Check, Manuscript, checks, doses, manuscript
from articles.markdown import placements
from articles.readability import GOAL_GRADE, readability
from claims.models import Supplement
from claims.whole_numbers import whole
from mgsite.desk.article_preview import article_preview
from mgsite.desk.claim_states import used

MOST_LISTED = 100  # claims; more than one article can hold


def fragments(form: forms.ModelForm) -> dict[str, SafeString]:
    """Each piece of the panel by the id of the place it stands in."""
    of = typed(form)
    asked = [_shortly(check, of) for check in (*checks(of), doses(of))]
    states = used(placements(of.body), of.claims)
    read = readability("\n".join(part.text for part in of.parts))
    chosen = Supplement.objects.filter(pk__in=_keys(form, "supplements"))
    preview = article_preview(of, chosen.values_list("public_id", flat=True))
    title = form["article_title"].value() or ""
    return {
        "before-review": _html("before_review", checks=asked, held=_held(asked)),
        "claims-used": _html(
            "claims_used", states=states[:MOST_LISTED], more=max(0, len(states) - MOST_LISTED)
        ),
        "reading-level": _html("reading_level", read=read, goal=GOAL_GRADE),
        "article-preview": _html("article_preview", of=of, title=title, preview=preview),
    }


def typed(form: forms.ModelForm) -> Manuscript:
    """Of the form as it stands, valid or not."""
    return manuscript(
        slug=form["slug"].value() or "",
        summary=form["summary"].value() or "",
        body=(form["body"].value() or "").replace("\r\n", "\n"),
        is_about_a_condition=bool(form["conditions"].value()),
    )


def _keys(form: forms.ModelForm, name: str) -> list[int]:
    """The primary keys that are chosen; what could be none is left out."""
    numbers = (whole(str(value)) for value in form[name].value() or ())
    return [number for number in numbers if number is not None]


def _shortly(check: Check, of: Manuscript) -> Check:
    """Beside the article nobody has to be told which one it is."""

    def short(sentence: str) -> str:
        rest = sentence.removeprefix(of.named).lstrip(", ")
        return rest[:1].upper() + rest[1:]

    return Check(check.asks, tuple(map(short, check.faults)), check.notes)


def _held(asked: list[Check]) -> int:
    return sum(bool(check.faults) for check in asked)


def _html(name: str, **context) -> SafeString:
    return render_to_string(f"admin/desk/_{name}.html", context)
