"""Our articles, and other people's texts with what people decided about them."""

from articles.models.article import LONGEST_BODY, Article
from articles.models.reading import Appearance, ReadingStep, SegmentDecision
from articles.models.source_article import SourceArticle, TextRevision

__all__ = [
    "LONGEST_BODY",
    "Appearance",
    "Article",
    "ReadingStep",
    "SegmentDecision",
    "SourceArticle",
    "TextRevision",
]
