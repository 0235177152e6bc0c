"""Nothing unpublished is reachable: a word typed into every draft field stays inside."""

from django.db import models

from articles.models import Appearance, Article, SegmentDecision, SourceArticle
from claims import actions, actions_grading
from claims.models import (
    Citation,
    Claim,
    Condition,
    ConditionCode,
    Form,
    Limit,
    RedFlag,
    SafetyPoint,
    Source,
    SummaryRow,
    Supplement,
)
from tests import builders
from tests.public.crawl import crawl

CANARY = "zwitscherling"
MODELS = (
    Condition,
    ConditionCode,
    RedFlag,
    Supplement,
    Form,
    Limit,
    SafetyPoint,
    Source,
    Claim,
    Citation,
    SummaryRow,
    Article,
    SourceArticle,
    SegmentDecision,
    Appearance,
)
KEPT = {"public_id", "state", "slug", "content_sha256"}


def site_with_every_model():
    """In print: one item of each kind; beside it, rows of every model below them."""
    site = builders.published_site()
    claim, magnesium, headache = site["claims"][0], site["supplement"], site["condition"]
    ConditionCode.objects.create(
        condition=headache, system="mesh", code="D1", label="l", verified=True
    )
    Limit.objects.create(
        supplement=magnesium,
        authority="a",
        limit_kind="advice",
        max_mg=350,
        applies_to="all",
        source=site["sources"][0],
    )
    SafetyPoint.objects.create(supplement=magnesium, heading="h", text="t")
    SummaryRow.objects.create(claim=claim, outcome="o", what_happens="w", note="n")
    check = builders.source_article(claim)
    for item in (headache, magnesium, claim):
        actions.record_edit(item=item, by=builders.user("ada"))
    builders.put_in_print(headache, magnesium, claim, check)
    return site | {"check": check}


def type_everywhere() -> set[str]:
    """Put the canary into each free field of each draft row; the fields it went into."""
    typed = set()
    for model in MODELS:
        for field in model._meta.concrete_fields:
            if field.name in KEPT or field.choices:
                continue
            if isinstance(field, models.CharField | models.TextField):
                value = CANARY[: field.max_length] if field.max_length else CANARY
            elif isinstance(field, models.JSONField):
                value = [{"literal": CANARY}] if field.name == "authors" else [CANARY]
            else:
                continue
            for row in model.objects.all():
                unique = f"{row.pk}{value}" if field.unique else value
                model.objects.filter(pk=row.pk).update(**{field.name: unique})
                typed.add(f"{model.__name__}.{field.name}")
    return typed


def test_canary_in_every_draft_field_stays_inside_until_published(ada):
    site = site_with_every_model()
    before = crawl()
    typed = type_everywhere()
    claim = Claim.objects.get(pk=site["claims"][0].pk)
    values = builders.RCT_LOW | {"rationale": CANARY, "risk_of_bias_reason": CANARY}
    actions_grading.add_assessment(claim=claim, by=ada, values=values)
    builders.claim(
        CANARY, by=ada, statement=CANARY, conclusion=CANARY, supplement=site["supplement"]
    )
    actions.submit(item=builders.source(f"{CANARY}-source"), by=ada, note=CANARY)
    assert {name.split(".")[0] for name in typed} == {model.__name__ for model in MODELS}
    extra = (
        f"/claims/{CANARY}/",
        f"/sources/{CANARY}-source/",
        f"/api/v1/claims?slug={CANARY}",
        f"/search/?q={CANARY}",
    )
    after = crawl(extra)
    asked = {path for path in after if CANARY in path}
    leaks = [path for path, answer in after.items() if CANARY in answer.body and path not in asked]
    assert leaks == []
    assert {path: after[path].status for path in sorted(asked)}[f"/claims/{CANARY}/"] == 404
    assert {path: answer.status for path, answer in before.items() if path in after} == {
        path: after[path].status for path in before if path in after
    }


def test_canary_appears_once_published(ada):
    site = site_with_every_model()
    claim = site["claims"][0]
    claim.plain_language = CANARY
    claim.save()
    actions.record_edit(item=claim, by=ada)
    builders.put_in_print(claim)
    shown = {path for path, answer in crawl().items() if CANARY in answer.body}
    assert {f"/claims/{claim.slug}/", f"/api/v1/claims/{claim.public_id}"} <= shown


def test_crawl_finds_no_error_and_no_cookie(ada):
    site_with_every_model()
    found = crawl()
    assert {path for path, answer in found.items() if answer.status >= 500} == set()
    assert {path for path, answer in found.items() if answer.status >= 400} == {"/no/such/page"}
    assert {path for path, answer in found.items() if answer.cookies} == set()
    assert len(found) > 30
