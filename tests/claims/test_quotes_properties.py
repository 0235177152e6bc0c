"""Whatever stands in a text is found there, and any two texts get an answer."""

from hypothesis import assume, given
from hypothesis import strategies as st

from claims.quotes import MOST_WORDS, difference, normalised

# What quotations are full of, and what makes them hard, next to any other sign.
SIGNS = st.sampled_from([*" \n-.…,;\"'“”–−%<(+[]019aAbBßéİ\u00ad\u0301\u200b", "...", "[…]", "-\n"])
TEXTS = st.lists(SIGNS | st.characters(), max_size=300).map("".join)


@given(TEXTS)
def test_normalising_twice_is_normalising_once(text):
    assert normalised(normalised(text)) == normalised(text)


@given(TEXTS, st.data())
def test_any_run_of_words_of_any_text_is_found(text, data):
    words = text.split()
    assume(words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, min(len(words), start + MOST_WORDS)))
    quote = " ".join(words[start:end])
    assume(normalised(quote).strip(" .,;\"'[]"))
    found = difference(quote, text)
    assert found is None or found.startswith("The quote has ")  # an NFKC sign may be many words


@given(TEXTS, TEXTS)
def test_any_two_texts_get_an_answer(quote, text):
    found = difference(quote, text)
    assert found is None or found.strip()
