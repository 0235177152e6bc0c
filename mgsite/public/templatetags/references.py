"""What a source's page says in words of its own."""

from django import template

from mgsite.public.gaps import NUMBERS
from mgsite.public.phrases import counted, listed
from mgsite.public.source_facts import source_facts

register = template.Library()
register.filter("source_facts", source_facts)
register.filter("in_a_row", listed)


@register.filter
def plural(count: int, noun: str) -> str:
    """“1 claim”, “3 claims”."""
    return counted(count, noun, f"{noun}s")


@register.filter
def in_words(count: int) -> str:
    """“three”; larger numbers than we have words for stay figures."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
