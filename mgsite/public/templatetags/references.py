"""How a source is written out in full, and where it can be read."""

from django import template

from mgsite.public.phrases import counted

register = template.Library()

# By mouth is what a reader expects, and goes without saying.
ROUTES = {"iv": "into a vein", "topical": "on the skin", "dietary": "from food"}


@register.filter
def author_names(authors: list[dict]) -> str:
    """“Boyle NB, Lawton C, Dye L”; an organisation as it calls itself."""
    return ", ".join(filter(None, map(_name, authors)))


def _name(author: dict) -> str:
    if "literal" in author:
        return author["literal"]
    parts = author.get("given", "").replace("-", " ").replace(".", " ").split()
    return " ".join(filter(None, [author.get("family", ""), "".join(part[0] for part in parts)]))


@register.filter
def route_name(route: str | None) -> str:
    """Empty for what was swallowed, and for a source that gave nothing to anybody."""
    return ROUTES.get(route or "", "")


@register.filter
def plural(count: int, noun: str) -> str:
    """“1 claim”, “3 claims”."""
    return counted(count, noun, f"{noun}s")
