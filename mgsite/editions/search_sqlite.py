"""SQLite's half of the search index: an FTS5 table over the rows of SearchEntry, kept by triggers.

The rows are the truth and the FTS5 table holds no text of its own, so it follows each insert and
each redaction in the same transaction. Pure module.
"""

from collections.abc import Iterable, Sequence

COLUMNS = ("title", "names", "lead", "about", "body")
TRIGGERS = ("editions_search_added", "editions_search_removed", "editions_search_changed")
_NAMED = ", ".join(COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in COLUMNS)
_NEW = ", ".join(f"new.{name}" for name in COLUMNS)
_ADD = f"INSERT INTO editions_search(rowid, {_NAMED}) VALUES (new.version_id, {_NEW});"  # noqa: S608
_REMOVE = (
    f"INSERT INTO editions_search(editions_search, rowid, {_NAMED}) "  # noqa: S608
    f"VALUES ('delete', old.version_id, {_OLD});"
)

INSTALL = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS editions_search USING fts5({_NAMED}, "
    "content='editions_searchentry', content_rowid='version_id', tokenize='unicode61')",
    "CREATE TRIGGER IF NOT EXISTS editions_search_added AFTER INSERT ON editions_searchentry "
    f"BEGIN {_ADD} END",
    "CREATE TRIGGER IF NOT EXISTS editions_search_removed AFTER DELETE ON editions_searchentry "
    f"BEGIN {_REMOVE} END",
    "CREATE TRIGGER IF NOT EXISTS editions_search_changed AFTER UPDATE ON editions_searchentry "
    f"BEGIN {_REMOVE} {_ADD} END",
)
REMOVE = (
    *(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS),
    "DROP TABLE IF EXISTS editions_search",
)
REBUILD = ("INSERT INTO editions_search(editions_search) VALUES ('rebuild')",)

MATCH = "SELECT rowid FROM editions_search WHERE editions_search MATCH %s"
# What matches, with what it is counted by; the higher its worth, the better. CROSS JOIN keeps the
# order: asked of each version, the FTS5 table is a thousand times slower than asked once.
FOUND = (
    "SELECT s.rowid AS id, v.kind, v.certainty, v.verdict, e.about, "
    "-bm25(editions_search, 10.0, 10.0, 4.0, 2.0, 1.0) AS worth FROM editions_search s "
    "CROSS JOIN editions_version v ON v.id = s.rowid "
    "CROSS JOIN editions_searchentry e ON e.version_id = s.rowid WHERE editions_search MATCH %s"
)


def expression(
    groups: Iterable[Iterable[Sequence[str]]], excluded: Iterable[Sequence[str]], *, every: bool
) -> str:
    """FTS5's query: one phrase of each group (of every one, or of any), and none of `excluded`.

    Phrases are stems, which hold letters and digits only, so that quotes need no escape.
    """
    alternatives = [f"({' OR '.join(map(_phrase, group))})" for group in groups]
    found = f"({(' AND ' if every else ' OR ').join(alternatives)})"
    return " NOT ".join([found, *map(_phrase, excluded)])


def _phrase(stems: Sequence[str]) -> str:
    return f'"{" ".join(stems)}"'
