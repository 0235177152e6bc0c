"""Writing a table: all of it in one transaction, or nothing."""

from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import AbstractUser
from django.db import IntegrityError, transaction

from claims.actions import record_edit, require
from claims.errors import Refused
from claims.models import Curated
from claims.permissions import permission_to
from claims.references.text import plain
from mgsite.desk.tables.judging import Judgement, Line, judged
from mgsite.desk.tables.reading import Table

REASON_ROOM = 100  # characters, the column's


@dataclass(frozen=True)
class Imported:
    judgement: Judgement
    saved: tuple[Curated, ...]


def preview_table(*, table: Table, form: type[forms.ModelForm]) -> Judgement:
    """What `import_table` would do now. Saves nothing. Raises Refused for a wrong heading."""
    return judged(table, form, form._meta.model._default_manager.all())


def import_table(
    *, table: Table, form: type[forms.ModelForm], by: AbstractUser, origin: str
) -> Imported:
    """Save every row that is new or changed as an edit by this person; the others write nothing.

    `form` is the admin's own class for the kind; `origin` names the file in the history. Raises
    Refused with a sentence for each faulty row, and for what somebody saved at the same moment.
    """
    model = form._meta.model
    what = f"import {model._meta.verbose_name_plural}"
    for verb in ("add", "change"):
        require(by, permission_to(verb, model), what, group="group Editor")
    try:
        with transaction.atomic():
            # In one order, so that two imports wait for each other instead of blocking for ever.
            rows = model._default_manager.select_for_update(of=("self",)).order_by("pk")
            judgement = judged(table, form, rows)
            if judgement.faults:
                raise Refused(*judgement.faults)
            reason = f"import of {plain(origin)}"[:REASON_ROOM]
            saved = [_save(line, by, reason) for line in judgement.lines if line.form is not None]
    except IntegrityError as error:
        raise Refused(
            "Somebody saved one of these items at the same moment, so nothing was imported: import "
            "the file again."
        ) from error
    return Imported(judgement, tuple(saved))


def _save(line: Line, by: AbstractUser, reason: str) -> Curated:
    """One edit, one row of history: the one that `record_edit` writes, related rows included."""
    item = line.form.instance
    item._history_user, item._change_reason = by, reason
    item.skip_history_when_saving = True
    line.form.save()
    del item.skip_history_when_saving
    record_edit(item=item, by=by)
    return item
