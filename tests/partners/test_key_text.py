import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.public_ids import ALPHABET
from mgsite.partners.key_text import BODY_LENGTH, digest, is_well_formed, key_text, shown

BODIES = st.text(ALPHABET, min_size=BODY_LENGTH, max_size=BODY_LENGTH)
KEY = key_text("0" * BODY_LENGTH)


@given(BODIES)
def test_every_key_that_is_made_is_well_formed(body):
    text = key_text(body)
    assert is_well_formed(text)
    assert (text[:4], len(text)) == ("mgk_", 43)


@given(BODIES, st.data())
def test_no_single_mistyped_character_passes(body, data):
    text = key_text(body)
    place = data.draw(st.integers(4, len(text) - 1))
    other = data.draw(st.sampled_from(ALPHABET).filter(lambda sign: sign != text[place]))
    assert not is_well_formed(text[:place] + other + text[place + 1 :])


@given(BODIES, st.data())
def test_no_two_neighbours_in_the_wrong_order_pass(body, data):
    text = key_text(body)
    place = data.draw(st.integers(4, len(text) - 2))
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert is_well_formed(swapped) is (swapped == text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mgk_",
        KEY[:-1],
        KEY + "0",
        KEY.upper(),
        " " + KEY,
        KEY + "\n",
        "abc_" + KEY[4:],
        "é" * 43,
    ],
)
def test_what_is_not_a_whole_key_is_malformed(text):
    assert not is_well_formed(text)


def test_only_a_hash_is_for_keeping_and_only_the_beginning_for_showing():
    assert digest(KEY) == hashlib.sha256(KEY.encode()).hexdigest()
    assert shown(KEY) == "mgk_000000"
