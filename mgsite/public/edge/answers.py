"""One finished answer: status, headers and bytes in each encoding, never changed once made. Pure module."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mgsite.public.edge.encodings import BROTLI, GZIP, IDENTITY, encoded

Header = tuple[str, str]

KEPT_STATUSES = ("200", "301", "410")
PER_REQUEST = "x-request-id"  # a fresh one goes with each answer
# What a 304 leaves out, for it has no body.
ABOUT_THE_BODY = ("content-type", "content-length", "content-encoding", "content-disposition")
# A plain request has neither another encoding than those kept here, nor a key.
PLAIN_VARY = {"accept-encoding", "authorization"}
BYTES_BESIDE = 4096  # what the headers and the objects of one answer take, about


@dataclass(frozen=True, slots=True)
class Variant:
    headers: tuple[Header, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """`edition` is (epoch, number), or None when no edition was read; `made_at` counts seconds."""

    status: str
    etag: str  # empty where a condition is never met
    variants: Mapping[str, Variant]  # for each encoding, one that suits
    not_modified: tuple[Header, ...]
    edition: tuple[str, int] | None
    made_at: float
    may_be_kept: bool
    request_id: str  # of the request that made it

    @property
    def size(self) -> int:
        """Bytes that keeping it takes, about."""
        bodies = {id(v): len(v.body) for v in self.variants.values()}
        return sum(bodies.values()) + BYTES_BESIDE


def answer_of(
    status: str,
    headers: Iterable[Header],
    body: bytes,
    *,
    edition: tuple[str, int] | None,
    made_at: float,
) -> Answer | None:
    """None when the headers say that it depends on more than a plain request shows.

    One that was counted (RateLimit) is for whoever made it, and not to be kept.
    """
    headers = tuple(headers)
    lines = [(name.lower(), value) for name, value in headers]
    if not is_for_everybody(lines):
        return None
    values = dict(lines)
    etag = _etag(status, values.get("etag", ""), body)
    kept = [(n, v) for n, v in headers if n.lower() not in (PER_REQUEST, "etag", "content-length")]
    kept += [("ETag", etag)] if etag else []
    varies = "accept-encoding" in _words(values.get("vary", ""))
    varies = varies and "content-encoding" not in values
    request_id = values.get(PER_REQUEST, "")
    return Answer(
        status=status,
        etag=etag,
        variants=_variants(kept, body, varies),
        not_modified=tuple((n, v) for n, v in kept if n.lower() not in ABOUT_THE_BODY),
        edition=edition,
        made_at=made_at,
        may_be_kept=(
            edition is not None
            and status[:3] in KEPT_STATUSES
            and _is_public(values.get("cache-control", ""))
            and not any(name.startswith("ratelimit") for name in values)
            # A problem document quotes it, and so is about one request.
            and not (request_id and request_id.encode() in body)
        ),
        request_id=request_id,
    )


def is_for_everybody(lines: Iterable[Header]) -> bool:
    """Whether it depends on nothing but the address. `lines` have names in lower case."""
    for name, value in lines:
        if name == "set-cookie":
            return False
        if name == "vary" and not _words(value) <= PLAIN_VARY:
            return False
    return True


def _is_public(cache_control: str) -> bool:
    words = {word.partition("=")[0] for word in _words(cache_control)}
    return "public" in words and not words & {"private", "no-store", "no-cache"}


def _words(value: str) -> set[str]:
    """What a header lists, in lower case."""
    return {word.strip().lower() for word in value.split(",")}


def _etag(status: str, etag: str, body: bytes) -> str:
    """The answer's own, made weak; else from its bytes, which differ when the program changed, too."""
    if not status.startswith("200"):
        return ""
    if not etag:
        return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return etag if etag.startswith("W/") else f"W/{etag}"


def _variants(headers: list[Header], body: bytes, varies: bool) -> dict[str, Variant]:
    made = {
        coding: Variant(
            (
                *headers,
                ("Content-Length", str(len(text))),
                *([("Content-Encoding", coding)] if coding != IDENTITY else []),
            ),
            text,
        )
        for coding, text in (encoded(body) if varies else {IDENTITY: body}).items()
    }
    return {coding: made.get(coding, made[IDENTITY]) for coding in (BROTLI, GZIP, IDENTITY)}
