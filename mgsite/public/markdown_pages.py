"""The pages of claims, conditions and articles as Markdown, for machines that read text. Pure module.

Written from what the pages are composed of. Text of editors is one line wherever it stands, with
every mark of Markdown and HTML in it escaped, so that it can be nothing but text.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from articles.markdown import to_text
from claims.vocabulary import Certainty, Verdict
from mgsite.public.claim_entry import ClaimEntry
from mgsite.public.phrases import day, no_level

At = Callable[[str, str], str]  # at(kind, slug): an absolute address
MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&!$]")
AT_THE_START = re.compile(r"^(?:[-+=:]|[0-9]+(?=[.)]))")
NO_LICENCE = "None granted yet: ask before you republish more than a quotation."


def text_of(
    title: str, address: str, edition: int, published_on: str, blocks: Iterable[str]
) -> str:
    """The whole file: front matter (YAML, its values written as JSON), then the blocks."""
    facts = {
        "title": _line(title),
        "address": address,
        "edition": edition,
        "published": published_on,
        "licence": NO_LICENCE,
    }
    lines = [f"{name}: {json.dumps(fact, ensure_ascii=False)}" for name, fact in facts.items()]
    return "\n".join(["---", *lines, "---", "", *(f"{block}\n" for block in blocks if block)])


def plain(text: str) -> str:
    """Text of an editor, or of somebody whom one quotes, as text of Markdown."""
    escaped = MARKS.sub(r"\\\g<0>", _line(text))
    # A figure that would begin a list keeps its full stop, escaped.
    return AT_THE_START.sub(
        lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", escaped
    )


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
            f"- {_link(cited.label, at('source', cited.slug))}: {plain(cited.title)}. "
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
            f"- {plain(flag['text'])}{_unsure(flag['confirmed'])}" for flag in group.flags
        )
    yield f"## About {plain(page.document['name'].lower())}"
    yield plain(page.document["summary"])
    for section in page.sections:
        yield f"## {plain(section.heading)}"
        yield plain(section.caution)
        if section.anchor == "dose":
            yield "\n".join(_limit(limit) for limit, _, _ in page.limits)
        if section.anchor == "safety":
            yield "\n".join(
                f"- **{plain(point.heading)}:** {plain(point.text)}{_unsure(point.confirmed)}"
                for point in page.safety_points
            )
        for claim in section.claims:
            yield from _card(claim, at)
    yield from _sources(page.sources, at)


def article_blocks(page: Any, at: At) -> Iterator[str]:
    """`page`: composition.article.ArticlePage. Its prose comes without emphasis, links and tables."""
    yield f"# {plain(page.document['title'])}"
    yield plain(page.document["summary"])
    yield plain(f"{', '.join(page.document['byline'])}. {page.reviewed}.")
    for section in page.sections:
        yield f"## {plain(section.heading)}" if section.heading else ""
        for piece in section.pieces:
            if piece.claim:
                yield from _card(piece.claim, at)
            elif piece.html:
                yield from map(plain, to_text(piece.html).splitlines())
            else:
                yield plain(piece.notice)
    yield from _sources(page.sources, at)


# -- parts of a page


def _card(claim: ClaimEntry, at: At) -> Iterator[str]:
    yield f"### {_link(claim.conclusion, at('claim', claim.slug))}"
    yield _marks(claim)
    yield from _alerts(claim)
    yield _claimed(claim)
    yield plain(claim.plain_language)


def _marks(claim: ClaimEntry) -> str:
    """Verdict and certainty, each under its own name."""
    level = Certainty(claim.certainty).label if claim.certainty else no_level(claim.verdict)
    said = [f"**Verdict:** {Verdict(claim.verdict).label}."] if claim.verdict else []
    sum_ = f" ({plain(claim.equation)})" if claim.equation else ""
    return " ".join([*said, f"**Certainty:** {level}{sum_}."])


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
        f"- {_link(source.label, at('source', source.slug))}: "
        f"{plain(f'{source.title}. {source.facts} {source.alert}')}"
        for source in sources
    )


def _limit(limit: Any) -> str:
    kind = "advice" if limit["kind"] == "advice" else "upper level"
    most = f"{plain(str(limit['max_mg']))} mg a day of the element"
    return f"- {plain(limit['authority'])}, {kind}: {most}. {plain(limit['applies_to'])}"


def _unsure(confirmed: bool) -> str:
    return "" if confirmed else " (source being confirmed)"


def _searched(document: Any) -> str:
    return f" Last searched on {day(document['searched_on'])}." if document["searched_on"] else ""


def _link(label: str, address: str) -> str:
    return f"[{plain(label)}]({address})"


def _line(text: str) -> str:
    """In one line, without characters that nobody sees."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
