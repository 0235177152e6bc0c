"""Checks of other people's articles in print, for tests of their pages."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.actions import keep_text
from articles.models import SourceArticle
from articles.reading.classify import SegmentClass
from articles.reading_state import reading_of
from articles.reading_steps import write
from claims.canonical import fingerprint
from tests import builders

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"


def seed_texts() -> list[Path]:
    """Skips where the articles that this project is for are not beside the repository."""
    if not SEEDS.is_dir():
        pytest.skip("There is no folder ../shared/seeds beside this repository.")
    return sorted(SEEDS.glob("*.txt"))


def read_article(slug: str, sentences: list[tuple[str, list[tuple]]], **fields) -> SourceArticle:
    """A draft, every sentence decided: (words, [(claim, strength), …]); none is background."""
    text = " ".join(words for words, _ in sentences)
    usual = {"source_title": f"On {slug}", "content_sha256": fingerprint(text)}
    made = SourceArticle.objects.create(slug=slug, text=text, **usual | fields)
    by = builders.user("ada", "Editor")
    keep_text(article=made, by=by)
    segments = reading_of(made).segments
    for segment, (_, claims) in zip(segments, sentences, strict=True):
        what = SegmentClass.CLAIM if claims else SegmentClass.BACKGROUND
        named = [(claim.public_id, strength) for claim, strength in claims]
        write(made, None, builders._decided(segment, what, *named), by)
    return made
