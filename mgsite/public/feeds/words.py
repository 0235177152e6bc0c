"""What the entry of a claim, an article, an edition or a withdrawn item says. Pure module.

A title is always what we conclude, never what somebody claims: feed readers show titles alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from claims.vocabulary import Certainty, ClaimKind, Integrity, Verdict
from mgsite.public.claim_entry import Alert, claim_alerts
from mgsite.public.feeds.entry import Tag
from mgsite.public.phrases import no_level
from mgsite.public.reviewed import reviewed

NO_ADVICE = "This informs and does not replace advice from a doctor or pharmacist who knows you."
LONGEST_NOTE = 120  # characters of an edition's note in its title
# By reason of a withdrawal (mgsite.editions.models.Reason): what stands before the title.
GONE = {
    "withdrawn": "Withdrawn",
    "retracted": "Retracted",
    "merged": "Merged",
    "superseded": "Replaced",
    "legal": "Removed",
    "error": "Withdrawn",
}
STAYS = "retracted"  # the reason at which an entry stays in every feed, with the notice


@dataclass(frozen=True)
class Said:
    title: str
    summary: str
    html: str
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Changed:
    """One item that an edition changed; `title` and `url` are empty for what was blanked."""

    event: str
    title: str
    url: str


def claim_said(claim: Mapping, items: Mapping[str, Mapping], url: str) -> Said:
    """`items` are the documents of its conditions and of the sources with an alert, by id."""
    alerts = claim_alerts(claim, items)
    judgement = _judgement(claim)
    blocks = [
        *(_warning(alert) for alert in alerts),
        f"<p>{escape(judgement)}</p>",
        _paragraph(claim["plain_language"]),
        f"<blockquote><p>Claimed: “{escape(claim['statement'])}”</p></blockquote>",
        _paragraph(f"{reviewed([claim])}."),
        _further(url, "The studies, and why we are this sure"),
    ]
    retracted = any(alert.bears and alert.state == Integrity.RETRACTED for alert in alerts)
    return Said(
        title=f"{'Source retracted: ' if retracted else ''}{claim['title']}",
        summary=" ".join([judgement, *(_alert_sentence(alert) for alert in alerts)]),
        html="".join(blocks),
        tags=tuple(_claim_tags(claim, items)),
    )


def article_said(article: Mapping, items: Mapping[str, Mapping], url: str) -> Said:
    headings = [part["heading"] for part in article["sections"] if part["heading"]]
    listed = "".join(f"<li>{escape(heading)}</li>" for heading in headings)
    blocks = [
        _paragraph(article["summary"]),
        f"<ul>{listed}</ul>" if listed else "",
        _paragraph(f"{reviewed([article])}."),
        _further(url, "Read the article, with each claim and its studies in place"),
    ]
    return Said(
        title=article["title"],
        summary=article["summary"],
        html="".join(blocks),
        tags=tuple(_condition_tags(article, items)),
    )


def gone_said(title: str, tombstone: Mapping, successors: Iterable[tuple[str, str]]) -> Said:
    """`successors` are title and address of what stands in its place, as far as it is in print."""
    word = GONE.get(tombstone["reason"], "Withdrawn")
    notice = tombstone["notice_text"]
    instead = "".join(
        f'<p>In its place: <a href="{escape(url)}">{escape(name)}</a></p>'
        for name, url in successors
    )
    if tombstone["reason"] == "legal" or not title:
        title = "a text of ours"
    return Said(
        title=f"{word}: {title}",
        summary=notice,
        html=f"<p><strong>{word}.</strong> {escape(notice)}</p>{instead}",
    )


def edition_said(
    number: int, note: str, change: str, items: Sequence[Changed], counts: Iterable[str], url: str
) -> Said:
    """`items` are few; a larger edition is told by its `counts` (“133 sources published”)."""
    listed = "".join(f"<li>{_changed(item)}</li>" for item in items) or "".join(
        f"<li>{escape(text)}</li>" for text in counts
    )
    line = " ".join(note.split())
    short = line if len(line) <= LONGEST_NOTE else line[:LONGEST_NOTE].rsplit(" ", 1)[0] + " …"
    return Said(
        title=f"Edition {number}: {short}",
        summary=line,
        html=f"<p><strong>{escape(change)}.</strong> {escape(line)}</p><ul>{listed}</ul>"
        f"{_further(url, f'All that edition {number} changed', advice=False)}",
    )


# -- parts


def _judgement(claim: Mapping) -> str:
    """Both axes, each under its own name; a risk that is supported is no good news."""
    verdict, certainty = claim["verdict"], (claim["grading"] or {}).get("certainty")
    axis = "Verdict on this risk" if claim["claim_kind"] == ClaimKind.SAFETY else "Verdict"
    said = [f"{axis}: {Verdict(verdict).label}."] if verdict else []
    level = Certainty(certainty).label if certainty else no_level(verdict)
    return " ".join([*said, f"Certainty: {level}."])


def _alert_sentence(alert: Alert) -> str:
    return f"{'Warning' if alert.grave else 'A source has changed'}: {alert.text}"


def _warning(alert: Alert) -> str:
    use = "" if alert.bears else " It is cited for context only; the grading does not rest on it."
    return f"<p><strong>{escape(_alert_sentence(alert))}</strong>{use}</p>"


def _claim_tags(claim: Mapping, items: Mapping[str, Mapping]) -> Iterable[Tag]:
    yield from _condition_tags(claim, items)
    yield Tag("kind", claim["claim_kind"], ClaimKind(claim["claim_kind"]).label)
    if claim["verdict"]:
        yield Tag("verdict", claim["verdict"], Verdict(claim["verdict"]).label)
    if certainty := (claim["grading"] or {}).get("certainty"):
        yield Tag("certainty", certainty, f"{Certainty(certainty).label} certainty")


def _condition_tags(document: Mapping, items: Mapping[str, Mapping]) -> Iterable[Tag]:
    for public_id in document["condition_ids"]:
        if public_id in items:
            yield Tag("condition", items[public_id]["slug"], items[public_id]["title"])


def _changed(item: Changed) -> str:
    if not item.url:
        return f"{escape(item.event)}: a text that was removed for legal reasons"
    return f'{escape(item.event)}: <a href="{escape(item.url)}">{escape(item.title)}</a>'


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _further(url: str, words: str, *, advice: bool = True) -> str:
    end = f"<p><small>{NO_ADVICE}</small></p>" if advice else ""
    return f'<p><a href="{escape(url)}">{words}</a></p>{end}'
