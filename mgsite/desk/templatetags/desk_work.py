"""The work on an item, for the page on which it is reviewed."""

from django import template

from claims.merged_claims import successor_in
from mgsite.desk import work

register = template.Library()
register.simple_tag(work.work_on, name="work_on")
register.filter("successor", successor_in)
