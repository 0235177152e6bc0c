"""How a test says that the database itself refused a row."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction


@contextmanager
def refused_by(constraint: str, *columns: str) -> Iterator[None]:
    """The block breaks this constraint. SQLite names a unique one by its columns, so give them too."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    said = str(caught.value)
    assert constraint in said or (
        columns and said == f"UNIQUE constraint failed: {', '.join(columns)}"
    ), said
