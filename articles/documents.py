"""What is published of an article and of a check. Shapes: API.md §3."""

from articles.markdown import sections, word_count
from claims.documents import identity
from claims.prose.ground import TextKind
from claims.prose.lint import lint


def article_document(article) -> dict:
    parts = sections(article.body, article.claims_placed())
    return {
        **identity(article, article.article_title),
        "summary": article.summary,
        "byline": ["mgsite editorial"],
        "condition_ids": sorted(c.public_id for c in article.conditions.all()),
        "supplements": sorted(s.public_id for s in article.supplements.all()),
        "sections": [
            {
                "id": part.id,
                "heading": part.heading,
                "aspect": part.aspect,
                "html": part.html,
                "text": part.text,
                # A section that places claims leans on them; only the others stand by themselves.
                "standalone": not part.claim_ids,
                "claim_ids": list(part.claim_ids),
            }
            for part in parts
        ],
        "word_count": word_count(article.body),
    }


def article_problems(article) -> list[str]:
    named = f"Article “{article.slug}”"
    problems = [
        f"{named} places the claim “{slug}”, which does not exist: check the slug."
        for slug in article.missing_claims()
    ]
    if not article.body.strip():
        problems.append(f"{named} has no text.")
    return problems


def article_findings(article) -> list[str]:
    """Our own prose beyond its certainty, each finding with its place (claims.prose.lint)."""
    texts = [(article.summary, TextKind.SUMMARY), (article.body, TextKind.ARTICLE)]
    return [
        f"{kind.label}, {finding}"
        for text, kind in texts
        for finding in lint(text, None, None, None, kind_of_text=kind)
    ]


def check_document(source_article) -> dict:
    return {
        **identity(source_article, source_article.source_title),
        "publisher": source_article.publisher or None,
        "source_url": source_article.url or None,
        "retrieved_on": source_article.retrieved_on,
        "content_sha256": source_article.content_sha256,
        "appearances": [
            {
                "quote": appearance.exact,
                "claim_id": appearance.claim.public_id,
                "strength": appearance.strength,
            }
            for appearance in source_article.appearances.all()
        ],
        # The reading sentence by sentence is not built yet; null says so.
        "sentences": None,
    }


def check_problems(source_article) -> list[str]:
    if source_article.appearances.all():
        return []
    return [f"Check “{source_article.slug}” has no appearances: mark at least one claim in it."]
