"""A small starter content for tests, cut out of the real data files: headache and what it leans on."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from articles.starter import load as article_content
from claims.starter import load as claim_content
from mgsite.editions import roles
from mgsite.editions.models import Head
from mgsite.editions.starter import Loaded, load_starter
from mgsite.editions.triggers import install_triggers
from tests.builders import SAFETY

CLAIMS = (
    "oral-magnesium-tension-type-headache",  # the headline
    "magnesium-raises-serotonin",  # not studied
    "magnesium-glycinate-what-it-is",  # by reference, on every page
    "magnesium-immune-function",  # on hold
)
ARTICLE = "magnesium-for-headache"
BODY = f"## The answer {{#answer}}\n\nWe looked.\n\n[[claim:{CLAIMS[0]}]]\n{SAFETY}"


@dataclass(frozen=True)
class Files:
    """The folders of a copy that a test may break."""

    claims: Path
    articles: Path

    def path(self, name: str) -> Path:
        return (self.articles if name in ("articles.json", "checks.json") else self.claims) / name

    def edit(self, name: str, slug: str, change: Callable[[dict], Any]) -> None:
        """Apply `change` to one record of one file."""
        records = self.records(name)
        change(next(record for record in records if record["slug"] == slug))
        self.write(name, records)

    def without(self, name: str, slug: str) -> None:
        self.write(name, [record for record in self.records(name) if record["slug"] != slug])

    def records(self, name: str) -> list[dict]:
        return json.loads(self.path(name).read_text(encoding="utf-8"))

    def write(self, name: str, records: list[dict]) -> None:
        self.path(name).write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")


def small_files(folder: Path) -> Files:
    """Copies the chosen records; lists of conditions and sources keep only what is copied too."""
    files = Files(folder / "claims", folder / "articles")
    files.claims.mkdir()
    files.articles.mkdir()
    conditions = [record for record in real("conditions.json") if record["slug"] == "headache"]
    (magnesium,) = real("supplements.json")
    magnesium |= {
        "limits": magnesium["limits"][:1],
        "safety_points": magnesium["safety_points"][:1],
    }
    needed = {magnesium["limits"][0]["source"], *magnesium["safety_points"][0]["sources"]}
    for file in sorted(claim_content.FOLDER.glob("claims-*.json")):
        claims = [record for record in real(file.name) if record["slug"] in CLAIMS]
        for claim in claims:
            claim["conditions"] = ["headache"] if claim["conditions"] else []
            for row in claim["further_outcomes"]:
                # The one who grades it here is not on hold, so that nothing leans on what is held.
                row["graded_by"] = CLAIMS[2] if row["graded_by"] else None
            needed |= {citation["source"] for citation in claim["citations"]}
            needed |= {effect["source"]} if (effect := claim["assessment"]["effect"]) else set()
        files.write(file.name, claims)
    magnesium["safety_points"][0]["conditions"] = ["headache"]
    files.write("conditions.json", conditions)
    files.write("supplements.json", [magnesium])
    files.write("sources.json", [s for s in real("sources.json") if s["slug"] in needed])
    articles = json.loads((article_content.FOLDER / "articles.json").read_text(encoding="utf-8"))
    files.write("articles.json", [article for article in articles if article["slug"] == ARTICLE])
    files.write("checks.json", [])
    (files.articles / f"{ARTICLE}.md").write_text(BODY, encoding="utf-8")
    return files


@contextmanager
def whole_starter(django_db_blocker) -> Iterator[Loaded]:
    """The real content loaded and published, and all of it taken back at the end."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        # As Django's own TestCase does, so that a durable publish may run inside it.
        whole._from_testcase = True
        with whole:
            roles.grant(Group, Permission)  # a test whose transactions commit may have flushed them
            Head.objects.get_or_create(pk=1)
            install_triggers()
            yield load_starter()
            transaction.set_rollback(True)


def real(name: str) -> list[dict]:
    return json.loads((claim_content.FOLDER / name).read_text(encoding="utf-8"))
