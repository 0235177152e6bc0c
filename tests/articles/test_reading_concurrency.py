"""Two people at one text at the very same moment, each on a connection of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from articles.actions_reading import Overtaken, decide_segment
from articles.models import SourceArticle
from articles.reading_state import reading_of
from tests import builders
from tests.articles.reading_desk import text_of, told


@pytest.fixture
def article(committed):
    return text_of(builders.user("ada", "Editor"))


def decide_at_once(article: SourceArticle, sentences: tuple[int, int]) -> list[str]:
    """What became of Ada's and Eve's decision about these sentences, by number from 0, in that order."""
    starts = [reading_of(article).segments[number].start for number in sentences]
    people = [builders.user(name, "Editor") for name in ("ada", "eve")]
    together = threading.Barrier(2)

    def decide(by, start: int) -> str:
        try:
            mine = SourceArticle.objects.get(pk=article.pk)
            together.wait(timeout=30)
            decide_segment(article=mine, by=by, start=start, seen=0, segment_class="advice")
        except Overtaken as overtaken:
            return f"overtaken by {overtaken.theirs.decided_by.username}"
        finally:
            connections.close_all()
        return by.username

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(decide, people, starts))


def test_of_two_at_one_sentence_the_second_is_told_of_the_first(article):
    came = decide_at_once(article, (1, 1))
    assert came in (["ada", "overtaken by ada"], ["overtaken by eve", "eve"])
    assert article.steps.count() == article.decisions.count() == 1


def test_two_at_two_sentences_both_decide(article):
    assert decide_at_once(article, (1, 2)) == ["ada", "eve"]
    assert [each[1] for each in told(article)] == ["", "advice", "advice", ""]
    assert {person.username for person in article.edited_by.all()} == {"ada", "eve"}
    article.refresh_from_db()
    assert article.lock_version == 4
