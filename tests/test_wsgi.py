import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler

from mgsite.public.edge.application import Edge
from mgsite.wsgi import application, shelf_before


def test_site_is_served_with_a_shelf_before_it():
    assert isinstance(application, Edge)


def test_shelf_has_the_size_that_the_operator_gave(monkeypatch):
    monkeypatch.setenv("ANSWERS_MB", "3")
    assert shelf_before(WSGIHandler()).shelf.capacity == 3 * 1024 * 1024


def test_no_shelf_where_none_is_wanted(monkeypatch):
    monkeypatch.setenv("ANSWERS_MB", "0")
    django = WSGIHandler()
    assert shelf_before(django) is django


def test_no_shelf_where_templates_are_edited(settings):
    settings.DEBUG = True
    django = WSGIHandler()
    assert shelf_before(django) is django


def test_shelf_of_less_than_nothing_is_refused(monkeypatch):
    monkeypatch.setenv("ANSWERS_MB", "-1")
    with pytest.raises(ImproperlyConfigured) as caught:
        shelf_before(WSGIHandler())
    assert str(caught.value) == (
        "The environment variable ANSWERS_MB is below 0. "
        "Give the megabytes of finished answers that each process may keep; 0 for none."
    )
