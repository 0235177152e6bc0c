"""Dates as the formats write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.references.dates import issued


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("2017",), "2017"),
        (("2017/04/26/",), "2017-04-26"),
        (("2017///",), "2017"),
        (("2017/04//Spring",), "2017-04"),
        (("2017-4-6",), "2017-04-06"),
        (("20170426",), "2017-04-26"),
        (("2013 May 17",), "2013-05-17"),
        (("2013 May-Jun",), "2013-05"),
        (("2013 Winter",), "2013"),
        (("17 May 2013",), "2013-05-17"),
        (("May 17, 2013",), "2013-05-17"),
        (("sept 2013",), "2013-09"),
        (("17/05/2013",), "2013-05-17"),
        (("05/17/2013",), "2013-05-17"),
        (("05/06/2013",), "2013"),
        (("25/26/2013",), "2013"),
        (("05/2013",), "2013-05"),
        (("2017", "Apr 26"), "2017-04-26"),
        (("2017", "Apr"), "2017-04"),
        (("2017", "2018/04/26"), "2017"),
        (("2017", "2017/04/26"), "2017-04-26"),
        (("2017-04", "2017-04-26"), "2017-04-26"),
        (("", "c2017a"), "2017"),
        (("2017-02-30",), "2017-02"),
        (("2017-13-01",), "2017"),
        (("in press",), ""),
        (("Apr 26",), ""),
        ((), ""),
        (("9" * 1000,), ""),
    ],
)
def test_date_is_as_precise_as_the_texts_allow(texts, expected):
    assert issued(*texts) == expected


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_whole_date_comes_back(day):
    assert issued(day.isoformat()) == day.isoformat()


@given(st.text(max_size=80))
def test_any_text_gives_a_date_or_none(text):
    assert len(issued(text)) in (0, 4, 7, 10)
