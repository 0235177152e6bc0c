"""A process that reads one page again and again until its standard input ends, and looks at each answer twice.

`python -m tests.soak.reader PORT PATH` prints JSON: how many requests, each answer that did not fit together,
and [when it was asked for in monotonic seconds, the edition that came] for the others.
"""

import gzip
import hashlib
import http.client
import itertools
import json
import re
import select
import sys
import time

import brotli

HOST = "127.0.0.1:8000"
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
ENCODINGS = ("br, gzip", "gzip", "", "br;q=0, *;q=0.1", "identity")
PER_CONNECTION = 40  # then a new one, which may lead to another worker
NUMBERS = re.compile(rb"Of edition (\d+)\.|<a href=\"/editions/(\d+)/\">edition")


def edition_of(body: bytes) -> int | None:
    """The one that the text and the foot of the page both name; None when they differ."""
    named = {int(a or b) for a, b in NUMBERS.findall(body)}
    return named.pop() if len(named) == 1 else None


def main(port: str, path: str) -> None:
    numbers, torn, seen, etag = {}, [], [], ""
    line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
    for count in itertools.count(1):
        headers = {"Host": HOST, "Accept-Encoding": ENCODINGS[count % len(ENCODINGS)]}
        if count % 3 == 0:
            headers["If-None-Match"] = etag
        method = "HEAD" if count % 7 == 0 else "GET"
        sent_at = time.monotonic()
        line.request(method, path, headers=headers)
        response = line.getresponse()
        body, etag = response.read(), response.headers["ETag"]
        if response.status == 200 and method == "GET":
            page = UNPACKED[response.headers["Content-Encoding"]](body)
            number = edition_of(page)
            numbers[etag] = number
            fits = etag == f'W/"{hashlib.sha256(page).hexdigest()[:32]}"' and number is not None
        else:
            fits, number = body == b"" and response.status in (200, 304), numbers.get(etag)
        if not fits:
            torn.append([count, method, response.status, etag])
        elif number is not None:  # a HEAD may meet a page that was not read yet
            seen.append([sent_at, number])
        if count % PER_CONNECTION == 0:
            line.close()
            if select.select([sys.stdin], [], [], 0)[0]:
                break
    print(json.dumps({"requests": count, "torn": torn, "seen": seen}))


if __name__ == "__main__":
    main(*sys.argv[1:])
