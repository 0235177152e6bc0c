"""The words of the public JSON: none changes unseen."""

import pytest

from claims import vocabulary
from claims.vocabulary import Certainty, Verdict


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("ClaimKind", "effect association mechanism absorption dose timing safety"),
        (
            "Verdict",
            "supported mixed no-important-effect contradicted insufficient-evidence not-studied",
        ),
        ("Certainty", "high moderate low very-low"),
        ("Method", "grade reference"),
        ("Start", "randomised non-randomised non-randomised-robins-i"),
        ("Size", "large moderate small trivial"),
        ("Stance", "supports contradicts mixed context"),
        ("Integrity", "unchecked ok corrected concern retracted superseded retired"),
        ("Importance", "critical important limited"),
        ("DoseBasis", "elemental compound unspecified"),
        ("DosePer", "day dose"),
        ("Urgency", "emergency urgent soon advice"),
        ("EffectMeasure", "MD SMD RR OR HR RD"),
    ],
)
def test_word_has_these_values(name, values):
    assert [word.value for word in getattr(vocabulary, name)] == values.split()


def test_word_is_its_value_and_has_a_label():
    word = Certainty("very-low")
    assert (word, str(word), word.label) == ("very-low", "very-low", "Very low")


def test_choices_are_value_and_label():
    assert Certainty.choices() == [
        ("high", "High"),
        ("moderate", "Moderate"),
        ("low", "Low"),
        ("very-low", "Very low"),
    ]


def test_unknown_value_is_no_word():
    with pytest.raises(ValueError, match="'likely' is not a valid Verdict"):
        Verdict("likely")
