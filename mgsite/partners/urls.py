"""Keys of partners, beside the admin's own pages and under the same login."""

from django.contrib import admin
from django.urls import path

from mgsite.partners import views

app_name = "partners"
guarded = admin.site.admin_view
urlpatterns = [
    path("partner/<int:pk>/keys/make/", guarded(views.make), name="key-make"),
    path("keys/<int:pk>/revoke/", guarded(views.revoke), name="key-revoke"),
    path("keys/<int:pk>/replace/", guarded(views.replace), name="key-replace"),
]
