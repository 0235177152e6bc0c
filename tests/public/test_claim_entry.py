"""A claim's document as the words of a page."""

from mgsite.public.claim_entry import claim_entry, effect_sentence

GRADING = {
    "method": "grade",
    "certainty": "low",
    "start_level": "high",
    "start_design": "randomised",
    "start_reason": None,
    "downgrades": [
        {"domain": "risk_of_bias", "levels": 1, "reason": "Not blinded."},
        {"domain": "imprecision", "levels": 1, "reason": "Few people."},
    ],
    "upgrades": [],
    "refused_upgrades": [],
    "effect": None,
    "size": None,
    "n_studies": 1,
    "n_participants": 81,
    "rationale": "One trial.",
    "verdict_reason": None,
}
CLAIM = {
    "id": "clm_1",
    "slug": "eases-pain",
    "claim_kind": "effect",
    "conclusion": "It may ease pain.",
    "plain_language": "It may.",
    "statement": "It eases pain.",
    "as_claimed": None,
    "applies_to_all": False,
    "verdict": "supported",
    "grading": GRADING,
    "supplement_id": "sup_1",
    "intervention": {"name": "Magnesium, any form", "form": None},
    "dose": None,
    "searched_on": "2026-11-22",
    "citations": [{"source_id": "src_1", "stance": "supports", "locator": None, "note": None}],
    "source_alerts": [],
}
SOURCE = {
    "slug": "doe-2019",
    "title": "A trial",
    "authors": [{"family": "Doe"}],
    "year": 2019,
    "study_design": "rct",
    "n_participants": 81,
    "effect": "Less pain.",
    "integrity": "ok",
    "forms_tested": [],
}


def entry(grading=None, source=SOURCE, **claim):
    document = CLAIM | {"grading": GRADING | (grading or {})} | claim
    return claim_entry(document, {"src_1": source} if source else {})


def test_claim_without_level_has_no_arithmetic():
    made = entry({"certainty": None}, verdict="not-studied", searched_on=None)

    assert (made.equation, made.steps, made.ungraded) == ("", (), "Not studied in people")


def test_withdrawn_source_keeps_its_place_without_its_facts():
    (group,) = entry(source=None).cites

    assert [(c.slug, c.label) for c in group.cited] == [("", "a source that was withdrawn")]


def test_alert_is_grave_when_the_source_may_not_stand():
    alerts = [
        {"source_id": "src_1", "stance": "supports", "integrity": integrity, "since": since}
        for integrity, since in [("retracted", "2026-11-20"), ("superseded", None)]
    ]

    assert [(a.text, a.grave) for a in entry(source_alerts=alerts).alerts] == [
        ("Doe 2019: retracted, noted 20 November 2026.", True),
        ("Doe 2019: superseded by a newer version.", False),
    ]


def test_alert_about_a_source_out_of_print_names_no_page():
    alert = {"source_id": "src_1", "stance": "context", "integrity": "concern", "since": None}

    (found,) = entry(source=None, source_alerts=[alert]).alerts

    assert (found.slug, found.label, found.bears) == ("", "A source", False)


def test_what_contradicts_is_listed_first_with_its_words():
    stances = ("supports", "context", "mixed", "contradicts")
    cited = [{"source_id": "src_1", "stance": s, "locator": None, "note": None} for s in stances]
    cited[3]["quote"] = "No difference was found."

    groups = entry(citations=cited).cites

    assert [g.stance for g in groups] == ["contradicts", "mixed", "supports", "context"]
    # Citations of the first editions have no quotation.
    assert [g.cited[0].quote for g in groups] == ["No difference was found.", "", "", ""]


def test_effect_of_a_ratio_says_what_is_compared():
    effect = {
        "measure": "OR",
        "value": "0.64",
        "ci_low": "0.51",
        "ci_high": "0.81",
        "unit": "highest against lowest intake",
        "direction": "favours magnesium",
        "difference_per_1000": "-61.70",
        "source_id": "src_1",
    }

    words = effect_sentence({"effect": effect}, {"src_1": SOURCE}).replace(
        "\N{NO-BREAK SPACE}", " "
    )

    assert words == (
        "Odds ratio 0.64, highest against lowest intake (95 % CI 0.51 to 0.81), 62 fewer of 1000; "
        "favours magnesium (Doe 2019)."
    )


def test_studies_are_counted_and_the_size_named():
    assert entry({"size": "trivial"}).studies == (
        "1 study, 81 people, size of effect: trivial or none."
    )
    assert entry({"n_studies": None, "n_participants": None}).studies == ""
