"""The OpenAPI document as it is kept in docs/openapi.json, where every change of the contract is seen.

It does not depend on where the site is served, and does not change without a new CONTRACT_REVISION.
"""

import orjson
from django.conf import settings

from mgsite.public.api.examples import SITE
from mgsite.public.api.openapi import document

NAME = "openapi.json"


class SameRevision(Exception):
    """The document is another, and its revision is that of the one that is kept."""


def openapi_text() -> str:
    text = orjson.dumps(document(), option=orjson.OPT_INDENT_2).decode()
    return text.replace(settings.SITE_URL, SITE) + "\n"


def checked_openapi_text(kept: str) -> str:
    """`kept` is the text of the file, empty when there is none. Raises SameRevision."""
    text = openapi_text()
    if kept and text != kept and _revision(kept) == _revision(text):
        raise SameRevision(
            f"docs/{NAME} is of revision {_revision(kept)} and would change: raise CONTRACT_REVISION "
            "in mgsite/public/api/routes_root.py first."
        )
    return text


def _revision(text: str) -> str:
    return orjson.loads(text)["info"]["version"]
