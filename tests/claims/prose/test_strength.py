"""Verbs, hedges and sizes against the certainty that bears them."""

import pytest

from claims.prose.lint import Finding, lint

HEDGED = "without a hedge it says High certainty"


def found(text: str, certainty: str | None = "low", **values) -> tuple[Finding, ...]:
    """Findings in a conclusion of a supported GRADE claim, unless said otherwise."""
    defaults = {"verdict": "supported", "method": "grade", "kind_of_text": "conclusion"}
    return lint(text, certainty, **(defaults | values))


def words(text: str, certainty: str | None = "low", **values) -> list[str]:
    return [finding.words for finding in found(text, certainty, **values)]


@pytest.mark.parametrize(
    ("certainty", "verdict", "right"),
    [
        ("moderate", "supported", "“probably reduces”"),
        ("low", "supported", "“may reduce”"),
        (None, "not-studied", "“we found no study of …”"),
    ],
)
def test_bare_verb_is_refused_with_the_wording_that_would_do(certainty, verdict, right):
    (finding,) = found("Magnesium reduces migraine.", certainty, verdict=verdict)
    assert finding == Finding("reduces", HEDGED, right, 10)


def test_bare_verb_at_very_low_is_told_the_whole_phrase():
    verb = found("Magnesium reduces migraine.", "very-low")[1]
    assert verb.right == "“may reduce …, but the evidence is very uncertain”"


def test_bare_verb_in_an_article_is_told_both_words():
    (finding,) = lint("Tablets reduce pain.", None, None, None, kind_of_text="article")
    assert finding == Finding(
        "reduce",
        HEDGED,
        "“probably reduce” or “may reduce”, as the claim's certainty gives",
        8,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Magnesium helps you sleep.", ["helps"]),
        (
            "It also prevents cramps, eases pain and improves mood.",
            ["prevents", "eases", "improves"],
        ),
        ("Magnesium tablets really help.", ["help"]),
        ("Magnesium can prevent cramps.", ["can prevent"]),
        ("It will also relieve pain.", ["will also relieve"]),
        ("Magnesium is effective.", ["is effective"]),
        ("Tablets are effective.", ["are effective"]),
        ("It works for cramps.", ["works for"]),
        ("Magnesium causes diarrhoea.", ["causes"]),
        ("It may be popular, and it reduces pain.", ["reduces"]),
        ("It probably eases pain, and it reduces cramps.", ["probably eases", "reduces"]),
        ("Magnesium may ease pain.", []),
        ("The usual causes are many.", []),
        ("When to get help.", []),
        ("Does magnesium help? It reduces what?", []),
        ("No trial shows that it helps.", []),
        ("It eases pain, but the evidence is very uncertain.", []),
    ],
)
def test_bare_verbs_at_low(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "right"),
    [("It can prevent pain.", "“probably prevents”"), ("Pills can help.", "“probably help”")],
)
def test_right_wording_agrees_with_its_subject(text, right):
    assert [finding.right for finding in found(text, "moderate")] == [right]


def test_probably_hedges_the_verbs_of_its_clause_at_moderate():
    assert words("It probably eases pain and reduces cramps.", "moderate") == []


@pytest.mark.parametrize(("certainty", "method"), [("high", "grade"), (None, "reference")])
def test_high_certainty_and_references_bear_a_bare_verb(certainty, method):
    assert words("Magnesium reduces migraine.", certainty, method=method) == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("article", []), ("summary", []), ("conclusion", ["calms", "soothes"])],
)
def test_what_others_promise_may_be_told_in_an_article(kind, expected):
    text = "They say that glycinate calms nerves and soothes stress."
    assert words(text, kind_of_text=kind) == expected


def test_verb_before_the_report_is_ours():
    text = "It eases pain, the story goes."
    assert words(text, None, verdict=None, kind_of_text="article") == ["eases"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Magnesium does not reduce cramps.", ["does not reduce"]),
        ("Tablets do not help.", ["do not help"]),
        ("If it does not help, see a GP.", []),
        ("Do not lower the dose.", []),
        ("Pain does not ease.", []),
        ("Not prevent", []),
    ],
)
def test_denied_effect_says_no_effect_in_other_words(text, expected):
    assert words(text) == expected
    assert words(text, None, method="reference") == []


@pytest.mark.parametrize(
    ("text", "certainty", "expected"),
    [
        ("It probably reduces pain.", "low", [("probably reduces", "“may reduce”")]),
        ("It may also reduce pain.", "moderate", [("may also reduce", "“probably reduces”")]),
        ("Tablets may reduce pain.", "moderate", [("may reduce", "“probably reduce”")]),
        ("May reduce pain.", "moderate", [("May reduce", "“probably reduces”")]),
        ("It may reduce pain.", "high", [("may reduce", "“reduces”")]),
        ("It probably makes no odds.", "moderate", []),
        ("It may change.", "low", []),
        ("It is not known that it may reduce pain.", "moderate", []),
        ("Other forms probably reduce pain.", "low", []),
    ],
)
def test_one_word_for_one_level(text, certainty, expected):
    assert [(f.words, f.right) for f in found(text, certainty)] == expected


def test_what_was_not_studied_has_no_hedge():
    (finding,) = found("It may reduce pain.", None, verdict="not-studied")
    assert finding.rule == "“may” is not the word for no certainty"
    assert finding.right == "“we found no study of …”"


def test_hedges_and_sizes_of_an_article_are_not_judged():
    text = "It probably reduces pain slightly."
    assert words(text, None, verdict=None, method=None, kind_of_text="article") == []


def test_reference_has_no_ladder_and_no_size():
    assert words("It may slightly reduce pain.", None, method="reference") == []


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("It may reduce pain slightly.", None, ["slightly"]),
        ("It may reduce pain slightly.", "small", []),
        ("It may reduce pain slightly.", "large", ["slightly"]),
        ("It may result in a large reduction in pain.", None, ["large reduction"]),
        ("It may make little to no difference.", None, ["little to no difference"]),
        ("It may make little to no difference.", "trivial", []),
        ("No trial found that it greatly matters.", None, []),
        ("Other forms may make little to no difference.", None, []),
        ("A small study.", None, []),
    ],
)
def test_size_word_needs_the_stored_size(text, size, expected):
    assert words(text, size=size) == expected


def test_size_finding_names_the_stored_size():
    rules = [found("It may ease pain slightly.", size=size)[0].rule for size in ("", "large")]
    assert rules == [
        "a size word needs a threshold for the outcome; the stored size is none",
        "a size word needs a threshold for the outcome; the stored size is “Large”",
    ]


@pytest.mark.parametrize("kind", ["conclusion", "plain-language"])
def test_very_low_must_say_so_in_fixed_words(kind):
    text = "It is very uncertain whether magnesium helps."
    (finding,) = found(text, "very-low", kind_of_text=kind)
    assert finding == Finding(
        text,
        "at Very low certainty the text says so in fixed words",
        "add “the evidence is very uncertain”",
        0,
    )
    assert words("Yes. The evidence is very uncertain.", "very-low", kind_of_text=kind) == []


def test_very_low_of_a_summary_is_not_judged():
    assert words("It was studied.", "very-low", kind_of_text="summary") == []
