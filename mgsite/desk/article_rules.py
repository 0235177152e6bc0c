"""What is asked of an article before review that only the store can tell: its links, its claims.

A link is looked up by the addresses of what is in print, never by asking the site itself.
"""

from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, ResolverMatch, resolve

from articles.manuscript import Check, Manuscript, some
from articles.markdown import links
from claims.models import Curated
from mgsite.desk.claim_states import approved_at, returns
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Address, Edition, Version
from mgsite.editions.readers import tombstone_of

READERS = ("public", "api")  # how the namespaces begin that everybody may read
HIGHEST_NUMBER = 10**9
LONGEST_SHOWN = 120
NOWHERE = "where readers find no page: mend the address."
Place = tuple[str, str]  # kind and slug


def checks(of: Manuscript) -> Iterable[Check]:
    yield _withdrawn_claims(of)
    yield _links(of)


def _withdrawn_claims(of: Manuscript) -> Check:
    by_id = {claim.public_id: claim for claim in of.claims.values()}
    gone = Version.objects.current().filter(public_id__in=list(by_id), state=Version.WITHDRAWN)
    gone = list(gone.select_related("edition"))
    approved = approved_at(version.public_id for version in gone)
    successors = _successors(gone)
    faults = [
        f"{of.named} places the claim “{by_id[version.public_id].slug}”, which was withdrawn: "
        f"{successors.get(version.public_id) or 'take it out, or bring the claim back first'}."
        for version in gone
        if not returns(by_id[version.public_id], version, approved.get(version.public_id))
    ]
    return Check("No claim was withdrawn", some(faults))


def _successors(gone: Iterable[Version]) -> dict[str, str]:
    """What to place instead, by public id, where the notice names a successor."""
    named = {v.public_id: i for v in gone for i in tombstone_of(v).get("replaced_by", ())}
    slugs = dict(
        Version.objects.live()
        .filter(public_id__in=list(named.values()), kind="claim")
        .values_list("public_id", "slug")
    )
    return {i: f"place “{slugs[new]}” instead" for i, new in named.items() if new in slugs}


def _links(of: Manuscript) -> Check:
    """Addresses of this site, as written; others are nobody's business here."""
    anchors = {part.id for part in of.parts} | set(of.claims) | {"sources", "contents", "content"}
    faults, notes = [], []
    wanted: dict[str, Place] = {}
    for href in links(of.parts):
        path = _path(href, of.slug)
        place = None if path is None else _place(path)
        if href.startswith("#"):
            if href[1:] not in anchors:
                faults.append(f"{of.named} links to “{_cut(href)}”, a place it does not have.")
        elif path is not None and place is None:
            faults.append(f"{of.named} links to “{_cut(href)}”, {NOWHERE}")
        elif place:
            wanted[href] = place
    drafts, versions = _found(set(wanted.values()))
    approved = approved_at(version.public_id for version in versions.values())
    for href, place in wanted.items():
        fault, note = _said(drafts.get(place), versions.get(place), approved)
        faults += [f"{of.named} links to “{_cut(href)}”, {fault}"] if fault else []
        notes += [f"“{_cut(href)}” {note}"] if note else []
    return Check("Each link to this site leads to a page in print", some(faults), some(notes))


def _path(href: str, slug: str) -> str | None:
    """The path on this site, as a browser on the article's page would ask; None for elsewhere."""
    try:
        target = urlsplit(urljoin(f"{settings.SITE_URL}/articles/{slug}/", href))
    except ValueError:
        return None
    ours = target.netloc == urlsplit(settings.SITE_URL).netloc
    return unquote(target.path or "/") if ours else None


def _place(path: str) -> Place | tuple | None:
    """(kind, slug) of an item's page, () for another page of ours, None where there is none."""
    match = _match(path) or _match(f"{path}/")
    if match is None or not any(space.startswith(READERS) for space in match.namespaces):
        return None
    kind = (match.url_name or "").partition("-")[0]
    if kind in MODELS and "slug" in match.kwargs:
        return kind, match.kwargs["slug"]
    if match.url_name == "edition":
        number = match.kwargs["number"]
        known = number < HIGHEST_NUMBER and Edition.objects.filter(number=number).exists()
        return () if known else None
    return ()


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _found(places: Iterable[Place]) -> tuple[dict[Place, Curated], dict[Place, Version]]:
    """The draft and the current version behind each address, old addresses included."""
    by_kind: dict[str, list[str]] = {}
    for kind, slug in places:
        by_kind.setdefault(kind, []).append(slug)
    drafts, versions = {}, {}
    for kind, slugs in by_kind.items():
        addresses = Address.objects.filter(kind=kind, slug__in=slugs)
        owners = dict(addresses.values_list("slug", "public_id"))
        asked = Q(public_id__in=owners.values()) | Q(slug__in=slugs)
        items = list(MODELS[kind]._default_manager.filter(asked))
        rows = Version.objects.current().filter(public_id__in=owners.values())
        current = {v.public_id: v for v in rows.select_related("edition").defer("document")}
        for slug in slugs:
            owner = owners.get(slug)
            for item in items:
                if item.public_id == owner or (owner is None and item.slug == slug):
                    drafts[kind, slug] = item
            if owner in current:
                versions[kind, slug] = current[owner]
    return drafts, versions


def _said(draft: Curated | None, version: Version | None, approved: dict) -> tuple[str, str]:
    """What is wrong with a link to it, and what is to be known of it."""
    if version is None:
        unprinted = "is not in print yet: publish it in the same edition."
        return ("", unprinted) if draft is not None else (NOWHERE, "")
    if version.state == Version.PUBLISHED:
        return "", ""
    if draft is not None and returns(draft, version, approved.get(version.public_id)):
        return "", "comes back into print: publish it in the same edition."
    return "which was withdrawn: link to something else, or take the link out.", ""


def _cut(href: str) -> str:
    return href if len(href) <= LONGEST_SHOWN else f"{href[: LONGEST_SHOWN - 1]}…"
