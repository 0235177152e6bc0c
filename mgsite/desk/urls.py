"""The desk's own pages, beside the admin's and under the same login."""

from django.contrib import admin
from django.urls import path

from mgsite.desk import views
from mgsite.desk.compare import compare
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
    path("desk/compare/<str:kind>/<str:public_id>/", guarded(compare), name="compare"),
    path("desk/export/<str:kind>/", guarded(export_view), name="export"),
    path("desk/import/<str:kind>/", guarded(import_view), name="import"),
    path("desk/<slug:key>/", guarded(views.section), name="section"),
]
