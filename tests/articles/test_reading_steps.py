"""Splitting, joining and undoing: nothing of anybody else's is taken away."""

import pytest

from articles.actions_reading import Overtaken, join_segments, split_segment, undo_last
from articles.models import ReadingStep
from articles.reading_state import reading_of
from claims.actions_restore import restore
from claims.errors import Refused
from claims.models import Claim
from tests import builders
from tests.articles.reading_desk import TEXT, decide, sentence, text_of, token, told


@pytest.fixture
def article(ada):
    return text_of(ada)


@pytest.fixture
def eve(db):
    return builders.user("eve", "Editor")


def split(article, by, number: int, phrase: str, **more):
    values = {"start": sentence(article, number).start, "seen": token(article, number)}
    split_segment(article=article, by=by, at=TEXT.index(phrase), **(values | more))


def join(article, by, number: int, **more):
    values = {
        "start": sentence(article, number).start,
        "seen": token(article, number),
        "seen_before": token(article, max(1, number - 1)),
    }
    join_segments(article=article, by=by, **(values | more))


def texts(article) -> list[str]:
    return [each[0] for each in told(article)]


def classes(article) -> list[str]:
    return [each[1] for each in told(article)]


def test_split_takes_the_decision_about_the_whole_and_no_other(article, ada):
    for number in (1, 2, 3, 4):
        decide(article, ada, number)
    seen = token(article, 4)
    split(article, ada, 2, "people")
    assert texts(article)[1:3] == ["Magnesium helps", "people sleep."]
    assert classes(article) == ["background", "", "", "background", "background"]
    # Whoever has a later sentence open may still decide it.
    decide(article, ada, 5, "advice", seen=seen)


def test_split_outside_is_refused(article, ada):
    with pytest.raises(Refused, match="Choose a place inside the sentence"):
        split(article, ada, 2, "Why")


def test_join_makes_one_of_two_and_asks_about_both(article, ada, eve):
    decide(article, ada, 2)
    with pytest.raises(Overtaken):
        join(article, eve, 3, seen_before=0)
    join(article, eve, 3)
    assert texts(article)[1] == "Magnesium helps people sleep. It is a mineral."
    assert classes(article) == ["", "", ""]


def test_join_of_the_first_is_refused(article, ada):
    with pytest.raises(Refused, match="no sentence before it"):
        join(article, ada, 1)


def test_undo_takes_back_ones_own_last_step_and_then_the_one_before(article, ada, eve):
    decide(article, ada, 1, "heading")
    decide(article, ada, 1, "debris")
    decide(article, eve, 2, "advice")
    assert undo_last(article=article, by=ada) == "Decided"
    assert classes(article) == ["heading", "advice", "", ""]
    undo_last(article=article, by=ada)
    assert classes(article) == ["", "advice", "", ""]
    with pytest.raises(Refused, match="There is nothing of yours to undo"):
        undo_last(article=article, by=ada)
    assert ReadingStep.objects.filter(deed="undone").count() == 2


def test_undo_brings_back_the_claims_in_their_order(article, ada):
    pair = [(builders.claim(slug, by=ada), strength) for slug, strength in (("b", 2), ("a", 3))]
    decide(article, ada, 2, "claim", *pair)
    decide(article, ada, 2)
    undo_last(article=article, by=ada)
    assert told(article)[1][2] == [("b", 2), ("a", 3)]


def test_undo_where_somebody_decided_since_is_refused(article, ada, eve):
    decide(article, ada, 1, "heading")
    decide(article, eve, 1, "debris")
    with pytest.raises(Refused, match="Somebody has decided there since"):
        undo_last(article=article, by=ada)
    assert classes(article)[0] == "debris"


def test_undo_of_a_split_brings_the_decision_back(article, ada):
    decide(article, ada, 2, "advice")
    split(article, ada, 2, "people")
    assert undo_last(article=article, by=ada) == "Split"
    assert texts(article)[1] == "Magnesium helps people sleep."
    assert classes(article)[1] == "advice"


@pytest.mark.parametrize("half", [2, 3])
def test_undo_of_a_split_is_refused_when_a_half_was_decided(article, ada, eve, half):
    split(article, ada, 2, "people")
    decide(article, eve, half)
    with pytest.raises(Refused, match="Somebody has decided there since"):
        undo_last(article=article, by=ada)


def test_undo_of_a_cut_leaves_the_cuts_of_others(article, ada, eve):
    split(article, ada, 2, "people")
    join(article, eve, 5)
    assert undo_last(article=article, by=ada) == "Split"
    assert texts(article) == [
        "Why magnesium?",
        "Magnesium helps people sleep.",
        "It is a mineral. Ask your doctor.",
    ]
    assert undo_last(article=article, by=eve) == "Joined"
    assert len(texts(article)) == 4


def test_undo_of_a_join_that_took_a_split_back_cuts_again(article, ada):
    split(article, ada, 2, "people")
    join(article, ada, 3)
    assert texts(article)[1] == "Magnesium helps people sleep."
    undo_last(article=article, by=ada)
    assert texts(article)[1:3] == ["Magnesium helps", "people sleep."]


def test_undo_that_would_bring_a_merged_claim_back_is_refused(article, ada):
    claim = builders.claim("old", by=ada)
    decide(article, ada, 2, "claim", (claim, 2))
    decide(article, ada, 2)
    Claim.objects.filter(pk=claim.pk).update(hold="Merged into “new” (clm_000000000000).")
    with pytest.raises(Refused, match="was merged into another"):
        undo_last(article=article, by=ada)
    assert told(article)[1][1] == "background"


def test_steps_are_written_once(article, ada):
    decide(article, ada, 1)
    step = article.steps.get()
    assert str(step) == f"Decided in {article.slug}"
    with pytest.raises(TypeError, match="append-only"):
        step.save()


def test_restored_old_state_has_its_decisions_at_their_sentences(article, ada):
    decide(article, ada, 1, "heading")
    article.refresh_from_db()
    moment = article.history.first().history_date
    decide(article, ada, 1, "debris")
    decide(article, ada, 2)
    split(article, ada, 3, "a mineral")
    article.refresh_from_db()
    restore(item=article, moment=moment, by=ada, seen_version=article.lock_version)
    assert classes(article) == ["heading", "", "", ""]
    assert reading_of(article).lost == ()
