"""Words that no certainty bears, each with its rule and what would be right."""

import pytest

from claims.prose.lint import lint


def words(text: str, kind: str = "article") -> list[str]:
    return [found.words for found in lint(text, None, None, None, kind_of_text=kind)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A proven, natural remedy.", ["proven", "natural remedy"]),
        ("It was clinically-proven.", ["clinically-proven"]),
        ("A cure for all.", ["cure"]),
        ("He was cured.", ["cured"]),
        ("The optimal dose.", ["optimal"]),
        ("It is magic.", ["magic"]),
        ("Natural remedies abound.", ["Natural remedies"]),
        ("It is not proven.", []),
        ("There is no cure.", []),
        ("No dose can be called optimal.", []),
        ("Is it magic?", []),
        ("They call it “the optimal cure”.", []),
    ],
)
def test_banned_words_unless_denied_asked_or_quoted(text, found):
    assert words(text) == found


def test_quotation_marks_excuse_nothing_in_a_conclusion():
    assert words("The “optimal” dose.", "conclusion") == ["optimal"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was statistically significant.", ["statistically significant"]),
        ("It was not statistically significant.", ["statistically significant"]),
        ("It fell statistically significantly.", ["statistically significantly"]),
        ("Was statistical significance reached?", ["statistical significance"]),
        ("It had no effect.", ["no effect"]),
        ("There are no effects.", ["no effects"]),
        ("It is without effect.", ["without effect"]),
        ("The verdict is no important effect.", []),
        ("It is likely.", ["likely"]),
        ("Likely it is.", ["Likely"]),
        ("It is unlikely.", ["unlikely"]),
        ("It is more likely than before, and less likely than later.", []),
    ],
)
def test_words_that_are_wrong_even_where_denied_or_asked(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Magnesium is safe.", ["safe"]),
        ("It can be taken safely.", ["safely"]),
        ("It is safer.", ["safer"]),
        ("It is safe for adults with healthy kidneys.", []),
        ("In healthy adults it is safe.", []),
        ("It is not safe.", []),
        ("Nobody knows whether it is safe.", []),
        ("Is it safe?", []),
    ],
)
def test_safe_needs_to_say_for_whom(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take 400 mg a day.", ["400 mg"]),
        ("Is 400 mg too much?", ["400 mg"]),
        ("Take 200 to 400mg.", ["400mg"]),
        ("Take 1,000 milligrams.", ["1,000 milligrams"]),
        ("Take 400 mg of it.", ["400 mg"]),
        ("Take 400 mg of magnesium oxide.", ["400 mg"]),
        ("Take 400 mg/day.", ["400 mg"]),
        ("Take 400 mg", ["400 mg"]),
        ("Take 400 mg/", ["400 mg"]),
        ("Take 400 mg elemental.", []),
        ("400 mg, as the compound.", []),
        ("5 mg of melatonin.", []),
        ("It fell by 0.11 mg/L.", []),
        ("mg is short for milligrams.", []),
        ("Count the mg.", []),
    ],
)
def test_dose_says_elemental_or_compound(text, found):
    assert words(text) == found


def test_finding_quotes_the_words_says_the_rule_and_what_would_be_right():
    (found,) = lint("Take 400 mg a day.", None, None, None, kind_of_text="article")
    assert (found.at, found.words) == (5, "400 mg")
    assert str(found) == (
        "“400 mg”: the weight of a compound and of the magnesium in it differ several-fold. "
        "Right: “400 mg of elemental magnesium” or “400 mg of the compound”."
    )


def test_findings_come_in_the_order_of_the_text():
    text = "Optimal. Take 400 mg. It is safe and likely proven."
    assert words(text) == ["Optimal", "400 mg", "safe", "likely", "proven"]


def test_unknown_kind_of_text_is_refused():
    with pytest.raises(ValueError, match="'statement' is not a valid TextKind"):
        lint("It cures.", None, None, None, kind_of_text="statement")
