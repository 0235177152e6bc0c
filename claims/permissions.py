"""What Django calls the right to do something to a kind of item."""

from django.contrib.auth import get_permission_codename
from django.db import models


def permission_to(verb: str, kind: type[models.Model] | models.Model) -> str:
    """“claims.change_claim” for “change” and a claim or its class."""
    return f"{kind._meta.app_label}.{get_permission_codename(verb, kind._meta)}"
