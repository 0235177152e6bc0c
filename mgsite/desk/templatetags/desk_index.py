"""The desk's sections for the admin's first page."""

from django import template

from mgsite.desk.index import Section, desk

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_sections(context) -> list[Section]:
    return desk(context["request"].user)
