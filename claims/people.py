"""How colleagues are named in sentences."""

from django.contrib.auth.models import AbstractUser


def name_of(person: AbstractUser) -> str:
    """The full name, or the account's where none is given."""
    return person.get_full_name() or person.get_username()
