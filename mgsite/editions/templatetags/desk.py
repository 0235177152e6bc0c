"""What the admin's templates ask the edition store about the item that is open."""

from django import template
from django.urls import reverse

from claims.models import Curated
from mgsite.editions.models import Version

register = template.Library()


@register.simple_tag
def current_version_of(item) -> Version | None:
    """The current version of a curated item, None for anything else and for what was never out."""
    if not isinstance(item, Curated):
        return None
    return (
        Version.objects.current()
        .filter(public_id=item.public_id)
        .select_related("edition")
        .defer("document", "search_text")
        .first()
    )


@register.simple_tag
def public_address(version: Version) -> str:
    """Where readers find it, under the slug that is in print."""
    return reverse(f"public:{version.kind}", args=[version.slug])
