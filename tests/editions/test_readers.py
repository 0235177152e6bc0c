"""Reading the store: now, then, and by address."""

from datetime import UTC, datetime

import pytest
import time_machine

from claims import actions
from mgsite.editions.readers import AsOf, document_of, edition_on, position, tombstone_of
from mgsite.editions.withdraw import withdraw
from tests import builders


@pytest.fixture
def two_editions(ada):
    """Edition 1 on 1 March; headache reworded and moved to /sore-head/ on 3 March 2026."""
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        site = builders.published_site(claims=2)
    with time_machine.travel(datetime(2026, 3, 3, 23, 59, 59, tzinfo=UTC), tick=False):
        condition = site["condition"]
        condition.slug, condition.summary = "sore-head", "Said better."
        condition.save()
        actions.record_edit(item=condition, by=ada)
        builders.put_in_print(condition)
    return site


def test_position_is_the_head_in_one_query(two_editions, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = position()
    assert (found.number, found.seq) == (2, 8)
    assert found.changed_at == datetime(2026, 3, 3, 23, 59, 59, tzinfo=UTC)


def test_position_of_an_empty_store(db):
    found = position()
    assert (found.number, found.seq, found.changed_at) == (0, 0, None)


@pytest.mark.parametrize(
    ("day", "number"), [("2026-02-28", 0), ("2026-03-01", 1), ("2026-03-02", 1), ("2026-03-03", 2)]
)
def test_edition_on_a_day(two_editions, day, number):
    assert edition_on(datetime.fromisoformat(day).date()) == number


def test_one_finds_by_old_and_new_address_and_says_when_first_published(two_editions):
    old, new = AsOf(2).one("condition", "headache"), AsOf(2).one("condition", "sore-head")
    assert (old.pk, old.slug) == (new.pk, "sore-head")
    assert (new.first_published_at.day, new.edition.published_at.day) == (1, 3)
    assert document_of(AsOf(1).one("condition", "headache"))["summary"] != "Said better."
    assert AsOf(2).one("condition", "unknown") is None
    assert AsOf(0).one("condition", "headache") is None


def test_with_what_is_about_is_one_query(two_editions, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = AsOf(2).with_what_is_about("condition", "sore-head")
    assert next(v.kind for v in found) == "condition"
    assert sorted(v.kind for v in found[1:]) == ["article", "claim", "claim"]
    assert AsOf(2).with_what_is_about("condition", "unknown") == []


def test_what_applies_to_all_is_about_every_condition(two_editions, ada):
    everywhere = builders.claim("everywhere", by=ada, applies_to_all=True)
    builders.put_in_print(everywhere, *[c.source for c in everywhere.citations.all()])
    found = AsOf(position().number).linking_to(two_editions["condition"].public_id, "about")
    assert everywhere.public_id in {v.public_id for v in found}


def test_withdrawn_is_found_by_address_and_left_out_of_lists(two_editions, dora):
    claim = two_editions["claims"][1]
    withdraw(public_id=claim.public_id, by=dora, reason="error", notice="Wrong.", operation="w")
    state = AsOf(position().number)
    version = state.one("claim", claim.slug)
    assert (version.state, tombstone_of(version)["notice_text"]) == ("withdrawn", "Wrong.")
    assert document_of(version) == {}
    assert state.kind("claim").count() == 1
    about = state.linking_to(two_editions["condition"].public_id, "about")
    assert claim.public_id not in {v.public_id for v in about}
    assert set(state.by_ids([claim.public_id, "clm_000000000000"])) == {claim.public_id}
