"""How a query reads as a tsquery."""

from mgsite.editions.search_postgres import expression

GROUPS = [[("restless", "leg"), ("rls",)], [("sleep",)]]


def test_expression_asks_for_every_group():
    assert expression(GROUPS, [], every=True) == "(('restless' <-> 'leg' | 'rls') & ('sleep'))"


def test_expression_asks_for_any_group_and_none_of_what_is_excluded():
    expected = "(('restless' <-> 'leg' | 'rls') | ('sleep')) & !('glycin') & !('a' <-> 'b')"
    assert expression(GROUPS, [("glycin",), ("a", "b")], every=False) == expected
