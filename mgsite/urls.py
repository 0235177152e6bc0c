"""Where each address of the site leads. Public pages and the API bring their own lists."""

from django.contrib import admin
from django.urls import path

from mgsite import health

urlpatterns = [
    # -- for whoever runs the site
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    # -- editors
    path("admin/", admin.site.urls),
    # -- partners: the API under api/v1/
    # -- readers: the public pages, last, for they hold the root
]
