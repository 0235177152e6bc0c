"""When what a page shows last changed."""

from datetime import datetime, timedelta

import pytest

from mgsite.public.composed_dates import composed_dates

START = datetime(2026, 1, 1)  # noqa: DTZ001  (only the order matters)
KINDS = {
    "cnd": "condition", "art": "article", "clm": "claim", "far": "claim", "src": "source",
    "sup": "supplement", "chk": "check",
}  # fmt: skip
LINKS = [
    ("clm", "about", "cnd"), ("clm", "cites", "src"), ("clm", "supplement", "sup"),
    ("art", "places", "clm"), ("art", "about", "cnd"), ("cnd", "headline", "clm"),
    ("chk", "appearance", "clm"), ("far", "about", "*"), ("gone", "about", "cnd"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "pages"),
    [
        ("src", {"src", "clm", "cnd", "art", "sup"}),
        ("clm", {"clm", "cnd", "art", "src", "sup", "chk"}),
        ("cnd", {"cnd", "clm", "art"}),
        ("sup", {"sup", "clm", "cnd", "art"}),
        ("chk", {"chk", "clm"}),
        ("far", {"far", "cnd"}),
        ("gone", {"cnd"}),
    ],
)
def test_change_dates_the_pages_that_show_it(changed, pages):
    changed_at = dict.fromkeys([*KINDS, "gone"], START) | {changed: START + timedelta(days=1)}

    found = composed_dates(KINDS, changed_at, LINKS)

    assert {page for page, at in found.items() if at > START} >= pages
    assert found.keys() == KINDS.keys()


def test_a_page_alone_has_its_own_date():
    assert composed_dates({"far": "claim"}, {"far": START}, []) == {"far": START}
