"""The database itself refuses to change what was published."""

import pytest
from django.db import DatabaseError, connection, transaction

from mgsite.editions.models import Edition, Link, Version
from mgsite.editions.triggers import (
    expected_names,
    install_triggers,
    remove_triggers,
    trigger_names,
)
from tests import builders

TABLES = (
    "editions_edition",
    "editions_version",
    "editions_link",
    "editions_address",
    "claims_assessment",
    "claims_review",
)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_triggers_are_all_there_after_migrate(db):
    assert expected_names(connection.vendor) - trigger_names() == set()


def test_triggers_come_back_after_a_table_is_rebuilt(committed):
    remove_triggers()
    assert trigger_names() & expected_names(connection.vendor) == set()
    install_triggers()
    install_triggers()
    assert expected_names(connection.vendor) - trigger_names() == set()


@pytest.mark.parametrize("table", TABLES)
def test_delete_is_refused_by_the_database(ada, table):
    builders.published_site()
    with pytest.raises(DatabaseError, match=f"{table} is insert-only"):
        run(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_update_is_refused_by_the_database(ada, table):
    builders.published_site()
    column = "note" if table in ("editions_edition", "claims_review") else "id"
    column = "rationale" if table == "claims_assessment" else column
    value = "'x'" if column in ("note", "rationale") else "id + 1000"
    with pytest.raises(DatabaseError, match=f"{table} is insert-only"):
        run(f"UPDATE {table} SET {column} = {value}")


@pytest.mark.parametrize(
    "change",
    [
        "document = '{}'",
        "sha256 = 'x'",
        "state = 'withdrawn'",
        "title = 'x'",
        "seq = seq + 100",
        "verdict = 'mixed'",
        "redacted_at = '2026-01-01'",
    ],
)
def test_version_columns_cannot_change(ada, change):
    builders.published_site()
    with pytest.raises(DatabaseError, match="editions_version is insert-only"):
        run(f"UPDATE editions_version SET {change}")


def test_until_is_set_once(ada):
    builders.published_site()
    pk = Version.objects.first().pk
    run(f"UPDATE editions_version SET until = 7 WHERE id = {pk}")
    with pytest.raises(DatabaseError, match="insert-only"):
        run(f"UPDATE editions_version SET until = 8 WHERE id = {pk}")
    with pytest.raises(DatabaseError, match="insert-only"):
        run(f"UPDATE editions_version SET until = NULL WHERE id = {pk}")


@pytest.mark.sqlite
def test_insert_or_replace_is_refused(ada):
    builders.published_site()
    with pytest.raises(DatabaseError, match="insert-only"):
        run(
            "INSERT OR REPLACE INTO editions_link SELECT id, role, 'x', version_id FROM editions_link"
        )


@pytest.mark.postgres
def test_truncate_is_refused(committed):
    builders.user("ada", "Editor")
    builders.published_site()
    with pytest.raises(DatabaseError, match="insert-only"):
        run("TRUNCATE editions_version CASCADE")


@pytest.mark.parametrize("model", [Edition, Version, Link])
def test_managers_refuse_too(ada, model):
    builders.published_site()
    with pytest.raises(TypeError, match="append-only"):
        model.objects.update(pk=1)
    with pytest.raises(TypeError, match="append-only"):
        model.objects.all().delete()
    with pytest.raises(TypeError, match="append-only"):
        model.objects.first().save()
    with pytest.raises(TypeError, match="append-only"):
        model.objects.first().delete()
