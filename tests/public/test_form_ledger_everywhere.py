"""“Tested with glycinate: n of m” of all starter claims, counted afresh from the published sources.

The counting here shares nothing with the product: it reads the published JSON alone (GRADE.md §5).
"""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command

from mgsite.editions.models import Version

GAVE_SOMETHING = {"rct", "crossover-rct", "open-label", "pharmacokinetic"}
COMPARED = re.compile(r"(?:Yes|No): in (\d+) of (\d+) trials?")

pytestmark = pytest.mark.sqlite  # the same from either database, and the content takes a while


def in_print(kind):
    rows = Version.objects.filter(kind=kind, until=None, state="published")
    return {row.public_id: json.loads(row.document) for row in rows}


def trials_of(claim, sources):
    """id -> forms, for the distinct trials that the claim cites other than as context."""
    return {
        c["source_id"]: {f.replace("dicitrate", "citrate") for f in source["forms_tested"]}
        for c in claim["citations"]
        if c["stance"] != "context"
        and (source := sources.get(c["source_id"]))
        and source["study_design"] in GAVE_SOMETHING
    }


def count(claim, sources, form=None):
    """(n, m): trials of the form claimed, else of glycinate, among all trials."""
    trials = trials_of(claim, sources)
    asked = form or claim["intervention"]["form"] or "glycinate"
    return sum(asked in forms for forms in trials.values()), len(trials)


def words(n, m, name="magnesium glycinate"):
    if not m:
        return f"Tested with {name}: no trial speaks for or against the claim."
    return f"Tested with {name}: {n} of {m} trial{'' if m == 1 else 's'}."


def test_forms_tested_are_the_same_everywhere_and_what_the_sources_say(client, db):
    call_command("load_starter", stdout=StringIO())
    claims, sources = in_print("claim"), in_print("source")
    (supplement,) = in_print("supplement").values()
    names = {f["slug"]: f["name"].split(" (")[0].replace("M", "m", 1) for f in supplement["forms"]}
    expected = {
        i: words(*count(d, sources), names[d["intervention"]["form"] or "glycinate"])
        for i, d in claims.items()
    }
    effects = [i for i, d in claims.items() if d["claim_kind"] == "effect"]
    assert len(effects) > 30

    told = {i: client.get(f"/api/v1/claims/{i}/page").json()["forms"] for i in claims}
    assert {i: forms["words"] for i, forms in told.items()} == expected
    counted = {i: (f["trials_with_form"], f["trials"]) for i, f in told.items()}
    assert counted == {i: count(d, sources) for i, d in claims.items()}

    pages = {i: client.get(f"/claims/{claims[i]['slug']}/").text for i in effects}
    assert [i for i in effects if expected[i] not in pages[i]] == []
    _check_conditions_and_comparison(client, claims, sources, expected)
    _check_supplement(client, claims, sources, supplement)


def _check_conditions_and_comparison(client, claims, sources, expected):
    conditions = sorted(in_print("condition").values(), key=lambda d: d["title"].casefold())
    for condition in conditions:
        cards = client.get(f"/conditions/{condition['slug']}/").text.split('<article class="claim"')
        for card in cards[1:]:
            slug = re.search(r'id="([^"]+)"', card)[1]
            (claim,) = [d for d in claims.values() if d["slug"] == slug]
            if claim["claim_kind"] == "effect":
                assert expected[claim["id"]] in card, slug
    row = client.get("/compare/").text.split("Was glycinate itself tested?")[1].split("</tr>")[0]
    headlines = [claims[i] for c in conditions for i in c["headline_claim_ids"]]
    counted = [count(claim, sources, "glycinate") for claim in headlines]
    assert COMPARED.findall(row) == [(str(n), str(m)) for n, m in counted if m]


def _check_supplement(client, claims, sources, supplement):
    """Each form's row counts every distinct trial that speaks for or against any claim."""
    every = {}
    for claim in claims.values():
        every |= trials_of(claim, sources)
    page = client.get("/supplements/magnesium/").text
    for form in supplement["forms"]:
        row = page.split(f'id="form-{form["slug"]}"')[1].split("</tr>")[0]
        last = row.split('<td class="amount">')[-1].split("<")[0]
        n = sum(form["slug"] in forms for forms in every.values())
        if form["slug"] == "dicitrate":
            assert last == "with magnesium citrate"
        else:
            assert last == (str(n) if n else "none found"), form["slug"]
