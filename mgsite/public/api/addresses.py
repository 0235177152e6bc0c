"""Absolute addresses of the API's resources and of the pages that it points to."""

from django.urls import reverse

from claims.public_ids import PREFIXES
from mgsite.editions.readers import Position
from mgsite.public.responses import absolute

ROOT = "/api/v1/"
PLURALS = {kind: f"{kind}s" for kind in PREFIXES}
# The composed answer of each kind that has one.
COMPOSED = {"condition": "page", "claim": "page", "source": "cited-by", "check": "page"}


def api_url(path: str = "", **query: object) -> str:
    """`path` below the root; query values that are None are left out."""
    return absolute(
        ROOT + path, [(name, str(value)) for name, value in query.items() if value is not None]
    )


def item_url(kind: str, public_id: str) -> str:
    return api_url(f"{PLURALS[kind]}/{public_id}")


def page_url(kind: str, slug: str) -> str:
    """The page that readers see."""
    return absolute(reverse(f"public:{kind}", args=[slug]))


def changes_url(head: Position, after: int, **query: object) -> str:
    """Where to follow the changes from `after` on, a seq."""
    return api_url("changes", afterChangeNumber=after, epoch=head.epoch, **query)


def terms_url() -> str:
    return absolute(reverse("public:about"))
