"""PostgreSQL's half of the search index: a generated tsvector beside each SearchEntry, under a GIN index.

The database generates it from the row, so it follows each insert and each redaction in the same
transaction. No extension is needed, and the stems come ready made: the dictionary is “simple”.
"""

from collections.abc import Iterable, Sequence

TRIGGERS: tuple[str, ...] = ()
_WEIGHTS = {"A": ("title", "names"), "B": ("lead",), "C": ("about",), "D": ("body",)}
_VECTOR = " || ".join(
    f"setweight(to_tsvector('pg_catalog.simple', {column}), '{weight}')"
    for weight, columns in _WEIGHTS.items()
    for column in columns
)

INSTALL = (
    "ALTER TABLE editions_searchentry ADD COLUMN IF NOT EXISTS words tsvector "
    f"GENERATED ALWAYS AS ({_VECTOR}) STORED",
    "CREATE INDEX IF NOT EXISTS editions_search ON editions_searchentry USING gin (words)",
    # What is in print, and by what it is counted, without reading the documents' wide rows.
    "CREATE INDEX IF NOT EXISTS editions_search_in_print ON editions_version (id) "
    "INCLUDE (until, edition_id, state, kind, certainty, verdict)",
)
REMOVE = (
    "DROP INDEX IF EXISTS editions_search_in_print",
    "DROP INDEX IF EXISTS editions_search",
    "ALTER TABLE editions_searchentry DROP COLUMN IF EXISTS words",
)
REBUILD: tuple[str, ...] = ()  # the index follows by itself

_QUERY = "to_tsquery('pg_catalog.simple', %s)"
MATCH = f"SELECT version_id FROM editions_searchentry WHERE words @@ {_QUERY}"  # noqa: S608
# What matches, with what it is counted by; the higher its worth, the better.
FOUND = (
    "SELECT e.version_id AS id, v.kind, v.certainty, v.verdict, e.about, "  # noqa: S608
    "ts_rank('{0.1, 0.2, 0.4, 1.0}', e.words, asked) AS worth "
    f"FROM {_QUERY} AS asked, editions_searchentry e JOIN editions_version v ON v.id = e.version_id "
    "WHERE e.words @@ asked"
)


def expression(
    groups: Iterable[Iterable[Sequence[str]]], excluded: Iterable[Sequence[str]], *, every: bool
) -> str:
    """A tsquery: one phrase of each group (of every one, or of any), and none of `excluded`.

    Phrases are stems, which hold letters and digits only, so that quotes need no escape.
    """
    alternatives = [f"({' | '.join(map(_phrase, group))})" for group in groups]
    found = f"({(' & ' if every else ' | ').join(alternatives)})"
    return " & ".join([found, *(f"!({_phrase(stems)})" for stems in excluded)])


def _phrase(stems: Sequence[str]) -> str:
    return " <-> ".join(f"'{stem}'" for stem in stems)
