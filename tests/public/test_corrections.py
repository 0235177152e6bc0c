"""What was put right is found by an index, however many versions there are."""

from django.db import connection

from mgsite.public.corrections import put_right


def test_corrections_are_found_by_their_index(db):
    if connection.vendor == "postgresql":  # which reads a small table whole otherwise
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")

    assert "version_event_seq" in put_right(7).explain()
