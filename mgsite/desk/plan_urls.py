"""Editions in the making, beside the admin's own pages and under the same login."""

from django.contrib import admin
from django.urls import path

from mgsite.desk import plan_views as views

app_name = "plans"
guarded = admin.site.admin_view
urlpatterns = [
    path("", guarded(views.plans), name="plans"),
    path("add/", guarded(views.add), name="add"),
    path("<int:pk>/", guarded(views.plan), name="plan"),
]
