"""Documents of the first editions lack what was added since: every page and answer bears that."""

import json

import pytest
from django.db import transaction

from claims.canonical import canonical
from mgsite.editions.models import Version
from mgsite.editions.store import Draft, insert_edition, lock_head
from tests import builders
from tests.public.test_api_openapi import faults, strict

NEW = ("sentence", "further_outcomes")
NEW_IN_OUTCOME = ("important_difference", "important_difference_note")
NEW_IN_GRADING = ("change", "i_squared", "n_events", "second_grading")


def as_first_printed(document: dict) -> dict:
    """The claim's document in the shape of edition 1."""
    old = {key: value for key, value in document.items() if key not in NEW}
    for part, new in (("outcome", NEW_IN_OUTCOME), ("grading", NEW_IN_GRADING)):
        old[part] = {key: value for key, value in old[part].items() if key not in new}
    old["citations"] = [
        {key: value for key, value in citation.items() if key != "quote"}
        for citation in old["citations"]
    ]
    return old


@pytest.fixture
def old_claim(ada):
    """In print as the newest version of its claim: a document without any of the new keys."""
    trial = builders.source("trial")
    headache = builders.condition()
    ratio = {"effect_measure": "OR", "effect_value": "0.64", "effect_source": trial}
    claim = builders.claim(
        "old", by=ada, conditions=[headache], sources=[(trial, "supports")], values=ratio
    )
    headache.headline_claim = claim
    headache.save()
    body = f"## Answer {{#answer}}\n\n[[claim:old]]\n{builders.SAFETY}"
    article = builders.article(body=body, conditions=[headache])
    builders.put_in_print(headache, claim, builders.supplement(), trial, article)
    current = Version.objects.current().get(public_id=claim.public_id)
    document = as_first_printed(json.loads(current.document))
    draft = Draft(claim.public_id, "claim", canonical(document), "", "updated", "routine")
    with transaction.atomic():
        insert_edition(
            lock_head(), [draft], {claim.public_id: current}, by=ada, note="Old.",
            change="evidence", operation="old",
        )  # fmt: skip
    return claim


def test_pages_show_a_document_of_the_first_editions(client, old_claim):
    for address in (
        "/claims/old/",
        "/claims/old/?baseline=100",
        "/conditions/headache/",
        "/articles/our-article/",
        "/compare/",
        "/sources/trial/",
        "/supplements/magnesium/",
        "/how-we-grade/",
        "/search/?q=old",
        "/editions/2/",
        "/",
    ):
        response = client.get(address)
        assert (address, response.status_code) == (address, 200)
    page = client.get("/claims/old/").text
    assert "Odds ratio 0.64" in page
    assert "The grading as a sentence" not in page
    assert "<b>Imprecision</b>, serious" in page


def test_answers_hold_a_document_of_the_first_editions(client, old_claim):
    """With the keys that came later, so that it is as described like any other."""
    exact = strict(client.get("/api/v1/openapi.json").json())
    for path in ("", "/page"):
        response = client.get(f"/api/v1/claims/{old_claim.public_id}{path}")
        assert (path, response.status_code) == (path, 200)
        assert faults(exact, f"/claims/{{id}}{path}", response) == []
    page = client.get(f"/api/v1/claims/{old_claim.public_id}/page").json()
    assert page["claim"]["sentence"] is None
    (row,) = page["summary_of_findings"]["rows"]
    assert (row["effect"]["value"], row["certainty"], row["what_happens"]) == (
        "0.64",
        "low",
        old_claim.conclusion,
    )
