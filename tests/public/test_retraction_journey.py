"""From a row of Retraction Watch to every page and every answer: one edition marks all that rests on it."""

from pathlib import Path

import pytest
from django.core.management import call_command

from claims.models import Source
from mgsite.editions.models import Edition, Version
from tests import builders

BANNER = "A source of this claim has been retracted."
HEADER = "Record ID,RetractionNature,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate,Reason\n"


@pytest.fixture
def site(ada):
    """Two claims that rest on the paper, one that mentions it, one that knows nothing of it."""
    paper, other = builders.source("paper", doi="10.1000/abc"), builders.source("other")
    headache, magnesium = builders.condition(), builders.supplement()
    stances = {"for": "supports", "against": "contradicts", "aside": "context"}
    claims = {
        slug: builders.claim(
            slug, by=ada, conditions=[headache], sources=[(paper, stance), (other, "supports")]
        )
        for slug, stance in stances.items()
    }
    claims["far"] = builders.claim(
        "far", by=ada, conditions=[headache], sources=[(other, "supports")]
    )
    headache.headline_claim = claims["for"]
    headache.save()
    builders.put_in_print(headache, magnesium, paper, other, *claims.values())
    return paper


def publish_notice(paper: Source, tmp_path: Path, nature: str) -> None:
    """The fixture read by the command, the source approved and published: edition 2."""
    path = tmp_path / "watch.csv"
    path.write_text(f"{HEADER}7,{nature},10.1000/ABC,0,1/31/2026 0:00,+Error in Data;\n")
    call_command("import_retractions", str(path), by="ada", verbosity=0)
    builders.put_in_print(paper, note="A notice.", change="evidence")


def alerts(client, slug: str) -> list[tuple[str, str]]:
    (item,) = client.get(f"/api/v1/claims?slug={slug}").json()["items"]
    return [(alert["integrity"], alert["stance"]) for alert in item["source_alerts"]]


def test_retraction_marks_every_claim_that_cites_the_paper_in_one_edition(client, site, tmp_path):
    publish_notice(site, tmp_path, "Retraction")

    edition = Edition.objects.get(number=2)
    in_it = {version.slug: version.event for version in edition.versions.all()}
    assert in_it == {
        "paper": "retracted",
        "for": "updated",
        "against": "updated",
        "aside": "updated",
    }
    assert {slug: alerts(client, slug) for slug in ("for", "against", "aside", "far")} == {
        "for": [("retracted", "supports")],
        "against": [("retracted", "contradicts")],
        "aside": [("retracted", "context")],
        "far": [],
    }
    marked = {
        slug: BANNER in client.get(f"/claims/{slug}/").content.decode()
        for slug in ("for", "against", "aside", "far")
    }
    assert marked == {"for": True, "against": True, "aside": True, "far": False}


def test_retraction_reaches_partners_as_important_news(client, site, tmp_path):
    publish_notice(site, tmp_path, "Retraction")

    after = Version.objects.filter(edition=1).order_by("-seq").values_list("seq", flat=True)[0]
    feed = client.get(f"/api/v1/changes?afterChangeNumber={after}").json()
    news = {
        item["data"]["url"].split("/")[-2]: (item["event"], item["urgency"])
        for item in feed["items"]
    }
    assert news == {"paper": ("retracted", "important")} | dict.fromkeys(
        ("for", "against", "aside"), ("updated", "important")
    )


def test_erratum_changes_the_source_and_nothing_else(client, site, tmp_path):
    publish_notice(site, tmp_path, "Correction")
    citing = ("for", "against", "aside")

    assert list(Edition.objects.get(number=2).versions.values_list("slug", flat=True)) == ["paper"]
    assert {slug: alerts(client, slug) for slug in citing} == {slug: [] for slug in citing}
    for slug in citing:
        page = client.get(f"/claims/{slug}/").content.decode()
        assert BANNER not in page
        assert "A source has changed." not in page
    paper = client.get("/api/v1/sources?slug=paper").json()["items"][0]
    assert paper["integrity"] == "corrected"
