"""Read everything that an anonymous visitor can reach by following links."""

import json
import re
from collections import deque
from dataclasses import dataclass

from django.test import Client

SITE = "http://127.0.0.1:8000"
STARTS = (
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/api/v1/changes",
    "/api/v1/manifest",
    "/api/v1/search?q=magnesium",
    "/search/?q=magnesium",
    "/no/such/page",
)
LINK = re.compile(r"""(?:href|src|action)="([^"#]+)|<loc>([^<]+)""")


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    headers: dict
    cookies: dict


def crawl(extra: tuple[str, ...] = (), limit: int = 600) -> dict[str, Answer]:
    """path -> answer, for up to `limit` pages; static files and the admin are left out."""
    client = Client()
    queue, found = deque((*STARTS, *extra)), {}
    while queue and len(found) < limit:
        path = queue.popleft()
        if path in found:
            continue
        response = client.get(path)
        body = b"".join(response) if response.streaming else response.content
        text = body.decode(errors="replace")
        found[path] = Answer(
            response.status_code, text, dict(response.headers), dict(response.cookies)
        )
        queue.extend(link for link in _links(response, text) if link not in found)
        if response.has_header("Location"):
            queue.extend(filter(None, [_local(response["Location"])]))
    return found


def _links(response, text: str) -> list[str]:
    if "ndjson" in response.get("Content-Type", ""):
        candidates = [found for line in text.splitlines() for found in _strings(json.loads(line))]
    elif "json" in response.get("Content-Type", ""):
        candidates = _strings(json.loads(text))
    else:
        candidates = [a or b for a, b in LINK.findall(text)]
    return [path for candidate in candidates if (path := _local(candidate))]


def _strings(value) -> list[str]:
    if isinstance(value, dict):
        return [s for item in value.values() for s in _strings(item)]
    if isinstance(value, list):
        return [s for item in value for s in _strings(item)]
    return [value] if isinstance(value, str) and value.startswith(SITE) else []


def _local(link: str) -> str | None:
    path = link.removeprefix(SITE).replace("&amp;", "&").partition("#")[0]
    if not path.startswith("/") or path.startswith(("/static/", "/admin/", "//")) or "{" in path:
        return None
    return path
