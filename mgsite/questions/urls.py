"""The addresses of readers' questions. None of them is ever kept (mgsite.public.edge.plain)."""

from django.urls import path

from mgsite.questions import views

app_name = "questions"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("deleted/", views.deleted, name="deleted"),
    path("<str:secret>/", views.status, name="status"),
    path("<str:secret>/delete/", views.delete, name="delete"),
]
