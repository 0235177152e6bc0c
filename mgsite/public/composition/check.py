"""Articles by somebody else against our claims: one of them, and all that are in print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.reading.gap import Totals
from mgsite.editions.readers import AsOf, document_of
from mgsite.public.catalogue import in_print
from mgsite.public.comparison.recurring import Recurring, across, recurring
from mgsite.public.comparison.table import Table
from mgsite.public.gaps import Appearing, Step, appearing, boldest, said_of, steps, summed

RECURRING = 3  # promises that stand first on the page of all checks


@dataclass(frozen=True)
class CheckPage:
    """`classes` says of which kinds its sentences are; empty for checks of the first editions."""

    document: dict
    places: tuple[Appearing, ...]
    boldest: tuple[Appearing, ...]
    totals: Totals
    steps: tuple[Step, ...]
    n_claims: int
    classes: tuple[str, ...]

    @property
    def n_sentences(self) -> int:
        return (self.document.get("sentences") or {}).get("total", 0)

    @property
    def n_bold(self) -> int:
        return self.totals.claims - self.totals.supported

    @property
    def n_quoted(self) -> int:
        return sum(place.is_quoted for place in self.places)


@dataclass(frozen=True)
class ChecksPage:
    """`table` has the promises that several articles make, `recurring` the first of those that
    promise too much."""

    checks: tuple[CheckPage, ...]
    table: Table
    recurring: tuple[Recurring, ...]

    @property
    def totals(self) -> Totals:
        return Totals(
            sum(check.totals.claims for check in self.checks),
            sum(check.totals.supported for check in self.checks),
            sum(check.totals.gap for check in self.checks),
        )


def check_parts(as_of: AsOf, check: dict) -> dict:
    """What the page of one check shows, in one query."""
    claims = in_print(as_of, [a["claim_id"] for a in check["appearances"]])
    return {"page": check_page(check, claims)}


def check_page(check: dict, claims: Mapping[str, Mapping]) -> CheckPage:
    """`claims` are those in print, by id; there may be more than the check names."""
    places = appearing(check, claims)
    sentences = check.get("sentences")
    return CheckPage(
        document=check,
        places=places,
        boldest=boldest(places),
        totals=summed(places),
        steps=steps(places),
        n_claims=len({place.claim["id"] for place in places if place.claim}),
        classes=tuple(said_of(sentences)) if sentences else (),
    )


def checks_page(as_of: AsOf) -> ChecksPage:
    """Two queries, whatever there is."""
    checks = all_checks(as_of)
    claims = claims_named(as_of, checks)
    found = recurring([(check, appearing(check, claims)) for check in checks])
    return ChecksPage(
        checks=tuple(check_page(check, claims) for check in checks),
        table=across(checks, found),
        recurring=tuple(each for each in found if each.is_bold_promise)[:RECURRING],
    )


def all_checks(as_of: AsOf) -> list[dict]:
    """Every check in print, in the order of the alphabet."""
    return sorted(map(document_of, as_of.kind("check")), key=lambda d: d["title"].casefold())


def claims_named(as_of: AsOf, checks: Iterable[Mapping]) -> dict[str, dict]:
    """By id, the claims in print that the checks name."""
    return in_print(as_of, [a["claim_id"] for check in checks for a in check["appearances"]])
