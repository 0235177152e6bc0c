"""A text that has changed: decisions go with their sentences, and what finds no place is lost."""

import pytest

from articles.actions import Outcome, import_text
from articles.actions_reading import ClaimMade, decide_segment, drop_lost, split_segment, undo_last
from articles.models import SourceArticle
from articles.reading_state import progress, reading_of
from claims.canonical import fingerprint
from claims.errors import Refused
from tests import builders

URL = "https://example.com/tea"
FIRST = "Why tea?\n\nTea is warm. It calms all and milk is white."
SECOND = "Why tea?\n\nWe love it. It calms all and milk is white. Tea is cold."


@pytest.fixture
def claim(ada):
    return builders.claim("calm", by=ada)


@pytest.fixture
def article(ada, claim):
    """Every sentence decided, the last cut in two."""
    article = import_text(content=FIRST, by=ada, url=URL).article
    last = reading_of(article).segments[-1]
    at = FIRST.index("and milk")
    split_segment(article=article, by=ada, start=last.start, seen=0, at=at)
    article.refresh_from_db()
    for segment in reading_of(article).segments:
        makes = [ClaimMade(claim, 2)] if segment.text == "It calms all" else []
        decide_segment(
            article=article,
            by=ada,
            start=segment.start,
            seen=0,
            segment_class="claim" if makes else "background",
            claims=makes,
        )
    return article


def test_new_text_of_the_same_address_is_a_revision(article, ada):
    imported = import_text(content=SECOND, by=ada, url=f"{URL}#part")
    assert (imported.article, imported.outcome) == (article, Outcome.REVISED)
    article.refresh_from_db()
    assert (article.text, article.content_sha256) == (SECOND, fingerprint(SECOND))
    assert [each.text for each in article.revisions.all()] == [FIRST, SECOND]
    assert SourceArticle.objects.count() == 1


def test_decisions_and_cuts_go_with_their_sentences(article, ada, claim):
    import_text(content=SECOND, by=ada, url=URL)
    article.refresh_from_db()
    reading = reading_of(article)
    assert [
        (segment.text, segment.position in reading.decided) for segment in reading.segments
    ] == [
        ("Why tea?", True),
        ("We love it.", False),
        ("It calms all", True),
        ("and milk is white.", True),
        ("Tea is cold.", False),
    ]
    anchor = article.appearances.get()
    start = SECOND.index("It calms all")
    assert (anchor.exact, anchor.prefix, anchor.suffix, anchor.position, anchor.text_sha256) == (
        "It calms all",
        "Why tea?\n\nWe love it. ",
        " and milk is white. Tea is cold.",
        start,
        fingerprint(SECOND),
    )
    now = progress(article)
    assert (now.total, now.decided, now.lost, now.is_complete, now.per_cent) == (5, 3, 1, False, 60)


def test_lost_decision_stands_in_the_way_until_it_is_dropped(article, ada):
    (lost,) = import_text(content=SECOND, by=ada, url=URL).lost
    assert (lost.revision.number, lost.get_segment_class_display()) == (
        1,
        "Definition or background",
    )
    article.refresh_from_db()
    for segment in reading_of(article).undecided:
        decide_segment(
            article=article, by=ada, start=segment.start, seen=0, segment_class="background"
        )
    article.refresh_from_db()
    (problem,) = article.problems()
    assert "a decision about sentence 2 of an earlier text has lost its place" in problem
    drop_lost(article=article, by=ada, decision=lost)
    article.refresh_from_db()
    assert article.problems() == []
    undo_last(article=article, by=ada)
    assert len(reading_of(article).lost) == 1


def test_only_what_is_lost_can_be_dropped(article, ada):
    with pytest.raises(Refused, match="has not lost its place"):
        drop_lost(article=article, by=ada, decision=article.decisions.first())


def test_text_that_goes_back_is_a_third_revision_and_finds_what_was_lost(article, ada):
    import_text(content=SECOND, by=ada, url=URL)
    back = import_text(content=FIRST, by=ada, url=URL)
    assert (back.outcome, back.lost) == (Outcome.REVISED, ())
    assert progress(SourceArticle.objects.get()).is_complete
    assert back.article.revisions.count() == 3


def test_what_was_done_before_the_text_changed_cannot_be_undone(article, ada):
    import_text(content=SECOND, by=ada, url=URL)
    with pytest.raises(Refused, match="or the text has changed"):
        undo_last(article=article, by=ada)


def test_approval_is_void_when_the_text_changes(article, ada):
    builders.approve(article)
    import_text(content=SECOND, by=ada, url=URL)
    article.refresh_from_db()
    assert article.state == "draft"


def test_title_and_facts_stay_unless_they_are_given_anew(article, ada):
    SourceArticle.objects.update(source_title="Tea", publisher="A shop")
    import_text(content=SECOND, by=ada, url=URL)
    article.refresh_from_db()
    assert (article.source_title, article.publisher) == ("Tea", "A shop")
    import_text(content=f"{SECOND} More.", by=ada, url=URL, title="New", publisher="Another")
    article.refresh_from_db()
    assert (article.source_title, article.publisher) == ("New", "Another")
