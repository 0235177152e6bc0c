"""What a source's page says in words of its own."""

from django import template

from mgsite.public.phrases import counted

register = template.Library()

# By mouth is what a reader expects, and goes without saying.
ROUTES = {"iv": "into a vein", "topical": "on the skin", "dietary": "from food"}


@register.filter
def route_name(route: str | None) -> str:
    """Empty for what was swallowed, and for a source that gave nothing to anybody."""
    return ROUTES.get(route or "", "")


@register.filter
def plural(count: int, noun: str) -> str:
    """“1 claim”, “3 claims”."""
    return counted(count, noun, f"{noun}s")
