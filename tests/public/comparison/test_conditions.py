"""The table of conditions side by side, from plain documents."""

from mgsite.public.comparison.conditions import compare


def condition(name, *headlines):
    return {
        "id": f"cnd_{name}",
        "slug": name,
        "title": name.capitalize(),
        "headline_claim_ids": list(headlines),
    }


def claim(name, conditions=(), citations=(), **fields):
    return {
        "id": f"clm_{name}",
        "slug": name,
        "conclusion": f"{name} concluded.",
        "as_claimed": f"It does {name}.",
        "grading": {"certainty": None},
        "claim_kind": "effect",
        "applies_to_all": False,
        "condition_ids": [f"cnd_{c}" for c in conditions],
        "intervention": {"name": "Magnesium, any form", "form": None},
        "outcome": {"name": name},
        "verdict": "supported",
        "searched_on": "2026-11-22",
        "citations": [{"source_id": s, "stance": stance} for s, stance in citations],
    } | fields


def source(name, design="rct", forms=(), dose=None):
    return {"id": name, "study_design": design, "forms_tested": list(forms), "dose_mg": dose}


def by_id(*documents):
    return {document["id"]: document for document in documents}


def texts(table, heading):
    """Per condition, the texts of the row, or the words of an empty cell."""
    row = next(row for group in table.groups for row in group.rows if row.heading == heading)
    return [[entry.text for entry in cell.entries] or cell.empty for cell in row.cells]


def table_of(one, *sources, conditions=("gout",)):
    return compare([condition(name, one["id"]) for name in conditions], by_id(one), by_id(*sources))


def test_compare_gives_each_condition_its_column_in_order():
    table = compare([condition("gout"), condition("acne")], {}, {})

    assert [column.slug for column in table.columns] == ["gout", "acne"]
    assert {len(row.cells) for group in table.groups for row in group.rows} == {2}


def test_compare_answers_with_the_headline_and_links_to_its_claim():
    one = claim("calm", ["gout"])

    row = table_of(one).groups[0].rows[0]

    assert [(e.item, e.text, e.shows) for e in row.cells[0].entries] == [
        (one, "calm concluded.", "text")
    ]
    assert not row.cells[0].several


def test_compare_names_the_form_when_two_claims_answer():
    first = claim(
        "first", ["gout"], intervention={"name": "Magnesium glycinate", "form": "glycinate"}
    )
    second = claim("second", ["gout"])

    table = compare([condition("gout", "clm_first", "clm_second")], by_id(first, second), {})

    cell = table.groups[0].rows[1].cells[0]
    assert cell.several
    assert [(e.label, e.shows) for e in cell.entries] == [
        ("Magnesium glycinate", "verdict"),
        ("Magnesium, any form", "verdict"),
    ]


def test_compare_says_so_when_no_headline_is_in_print():
    table = compare([condition("gout", "clm_withdrawn")], {}, {})

    assert texts(table, "Short answer") == ["No answer published yet"]
    assert texts(table, "Studies counted") == ["No trial found"]
    assert texts(table, "Claims by verdict") == ["No claim published yet"]
    assert texts(table, "Last searched") == ["No date recorded"]


def test_compare_counts_trials_and_reviews_but_no_context():
    cited = [
        ("a", "supports"),
        ("b", "contradicts"),
        ("c", "mixed"),
        ("d", "context"),
        ("gone", "supports"),
    ]
    sources = [source("a"), source("b", "open-label"), source("c", "meta-analysis"), source("d")]

    table = table_of(claim("calm", citations=cited), *sources)

    assert texts(table, "Studies counted") == [["2 trials and 1 review or guideline"]]


def test_compare_names_reviews_alone_without_inventing_trials():
    table = table_of(claim("calm", citations=[("a", "supports")]), source("a", "systematic-review"))

    assert texts(table, "Studies counted") == [["1 review or guideline"]]
    assert texts(table, "Was glycinate itself tested?") == [["No trial counts towards this answer"]]
    assert texts(table, "Dose in those trials") == [["No trial counts towards this answer"]]


def test_compare_says_no_trial_found_only_when_not_studied():
    table = table_of(
        claim("calm", verdict="not-studied", citations=[("a", "context")]), source("a")
    )

    assert texts(table, "Studies counted") == [["No trial found"]]
    assert texts(table, "Forms in those trials") == [["No trial found"]]


def test_compare_says_in_how_many_trials_glycinate_was_tested():
    cited = [("a", "supports"), ("b", "supports")]

    with_it = table_of(
        claim("calm", citations=cited), source("a", forms=["glycinate"]), source("b")
    )
    without = table_of(claim("calm", citations=cited[1:]), source("b", forms=["oxide"]))

    assert texts(with_it, "Was glycinate itself tested?") == [["Yes: in 1 of 2 trials"]]
    assert texts(without, "Was glycinate itself tested?") == [["No: in 0 of 1 trial"]]


def test_compare_lists_forms_most_used_first_and_the_unknown_last():
    sources = [
        source("a", forms=["oxide"]),
        source("b", forms=["citrate", "dicitrate"]),
        source("c", forms=["dicitrate"]),
        source("d"),
    ]

    table = table_of(claim("calm", citations=[(s["id"], "supports") for s in sources]), *sources)

    assert texts(table, "Forms in those trials") == [
        ["citrate in 2, oxide in 1, form not stated in 1"]
    ]


def test_compare_gives_the_range_of_doses_and_who_states_them():
    sources = [source("a", dose="520"), source("b", dose="300.50"), source("c")]

    table = table_of(claim("calm", citations=[(s["id"], "supports") for s in sources]), *sources)

    assert texts(table, "Dose in those trials") == [
        ["300.5 to 520 mg elemental a day (stated for 2 of 3 trials)"]
    ]


def test_compare_gives_one_dose_as_one_number_and_none_as_none():
    cited = [("a", "supports")]

    one = table_of(claim("calm", citations=cited), source("a", dose="200"))
    none = table_of(claim("calm", citations=cited), source("a"))

    assert texts(one, "Dose in those trials") == [
        ["200 mg elemental a day (stated for 1 of 1 trial)"]
    ]
    assert texts(none, "Dose in those trials") == [["Not stated in what we read"]]


def test_compare_counts_claims_by_verdict_without_safety():
    claims = [
        claim("a", ["gout"], verdict="mixed"),
        claim("b", ["gout"]),
        claim("c", ["acne"]),
        claim("d", applies_to_all=True),
        claim("e", ["gout"], claim_kind="safety"),
    ]

    table = compare([condition("gout"), condition("acne")], by_id(*claims), {})

    row = next(r for g in table.groups for r in g.rows if r.heading == "Claims by verdict")
    assert [[(e.label, e.text) for e in cell.entries] for cell in row.cells] == [
        [("Supported", "2"), ("Mixed", "1")],
        [("Supported", "2")],
    ]


def test_compare_gives_a_date_only_where_one_is_recorded():
    undated = claim("a", ["gout"], searched_on=None)

    table = compare(
        [condition("gout", "clm_a"), condition("acne", "clm_b")], by_id(undated, claim("b")), {}
    )

    assert texts(table, "Last searched") == ["No date recorded", ["2026-11-22"]]


def test_compare_says_a_harm_for_everybody_once_across_all_columns():
    harm = claim("kidneys", claim_kind="safety", applies_to_all=True)

    table = compare([condition("gout"), condition("acne")], by_id(harm), {})

    row = table.groups[-1].rows[0]
    assert table.groups[-1].heading == "Safety and harms, for every condition"
    assert [(cell.span, [e.item for e in cell.entries]) for cell in row.cells] == [(2, [harm])]


def test_compare_leaves_no_cell_blank_for_a_harm_of_one_condition():
    harm = claim("upset", ["acne"], claim_kind="safety", outcome={"name": None})

    table = compare([condition("gout"), condition("acne")], by_id(harm), {})

    assert table.groups[-1].heading == "Safety and harms, by condition"
    assert texts(table, "Safety") == ["No claim about this condition", ["upset concluded."]]


def test_compare_says_how_much_why_this_certain_and_what_is_promised():
    graded = {
        "certainty": "low",
        "start_level": "high",
        "downgrades": [{"domain": "imprecision", "levels": 2}],
        "upgrades": [],
    }

    full, bare = claim("calm", grading=graded), claim("calm", grading=None, as_claimed=None)

    assert texts(table_of(full), "Why this certain?") == [["High, −2\xa0imprecision = Low"]]
    assert texts(table_of(full), "What articles promise") == [["It does calm."]]
    assert texts(table_of(full), "How much?") == [["No estimate"]]
    assert texts(table_of(bare), "Why this certain?") == [["Not graded by GRADE"]]
    assert texts(table_of(bare), "What articles promise") == [["No promise recorded"]]
