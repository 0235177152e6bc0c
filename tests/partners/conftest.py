"""Quotas as a site has them that sets nothing; tests/settings.py switches them off for all others."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from mgsite.partners import limits
from mgsite.partners.counting import exhausted
from tests.public.edge.asking import keep_connections


@pytest.fixture
def quotas(monkeypatch):
    monkeypatch.setattr(limits, "PER_ADDRESS", 60)
    monkeypatch.setattr(limits, "PER_KEY", 600)
    monkeypatch.setattr(limits, "REDIS_URL", "")
    exhausted.clear()
    yield monkeypatch
    exhausted.clear()


@pytest.fixture
def connections_stay_open():
    """For requests that are made without Django's test client."""
    keep_connections()
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
