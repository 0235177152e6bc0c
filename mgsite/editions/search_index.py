"""The search index over the versions of the store, on both databases.

Written with each edition, in its transaction; a version that is replaced or withdrawn stays in
it, and readers ask as of an edition. `rebuild` makes all of it anew from the stored documents.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from mgsite.editions import search_postgres, search_sqlite
from mgsite.editions.models import SearchEntry, SearchWord, Version
from mgsite.editions.search_words import entry, spoken, stem
from mgsite.editions.triggers import trigger_names

BATCH = 1000  # versions read at once
Groups = Iterable[Iterable[Sequence[str]]]


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


def entries(
    groups: Groups, excluded: Iterable[Sequence[str]], *, every: bool
) -> QuerySet[SearchEntry]:
    """The entries of those versions."""
    engine = half(connection)
    asked = engine.expression(groups, excluded, every=every)
    return SearchEntry.objects.extra(where=[engine.HOLDS], params=[asked])  # noqa: S610


def best(
    groups: Groups,
    excluded: Iterable[Sequence[str]],
    *,
    every: bool,
    among: QuerySet,
    limit: int,
    offset: int = 0,
) -> list[int]:
    """Keys of what matches among the versions, in the database's own order."""
    engine = half(connection)
    sql, params = among.order_by().values("pk").query.sql_with_params()
    asked = engine.expression(groups, excluded, every=every)
    with connection.cursor() as cursor:
        cursor.execute(engine.BEST.format(among=sql), (asked, *params, limit, offset))
        return [pk for (pk,) in cursor.fetchall()]


def _stands_anywhere(word: str) -> bool:
    return SearchEntry.objects.filter(pk__in=holding(word)).exists()


def _run(database: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def half(database: BaseDatabaseWrapper):
    """The module that speaks the database's own language."""
    return search_postgres if database.vendor == "postgresql" else search_sqlite
