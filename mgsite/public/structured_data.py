"""What a page says, as a graph in the words of schema.org (JSON-LD). Pure module.

Nothing is in a graph that its page does not say. Verdict and certainty are two axes and are never
made into one number, so no rating here has a value.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.vocabulary import (
    Certainty,
    ClaimKind,
    CodeSystem,
    Direction,
    Integrity,
    Verdict,
)
from mgsite.public.gaps import Appearing
from mgsite.public.reviewed import Reviewed

Node = dict[str, object]
At = Callable[..., str]  # at(kind, slug), at("conditions"): an absolute address

LANGUAGE = "en-GB"
PUBLISHER = "mgsite"
# The levels at which a supported effect may be called a possible treatment: those at which GRADE has
# a sentence without “the evidence is very uncertain” (GRADE.md §1b and §2). The method “reference”
# states chemistry and limits, no effect in people, and so bears none.
BEARS_TREATMENT = {
    (Verdict.SUPPORTED, Certainty.HIGH),
    (Verdict.SUPPORTED, Certainty.MODERATE),
    (Verdict.SUPPORTED, Certainty.LOW),
}
CONDITIONS = "Conditions"
CHECKS = "Articles we checked"
UNSAFE = (Integrity.RETRACTED, Integrity.CONCERN)
# What a search engine calls the CSL types that sources here have; any other is a CreativeWork.
WORKS = {
    "article-journal": "ScholarlyArticle",
    "book": "Book",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


@dataclass(frozen=True)
class Described:
    """`page` adds to the node of the page itself; `above` are names and addresses on the way to it."""

    page: Node
    things: tuple[Node, ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    og_type: str = "website"


def graph(described: Described, *, url: str, home: str, title: str, description: str) -> Node:
    """One graph for one page; the way to it is left out where the page is the home page."""
    site = {"@type": "WebSite", "@id": f"{home}#site", "name": PUBLISHER, "url": home}
    page: Node = {
        "@type": "WebPage",
        "@id": f"{url}#page",
        "url": url,
        "name": title,
        "description": description,
        "inLanguage": LANGUAGE,
        "isPartOf": site,
        **described.page,
    }
    nodes = [page, *described.things]
    if url != home:
        way = ((PUBLISHER, home), *described.above, (title, url))
        nodes.append({"@type": "BreadcrumbList", "itemListElement": _steps(way)})
    return {"@context": "https://schema.org", "@graph": nodes}


def script_text(node: Node) -> str:
    """JSON that may stand between script tags whatever editors wrote: no tag or comment in it."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def condition(
    document: Mapping,
    headlines: Iterable[Mapping],
    reviewed: Reviewed,
    changed_at: datetime | None,
    at: At,
) -> Described:
    treatments = [
        {
            "@type": "MedicalTherapy",
            "name": claim["intervention"]["name"],
            "description": claim["conclusion"],
            "url": at("claim", claim["slug"]),
        }
        for claim in headlines
        if may_be_a_treatment(claim)
    ]
    own = _said(
        _named("MedicalCondition", "condition", document, at),
        alternateName=document["alternate_names"],
        description=document["summary"],
        code=[_code(code) for code in document["codes"]],
        possibleTreatment=treatments,
    )
    page = _medical_page(reviewed, changed_at, about=[{"@id": own["@id"]}])
    return Described(page, (own,), ((CONDITIONS, at("conditions")),))


def may_be_a_treatment(claim: Mapping) -> bool:
    """Whether machines may be told of a headline claim as a possible treatment of its condition."""
    grading = claim["grading"] or {}
    effect = grading.get("effect") or {}
    return (
        claim["claim_kind"] == ClaimKind.EFFECT
        and (claim["verdict"], grading.get("certainty")) in BEARS_TREATMENT
        and effect.get("direction") in (None, Direction.FAVOURS_SUPPLEMENT)
        and not any(alert["integrity"] in UNSAFE for alert in claim["source_alerts"])
    )


def claim(
    cited: Iterable[tuple[str, str]],
    conditions: Sequence[Mapping],
    reviewed: Reviewed,
    changed_at: datetime | None,
    at: At,
) -> Described:
    """`cited` are slug and title of each source that the page lists."""
    page = _medical_page(
        reviewed,
        changed_at,
        about=[_named("MedicalCondition", "condition", c, at) for c in conditions],
        citation=[
            {"@type": "CreativeWork", "name": title, "url": at("source", slug)}
            for slug, title in cited
        ],
    )
    return Described(page, (), _under(conditions, at))


def article(
    document: Mapping, conditions: Sequence[Mapping], reviewed: Reviewed, at: At
) -> Described:
    url = at("article", document["slug"])
    own = _said(
        {"@type": "Article", "@id": f"{url}#article"},
        headline=document["title"],
        description=document["summary"],
        author=[{"@type": "Organization", "name": name} for name in document["byline"]],
        publisher=_publisher(at),
        about=[_named("MedicalCondition", "condition", c, at) for c in conditions],
        wordCount=document["word_count"],
        inLanguage=document["language"],
        mainEntityOfPage={"@id": f"{url}#page"},
    )
    page = _medical_page(reviewed, None, mainEntity={"@id": own["@id"]})
    return Described(page, (own,), _under(conditions, at), og_type="article")


def source(document: Mapping, links: Iterable[str], reviewed: Reviewed, at: At) -> Described:
    """`links` lead to where it can be read."""
    container, publisher = document["container"], document["publisher"]
    retracted = document["integrity"] == Integrity.RETRACTED
    own = _said(
        _named(WORKS.get(document["type"], "CreativeWork"), "source", document, at),
        url=None,
        sameAs=list(links),
        author=[node for author in document["authors"] if (node := _author(author))],
        datePublished=document["issued"],
        isPartOf={"@type": "Periodical", "name": container} if container else None,
        publisher={"@type": "Organization", "name": publisher} if publisher else None,
        creativeWorkStatus="Retracted" if retracted else None,
    )
    return Described(_medical_page(reviewed, None, mainEntity={"@id": own["@id"]}), (own,))


def supplement(document: Mapping, reviewed: Reviewed, at: At) -> Described:
    own = _said(
        _named("DietarySupplement", "supplement", document, at),
        description=document["summary"],
        maximumIntake=[_most(limit) for limit in document["limits"]],
    )
    return Described(_medical_page(reviewed, None, mainEntity={"@id": own["@id"]}), (own,))


def check(document: Mapping, boldest: Sequence[Appearing], reviewed: Reviewed, at: At) -> Described:
    """With one ClaimReview, of what stands first on the page; none where nothing is too bold.

    A search engine shows one review as that of the whole text, so a page has no more than one.
    """
    page = _medical_page(reviewed, None)
    above = ((CHECKS, at("checks")),)
    if not boldest:
        return Described(page, (), above)
    url = at("check", document["slug"])
    own = {"@id": f"{url}#review"} | claim_review(document, boldest[0], at)
    return Described(page | {"mainEntity": {"@id": own["@id"]}}, (own,), above)


def claim_review(document: Mapping, place: Appearing, at: At) -> Node:
    """One place in somebody else's text, which the check `document` reads, against our claim in print.

    What is reviewed is their sentence, or where none is quoted the claim in our words.
    """
    checked, publisher = place.claim or {}, document["publisher"]
    certainty = (checked["grading"] or {}).get("certainty")
    theirs = _said(
        {"@type": "CreativeWork"},
        headline=document["title"],
        url=document["source_url"],
        publisher={"@type": "Organization", "name": publisher} if publisher else None,
    )
    return _said(
        {"@type": "ClaimReview", "url": at("check", document["slug"])},
        claimReviewed=place.words,
        itemReviewed={"@type": "Claim", "text": place.words, "appearance": theirs},
        author=_publisher(at),
        reviewBody=checked["conclusion"],
        reviewRating=_said(
            {"@type": "Rating"},
            alternateName=Verdict(checked["verdict"]).label if checked["verdict"] else None,
            ratingExplanation=f"{Certainty(certainty).label} certainty" if certainty else None,
        ),
    )


# -- parts of a graph


def _medical_page(reviewed: Reviewed, changed_at: datetime | None, **more: object) -> Node:
    people = [{"@type": "Person", "name": name} for name in reviewed.by]
    return _said(
        {"@type": "MedicalWebPage"},
        lastReviewed=reviewed.on,
        reviewedBy=people,
        dateModified=changed_at.isoformat() if changed_at else None,
        **more,
    )


def _named(type_: str, kind: str, document: Mapping, at: At) -> Node:
    url = at(kind, document["slug"])
    return {"@type": type_, "@id": f"{url}#{kind}", "name": document["title"], "url": url}


def _said(node: Node, **more: object) -> Node:
    """The node with what there is to say: nothing empty, and no `None` of its own."""
    return {name: value for name, value in (node | more).items() if value not in (None, "", [])}


def _under(conditions: Sequence[Mapping], at: At) -> tuple[tuple[str, str], ...]:
    """The way to what is about these conditions: by the first of them."""
    return tuple((c["title"], at("condition", c["slug"])) for c in conditions[:1])


def _steps(way: Iterable[tuple[str, str]]) -> list[Node]:
    return [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(way, 1)
    ]


def _publisher(at: At) -> Node:
    return {"@type": "Organization", "name": PUBLISHER, "url": at("home")}


def _code(code: Mapping) -> Node:
    system = CodeSystem(code["system"]).label
    return {"@type": "MedicalCode", "codeValue": code["code"], "codingSystem": system}


def _author(author: Mapping) -> Node | None:
    if literal := author.get("literal"):
        return {"@type": "Organization", "name": literal}
    name = " ".join(part for part in (author.get("given"), author.get("family")) if part)
    return {"@type": "Person", "name": name} if name else None


def _most(limit: Mapping) -> Node:
    """A limit in mg of the element a day, with whose it is; advice says that it is no more."""
    return {
        "@type": "MaximumDoseSchedule",
        "recognizingAuthority": {"@type": "Organization", "name": limit["authority"]},
        "description": "Advice, not an upper level" if limit["kind"] == "advice" else "Upper level",
        "doseValue": int(limit["max_mg"]),
        "doseUnit": "mg",
        "frequency": "a day",
        "targetPopulation": limit["applies_to"],
    }
