"""JSON Feed 1.1 as a JSON Schema, written from jsonfeed.org/version/1.1 for these tests."""

TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://"}
TIME = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
}
AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "minProperties": 1,
        "properties": {"name": TEXT, "url": URL, "avatar": URL},
        "patternProperties": {"^_": {"type": "object"}},
        "additionalProperties": False,
    },
}
EXTENSION = {"^_[a-zA-Z][^.]+$": {"type": "object"}}
ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": TEXT,
        "url": URL,
        "external_url": URL,
        "title": TEXT,
        "content_html": TEXT,
        "content_text": TEXT,
        "summary": {"type": "string", "pattern": "^[^<>]*$"},
        "date_published": TIME,
        "date_modified": TIME,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
        "language": TEXT,
    },
    "patternProperties": EXTENSION,
    "additionalProperties": False,
}
JSON_FEED = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": URL,
        "feed_url": URL,
        "description": TEXT,
        "user_comment": TEXT,
        "next_url": URL,
        "language": TEXT,
        "authors": AUTHORS,
        "expired": {"type": "boolean"},
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": EXTENSION,
    "additionalProperties": False,
}
