"""The pages of sources, supplements and checks as Markdown. Pure module.

`shown` is what the page's template gets: see mgsite.public.catalogue.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from claims.vocabulary import Integrity
from mgsite.public.claim_entry import integrity_alert
from mgsite.public.gaps import WORDED, Appearing, gap_words
from mgsite.public.markdown_pages import limit_line, marks, unsure
from mgsite.public.markdown_text import At, link, listed, plain, table
from mgsite.public.phrases import day, inside, number, short_citation
from mgsite.public.source_facts import source_facts

HUNDREDTH = Decimal("0.01")
STANCES = {"context": "gives context", "mixed": "is mixed"}


def source_blocks(shown: Mapping, at: At) -> Iterator[str]:
    source = shown["source"]
    yield f"# {plain(source['title'])}"
    yield plain(shown["citation"])
    yield listed(link(found.label, found.url) for found in shown["links"])
    yield from _integrity(source)
    yield plain(f"{shown['reviewed']}.")
    yield "## What was studied"
    yield listed(f"{plain(term)}: {plain(words)}" for term, words in source_facts(source))
    yield "## What rests on it"
    if not shown["cited_by"]:
        yield "No published claim cites this source."
    for row in shown["cited_by"]:
        yield from _claim(row["claim"], at)
        words = STANCES.get(row["stance"], row["stance"])
        rest = [plain(words) for words in (row["note"], row["locator"]) if words]
        yield " ".join([f"This source {words}.", *rest])
    yield listed(
        f"{plain(limit['authority'])}: {plain(number(limit['max_mg']))} mg a day "
        f"({_supplement(limit, at)})"
        for limit in shown["limits"]
    )
    yield listed(f"{plain(p['heading'])} ({_supplement(p, at)})" for p in shown["safety_points"])


def supplement_blocks(shown: Mapping, at: At) -> Iterator[str]:
    supplement, forms = shown["supplement"], shown["forms"]
    name = inside(supplement["name"])
    yield f"# {plain(supplement['title'])} and its forms"
    yield plain(supplement["summary"])
    yield plain(f"{shown['reviewed']}.")
    yield f"## How much {plain(name)} is in it"
    yield table(
        (
            "Form",
            "Elemental share",
            "mg of compound with 100 mg of the element",
            "mg of the element in 400 mg of compound",
            "Trials that tested it",
        ),
        (_form_cells(line) for line in forms),
    )
    yield listed(
        f"{plain(line.form['name'])}: {plain(line.form['note'])}"
        for line in forms
        if line.form["note"]
    )
    yield "## Limits"
    yield "\n".join(
        f"{limit_line(limit)}{_sourced([limit['source']] if limit['source'] else [], at)}"
        for limit in shown["limits"]
    )
    yield "## Before you take it"
    yield listed(
        f"**{plain(point['heading'])}:** {plain(point['text'])}"
        f"{unsure(point['confirmed'])}{_sourced(point['sources'], at)}"
        for point in shown["safety_points"]
    )


def check_blocks(shown: Mapping, at: At) -> Iterator[str]:
    check, page = shown["check"], shown["page"]
    yield f"# Checked: {plain(check['title'])}"
    facts = [f"Published by {check['publisher']}."] if check["publisher"] else []
    facts += [f"Read on {day(check['retrieved_on'])}."] if check["retrieved_on"] else []
    yield plain(" ".join(facts))
    yield "Single sentences are quoted in order to check them. All other words are ours."
    yield plain(f"{page.totals}.")
    yield plain(f"{shown['reviewed']}.")
    for place in page.places:
        yield from _place(place, at)
    if omissions := check.get("omissions"):
        yield "## What it leaves out"
        yield listed(plain(omission["sentence"]) for omission in omissions)


# -- parts


def _place(place: Appearing, at: At) -> Iterator[str]:
    if place.is_quoted:
        yield f"> {plain(place.words)}"
    elif place.words:
        yield f"In our words: {plain(place.words)}"
    worded = f"Worded as “{WORDED[place.strength]}”"
    if place.claim is None:
        yield f"{worded}. We have withdrawn our claim about this sentence."
        return
    yield f"{worded}; the evidence would bear {place.borne}. {gap_words(place.gap or 0)}."
    yield from _claim(place.claim, at)


def _claim(claim: Mapping, at: At) -> Iterator[str]:
    yield f"### {link(claim['conclusion'], at('claim', claim['slug']))}"
    yield marks(claim["verdict"], (claim["grading"] or {}).get("certainty"))
    yield f"> Claimed: “{plain(claim['statement'])}”"


def _integrity(source: Mapping) -> Iterator[str]:
    """Also that nothing was found, and that nobody has looked: a reader must know which."""
    state = Integrity(source["integrity"])
    grave = integrity_alert(state)
    words = f"**Warning: {state.label.lower()}.**" if grave else f"{state.label}."
    note = plain(source["integrity_note"]) if source["integrity_note"] else ""
    checked = source["integrity_checked_at"]
    yield " ".join(
        filter(None, ["Integrity:", words, note, f"Checked on {day(checked)}." if checked else ""])
    )


def _form_cells(line) -> tuple[str, ...]:  # type: ignore[no-untyped-def]  # catalogue.FormLine, which knows Django
    trials = (
        f"with {plain(line.counted_as)}" if line.counted_as else str(line.trials or "none found")
    )
    share = Decimal(line.form["elemental_share"]).quantize(HUNDREDTH, ROUND_HALF_UP)
    return (
        plain(line.form["name"]),
        f"{share} %",
        number(str(line.compound_for_100)),
        number(str(line.magnesium_in_400)),
        trials,
    )


def _supplement(row: Mapping, at: At) -> str:
    supplement = row["supplement"]
    return link(supplement["title"], at("supplement", supplement["slug"]))


def _sourced(sources: Iterable[Mapping], at: At) -> str:
    links = [link(short_citation(source), at("source", source["slug"])) for source in sources]
    return f" Sources: {'; '.join(links)}." if links else ""
