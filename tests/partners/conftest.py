"""Quotas as a site has them that sets nothing; tests/settings.py switches them off for all others."""

import pytest

from mgsite.partners import limits
from mgsite.partners.counting import exhausted


@pytest.fixture
def quotas(monkeypatch):
    monkeypatch.setattr(limits, "PER_ADDRESS", 60)
    monkeypatch.setattr(limits, "PER_KEY", 600)
    monkeypatch.setattr(limits, "REDIS_URL", "")
    exhausted.clear()
    yield monkeypatch
    exhausted.clear()
