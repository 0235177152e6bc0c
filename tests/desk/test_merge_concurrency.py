"""Two people merge one pair at once: one merge is done, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from claims.errors import Refused
from claims.models import Claim
from mgsite.desk.merge import Choices, merge_claims, survey_merge
from tests import builders


def merged(gone, stays, by, barrier) -> str:
    """“done”, or the sentence of the refusal; in a thread with a connection of its own."""
    try:
        seen = survey_merge(gone, stays).seen
        barrier.wait(20)
        merge_claims(gone=gone, stays=stays, by=by, choices=Choices(), seen=seen)
    except Refused as refusal:
        return str(refusal)
    finally:
        connections.close_all()
    return "done"


@pytest.mark.parametrize("turned", [True, False], ids=["both-ways", "same-way"])
def test_two_merges_of_one_pair_at_once_are_one(committed, turned):
    ada, eve = builders.user("ada", "Editor"), builders.user("eve", "Editor")
    for _ in range(3):
        one, other = builders.claim(by=ada), builders.claim(by=ada)
        builders.article(f"placing-{one.slug}", body=f"[[claim:{one.slug}]]\n")
        builders.article(f"placing-{other.slug}", body=f"[[claim:{other.slug}]]\n")
        barrier = Barrier(2)
        pairs = [(one, other, ada), ((other, one) if turned else (one, other)) + (eve,)]
        with ThreadPoolExecutor(2) as pool:
            running = [pool.submit(merged, *each, barrier) for each in pairs]
            said = sorted(each.result(timeout=60) for each in running)
        assert said[0] == "done"
        assert "was merged into" in said[1]
        assert Claim.objects.filter(pk__in=[one.pk, other.pk], hold="").count() == 1
