"""GRADE.md §2 as a table: each certainty, size and direction, and what a verdict does to it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.vocabulary import Certainty, Size, Verdict
from claims.wording import Change, Effect, agreeing, hedged, sentence

CRAMPS = Effect("Magnesium", "leg cramps", "supported", population="Adults")


def said(**values) -> str | None:
    """The sentence for magnesium and leg cramps in adults, supported unless said otherwise."""
    return sentence(Effect(**(vars(CRAMPS) | values)))


@pytest.mark.parametrize(
    ("certainty", "size", "words"),
    [
        ("high", "large", "Magnesium results in a large reduction in leg cramps in adults."),
        ("high", "moderate", "Magnesium reduces leg cramps in adults."),
        ("high", "small", "Magnesium reduces leg cramps slightly in adults."),
        ("high", "trivial", "Magnesium makes little to no difference to leg cramps in adults."),
        (
            "moderate",
            "large",
            "Magnesium probably results in a large reduction in leg cramps in adults.",
        ),
        ("moderate", "moderate", "Magnesium probably reduces leg cramps in adults."),
        ("moderate", "small", "Magnesium probably reduces leg cramps slightly in adults."),
        (
            "moderate",
            "trivial",
            "Magnesium probably makes little to no difference to leg cramps in adults.",
        ),
        ("low", "large", "Magnesium may result in a large reduction in leg cramps in adults."),
        ("low", "moderate", "Magnesium may reduce leg cramps in adults."),
        ("low", "small", "Magnesium may reduce leg cramps slightly in adults."),
        ("low", "trivial", "Magnesium may make little to no difference to leg cramps in adults."),
        (
            "very-low",
            "small",
            "Magnesium may reduce leg cramps slightly in adults, but the evidence is very uncertain.",
        ),
        # No threshold is stored: no size word.
        ("high", None, "Magnesium reduces leg cramps in adults."),
        ("low", None, "Magnesium may reduce leg cramps in adults."),
    ],
)
def test_sentence_of_a_reduction(certainty, size, words):
    assert said(certainty=certainty, size=size, change="reduction") == words


@pytest.mark.parametrize(
    ("change", "size", "words"),
    [
        ("increase", "large", "Magnesium probably results in a large increase in leg cramps."),
        ("increase", "moderate", "Magnesium probably increases leg cramps."),
        ("increase", "small", "Magnesium probably increases leg cramps slightly."),
        (
            "improvement",
            "large",
            "Magnesium probably results in a large improvement in leg cramps.",
        ),
        ("improvement", None, "Magnesium probably improves leg cramps."),
        ("improvement", "small", "Magnesium probably improves leg cramps slightly."),
        ("harm", "large", "Magnesium probably causes a large increase in leg cramps."),
        ("harm", None, "Magnesium probably causes more leg cramps."),
        ("harm", "small", "Magnesium probably causes slightly more leg cramps."),
        ("harm", "trivial", "Magnesium probably makes little to no difference to leg cramps."),
    ],
)
def test_other_directions_have_their_own_verbs(change, size, words):
    assert said(certainty="moderate", size=size, change=change, population="") == words


def test_many_interventions_take_the_plural():
    tablets = {"intervention": "Magnesium tablets", "change": "reduction", "plural": True}
    assert said(certainty="high", **tablets) == "Magnesium tablets reduce leg cramps in adults."
    assert (
        said(certainty="moderate", size="trivial", **tablets)
        == "Magnesium tablets probably make little to no difference to leg cramps in adults."
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"verdict": "not-studied"},
            "We found no human study that tested magnesium for leg cramps in adults.",
        ),
        (
            {"verdict": "no-important-effect", "certainty": "moderate"},
            "Magnesium probably makes little to no difference to leg cramps in adults.",
        ),
        (
            {"verdict": "contradicted", "certainty": "low", "change": "increase"},
            "Magnesium may increase leg cramps in adults.",
        ),
        (
            {"verdict": "contradicted", "certainty": "low", "size": "trivial"},
            "Magnesium may make little to no difference to leg cramps in adults.",
        ),
        (
            {"verdict": "mixed", "certainty": "very-low", "change": "reduction"},
            "Studies disagree on whether magnesium reduces leg cramps in adults; the evidence is "
            "very uncertain.",
        ),
        (
            {"verdict": "mixed", "certainty": "low"},
            "Studies disagree on whether magnesium changes leg cramps in adults.",
        ),
        (
            {"verdict": "mixed", "certainty": "low", "change": "reduction"},
            "Magnesium may reduce leg cramps in adults, but the studies disagree.",
        ),
        (
            {"verdict": "insufficient-evidence", "certainty": "very-low"},
            "The evidence is very uncertain about the effect of magnesium on leg cramps in adults.",
        ),
        (
            {"verdict": "insufficient-evidence", "certainty": "low"},
            "The evidence does not show which way magnesium changes leg cramps in adults.",
        ),
        (
            {"verdict": "insufficient-evidence", "certainty": "very-low", "change": "reduction"},
            "Magnesium may reduce leg cramps in adults, but the evidence is very uncertain.",
        ),
    ],
)
def test_sentence_of_each_verdict(values, words):
    assert said(**values) == words


def test_reference_is_stated_as_its_source_states_it():
    assert said(method="reference") is None


def test_names_keep_the_capitals_that_are_theirs():
    words = said(intervention="L-threonate", population="US adults", verdict="not-studied")
    assert words == "We found no human study that tested L-threonate for leg cramps in US adults."


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"certainty": None}, "“Supported” by GRADE needs a certainty from very low to high."),
        ({"certainty": "sure"}, "“Supported” by GRADE needs a certainty from very low to high."),
        (
            {"verdict": "not-studied", "certainty": "low"},
            "What was not studied has no certainty: leave it empty.",
        ),
        ({"certainty": "low", "size": "huge"}, "“huge” is no size of effect."),
        ({"certainty": "low", "change": "up"}, "“up” is no change of an outcome."),
        ({"certainty": "low"}, "“Supported” needs the direction that was found."),
        (
            {"certainty": "low", "verdict": "contradicted"},
            "“Contradicted” needs the direction that was found.",
        ),
        (
            {"certainty": "low", "verdict": "no-important-effect", "size": "large"},
            "“No important effect” and a large effect exclude each other.",
        ),
    ],
)
def test_values_that_contradict_each_other_are_refused(values, words):
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        said(**values)


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        ("high", "reduces pain"),
        ("moderate", "probably reduces pain"),
        ("low", "may reduce pain"),
        ("very-low", "may reduce pain"),
        (None, "may reduce pain"),
    ],
)
def test_hedge_of_each_certainty(certainty, words):
    assert hedged("reduce pain", certainty) == words


def test_verb_without_an_outcome_agrees_too():
    assert (agreeing("help", plural=False), agreeing("help", plural=True)) == ("helps", "help")


@given(
    st.sampled_from(list(Certainty)),
    st.sampled_from([None, *Size]),
    st.sampled_from(list(Change)),
    st.sampled_from([Verdict.SUPPORTED, Verdict.MIXED, Verdict.INSUFFICIENT]),
)
def test_very_low_and_only_very_low_says_that_it_is_very_uncertain(
    certainty, size, change, verdict
):
    words = said(certainty=certainty, size=size, change=change, verdict=verdict)
    assert ("the evidence is very uncertain" in words) == (certainty is Certainty.VERY_LOW)


# -- associations: what occurs together, which is no effect


def linked(**values) -> str | None:
    return sentence(
        Effect(
            **{
                "intervention": "A low magnesium level",
                "outcome": "cramps",
                "verdict": "supported",
                "link": True,
            }
            | values
        )
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"certainty": "high"}, "A low magnesium level is linked to cramps."),
        ({"certainty": "moderate"}, "A low magnesium level is probably linked to cramps."),
        ({"certainty": "low"}, "A low magnesium level may be linked to cramps."),
        (
            {"certainty": "low", "size": "large"},
            "A low magnesium level may be linked to cramps.",
        ),
        (
            {"certainty": "very-low"},
            "A low magnesium level may be linked to cramps, but the evidence is very uncertain.",
        ),
        (
            {"certainty": "moderate", "intervention": "Low levels", "plural": True},
            "Low levels are probably linked to cramps.",
        ),
        (
            {"certainty": "very-low", "verdict": "insufficient-evidence", "change": None},
            "The evidence is very uncertain about the link between a low magnesium level and cramps.",
        ),
        (
            {"certainty": "low", "verdict": "insufficient-evidence", "change": None},
            "The evidence does not show whether a low magnesium level and cramps are linked.",
        ),
        (
            {"verdict": "not-studied", "change": None},
            "We found no human study of the link between a low magnesium level and cramps.",
        ),
        (
            {"certainty": "very-low", "verdict": "mixed", "change": None},
            "Studies disagree on whether a low magnesium level is linked to cramps; the evidence is "
            "very uncertain.",
        ),
    ],
)
def test_sentence_of_an_association(values, words):
    assert linked(**{"change": "link"} | values) == words
