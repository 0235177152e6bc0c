"""What the OpenAPI document says of keys and quotas, the same for every operation."""

from mgsite.public.api.problems import TOO_MANY_REQUESTS, UNAUTHORIZED
from mgsite.public.api.quota import FREE

SCHEME = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "mgk_…",
    "description": "Optional: everything can be read without. A key is counted by itself, and "
    "allows more requests a minute than an address without one. It belongs on a server: browsers "
    "are not told that they may send it from other origins.",
}
RATE_LIMIT = {
    "RateLimit-Policy": {
        "description": "How many requests (q) in how many seconds (w). Missing from answers out of "
        "stored bytes, which are free.",
        "schema": {"type": "string"},
        "example": '"address";q=60;w=60',
    },
    "RateLimit": {
        "description": "How many of them remain (r), and the seconds (t) until all do again.",
        "schema": {"type": "string"},
        "example": '"address";r=59;t=60',
    },
}
RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds until it may be asked again.",
        "schema": {"type": "integer", "minimum": 1},
    }
}
CHALLENGE = {
    "WWW-Authenticate": {
        "description": "Bearer (RFC 6750).",
        "schema": {"type": "string"},
        "example": 'Bearer realm="mgsite", error="invalid_token"',
    }
}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def describe_keys(document: dict) -> None:
    """Adds the scheme, optional everywhere, 401 and 429, and the headers of what is counted."""
    document["components"].setdefault("securitySchemes", {})["key"] = SCHEME
    document["security"] = [{}, {"key": []}]
    for path, operations in document["paths"].items():
        responses = operations["get"]["responses"]
        responses[str(UNAUTHORIZED.status)] = {
            "description": "The key is malformed, unknown or revoked.",
            "headers": CHALLENGE,
            "content": PROBLEM,
        }
        if path not in FREE:
            _describe_quota(responses)
        operations["get"]["responses"] = dict(sorted(responses.items()))


def _describe_quota(responses: dict) -> None:
    responses[str(TOO_MANY_REQUESTS.status)] = {
        "description": "The requests of this minute are used up.",
        "headers": RETRY_AFTER,
        "content": PROBLEM,
    }
    for status, response in responses.items():
        if status != str(UNAUTHORIZED.status):  # answered before anything is counted
            response["headers"] = response.get("headers", {}) | RATE_LIMIT
