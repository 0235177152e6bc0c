"""The starter content obeys the lint that it will be published under."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from claims.prose.lint import lint

CLAIMS = Path(settings.BASE_DIR) / "claims" / "starter"
ARTICLES = Path(settings.BASE_DIR) / "articles" / "starter"
CLAIM_FILES = sorted(path.name for path in CLAIMS.glob("claims-*.json"))
ARTICLE_FILES = sorted(path.name for path in ARTICLES.glob("*.md"))


def records(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))


def of_claim(claim: dict, key: str, kind: str) -> list[str]:
    grading = claim["assessment"]
    found = lint(
        claim[key],
        grading["level"],
        claim["verdict"],
        grading["method"],
        kind_of_text=kind,
        size=grading.get("size"),
    )
    return [f"{claim['slug']}: {finding}" for finding in found]


def of_prose(text: str, kind: str) -> list[str]:
    return [str(finding) for finding in lint(text, None, None, None, kind_of_text=kind)]


def test_all_starter_texts_are_read():
    assert len(CLAIM_FILES) == 7
    assert ARTICLE_FILES == [
        "magnesium-for-fibromyalgia.md",
        "magnesium-for-headache.md",
        "magnesium-for-migraine.md",
        "magnesium-for-muscle-spasms.md",
        "magnesium-for-restless-legs.md",
    ]


@pytest.mark.parametrize("name", CLAIM_FILES)
def test_conclusions_and_plain_sentences_have_no_finding(name):
    claims = records(CLAIMS / name)
    assert [finding for c in claims for finding in of_claim(c, "conclusion", "conclusion")] == []
    plain = [finding for c in claims for finding in of_claim(c, "plain_language", "plain-language")]
    assert plain == []


@pytest.mark.parametrize("name", ARTICLE_FILES)
def test_articles_have_no_finding(name):
    assert of_prose((ARTICLES / name).read_text(encoding="utf-8"), "article") == []


@pytest.mark.parametrize(
    "path",
    [CLAIMS / "conditions.json", CLAIMS / "supplements.json", ARTICLES / "articles.json"],
    ids=lambda path: path.name,
)
def test_summaries_have_no_finding(path):
    assert [found for r in records(path) for found in of_prose(r["summary"], "summary")] == []
