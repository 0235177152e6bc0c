"""Database triggers that keep the store insert-only, on SQLite and PostgreSQL.

SQLite drops a table's triggers when a migration rebuilds it, so they are laid again after
each `migrate`. `INSERT OR REPLACE` passes a DELETE trigger on SQLite unless
`recursive_triggers` is on (settings do that), and TRUNCATE passes row triggers on PostgreSQL,
so it has a statement trigger of its own.
"""

from django.db import connections

INSERT_ONLY = (
    "articles_readingstep",
    "articles_textrevision",
    "editions_edition",
    "editions_link",
    "editions_address",
    "claims_assessment",
    "claims_review",
)
VERSION = "editions_version"
# Of a version only `until` may be set, once; and a legal redaction may blank its words, once.
FIXED = (
    "id",
    "public_id",
    "kind",
    "version",
    "edition_id",
    "seq",
    "state",
    "event",
    "urgency",
    "tombstone",
    "sha256",
    "slug",
    "certainty",
    "verdict",
    "claim_kind",
    "form",
    "reviewed_on",
)
WORDS = ("document", "title", "search_text")


def install_triggers(sender=None, using: str = "default", **kwargs) -> None:
    """Lay all triggers; harmless when repeated. Skips tables that are not there yet."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in (*INSERT_ONLY, VERSION):
            if table in present:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def remove_triggers(using: str = "default") -> None:
    """For test fixtures and for a restore; nothing in the site calls it."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in (*INSERT_ONLY, VERSION):
            for event in ("update", "delete", "truncate"):
                name = f"{table}_no_{event}"
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                else:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def trigger_names(using: str = "default") -> set[str]:
    """The triggers of the store that the database has now."""
    connection = connections[using]
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def expected_names(vendor: str) -> set[str]:
    events = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return {f"{table}_no_{event}" for table in (*INSERT_ONLY, VERSION) for event in events}


def _allowed_update(distinct: str) -> str:
    """SQL that is true for the two updates a version may see."""
    same = " AND ".join(f"NEW.{c} {distinct} OLD.{c}" for c in FIXED)
    words_same = " AND ".join(f"NEW.{c} {distinct} OLD.{c}" for c in (*WORDS, "redacted_at"))
    blanked = "OLD.redacted_at IS NULL AND NEW.redacted_at IS NOT NULL AND " + " AND ".join(
        f"NEW.{c} = ''" for c in WORDS
    )
    until_set = f"(OLD.until IS NULL OR NEW.until {distinct} OLD.until)"
    return f"{same} AND {until_set} AND (({words_same}) OR ({blanked}))"


def _statements(vendor: str, table: str) -> list[str]:
    return _postgresql(table) if vendor == "postgresql" else _sqlite(table)


def _sqlite(table: str) -> list[str]:
    guard = f"WHEN NOT ({_allowed_update('IS')})" if table == VERSION else ""
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_update",
        f"DROP TRIGGER IF EXISTS {table}_no_delete",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {guard} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END",
    ]


def _postgresql(table: str) -> list[str]:
    guard = f"WHEN (NOT ({_allowed_update('IS NOT DISTINCT FROM')}))" if table == VERSION else ""
    run = "EXECUTE FUNCTION mgsite_insert_only()"
    return [
        "CREATE OR REPLACE FUNCTION mgsite_insert_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
        *(
            f"DROP TRIGGER IF EXISTS {table}_no_{event} ON {table}"
            for event in ("update", "delete", "truncate")
        ),
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {guard} {run}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {run}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {run}",
    ]
