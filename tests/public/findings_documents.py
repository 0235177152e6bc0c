"""Documents of a claim, a source and a second claim, as far as a summary of findings reads them."""

SOURCE = {
    "kind": "source",
    "id": "src_1",
    "slug": "doe-2019",
    "title": "A trial",
    "authors": [{"family": "Doe"}],
    "year": 2019,
}


def effect(measure, value, low=None, high=None, *, baseline=None, unit=None, direction=None):
    return {
        "measure": measure,
        "value": value,
        "ci_low": low,
        "ci_high": high,
        "unit": unit,
        "direction": direction,
        "baseline_per_1000": baseline,
        "source_id": "src_1",
    }


GRADING = {
    "method": "grade",
    "certainty": "low",
    "start_level": "high",
    "start_design": "randomised",
    "downgrades": [
        {"domain": "risk_of_bias", "levels": 1, "reason": "Not blinded."},
        {"domain": "imprecision", "levels": 1, "reason": "Few people."},
    ],
    "upgrades": [],
    "refused_upgrades": [],
    "effect": None,
    "n_studies": 3,
    "n_participants": 210,
}


def claim(*, effect=None, **fields):
    """Graded low; `effect` goes into its grading, everything else on top."""
    grading = fields.pop("grading", GRADING)
    return {
        "kind": "claim",
        "id": "clm_1",
        "slug": "eases-pain",
        "claim_kind": "effect",
        "verdict": "supported",
        "conclusion": "It may ease pain.",
        "sentence": "Magnesium may reduce pain.",
        "comparator": "Placebo.",
        "intervention": {"name": "Magnesium, any form", "form": None},
        "outcome": {
            "name": "Pain",
            "measure": "0 to 10",
            "timeframe_days": 28,
            "importance": "critical",
        },
        "grading": grading and grading | {"effect": effect},
        "further_outcomes": [],
    } | fields


def further(*, n=None, **fields):
    row = {
        "outcome": "Loose stools",
        "measure": None,
        "timeframe_days": None,
        "importance": "important",
        "is_harm": False,
        "effect": None,
        "n_studies": None,
        "n_participants": n,
        "source_id": None,
        "source_certainty": None,
        "claim_id": None,
        "what_happens": None,
        "note": None,
    } | fields
    if row["effect"]:
        row["effect"] = {k: v for k, v in row["effect"].items() if k != "source_id"}
    return row


OTHER = claim(effect=effect("RR", "1.5", "1.1", "2.0", baseline="100")) | {
    "id": "clm_2",
    "slug": "loose-stools",
    "claim_kind": "safety",
    "conclusion": "It probably loosens stools.",
    "sentence": "Magnesium probably causes more loose stools.",
}
OTHER["grading"] |= {
    "certainty": "moderate",
    "n_participants": 90,
    "downgrades": [{"domain": "imprecision", "levels": 1, "reason": "Few."}],
}
