"""The addresses of the public pages. An item's address carries the name of its kind."""

from django.urls import path, register_converter

from mgsite.public import (
    views,
    views_checks,
    views_compare,
    views_embed,
    views_feeds,
    views_history,
    views_markdown,
    views_reference,
    views_search,
)
from mgsite.public.reading_lists import SuffixConverter, reading_list

app_name = "public"
register_converter(SuffixConverter, "suffix")

urlpatterns = [
    path("", views.home, name="home"),
    path("conditions/", views_reference.conditions, name="conditions"),
    path("conditions/<slug:slug>/", views.condition, name="condition"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("claims/<slug:slug>/", views.claim, name="claim"),
    path("sources/<slug:slug>/", views_reference.source, name="source"),
    path("supplements/<slug:slug>/", views_reference.supplement, name="supplement"),
    *views_checks.urlpatterns,
    path("checks/<slug:slug>/", views_reference.check, name="check"),
    *views_compare.urlpatterns,
    path("search/", views_search.search, name="search"),
    path("opensearch.xml", views_search.opensearch, name="opensearch"),
    path("changes/", views_reference.changes, name="changes"),
    path("changes/<slug:kind>/<slug:slug>/", views_history.item_changes, name="item-changes"),
    path("corrections/", views_history.corrections, name="corrections"),
    path("editions/<int:number>/", views_reference.edition, name="edition"),
    path("how-we-grade/", views_reference.how_we_grade, name="how-we-grade"),
    path("about/", views_reference.about, name="about"),
    *views_feeds.urlpatterns,
    *views_embed.urlpatterns,
    path("sitemap.xml", views_reference.sitemap, name="sitemap"),
    path("robots.txt", views_reference.robots, name="robots"),
]

# What an item's page lists, as a file beside it: /claims/<slug>/sources.ris.
urlpatterns += [
    path(
        f"{kind}s/<slug:slug>/{file}<suffix:export>",
        reading_list,
        {"kind": kind},
        name=f"{kind}-{file}",
    )
    for kind, file in (
        ("condition", "sources"),
        ("article", "sources"),
        ("claim", "sources"),
        ("source", "reference"),
    )
]

# The same page as text: /claims/<slug>.md.
urlpatterns += [
    path(
        f"{kind}s/<slug:slug>{views_markdown.ENDING}",
        views_markdown.markdown,
        {"kind": kind},
        name=f"{kind}-markdown",
    )
    for kind in views_markdown.KINDS
]
