import pytest

from articles.reading.classify import SegmentClass
from articles.reading.decisions import (
    DecidedClaim,
    Decision,
    anchored,
    sentence_sha256,
    text_decisions,
)
from articles.reading.sentences import segments
from claims.errors import Refused

CUP = "A cup helps."


def decided(position, words, *claims):
    return Decision(position, sentence_sha256(words), SegmentClass.CLAIM, claims)


def test_hash_forgives_case_spaces_and_quotation_marks():
    assert sentence_sha256("It’s  “warm” – tea.") == sentence_sha256('IT\'S "warm" -\u00a0tea.')
    assert sentence_sha256("It is warm.") != sentence_sha256("It is hot.")


def test_decisions_stand_at_their_sentences():
    cut = segments("Tea is warm. A cup helps.")
    found = anchored([decided(0, "Tea is warm."), decided(1, CUP)], cut)
    assert (sorted(found.found), found.lost, found.undecided) == ([0, 1], (), ())


def test_sentence_that_moved_is_found_again_and_a_lost_one_is_listed():
    cut = segments("New here. Tea is warm. A cup helps.")
    gone, moved = decided(0, "Tea is cold."), decided(1, CUP)
    found = anchored([gone, moved], cut)
    assert found.found == {2: moved}
    assert found.lost == (gone,)
    assert [segment.text for segment in found.undecided] == ["New here.", "Tea is warm."]


def test_repeated_sentences_keep_a_decision_each():
    cut = segments("A cup helps. Yes. A cup helps. A cup helps.")
    first, last, more = decided(0, CUP), decided(4, CUP), decided(5, CUP)
    assert anchored([first, last, more], cut).found == {0: first, 2: more, 3: last}
    assert anchored([first, first], cut[:1]).lost == (first,)


def test_data_file_is_read():
    row = {"position": 0, "sha256": "ab", "class": "claim", "claims": {"warmth": 2}}
    none = {"position": 1, "sha256": "cd", "class": "claim", "reason": "About cups."}
    advice = {"position": 2, "sha256": "ef", "class": "advice"}
    read = text_decisions(
        {"text_sha256": "x", "source_text": "y", "sentences": [row, none, advice]}
    )
    assert read.decisions[0].claims == (DecidedClaim("warmth", 2),)
    assert (read.decisions[1].reason, read.decisions[2].segment_class) == ("About cups.", "advice")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"position": 1}, "its position says 1"),
        ({"class": "advice"}, "only a claim sentence has claims"),
        ({"claims": {}}, "name its claims, or say why there is none of ours"),
        ({"reason": "Both."}, "name its claims, or say why there is none of ours"),
        ({"claims": {"warmth": 4}}, "a strength goes from 0 to 3"),
    ],
)
def test_decision_that_contradicts_itself_is_refused(row, sentence):
    right = {"position": 0, "sha256": "ab", "class": "claim", "claims": {"warmth": 2}}
    with pytest.raises(Refused, match=f"Sentence 0: {sentence}"):
        text_decisions({"text_sha256": "x", "source_text": "y", "sentences": [right | row]})
