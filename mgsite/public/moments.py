"""Which edition a reader asks for: `?edition=N`, `?on=YYYY-MM-DD`, or neither, which is today's.

The refusals are real pages that say what to do instead.
"""

import re
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateformat import format as formatted

from mgsite.editions.models import Edition
from mgsite.editions.readers import Position, edition_on, position
from mgsite.public.responses import NoSuchPage, Past, UnclearAddress

EXAMPLE = "Write the day as year, month and day: ?on=2026-05-31."


def asked_position(request: HttpRequest) -> Position:
    """Today's position, or a Past. Raises UnclearAddress for nonsense, NoSuchPage for no edition."""
    edition, on = _only(request, "edition"), _only(request, "on")
    today = position()
    if edition and on:
        raise UnclearAddress("Ask for an edition or for a day, not for both.")
    if edition:
        return _past(_number(edition, today), today)
    if on:
        return _past(_number_on(on), today, on)
    return today


def edition_asked(request: HttpRequest, name: str, today: Position) -> int:
    """The number in that parameter, 0 when it was not given. Raises as `asked_position` does."""
    text = _only(request, name)
    return _number(text, today) if text else 0


def _only(request: HttpRequest, name: str) -> str:
    """Empty when it was not given, or left empty in a form."""
    values = [value for value in request.GET.getlist(name) if value]
    if len(values) > 1:
        raise UnclearAddress(f"The address says “{name}” more than once. Keep one of them.")
    return values[0] if values else ""


def _number(text: str, today: Position) -> int:
    # Not int() alone, which also reads “1_0” and digits of other scripts.
    if not re.fullmatch("[0-9]{1,40}", text):
        raise UnclearAddress("An edition is a whole number, such as ?edition=1.")
    number = int(text)
    if not today.number:
        raise NoSuchPage("Nothing has been published yet.")
    if number < 1:
        raise NoSuchPage(f"Editions are numbered from 1. The newest is edition {today.number}.")
    if number > today.number:
        raise NoSuchPage(f"There is no edition {number} yet. The newest is edition {today.number}.")
    return number


def _number_on(text: str) -> int:
    day = _day(text)
    if day > timezone.now().date():  # UTC, as the days of editions are
        raise NoSuchPage("That day has not come yet. Choose today or a day before.")
    if number := edition_on(day):
        return number
    first = Edition.objects.filter(number=1).first()
    if first is None:
        raise NoSuchPage("Nothing has been published yet.")
    when = formatted(first.published_at, "j F Y")
    raise NoSuchPage(f"Nothing had been published by then. Edition 1 appeared on {when}.")


def _day(text: str) -> date:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise UnclearAddress(EXAMPLE)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnclearAddress(f"There is no such day. {EXAMPLE}") from None


def _past(number: int, today: Position, on: str = "") -> Past:
    edition = Edition.objects.get(number=number)
    return Past(today.epoch, number, today.seq, edition.published_at, today=today, on=on)
