"""The headers of every answer, as the OpenAPI document lists them."""

from collections.abc import Iterable, Mapping

TEXT = {"type": "string"}
URI = {"type": "string", "format": "uri"}
WHOLE = {"type": "integer", "minimum": 0}
HEADERS: Mapping[str, dict] = {
    "Accept-Ranges": {"description": "Parts may be asked for.", "schema": TEXT},
    "Access-Control-Allow-Origin": {
        "description": "Always *: scripts of any origin may read.",
        "schema": TEXT,
    },
    "Access-Control-Expose-Headers": {
        "description": "The headers that scripts may read.",
        "schema": TEXT,
    },
    "Cache-Control": {"description": "How long it may be kept.", "schema": TEXT},
    "Content-Disposition": {"description": "A name for the file.", "schema": TEXT},
    "Content-Range": {"description": "Which part of how many bytes.", "schema": TEXT},
    "Deprecation": {"description": "RFC 9745: since when it is deprecated.", "schema": TEXT},
    "ETag": {
        "description": "Weak, because answers are compressed; strong on the export.",
        "schema": TEXT,
    },
    "Last-Modified": {"description": "When what is shown last changed.", "schema": TEXT},
    "Link": {"description": "RFC 8288: related addresses.", "schema": TEXT},
    "Location": {"description": "Follow it.", "schema": URI},
    "Retry-After": {"description": "Seconds until it is worth asking again.", "schema": WHOLE},
    "Sunset": {"description": "RFC 8594: when it will stop to answer.", "schema": TEXT},
}
EVERY_ANSWER = ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Cache-Control")
VALIDATORS = ("ETag", "Last-Modified")
FILE = ("Accept-Ranges", "Content-Disposition")
BY_STATUS: Mapping[str, tuple[str, ...]] = {
    "200": VALIDATORS,
    "206": (*VALIDATORS, "Content-Range"),
    "302": ("Location",),
    "304": VALIDATORS,
    "416": ("Content-Range",),
    "503": ("Retry-After",),
}
# Sent in any answer of an operation that will go.
RETIRING = ("Deprecation", "Sunset", "Link")
BY_PATH: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("/", "200"): ("Link",),
    ("/", "304"): ("Link",),
    ("/export", "200"): FILE,
    ("/export", "206"): FILE,
}


def headers_of(path: str, status: str, *, is_deprecated: bool) -> dict:
    """References into `#/components/headers` for one response of one path."""
    names = {*EVERY_ANSWER, *BY_STATUS.get(status, ()), *BY_PATH.get((path, status), ())}
    names |= set(RETIRING) if is_deprecated else set()
    return references(names)


def references(names: Iterable[str]) -> dict:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in sorted(names)}
