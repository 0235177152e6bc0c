"""The publisher's pages, beside the admin's own and under the same login."""

from django.contrib import admin
from django.urls import path

from mgsite.editions import publishing_views as views

app_name = "desk"
guarded = admin.site.admin_view
urlpatterns = [
    path("publish/", guarded(views.publish_items), name="publish"),
    path("review/<str:kind>/<str:public_id>/", guarded(views.review_item), name="review"),
    path("withdraw/<str:kind>/<str:public_id>/", guarded(views.withdraw_item), name="withdraw"),
]
