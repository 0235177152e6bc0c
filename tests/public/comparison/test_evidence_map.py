"""The evidence map: the table, and the drawing that shows the same."""

from mgsite.public.comparison.evidence_map import evidence_map
from tests.public.comparison.test_conditions import by_id, claim, condition, source

GOUT, ACNE = condition("gout"), condition("acne")
PAIN = claim("pain", ["gout"], [("a", "supports"), ("b", "mixed")], grading={"certainty": "low"})
SLEEP = claim("sleep", ["gout", "acne"], verdict="not-studied", outcome={"name": "Sleep"})
NAMELESS = claim("odd", ["acne"], outcome={"name": None}, grading=None)


def mapped(*claims, by_name=False):
    sources = by_id(source("a"), source("b"))
    return evidence_map([GOUT, ACNE], claims, sources, heading="Effects", by_name=by_name)


def lines(table):
    return {row.heading: [cell.lines for cell in row.cells] for row in table.groups[0].rows}


def test_map_counts_trials_and_names_what_is_empty():
    table, _ = mapped(PAIN, SLEEP)

    assert lines(table) == {
        "Sleep": [("No trial found Not studied No GRADE level",)] * 2,
        "pain": [("2 trials Supported Low certainty",), ("No claim examined",)],
    }


def test_map_shows_what_reaches_most_conditions_first_or_by_name():
    first, _ = mapped(PAIN, SLEEP, NAMELESS)
    named, _ = mapped(PAIN, SLEEP, NAMELESS, by_name=True)

    assert list(lines(first)) == ["Sleep", "Outcome not stated", "pain"]
    assert list(lines(named)) == ["Outcome not stated", "pain", "Sleep"]
    assert lines(named)["Outcome not stated"][1] == (
        "No trial counts towards this answer Supported Reference: no GRADE level",
    )


def test_map_draws_one_spot_for_each_claim_and_cell():
    _, drawing = mapped(PAIN, SLEEP)

    assert [(spot.level, spot.radius) for spot in drawing.spots] == [
        ("none", 3.5), ("none", 3.5), ("low", 6.6)
    ]  # fmt: skip
    assert [label.text for label in drawing.columns] == ["Gout", "Acne"]
    assert [label.text for label in drawing.rows] == ["Sleep", "pain"]
    assert (drawing.width, drawing.height, len(drawing.empty)) == (430, 82, 1)


def test_map_without_claims_has_no_group():
    table, drawing = mapped()

    assert (table.groups, drawing.spots) == ((), ())
