"""What is published of an article of ours. Shapes: API.md §3."""

from articles.manuscript import Manuscript, checks, doses, manuscript
from articles.markdown import sections, word_count
from claims.documents import identity
from claims.prose.ground import TextKind
from claims.prose.lint import lint
from claims.wording_gate import is_accepted


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


def manuscript_of(article) -> Manuscript:
    return manuscript(
        slug=article.slug,
        summary=article.summary,
        body=article.body,
        is_about_a_condition=article.conditions.exists(),
    )


def article_problems(article) -> list[str]:
    return [fault for check in checks(manuscript_of(article)) for fault in check.faults]


def article_submission_problems(article) -> list[str]:
    """A dose of nobody knows what, until a second person has accepted the article's words."""
    faults = list(doses(manuscript_of(article)).faults)
    return [] if faults and is_accepted(article, article_findings(article)) else faults


def article_findings(article) -> list[str]:
    """Our own prose beyond its certainty, each finding with its place (claims.prose.lint)."""
    texts = [(article.summary, TextKind.SUMMARY), (article.body, TextKind.ARTICLE)]
    return [
        f"{kind.label}, {finding}"
        for text, kind in texts
        for finding in lint(text, None, None, None, kind_of_text=kind)
    ]
