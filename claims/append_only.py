"""Rows that are written once, by manager and by save. Abstract: it stands apart from the drafts,
so that the edition store can use it and the public side still reaches no draft model.
"""

from django.db import models


class AppendOnlyQuerySet(models.QuerySet):
    """Judgements are added, never changed: the queryset has no way to do so."""

    def update(self, **kwargs):
        raise TypeError(f"{self.model.__name__} rows are append-only: add a new one instead.")

    def delete(self):
        raise TypeError(f"{self.model.__name__} rows are append-only and are never deleted.")

    bulk_update = None


class AppendOnly(models.Model):
    """A row that is written once. Database triggers say the same (mgsite.editions.triggers)."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows are append-only: add a new one instead.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} rows are append-only and are never deleted.")
