"""The desk's own pages, beside the admin's and under the same login."""

from django.contrib import admin
from django.urls import path

from mgsite.desk import views
from mgsite.desk.bulk_deeds import DEEDS
from mgsite.desk.bulk_views import bulk
from mgsite.desk.claims_to_place import claims_to_place
from mgsite.desk.compare import compare
from mgsite.desk.merge_views import merge
from mgsite.desk.restore_views import restore_item
from mgsite.desk.tables.views import export_view, import_view

app_name = "desk-sections"
guarded = admin.site.admin_view
urlpatterns = [
    path("desk/sources/", guarded(views.sources), name="sources"),
    path("desk/task/<str:kind>/<str:public_id>/<slug:what>/", guarded(views.work), name="work"),
    path(
        "desk/task/<str:kind>/<str:public_id>/resolve/<int:note>/",
        guarded(views.resolve_note),
        name="resolve",
    ),
    path("desk/history/<str:kind>/<str:public_id>/", guarded(views.history), name="history"),
    path(
        "desk/restore/<str:kind>/<str:public_id>/<str:point>/",
        guarded(restore_item),
        name="restore",
    ),
    path("desk/compare/<str:kind>/<str:public_id>/", guarded(compare), name="compare"),
    path("desk/merge/<str:public_id>/", guarded(merge), name="merge"),
    path("desk/claims-to-place/", guarded(claims_to_place), name="claims"),
    path("desk/export/<str:kind>/", guarded(export_view), name="export"),
    path("desk/import/<str:kind>/", guarded(import_view), name="import"),
    path("desk/<slug:key>/", guarded(views.section), name="section"),
]
# One address for each thing that can be done to many items, so that each has its own permission.
urlpatterns += [
    path(f"bulk/{key}/", guarded(bulk), {"what": key}, name=f"bulk-{key}") for key in DEEDS
]
