"""Where each address of the site leads. Public pages and the API bring their own lists."""

from django.contrib import admin
from django.urls import include, path

from mgsite import health
from mgsite.preview import phone, preview
from mgsite.preview_links import make_link, read_draft

urlpatterns = [
    # -- for whoever runs the site
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    # -- editors
    path(
        "admin/preview/<str:kind>/<str:public_id>/", admin.site.admin_view(preview), name="preview"
    ),
    path(
        "admin/preview/<str:kind>/<str:public_id>/phone/",
        admin.site.admin_view(phone),
        name="preview-phone",
    ),
    path(
        "admin/preview/<str:kind>/<str:public_id>/link/",
        admin.site.admin_view(make_link),
        name="preview-link-make",
    ),
    path("preview/<str:link>/", read_draft, name="preview-link"),
    path("admin/", include("mgsite.editions.urls")),
    path("admin/", include("mgsite.desk.urls")),
    path("admin/plans/", include("mgsite.desk.plan_urls")),
    path("admin/partners/", include("mgsite.partners.urls")),
    path("admin/read/", include("mgsite.desk.reading.urls")),
    path("admin/", admin.site.urls),
    # -- partners: the API under api/v1/
    path("api/", include("mgsite.public.api.urls")),
    # -- readers: what they ask us
    path("ask/", include("mgsite.questions.urls")),
    # -- readers: the public pages, last, for they hold the root
    path("", include("mgsite.public.urls")),
]

handler400 = "mgsite.public.errors.bad_request"
handler403 = "mgsite.public.errors.forbidden"
handler404 = "mgsite.public.errors.not_found"
handler500 = "mgsite.public.errors.server_error"
