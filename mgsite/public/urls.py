"""The addresses of the public pages. An item's address carries the name of its kind."""

from django.urls import path

from mgsite.public import views, views_reference

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("conditions/", views_reference.conditions, name="conditions"),
    path("conditions/<slug:slug>/", views.condition, name="condition"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("claims/<slug:slug>/", views.claim, name="claim"),
    path("sources/<slug:slug>/", views_reference.source, name="source"),
    path("supplements/<slug:slug>/", views_reference.supplement, name="supplement"),
    path("checks/<slug:slug>/", views_reference.check, name="check"),
    path("compare/", views_reference.compare, name="compare"),
    path("search/", views_reference.search, name="search"),
    path("changes/", views_reference.changes, name="changes"),
    path("editions/<int:number>/", views_reference.edition, name="edition"),
    path("how-we-grade/", views_reference.how_we_grade, name="how-we-grade"),
    path("about/", views_reference.about, name="about"),
    path("sitemap.xml", views_reference.sitemap, name="sitemap"),
    path("robots.txt", views_reference.robots, name="robots"),
]
