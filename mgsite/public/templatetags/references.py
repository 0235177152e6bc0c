"""What a source's page says in words of its own."""

from django import template

from mgsite.public.phrases import counted
from mgsite.public.source_facts import source_facts

register = template.Library()
register.filter("source_facts", source_facts)


@register.filter
def plural(count: int, noun: str) -> str:
    """“1 claim”, “3 claims”."""
    return counted(count, noun, f"{noun}s")
