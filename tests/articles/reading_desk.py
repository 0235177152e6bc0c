"""A small text to read, and a person's hand at its sentences."""

from articles.actions import import_text
from articles.actions_reading import ClaimMade, decide_segment
from articles.models import SegmentDecision, SourceArticle
from articles.reading.sentences import Segment
from articles.reading_state import reading_of

TEXT = "Why magnesium?\n\nMagnesium helps people sleep. It is a mineral. Ask your doctor."


def text_of(ada, content: str = TEXT, **about) -> SourceArticle:
    return import_text(content=content, by=ada, **about).article


def sentence(article: SourceArticle, number: int) -> Segment:
    """By its number, from 1; the article read afresh."""
    article.refresh_from_db()
    return reading_of(article).segments[number - 1]


def token(article: SourceArticle, number: int) -> int:
    return reading_of(article).token(sentence(article, number))


def decide(
    article: SourceArticle, by, number: int, segment_class: str = "background", *made, **more
) -> SegmentDecision:
    """What they see is what stands now, unless `seen` says otherwise. `made` are (claim, strength)."""
    values = {
        "start": sentence(article, number).start,
        "seen": token(article, number),
        "claims": [ClaimMade(*each) for each in made],
    }
    return decide_segment(article=article, by=by, segment_class=segment_class, **(values | more))


def told(article: SourceArticle) -> list[tuple[str, str, list]]:
    """Each sentence with its class, empty for undecided, and its claims."""
    article.refresh_from_db()
    reading = reading_of(article)
    found = []
    for segment in reading.segments:
        row = reading.decided.get(segment.position)
        made = [(each.claim.slug, each.strength) for each in row.appearances.all()] if row else []
        found.append((segment.text, row.segment_class if row else "", made))
    return found
