"""Keep a copy of what mgsite publishes: python replica.py https://site.example copy.sqlite3

Ask for a page of changes, keep it and the address of the next one in one transaction, ask there: that
is the first copy, catching up and polling. Kill it at any moment. The table `items` is always one
published state, whole: pages wait in `incoming` until no more follow. Meant to be copied: fill in `act`.
"""

import argparse
import hashlib
import json
import os
import random
import re
import sqlite3
import sys
import time
import urllib.request
import zlib
from http.client import HTTPException

SITE = re.compile(r"https://[^/?#@\s]+|http://(localhost|127\.0\.0\.1)(:\d+)?")
TABLES = """PRAGMA journal_mode = WAL;  -- whoever reads the copy never waits
CREATE TABLE IF NOT EXISTS items (id TEXT PRIMARY KEY, kind, version INT, state, etag, body);
CREATE TABLE IF NOT EXISTS incoming (id TEXT PRIMARY KEY, kind, version INT, state, etag, body);
CREATE TABLE IF NOT EXISTS feed (one INTEGER PRIMARY KEY, next TEXT, anew INT);"""
KEEP = "INSERT OR REPLACE INTO incoming VALUES (:id, :kind, :version, :state, :etag, :body)"
HELD = "SELECT id, kind, version, state, coalesce(etag, '-') FROM items ORDER BY id"


def act(change: dict) -> None:
    """Called before a change is kept: after a crash perhaps twice, but never not at all."""
    if change["urgency"] != "routine":
        print(change["urgency"], change["event"], change["kind"], change["id"], flush=True)


class AsTheyCome(urllib.request.HTTPErrorProcessor):  # no redirects: a key goes to one host alone
    http_response = https_response = lambda self, request, response: response


class Copy:
    def __init__(self, site: str, path: str, tries: int):
        self.api, self.tries, self.wait, self.proved = f"{site}/api/v1", tries, 60, False
        self.seen: dict[str, dict[str, str]] = {}  # the last address and what its answer was
        self.opener = urllib.request.build_opener(AsTheyCome)
        self.headers = {"User-Agent": "mgsite-replica/1", "Accept-Encoding": "gzip"}
        if key := os.environ.get("MGSITE_KEY"):
            self.headers["Authorization"] = f"Bearer {key}"
        self.db = sqlite3.connect(path, timeout=60)
        self.db.executescript(TABLES)
        if not self.db.execute("SELECT 1 FROM feed").fetchone():
            self.begin_anew(f"{self.api}/changes")

    def begin_anew(self, url: str) -> None:
        with self.db as db:  # `items` stays as it is until the new copy is complete
            db.execute("DELETE FROM incoming")
            db.execute("INSERT OR REPLACE INTO feed VALUES (1, ?, 1)", [url])

    def next(self) -> str:
        return self.db.execute("SELECT next FROM feed").fetchone()[0]

    def catch_up(self) -> None:
        more = True
        while more:
            url = self.next()
            status, page, etag = self.ask(url)
            if status == 200:
                self.keep(url, page)
                self.wait, self.seen = page["poll_after_seconds"], {url: {"If-None-Match": etag}}
            elif status == 410:  # a new epoch: the site was restored from a backup
                print(page["detail"], flush=True)
                self.begin_anew(page["bootstrap"])
            more = page.get("more", status == 410)

    def keep(self, url: str, page: dict) -> None:
        for change in page["items"]:
            act(change)
            body = change.get("data") or change["tombstone"]  # withdrawn: the notice says why
            change["state"] = "published" if "data" in change else "withdrawn"
            change["etag"], change["body"] = body.get("etag"), json.dumps(body)
        self.proved = self.proved and not page["items"]
        with self.db as db:
            if not db.execute("UPDATE feed SET next=? WHERE next=?", [page["next"], url]).rowcount:
                sys.exit("Another process keeps this copy.")
            db.executemany(KEEP, page["items"])
            if not page["more"]:
                db.execute("DELETE FROM items WHERE (SELECT anew FROM feed)")
                db.execute("INSERT OR REPLACE INTO items SELECT * FROM incoming")
                db.execute("DELETE FROM incoming")
                db.execute("UPDATE feed SET anew = 0")

    def prove(self) -> bool:
        """Compare with the manifest's digest, once both stand at one change of one epoch."""
        for _ in range(60):  # a cache between us may be behind for a while
            manifest = self.ask(f"{self.api}/manifest")[1]
            if not manifest["count"] or self.next().startswith(manifest["changes_url"]):
                break
            time.sleep(1)
            self.catch_up()
        text = "".join(" ".join(map(str, row)) + "\n" for row in self.db.execute(HELD))
        self.proved = manifest["digest"] == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
        print("The copy", "equals" if self.proved else "DIFFERS FROM", "the manifest.", flush=True)
        return self.proved

    def ask(self, url: str) -> tuple[int, dict, str]:
        """Status, document, ETag. Asks again while the site is away or wants us to wait."""
        if not url.startswith(f"{self.api}/"):
            sys.exit(f"Refused: {url} is not below {self.api}, the address that was given.")
        request = urllib.request.Request(url, headers=self.headers | self.seen.get(url, {}))  # noqa: S310
        wait, trouble = 0.0, ""
        for tried in range(self.tries):
            time.sleep(wait)
            wait = 2 ** min(tried, 9) * random.uniform(1, 2)  # noqa: S311 - seconds
            try:
                with self.opener.open(request, timeout=60) as answer:
                    status, said, body = answer.status, answer.headers, answer.read()
                body = zlib.decompress(body, 31) if said["Content-Encoding"] == "gzip" else body
                if status in (200, 304, 410):
                    return status, json.loads(body or "{}"), said["ETag"] or ""
                trouble = f"{status} {body[:1000].decode(errors='replace')}"
                if status != 429 and status < 500:
                    break
                wait = max(wait, min(int(said["Retry-After"] or 0), 3600))
            except (OSError, HTTPException, ValueError, zlib.error) as error:
                trouble = str(error)
                if "CERTIFICATE_VERIFY_FAILED" in trouble:
                    break
        sys.exit(f"{url}: {trouble}\nGave up; the copy is as it was.")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", help="https://host")
    parser.add_argument("path", help="the SQLite file")
    parser.add_argument("--once", action="store_true", help="catch up and end")
    parser.add_argument("--verify", action="store_true", help="the same, and compare; 1 if unequal")
    given = parser.parse_args()
    if not SITE.fullmatch(site := given.site.rstrip("/")):
        parser.error("Give the site as https://host; plain http is for this machine alone.")
    copy = Copy(site, given.path, 6 if given.once or given.verify else sys.maxsize)
    while True:
        copy.catch_up()
        if given.once or given.verify:
            return int(given.verify and not copy.prove())
        if not copy.proved and not copy.prove():
            copy.begin_anew(f"{copy.api}/changes")
        time.sleep(max(1, copy.wait))


if __name__ == "__main__":
    sys.exit(main())
