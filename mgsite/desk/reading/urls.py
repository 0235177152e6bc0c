"""The reading desk, beside the admin's own pages and under the same login."""

from django.contrib import admin
from django.urls import path

from mgsite.desk.reading.importing import import_page
from mgsite.desk.reading.new_claim import new_claim
from mgsite.desk.reading.strong import strong
from mgsite.desk.reading.texts import texts
from mgsite.desk.reading.views import read

app_name = "reading"
guarded = admin.site.admin_view
urlpatterns = [
    path("", guarded(texts), name="texts"),
    path("import/", guarded(import_page), name="import"),
    path("<str:public_id>/", guarded(read), name="read"),
    path("<str:public_id>/new-claim/", guarded(new_claim), name="new-claim"),
    path("<str:public_id>/strong/", guarded(strong), name="strong"),
]
