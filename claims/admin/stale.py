"""What an item and its parts were when somebody opened the form, and what they are now."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.forms import Form
from django.forms.models import BaseInlineFormSet, model_to_dict
from django.http import HttpRequest

from claims.admin.merging import Difference, Merge, merge_fields, merge_rows, put
from claims.models import Curated
from claims.whole_numbers import VERSION_DIGITS, whole


def merge_stale_save(
    request: HttpRequest,
    item: Curated,
    form: type[Form],
    formsets: Iterable[type[BaseInlineFormSet]],
) -> Merge | None:
    """None when the form was made from the item as it is now; else the merge of both.

    The item's row must be locked already, so that nobody saves in between.
    """
    read = whole(request.POST.get("seen_version", ""), VERSION_DIGITS) or 0
    if read == item.lock_version:
        return None
    as_read = list(item.history.filter(lock_version=read).order_by("history_date", "history_id"))
    then = as_read[-1] if as_read else None
    merge = Merge(request.POST.copy())
    merge.saves = list(
        item.history.filter(lock_version__gt=read)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    names = list(form.base_fields)
    merge_fields(
        merge,
        form.base_fields,
        prefix="",
        named="",
        base=_values_then(then, names) if then else None,
        theirs=model_to_dict(item, names),
    )
    for formset in formsets:
        _merge_formset(merge, item, formset, then.history_date if then else None)
    if as_read:
        _tell_of_another_assessment(merge, item, as_read[0])
    put(merge.data, "seen_version", str(item.lock_version))
    return merge


def _merge_formset(
    merge: Merge, item: Curated, formset: type[BaseInlineFormSet], read_at: datetime | None
) -> None:
    names = list(formset.form.base_fields)
    parts = formset.model._default_manager.filter(**{formset.fk.name: item})
    merge_rows(
        merge,
        formset.form.base_fields,
        prefix=formset.get_default_prefix(),
        noun=str(formset.model._meta.verbose_name).capitalize(),
        base=_rows_then(formset, item, read_at, names),
        theirs={part.pk: (str(part), model_to_dict(part, names)) for part in parts},
    )


def _rows_then(formset, item: Curated, read_at: datetime | None, names: list[str]) -> dict:
    """Each part as it was at that moment, by primary key; parts deleted by then are left out."""
    rows: dict[int, dict] = {}
    if read_at is None:
        return rows
    history = formset.model.history.filter(
        **{formset.fk.attname: item.pk, "history_date__lte": read_at}
    )
    for record in history.order_by("history_date", "history_id"):
        if record.history_type == "-":
            rows.pop(record.id, None)
        else:
            rows[record.id] = _values_then(record, names)
    return rows


def _values_then(record: models.Model, names: Iterable[str]) -> dict:
    """A historical record's values as a form's initial ones: relations as primary keys."""
    tracked = record.instance_type._meta
    values = {}
    for name in set(names) & {f.name for f in (*tracked.fields, *tracked.many_to_many)}:
        model_field = tracked.get_field(name)
        if model_field.many_to_many:
            related = f"{model_field.m2m_reverse_field_name()}_id"
            values[name] = list(getattr(record, name).values_list(related, flat=True))
        else:
            values[name] = getattr(record, model_field.attname)
    return values


def _tell_of_another_assessment(merge: Merge, item: Curated, then) -> None:
    """The adopted assessment is no field of the form, and the weightiest thing to change.

    `then` is the first record of the version: adopting writes the assessment before the number.
    """
    before = getattr(then, "assessment_id", None)
    now = getattr(item, "assessment", None)
    if now is not None and now.pk != before:
        merge.differences.insert(0, Difference("Adopted assessment", str(now), None))
