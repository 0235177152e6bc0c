"""Words for the same thing: each belongs to one group, and to no thing in print."""

from collections import Counter

from mgsite.public.search_query import COMMON
from mgsite.public.search_synonyms import SYNONYMS


def test_each_group_holds_two_ways_to_say_it_at_least():
    assert [group for group in SYNONYMS if len(group.names) < 2] == []


def test_no_way_to_say_it_stands_in_two_groups_or_is_empty():
    said = Counter(name for group in SYNONYMS for name in group.names)
    assert [name for name, times in said.items() if times > 1 or not name] == []


def test_no_common_word_is_in_them_for_a_query_has_none():
    assert [n for group in SYNONYMS for n in group.names if COMMON.intersection(n)] == []


def test_none_stands_for_a_thing_in_print():
    assert {group.token for group in SYNONYMS} == {""}
