"""How long a search takes among 10,000 published claims: `python -m tests.bench_search`.

Makes a test database where DATABASE_URL points, on SQLite by default, and drops it afterwards; run
it through tests.on_postgres for PostgreSQL. The claims are the starter content's own, with the sentences of
others mixed in. Each question is asked three times: the search alone, as a whole page through all middleware, and
as a page whose search this process remembers from the round before.
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import django

CLAIMS = 10_000
ROUNDS = 3
QUESTIONS = (
    "rls sleep", "magnezium migrane", "400 mg", "serotonin", "magnesium", "migraine", "sleep",
    "restless legs", "charley horse", "bisglycinate", "kidney", "diarrhea", "does magnesium help",
    "leg cramps pregnancy", "“very uncertain”", "sleep -glycine", "antibiotics", "epsom salt",
    "headache dose evening tablet", "zzzzqqq", "cramps", "stress anxiety", "fibro pain", "oxide",
    "magnesium&kind=claim&certainty=low", "sleep&condition=migraine", "tired&verdict=not-studied",
    "calcium muscle", "evidence", "serotonine brane", "magnesium&page=5", "adults trials",
)  # fmt: skip


def publish(claims: int) -> None:
    """So many claims in one more edition, made of the sentences of those in print."""
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from claims.canonical import canonical
    from claims.public_ids import new_id
    from mgsite.editions.models import Version
    from mgsite.editions.store import Draft, insert_edition, lock_head

    chance = random.Random(5)
    known = [json.loads(v.document) for v in Version.objects.live().filter(kind="claim")]
    sentences = [s for d in known for s in d["plain_language"].split(". ")]
    drafts = []
    for number in range(claims):
        document = dict(chance.choice(known))
        document["id"] = new_id("claim")
        document["slug"] = f"{document['slug'][:60]}-{number}"
        document["plain_language"] += " " + ". ".join(chance.sample(sentences, 2))
        draft = Draft(document["id"], "claim", canonical(document), "", "published", "routine")
        drafts.append(draft)
    words = {"note": "Many.", "change": "evidence", "operation": f"bench-{claims}"}
    with transaction.atomic():
        by = get_user_model().objects.first()
        insert_edition(lock_head(), drafts, {}, by=by, **words)


def asked(answer: Callable[[dict], None], *, remembered: bool) -> str:
    """Milliseconds of each question, in words, after one round to warm up.

    Beside the time on the clock, which other work on the machine lengthens, stands the time of the
    processor: of this process, and of the database's own where it runs on this machine.
    """
    taken: list[float] = []
    worked: list[float] = []
    for turn in range(ROUNDS + 1):
        for question in QUESTIONS:
            text, *filters = question.split("&")
            values = {"q": text} | dict(pair.split("=") for pair in filters)
            if not remembered:
                forget()
            started, busy = time.perf_counter(), processor_seconds()
            answer(values)
            if turn:
                taken.append((time.perf_counter() - started) * 1000)
                worked.append((processor_seconds() - busy) * 1000)
    return f"{in_words(taken)}; processor {in_words(worked)}"


def in_words(taken: list[float]) -> str:
    p95 = sorted(taken)[int(len(taken) * 0.95)]
    return f"p50 {statistics.median(taken):.1f}, p95 {p95:.1f}, slowest {max(taken):.1f} ms"


def processor_seconds() -> float:
    return time.process_time() + database_seconds()


def database_seconds() -> float:
    """Of the PostgreSQL process that serves our connection; 0 where there is none to look at."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0  # SQLite works in this process
    connection.ensure_connection()
    process = Path(f"/proc/{connection.connection.info.backend_pid}")
    try:
        if (process / "comm").read_text().strip() != "postgres":
            return 0.0
        return int((process / "schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def forget() -> None:
    from mgsite.public.search import search

    search.cache_clear()


def whole_page(values: dict) -> None:
    from django.test import Client

    response = Client().get("/search/", values)
    if response.status_code != 200:
        sys.exit(f"{values}: {response.status_code}")


def search_alone(values: dict) -> None:
    """Found, counted and put in order; nothing rendered."""
    from mgsite.editions.readers import position
    from mgsite.public.search_page import search_page

    search_page(position(), values).found.versions(0, 20)


def main() -> None:
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        measure()
    finally:
        teardown_databases(made, verbosity=0)


def measure() -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("load_starter", stdout=StringIO(), stderr=StringIO())
    for claims in (0, CLAIMS):
        if claims:
            started = time.perf_counter()
            publish(claims)
            print(f"published {claims:,} claims in {time.perf_counter() - started:.0f} s")
            with connection.cursor() as cursor:
                # What PostgreSQL's autovacuum does within a minute of such an edition.
                cursor.execute("VACUUM" if connection.vendor == "postgresql" else "ANALYZE")
                cursor.execute("ANALYZE")
        print(f"{connection.vendor}, {claims:,} more claims; load {os.getloadavg()[0]:.1f}")
        print(f"  the search:        {asked(search_alone, remembered=False)}")
        print(f"  the page:          {asked(whole_page, remembered=False)}")
        print(f"  the page, again:   {asked(whole_page, remembered=True)}", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    main()
