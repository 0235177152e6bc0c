"""A crash at any moment loses nothing; tests/soak/test_replica.py does it for two minutes."""

from tests.soak.replicating import check, replicate_while_publishing


def test_replica_killed_a_few_times_ends_with_what_is_published(committed, tmp_path):
    met = replicate_while_publishing(4, publishers=2, folder=tmp_path)
    check(met)
    assert met.kills >= 2
    assert met.done.total() >= 2
