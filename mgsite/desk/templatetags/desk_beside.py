"""Pieces of the panel beside an article, by the place they stand in."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def piece(beside: Mapping[str, SafeString], place: str) -> SafeString:
    return beside[place]
