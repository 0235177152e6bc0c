"""Property: after any acts, the fold of `/changes` from any earlier cursor is the published state."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mgsite.editions.models import Version
from tests import builders
from tests.editions.acts import ACTS, cast, do
from tests.editions.folding import (
    check_chain,
    check_versions,
    copy_from_the_beginning,
    folded,
    get,
    published,
)
from tests.editions.replica import Replica

CLAIMS = 3
EXAMPLES = int(os.environ.get("SOAK_EXAMPLES", "60"))
acts = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.permutations(range(CLAIMS))),
    min_size=1,
    max_size=6,
)
limits = st.sampled_from([1, 2, 500])
usual = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


class Folding(TestCase):
    """Each example in a transaction of its own that is rolled back."""

    @settings(usual, max_examples=4)
    @given(acts, limits)
    def test_fold_from_any_cursor_equals_the_state_at_the_end(self, wanted, limit):
        check(wanted, limit)

    @pytest.mark.soak
    @settings(usual, max_examples=EXAMPLES)
    @given(acts, limits)
    def test_fold_from_any_cursor_equals_the_state_for_many_sequences(self, wanted, limit):
        check(wanted, limit)


def check(wanted: list, limit: int) -> None:
    """A copy is begun, and left alone, after each act; all of them are right in the end.

    One more polls a single page after each act, so that it stands in the middle of the chain.
    """
    cast()
    claims = builders.published_site(claims=CLAIMS)["claims"]
    polling, copies = Replica(get, limit=limit), [copy_from_the_beginning(limit)]
    for name, (first, second, _) in wanted:
        polling.poll()
        do(name, claims[first], claims[second])
        copies.append(copy_from_the_beginning(limit))
        state = published(Version.objects.order_by("-seq").first().edition_id)
        assert folded(copies[-1]) == state
    for copy in [polling, *copies]:
        check_chain(copy)
    check_versions()
