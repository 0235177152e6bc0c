"""Everything published as one file of NDJSON: written once an edition, then served as it lies there.

The file is complete or not there: it is written under another name, synced and renamed. Workers
that need it at the same time wait for the one that writes.
"""

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
from django.conf import settings

from claims.canonical import utc_text
from mgsite.build import build
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position
from mgsite.public.api.addresses import changes_url, terms_url
from mgsite.public.api.conditional import version_etag
from mgsite.public.api.envelope import usage
from mgsite.public.api.problems import UNAVAILABLE, Problem
from mgsite.public.api.routes_changes import change_of
from mgsite.public.api.routes_root import CONTRACT_REVISION, digest, manifest_entry

PATIENCE = 30.0  # seconds to wait for another worker's file
AT_ONCE = 500  # versions read in one query
ABANDONED = 3600.0  # seconds after which an unfinished file is somebody's who was killed


def export_file(head: Position) -> Path:
    """The file of that edition, made if it is not there. Raises Problem when another takes too long."""
    folder = Path(settings.VAR_DIR) / "exports"
    path = folder / f"{export_name(head)}.ndjson"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            if not path.exists():
                _write(path, head)
                _remove_others(path)
    return path


def export_name(head: Position) -> str:
    """Another for each state and each way to say it."""
    said = f"{settings.SITE_URL} {CONTRACT_REVISION} {build()}"
    return f"{head.epoch}-{head.number}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Ends with the process at the latest: the lock is the operating system's."""
    with (folder / "lock").open("a") as lock:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    detail = "The export is being written; ask again."
                    raise Problem(UNAVAILABLE, detail, headers={"Retry-After": "10"}) from None
                time.sleep(0.05)
        yield


def _write(path: Path, head: Position) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            file.writelines(orjson.dumps(line) + b"\n" for line in _lines(head))
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        finally:  # there only if something went wrong
            Path(file.name).unlink(missing_ok=True)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _remove_others(path: Path) -> None:
    """Who is reading one of them keeps it to the end: its file stays until it is closed."""
    now = time.time()
    for other in path.parent.glob("*.ndjson"):
        if other != path:
            other.unlink(missing_ok=True)
    for part in path.parent.glob("*.part"):
        if now - part.stat().st_mtime > ABANDONED:
            part.unlink(missing_ok=True)


def _lines(head: Position) -> Iterator[dict]:
    """Header, items as in `/changes`, footer; one state, however long it takes."""
    as_of, entries = AsOf(head.number), []
    yield _header(head, as_of.plain().count())
    after = 0
    while rows := list(
        as_of.versions().filter(seq__gt=after).defer("search_text").order_by("seq")[:AT_ONCE]
    ):
        corrections = as_of.corrections([version.public_id for version in rows])
        for version in rows:
            yield change_of(version, corrections.get(version.public_id, []))
            entries.append(_entry(version))
        after = rows[-1].seq
    entries.sort(key=lambda entry: entry["id"])
    yield {
        "type": "footer",
        "cursor": head.seq,
        "count": len(entries),
        "digest": digest(entries),
    }


def _header(head: Position, count: int) -> dict:
    return {
        "type": "header",
        "contract_revision": CONTRACT_REVISION,
        "epoch": head.epoch,
        "edition": head.number,
        "cursor": head.seq,
        "changed_at": utc_text(head.changed_at) if head.changed_at else None,
        "changes_url": changes_url(head, head.seq),
        "license": terms_url(),
        "attribution": usage()["attribution_text"],
        "usage": usage(),
        "count": count,
    }


def _entry(version: Version) -> dict:
    return manifest_entry(
        version.public_id,
        version.kind,
        version.version,
        version.state,
        version_etag(version.version, version.sha256),
        version.edition.published_at,
    )
