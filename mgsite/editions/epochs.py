"""A restore takes back editions that partners may hold: a new epoch tells them to begin again."""

import logging
from dataclasses import dataclass

from django.db import transaction

from mgsite.editions.models import new_epoch
from mgsite.editions.store import lock_head

logger = logging.getLogger("mgsite.editions")


@dataclass(frozen=True)
class Begun:
    """The epoch before, and the one that counts from now on."""

    before: str
    epoch: str


def begin_epoch(*, by: str) -> Begun:
    """From the commit on, `/changes` answers every address of an earlier epoch with 410 and where to begin.

    Change numbers and editions go on as the store has them. `by` is the account of the machine
    that asked; it stands in the log, for nobody can be signed in to a site that is being restored.
    """
    with transaction.atomic(durable=True):
        head = lock_head()
        before = head.epoch
        while head.epoch == before:
            head.epoch = new_epoch()
        head.save(update_fields=["epoch"])
    fields = {"before": before, "epoch": head.epoch, "seq": head.seq, "by": by}
    logger.info("a new epoch has begun", extra={"fields": fields})
    return Begun(before, head.epoch)
