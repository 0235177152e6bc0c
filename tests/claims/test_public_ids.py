"""Identifiers that partners keep for ever."""

import re

import pytest

from claims.public_ids import KINDS, PREFIXES, kind_of, new_id


@pytest.mark.parametrize(
    ("kind", "prefix"),
    [
        ("condition", "cnd"),
        ("supplement", "sup"),
        ("article", "art"),
        ("claim", "clm"),
        ("source", "src"),
        ("check", "chk"),
    ],
)
def test_new_id_names_its_kind(kind, prefix):
    made = new_id(kind)
    assert re.fullmatch(prefix + "_[0-9abcdefghjkmnpqrstvwxyz]{12}", made)
    assert kind_of(made) == kind


def test_kinds_are_the_six():
    assert len(PREFIXES) == len(KINDS) == 6


def test_new_ids_do_not_repeat():
    assert len({new_id("claim") for _ in range(1000)}) == 1000


def test_new_id_of_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        new_id("review")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "clm_",
        "clm_4k7zq0m2hx9",  # eleven
        "clm_4k7zq0m2hx9e0",  # thirteen
        "clm_4k7zq0m2hx9u",  # u, i, l and o are no letters of ours
        "CLM_4k7zq0m2hx9e",
        "clm_4K7ZQ0M2HX9E",
        "rev_4k7zq0m2hx9e",
        "clm-4k7zq0m2hx9e",
        "clm_4k7zq0m2hx9e\n",
        " clm_4k7zq0m2hx9e",
        "clm_４k7zq0m2hx9e",  # a full-width digit
    ],
)
def test_malformed_id_has_no_kind(text):
    assert kind_of(text) is None
