"""The pages of claims, conditions and articles as Markdown, for machines that read text. Pure module.

Written from what the pages are composed of.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.vocabulary import Certainty, Verdict
from mgsite.public.claim_entry import ClaimEntry
from mgsite.public.markdown_prose import prose_blocks
from mgsite.public.markdown_text import At, link, plain
from mgsite.public.phrases import day, no_level


def claim_blocks(page: Any, at: At) -> Iterator[str]:
    """`page`: composition.claim.ClaimPage."""
    claim: ClaimEntry = page.claim
    yield f"# {plain(claim.conclusion)}"
    yield _marks(claim)
    yield _claimed(claim)
    yield plain(page.sentence)
    yield plain(claim.plain_language)
    yield plain(f"{page.reviewed}.{_searched(page.document)}")
    yield from _alerts(claim)
    yield "## The question"
    yield "\n".join(f"- {term}: {plain(words)}" for term, words in page.question)
    yield "## How sure we are"
    yield from _reasons(claim)
    yield plain(f"{claim.effect} {claim.studies} {claim.forms.words if claim.forms else ''}")
    yield "## Studies"
    for group in claim.cites:
        yield f"### {plain(group.label)}"
        yield "\n".join(
            f"- {link(cited.label, at('source', cited.slug))}: {plain(cited.title)}. "
            f"{plain(f'{cited.facts} {cited.alert}')}".rstrip()
            for cited in group.cited
        )


def condition_blocks(page: Any, at: At) -> Iterator[str]:
    """`page`: composition.condition.ConditionPage."""
    yield f"# {plain(page.document['question'])}"
    for answer in page.answers:
        if answer.claim:
            yield f"**{plain(answer.about)}:** {plain(answer.claim.conclusion)}"
            yield _marks(answer.claim)
        else:
            yield plain(f"An answer that stood here was withdrawn. {answer.notice}")
    yield plain(f"{page.reviewed}.")
    if page.red_flags:
        yield "## When to get help"
    for group in page.red_flags:
        yield f"### {plain(group.heading)} if"
        yield "\n".join(
            f"- {plain(flag['text'])}{unsure(flag['confirmed'])}" for flag in group.flags
        )
    yield f"## About {plain(page.document['name'].lower())}"
    yield plain(page.document["summary"])
    for section in page.sections:
        yield f"## {plain(section.heading)}"
        yield plain(section.caution)
        if section.anchor == "dose":
            yield "\n".join(limit_line(limit) for limit, _, _ in page.limits)
        if section.anchor == "safety":
            yield "\n".join(
                f"- **{plain(point.heading)}:** {plain(point.text)}{unsure(point.confirmed)}"
                for point in page.safety_points
            )
        for claim in section.claims:
            yield from _card(claim, at)
    yield from _sources(page.sources, at)


def article_blocks(page: Any, at: At) -> Iterator[str]:
    """`page`: composition.article.ArticlePage."""
    yield f"# {plain(page.document['title'])}"
    yield plain(page.document["summary"])
    yield plain(f"{', '.join(page.document['byline'])}. {page.reviewed}.")
    for section in page.sections:
        yield f"## {plain(section.heading)}" if section.heading else ""
        for piece in section.pieces:
            if piece.claim:
                yield from _card(piece.claim, at)
            elif piece.html:
                yield from prose_blocks(piece.html, at)
            else:
                yield plain(piece.notice)
    yield from _sources(page.sources, at)


# -- parts of a page


def _card(claim: ClaimEntry, at: At) -> Iterator[str]:
    yield f"### {link(claim.conclusion, at('claim', claim.slug))}"
    yield _marks(claim)
    yield from _alerts(claim)
    yield _claimed(claim)
    yield plain(claim.plain_language)


def marks(verdict: str | None, certainty: str | None, equation: str = "") -> str:
    """Verdict and certainty, each under its own name."""
    level = Certainty(certainty).label if certainty else no_level(verdict)
    said = [f"**Verdict:** {Verdict(verdict).label}."] if verdict else []
    sum_ = f" ({plain(equation)})" if equation else ""
    return " ".join([*said, f"**Certainty:** {level}{sum_}."])


def _marks(claim: ClaimEntry) -> str:
    return marks(claim.verdict, claim.certainty, claim.equation)


def _claimed(claim: ClaimEntry) -> str:
    return f"> Claimed: “{plain(claim.statement)}”"


def _alerts(claim: ClaimEntry) -> Iterator[str]:
    for alert in claim.alerts:
        yield f"**{'Warning' if alert.grave else 'A source has changed'}:** {plain(alert.text)}"


def _reasons(claim: ClaimEntry) -> Iterator[str]:
    yield "\n".join(
        f"- {plain(step.figure)} {plain(step.name)}. {plain(step.reason)}".rstrip()
        for step in claim.steps
    )
    yield plain(f"{claim.ungraded} {claim.rationale} {claim.verdict_reason}")


def _sources(sources: Iterable[Any], at: At) -> Iterator[str]:
    yield "## Sources"
    yield "\n".join(
        f"- {link(source.label, at('source', source.slug))}: "
        f"{plain(f'{source.title}. {source.facts} {source.alert}')}"
        for source in sources
    )


def limit_line(limit: Any) -> str:
    kind = "advice" if limit["kind"] == "advice" else "upper level"
    most = f"{plain(str(limit['max_mg']))} mg a day of the element"
    return f"- {plain(limit['authority'])}, {kind}: {most}. {plain(limit['applies_to'])}"


def unsure(confirmed: bool) -> str:
    return "" if confirmed else " (source being confirmed)"


def _searched(document: Any) -> str:
    return f" Last searched on {day(document['searched_on'])}." if document["searched_on"] else ""
