"""What the store derives from a document, kind by kind."""

from datetime import date

import pytest

from mgsite.editions.facets import facets, links, search_text

CONDITION = {
    "kind": "condition",
    "slug": "headache",
    "title": "Headache",
    "question": "Does it help headache?",
    "alternate_names": ["cephalalgia"],
    "summary": "Pain in the head.",
    "headline_claim_ids": ["clm_1", "clm_2"],
}
SUPPLEMENT = {
    "kind": "supplement",
    "slug": "magnesium",
    "title": "Magnesium",
    "alternate_names": ["Mg"],
    "summary": "A mineral.",
    "forms": [{"name": "Magnesium glycinate", "alternate_names": ["bisglycinate"]}],
    "limits": [{"source_id": "src_1"}],
    "safety_points": [
        {"source_ids": ["src_2"], "condition_ids": ["cnd_1"]},
        {"source_ids": [], "condition_ids": []},
    ],
}
ARTICLE = {
    "kind": "article",
    "slug": "ours",
    "title": "Ours",
    "summary": "In short.",
    "condition_ids": ["cnd_1"],
    "supplements": ["sup_1"],
    "sections": [
        {"heading": "The answer", "text": "We looked.", "claim_ids": ["clm_1"]},
        {"heading": "Evidence", "text": "Two trials.", "claim_ids": ["clm_1", "clm_2"]},
    ],
}
CLAIM = {
    "kind": "claim",
    "slug": "one",
    "title": "It may help.",
    "statement": "It helps.",
    "plain_language": "Perhaps.",
    "population": "Adults",
    "claim_kind": "effect",
    "applies_to_all": False,
    "supplement_id": "sup_1",
    "condition_ids": ["cnd_1"],
    "intervention": {"name": "Magnesium glycinate", "form": "glycinate"},
    "verdict": "supported",
    "grading": {"certainty": "low", "effect": {"source_id": "src_4"}},
    "citations": [
        {"source_id": "src_1", "stance": "supports"},
        {"source_id": "src_2", "stance": "contradicts"},
        {"source_id": "src_3", "stance": "context"},
        {"source_id": "src_4", "stance": "mixed"},
    ],
    "last_reviewed": "2026-11-22",
}
SOURCE = {
    "kind": "source",
    "slug": "boyle-2017",
    "title": "A review",
    "authors": [{"family": "Boyle"}, {"literal": "NICE"}, {}],
    "container": "Nutrients",
    "population": None,
    "intervention": "Magnesium citrate",
    "outcome": "Stress",
    "doi": "10.1000/182",
    "pmid": None,
}
CHECK = {
    "kind": "check",
    "slug": "theirs",
    "title": "Theirs",
    "publisher": "A shop",
    "appearances": [{"claim_id": "clm_1"}, {"claim_id": "clm_1"}],
}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (CONDITION, {("headline", "clm_1"), ("headline", "clm_2")}),
        (SUPPLEMENT, {("limit", "src_1"), ("safety", "src_2"), ("about", "cnd_1")}),
        (
            ARTICLE,
            {("about", "cnd_1"), ("supplement", "sup_1"), ("places", "clm_1"), ("places", "clm_2")},
        ),
        (
            CLAIM,
            {
                ("about", "cnd_1"),
                ("supplement", "sup_1"),
                ("cites", "src_1"),
                ("cites", "src_2"),
                ("cites", "src_3"),
                ("cites", "src_4"),
                ("rests", "src_1"),
                ("rests", "src_2"),
                ("effect", "src_4"),
            },
        ),
        (SOURCE, set()),
        (CHECK, {("appearance", "clm_1")}),
    ],
)
def test_links_name_each_item_once_a_role(document, expected):
    assert links(document) == expected


def test_claim_about_everything_links_to_every_condition():
    everywhere = CLAIM | {
        "applies_to_all": True,
        "condition_ids": [],
        "citations": [],
        "grading": None,
    }
    assert links(everywhere) == {("about", "*"), ("supplement", "sup_1")}


def test_claim_with_an_effect_of_no_source_links_to_none():
    ungrounded = CLAIM | {
        "citations": [],
        "condition_ids": [],
        "grading": {"effect": {"source_id": None}},
    }
    assert links(ungrounded) == {("supplement", "sup_1")}


def test_facets_of_a_claim():
    assert facets(CLAIM) == {
        "slug": "one",
        "title": "It may help.",
        "certainty": "low",
        "verdict": "supported",
        "claim_kind": "effect",
        "form": "glycinate",
        "reviewed_on": date(2026, 11, 22),
        "search_text": "It may help.\nIt helps.\nPerhaps.\nAdults",
    }


@pytest.mark.parametrize("intervention", [None, {"name": "Magnesium, any form", "form": None}])
def test_facets_of_a_claim_without_level_form_or_review_are_empty(intervention):
    bare = CLAIM | {
        "grading": None,
        "verdict": None,
        "intervention": intervention,
        "last_reviewed": None,
    }
    found = facets(bare)
    assert [found[name] for name in ("certainty", "verdict", "form", "reviewed_on")] == [
        "",
        "",
        "",
        None,
    ]


def test_facets_of_a_source_take_no_form_from_its_intervention():
    assert facets(SOURCE) == {
        "slug": "boyle-2017",
        "title": "A review",
        "certainty": "",
        "verdict": "",
        "claim_kind": "",
        "form": "",
        "reviewed_on": None,
        "search_text": "A review\nNutrients\nMagnesium citrate\nStress\nBoyle\nNICE\n10.1000/182",
    }


@pytest.mark.parametrize(
    ("document", "text"),
    [
        (CONDITION, "Headache\ncephalalgia\nDoes it help headache?\nPain in the head."),
        (SUPPLEMENT, "Magnesium\nMg\nA mineral.\nMagnesium glycinate\nbisglycinate"),
        (ARTICLE, "Ours\nIn short.\nThe answer\nWe looked.\nEvidence\nTwo trials."),
        (CHECK, "Theirs\nA shop"),
    ],
)
def test_search_text_of_each_kind(document, text):
    assert search_text(document) == text
