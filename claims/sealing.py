"""What a preview showed, on its way through the page to the confirmation: compressed and signed.

Several servers need no common disk, nothing half done lies about, and what is confirmed is what was
shown (docs/decisions.md, 27).
"""

from typing import Any

from django.conf import settings
from django.core import signing

from claims.errors import Refused

ROOM = 10_000  # characters of a form beside what is sealed


def seal(told: dict[str, Any], salt: str) -> str:
    """For a hidden field; empty if it has no room there."""
    sealed = signing.dumps(told, salt=salt, compress=True)
    return sealed if len(sealed) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE - ROOM else ""


def unseal(sealed: str, salt: str, otherwise: str) -> dict[str, Any]:
    """What `seal` was told. Raises Refused with the sentence `otherwise` when it is not as it was."""
    try:
        return signing.loads(sealed, salt=salt)
    except signing.BadSignature as error:
        raise Refused(otherwise) from error
