"""A file of ours over HTTP: with its length, a strong ETag, 304, and parts of it on request."""

import re
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

from mgsite.public.api.conditional import bodiless, matches
from mgsite.public.api.problems import RANGE_NOT_SATISFIABLE, Problem

ONE_RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*")


class Part:
    """The bytes from `start` to before `stop` of an open file, to be read once."""

    def __init__(self, file: BinaryIO, start: int, stop: int):
        file.seek(start)
        self._file, self._left = file, stop - start

    def read(self, size: int = -1) -> bytes:
        found = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(found)
        return found

    def close(self) -> None:
        self._file.close()


class PartResponse(FileResponse):
    block_size = 64 * 1024  # bytes


def file_answer(
    request: HttpRequest, path: Path, *, content_type: str, etag: str, headers: dict[str, str]
) -> HttpResponseBase:
    """The file, or the part that is asked for. `etag` is strong, quotation marks included.

    Several parts at once are answered with the whole. Raises Problem for a part beyond the end.
    """
    headers = headers | {"ETag": etag, "Accept-Ranges": "bytes"}
    if matches(request, etag):
        return bodiless(304, headers)
    # Compressed, the ETag and the numbers of bytes would be of something else.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    file = path.open("rb")
    size = path.stat().st_size
    try:
        wanted = _range(request, etag, size)
    except Problem:
        file.close()
        raise
    start, stop = wanted or (0, size)
    response = PartResponse(
        Part(file, start, stop),  # type: ignore[arg-type]  # reads and closes, as is asked of it
        status=206 if wanted else 200,
        content_type=content_type,
        headers=headers | {"Content-Length": str(stop - start)},
    )
    if wanted:
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return response


def _range(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """From and to before; None for the whole. What is no range of bytes is ignored, as HTTP says."""
    asked = ONE_RANGE.fullmatch(request.META.get("HTTP_RANGE", ""))
    if not asked or not (asked[1] or asked[2]):
        return None
    if request.META.get("HTTP_IF_RANGE", etag) != etag:
        return None
    if not asked[1]:  # the last so many
        start, stop = max(0, size - int(asked[2])), size
    else:
        start, stop = int(asked[1]), min(int(asked[2] or size) + 1, size)
        if asked[2] and int(asked[2]) < start:
            return None
    if start >= stop:
        raise Problem(
            RANGE_NOT_SATISFIABLE,
            f"The file has {size} bytes.",
            headers={"Content-Range": f"bytes */{size}"},
        )
    return start, stop
