import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from tests.public.edge.asking import keep_connections


@pytest.fixture(autouse=True)
def connections_stay_open():
    keep_connections()
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
