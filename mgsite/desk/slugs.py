"""A slug belongs to one item for ever: said beside the field, before publishing would refuse it."""

from claims.models import Curated
from mgsite.editions.models import Address


def refusal(item: Curated, slug: str) -> str:
    """Why the item may not have this slug, or ""."""
    taken = Address.objects.filter(kind=item.kind, slug=slug).exclude(public_id=item.public_id)
    if not taken.exists():
        return ""
    return (
        f"The address “{slug}” belongs to another {item._meta.verbose_name} that is or was in "
        "print, and is never reused: choose another."
    )
