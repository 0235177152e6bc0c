"""The search index over the versions of the store, on both databases.

Written with each edition, in its transaction; a version that is replaced or withdrawn stays in
it, and readers ask as of an edition. `rebuild` makes all of it anew from the stored documents.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from mgsite.editions import search_postgres, search_sqlite
from mgsite.editions.facets import EVERY_CONDITION
from mgsite.editions.models import SearchEntry, SearchWord, Version
from mgsite.editions.search_words import entry, spoken, stem, token_of
from mgsite.editions.triggers import trigger_names

BATCH = 1000  # versions read at once
Groups = Iterable[Iterable[Sequence[str]]]
Cell = tuple[str, str, str, str, int]  # kind, certainty, verdict, about, how many


def add(versions: Iterable[Version]) -> None:
    """Take the documents of new versions into the index; a tombstone has none."""
    rows, found = [], set()
    for version in versions:
        if version.document:
            kept = entry(json.loads(version.document)).columns()
            rows.append(SearchEntry(version_id=version.pk, **kept))
            found |= spoken(version.search_text)
    SearchEntry.objects.bulk_create(rows)
    SearchWord.objects.bulk_create(map(SearchWord, sorted(found)), ignore_conflicts=True)


def forget(public_id: str) -> None:
    """Take every version of the item out, and each word that stands in no other text."""
    versions = Version.objects.filter(public_id=public_id)
    said = {
        word for text in versions.values_list("search_text", flat=True) for word in spoken(text)
    }
    SearchEntry.objects.filter(version__in=versions).delete()
    gone = [word for word in sorted(said) if not _stands_anywhere(word)]
    SearchWord.objects.filter(pk__in=gone).delete()


def rebuild() -> int:
    """Make the index anew in one transaction; the number of versions in it."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()
        rows = Version.objects.exclude(document="").order_by("pk").iterator(BATCH)
        while versions := list(islice(rows, BATCH)):
            add(versions)
        _run(connection, half(connection).REBUILD)
    return SearchEntry.objects.count()


def faults() -> Iterator[str]:
    """A sentence for each thing that the index lacks. None is good."""
    documents = Version.objects.exclude(document="")
    missing = documents.filter(search_entry=None).count()
    extra = SearchEntry.objects.filter(version__document="").count()
    if missing or extra:
        yield (
            f"The search index lacks {missing} versions and holds {extra} too many: run rebuild_search."
        )
    absent = set(half(connection).TRIGGERS) - trigger_names()
    yield from (f"The trigger {name} is missing: run rebuild_search." for name in sorted(absent))


def install(using: str = "default") -> None:
    """Lay what the database itself keeps of the index; harmless when repeated."""
    _run(connections[using], half(connections[using]).INSTALL)


def install_after_migrate(sender=None, using: str = "default", **kwargs) -> None:
    """Lay again what a migration may have dropped by rebuilding the table (SQLite)."""
    present = connections[using].introspection.table_names()
    if SearchEntry._meta.db_table in present and half(connections[using]).TRIGGERS:
        install(using)


def uninstall(using: str = "default") -> None:
    _run(connections[using], half(connections[using]).REMOVE)


def matching(groups: Groups, excluded: Iterable[Sequence[str]], *, every: bool) -> RawSQL:
    """For `pk__in`: the versions with one phrase of every group (or of any) and none of `excluded`."""
    engine = half(connection)
    return RawSQL(engine.MATCH, (engine.expression(groups, excluded, every=every),))  # noqa: S611


def holding(word: str) -> RawSQL:
    """The same for one word, whatever its ending."""
    return matching([[(stem(word),)]], [], every=True)


def survey(
    groups: Groups,
    excluded: Iterable[Sequence[str]],
    *,
    every: bool,
    number: int,
    chosen: Mapping[str, str],
    first: Sequence[int],
    limit: int,
    offset: int = 0,
) -> tuple[list[Cell], list[int]]:
    """What matches in print in edition `number`, in one statement that finds it once.

    The cells count all of it. The keys are the best of what passes `chosen`, which is {column of
    the cells: value, or a token for “about”}: those in `first` come first, then the database's own order.
    """
    engine = half(connection)
    passing, values = _passing(chosen)
    among = ", ".join(["%s"] * len(first)) or "NULL"
    sql = _SURVEY.format(found=engine.FOUND, passing=passing, first=among)
    asked = engine.expression(groups, excluded, every=every)
    with connection.cursor() as cursor:
        cursor.execute(sql, (asked, number, number, *values, *first, limit, offset))
        rows = cursor.fetchall()
    cells = [tuple(row[:5]) for row in rows if row[5] is None]
    landmarks = set(first)
    # The rows of a union have no order that one may lean on.
    best = sorted((pk not in landmarks, -worth, pk) for *_, pk, worth in rows if pk is not None)
    return cells, [pk for *_, pk in best]


_SURVEY = """
WITH found AS (
    {found} AND (v.until IS NULL OR v.until > %s) AND v.edition_id <= %s AND v.state = 'published'
)
SELECT kind, certainty, verdict, about, COUNT(*), NULL, NULL FROM found
GROUP BY kind, certainty, verdict, about
UNION ALL SELECT * FROM (
    SELECT '', '', '', '', 0, id, worth FROM found WHERE {passing}
    ORDER BY CASE WHEN id IN ({first}) THEN 0 ELSE 1 END, worth DESC, id LIMIT %s OFFSET %s
) AS best
"""


def _passing(chosen: Mapping[str, str]) -> tuple[str, list[str]]:
    """A condition on the rows of `found`, and its values. About one condition is about every one, too."""
    parts, values = ["1 = 1"], []
    for column, value in chosen.items():
        if column == "about":
            parts.append("(' ' || about || ' ' LIKE %s OR ' ' || about || ' ' LIKE %s)")
            values += [f"% {token} %" for token in (value, token_of(EVERY_CONDITION))]
        else:
            parts.append(f"{column} = %s")
            values.append(value)
    return " AND ".join(parts), values


def _stands_anywhere(word: str) -> bool:
    return SearchEntry.objects.filter(pk__in=holding(word)).exists()


def _run(database: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def half(database: BaseDatabaseWrapper):
    """The module that speaks the database's own language."""
    return search_postgres if database.vendor == "postgresql" else search_sqlite
