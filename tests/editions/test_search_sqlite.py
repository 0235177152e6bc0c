"""How a query reads in FTS5's own language."""

from mgsite.editions.search_sqlite import expression

GROUPS = [[("restless", "leg"), ("rls",)], [("sleep",)]]


def test_expression_asks_for_every_group():
    assert expression(GROUPS, [], every=True) == '(("restless leg" OR "rls") AND ("sleep"))'


def test_expression_asks_for_any_group_and_none_of_what_is_excluded():
    expected = '(("restless leg" OR "rls") OR ("sleep")) NOT "glycin" NOT "a b"'
    assert expression(GROUPS, [("glycin",), ("a", "b")], every=False) == expected
