"""What the desk adds to the lists of the admin."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

import mgsite.editions.admin  # noqa: F401 - it registers every kind, and gives its first action
from articles.admin import ArticleAdmin
from articles.manuscript import Manuscript
from articles.models import SourceArticle
from claims.forms import CuratedForm
from claims.models import Curated
from mgsite.desk import article_panel, article_rules, slugs
from mgsite.desk.bulk_lists import BULK_ACTIONS
from mgsite.desk.plans import MOST_ITEMS
from mgsite.desk.sign_in import SignInForm
from mgsite.desk.tables.columns import KINDS
from mgsite.desk.tables.ticked import TABLE_ACTIONS
from mgsite.editions.kinds import MODELS


@admin.action(description="Add to an edition…")
def add_to_edition(
    model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponseRedirect | None:
    """From a list: the page that asks which edition the ticked items go into."""
    refusal = ""
    if not request.user.has_perm("desk.change_plan"):
        refusal = (
            "Your account may not put editions together. Ask an administrator for the group Editor."
        )
    ids = list(queryset.order_by("slug").values_list("public_id", flat=True)[: MOST_ITEMS + 1])
    if len(ids) > MOST_ITEMS:
        refusal = f"An edition holds at most {MOST_ITEMS} items: choose fewer."
    if refusal:
        model_admin.message_user(request, refusal, messages.ERROR)
        return None
    query = urlencode([("item", public_id) for public_id in ids])
    return HttpResponseRedirect(f"{reverse('plans:add')}?{query}")


@admin.display(description="state", ordering="state")
def state_and_difference(item: Curated) -> SafeString:
    """Where it stands, and its draft against what is in print, one click from the row."""
    address = reverse("desk:review", args=[item.kind, item.public_id])
    words = '{}<br><a href="{}" aria-label="Compare the draft of {} with print">Compare</a>'
    return format_html(words, item.get_state_display(), address, item.slug)


@admin.display(description="sentences")
def read_it(item: Curated) -> SafeString:
    """To the reading desk, one click from the row."""
    address = reverse("reading:read", args=[item.public_id])
    return format_html('<a href="{}" aria-label="Read {}">Read</a>', address, item.slug)


admin.site.login_form = SignInForm
CuratedForm.slug_rules.append(slugs.refusal)
Manuscript.rules_above.append(article_rules.checks)
ArticleAdmin.beside.append(article_panel.fragments)

for model in MODELS.values():
    model_admin = admin.site.get_model_admin(model)
    # Beside the names: what stands last in a wide list is out of sight on a small screen.
    shown = [column for column in model_admin.list_display if column != "state"]
    model_admin.list_display = [*shown[:2], state_and_difference, *shown[2:]]
    model_admin.actions = [*model_admin.actions, add_to_edition, *BULK_ACTIONS]

source_articles = admin.site.get_model_admin(SourceArticle)
source_articles.list_display = [
    *source_articles.list_display[:3],
    read_it,
    *source_articles.list_display[3:],
]

for model in KINDS.values():
    model_admin = admin.site.get_model_admin(model)
    model_admin.actions = [*model_admin.actions, *TABLE_ACTIONS]
