"""Fixtures that every test may ask for: the cast, and a database that really commits."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection

from mgsite.editions import roles
from mgsite.editions.models import Head
from mgsite.editions.triggers import install_triggers, remove_triggers
from tests import builders

pytest_plugins = ["tests.skips"]


@pytest.fixture
def ada(db):
    """Edits."""
    return builders.user("ada", "Editor")


@pytest.fixture
def ben(db):
    """Reviews."""
    return builders.user("ben", "Reviewer")


@pytest.fixture
def cleo(db):
    """May sign in to the admin and nothing else."""
    return builders.user("cleo")


@pytest.fixture
def dora(db):
    """Publishes."""
    return builders.user("dora", "Publisher")


@pytest.fixture
def root(db):
    """Administers."""
    return builders.user("root", "Administrator")


@pytest.fixture
def committed(transactional_db):
    """A database whose transactions really commit, for threads, triggers and crashes.

    The flush afterwards empties insert-only tables, so the triggers step aside for it; it also
    takes the groups and the head that migrations made, so they are made again here.
    """
    roles.grant(Group, Permission)
    Head.objects.get_or_create(pk=1)
    install_triggers()
    yield connection
    remove_triggers()
