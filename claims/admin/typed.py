"""What a form holds while somebody still types: nothing is judged, nothing is saved."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.forms import BaseForm


def typed_values(form: BaseForm, names: Iterable[str] | None = None) -> dict:
    """What each field holds, typed or as it begins; None where that is not valid (yet)."""
    values = {}
    for name in form.fields if names is None else names:
        try:
            values[name] = form.fields[name].clean(form[name].value())
        except ValidationError:
            values[name] = None
    return values
