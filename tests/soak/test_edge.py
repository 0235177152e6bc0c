"""100,000 answers while 200 editions are published: none torn, none late."""

import pytest

from tests.soak.reading import read_while_publishing

pytestmark = pytest.mark.soak


def test_no_answer_is_torn_or_late_while_editions_are_published(committed):
    met = read_while_publishing(200, readers=2, pause=0.2)
    print(f"{met.requests:,} answers, the latest {met.longest:.2f} s after the next edition")
    assert (met.torn, met.stale) == ([], [])
    assert met.requests >= 100_000
    assert max(met.editions) == 201
