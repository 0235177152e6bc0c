"""What the store derives from a document: links, facet columns, search text. Pure module.

Derived once when published and again by `verify_published`, from the document alone.
"""

from datetime import date

EVERY_CONDITION = "*"


def links(document: dict) -> set[tuple[str, str]]:
    """(role, target public id) for each item that a document names."""
    return {(role, target) for role, target in _LINKS[document["kind"]](document) if target}


def facets(document: dict) -> dict:
    """Values for Version's plain columns."""
    grading = document.get("grading") or {}
    reviewed = document.get("last_reviewed")
    return {
        "slug": document["slug"],
        "title": document["title"],
        "certainty": grading.get("certainty") or "",
        "verdict": document.get("verdict") or "",
        "claim_kind": document.get("claim_kind") or "",
        "form": (document.get("intervention") or {}).get("form") or ""
        if document["kind"] == "claim"
        else "",
        "reviewed_on": date.fromisoformat(reviewed) if isinstance(reviewed, str) else reviewed,
        "search_text": search_text(document),
    }


def search_text(document: dict) -> str:
    """The words a reader may search for, title first, one piece a line."""
    pieces: list[str] = [document["title"]]
    pieces += document.get("alternate_names") or []
    pieces += [document[key] for key in _SEARCHED.get(document["kind"], ()) if document.get(key)]
    if document["kind"] == "source":
        pieces += [a.get("family") or a.get("literal") or "" for a in document["authors"]]
        pieces += [value for key in ("doi", "pmid") if (value := document.get(key))]
    if document["kind"] == "supplement":
        for form in document["forms"]:
            pieces += [form["name"], *form["alternate_names"]]
    if document["kind"] == "article":
        pieces += [part["heading"] + "\n" + part["text"] for part in document["sections"]]
    return "\n".join(piece for piece in pieces if piece)


_SEARCHED = {
    "condition": ("question", "summary"),
    "supplement": ("summary",),
    "article": ("summary",),
    "claim": ("statement", "plain_language", "population"),
    "source": ("container", "population", "intervention", "outcome"),
    "check": ("publisher",),
}


def _condition(document: dict) -> list[tuple[str, str]]:
    return [("headline", target) for target in document["headline_claim_ids"]]


def _supplement(document: dict) -> list[tuple[str, str]]:
    found = [("limit", limit["source_id"]) for limit in document["limits"]]
    for point in document["safety_points"]:
        found += [("safety", target) for target in point["source_ids"]]
        found += [("about", target) for target in point["condition_ids"]]
    return found


def _article(document: dict) -> list[tuple[str, str]]:
    found = [("about", target) for target in document["condition_ids"]]
    found += [("supplement", target) for target in document["supplements"]]
    for part in document["sections"]:
        found += [("places", target) for target in part["claim_ids"]]
    return found


def _claim(document: dict) -> list[tuple[str, str]]:
    found = [("about", target) for target in document["condition_ids"]]
    if document["applies_to_all"]:
        found.append(("about", EVERY_CONDITION))
    found.append(("supplement", document["supplement_id"]))
    found += [("cites", citation["source_id"]) for citation in document["citations"]]
    found += [
        ("rests", citation["source_id"])
        for citation in document["citations"]
        if citation["stance"] in ("supports", "contradicts")
    ]
    effect = (document.get("grading") or {}).get("effect") or {}
    found.append(("effect", effect.get("source_id")))
    # Versions of the first editions have no further outcomes.
    for row in document.get("further_outcomes", ()):
        found += [("effect", row["source_id"]), ("outcome", row["claim_id"])]
    return found


def _check(document: dict) -> list[tuple[str, str]]:
    return [("appearance", appearance["claim_id"]) for appearance in document["appearances"]]


def _source(document: dict) -> list[tuple[str, str]]:
    return []


_LINKS = {
    "condition": _condition,
    "supplement": _supplement,
    "article": _article,
    "claim": _claim,
    "source": _source,
    "check": _check,
}
