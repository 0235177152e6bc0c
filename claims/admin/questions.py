"""What a grader is asked, domain by domain: GRADE's criteria in our own words.

Sources: GRADE Handbook §5; Core GRADE (BMJ 2025;389); GRADE guidance 18 (ROBINS-I) and 34/35
(imprecision); GRADE.md §1. House rules are named so.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question of the form. `steps` say what each answer means, by its value in the form."""

    name: str
    asks: str
    steps: dict[str, str]
    longer: tuple[str, ...] = ()


UNGRADED = "not graded: a reference, or not studied"

START = Question(
    "start",
    "How were people assigned to magnesium or to the comparison?",
    {
        "randomised": "by chance: the level starts High",
        "non-randomised": "not by chance, or only observed: it starts Low. Case series and reports "
        "start here too, with risk of bias −2",
        "non-randomised-robins-i": "not by chance, and confounding and selection are judged with "
        "ROBINS-I: it starts High and is rated down for them",
        "": UNGRADED,
    },
    (
        "Randomised and non-randomised studies are graded apart: choose the body that the verdict "
        "rests on.",
        "How common something is, or how high a level patients have, starts Low. That is our house "
        "rule.",
        "Mechanism, test-tube and animal work is not graded as an effect in people: the verdict is "
        "“not studied”.",
    ),
)

CHANGE = Question(
    "change",
    "What happens to the outcome, as found and not as claimed?",
    {
        "reduction": "less of it",
        "increase": "more of it",
        "improvement": "it gets better",
        "harm": "something unwanted becomes more common",
        "link": "the two occur together: an association, not an effect",
        "": "even the direction is unclear",
    },
)

SIZE = Question(
    "size",
    "How large is it, against the smallest difference that matters?",
    {
        "large": "large",
        "moderate": "moderate",
        "small": "small but important",
        "trivial": "trivial or none: smaller than what matters",
        "": "no size word",
    },
)

VERDICT = Question(
    "verdict",
    "Which way does the evidence point?",
    {
        "supported": "supported: an effect as claimed, at least Low",
        "mixed": "mixed: comparable studies conflict, and inconsistency is rated down",
        "no-important-effect": "no important effect: the interval excludes what matters, at least Low",
        "contradicted": "contradicted: an effect the other way or the premise refuted, at least Low",
        "insufficient-evidence": "insufficient evidence: studied in people, and none of the others",
        "not-studied": "not studied: no comparison in people was found; it carries no level",
    },
)

DOMAINS = (
    Question(
        "risk_of_bias",
        "Could the way the studies were done have bent the result?",
        {
            "0": "no concern: most of the weight comes from sound studies, or the weak ones say the "
            "same as the sound ones",
            "-1": "serious: a crucial flaw, or several lesser ones, in studies that carry much of "
            "the weight",
            "-2": "very serious: crucial flaws in studies that carry most of the weight",
            "-3": "extremely serious: only with ROBINS-I, at critical risk",
            "": UNGRADED,
        },
        (
            "Look at: how the order was drawn and hidden; who knew what was taken; how many left "
            "and why; how the outcome was measured; whether all that was measured is reported.",
            "Judge the whole body for this outcome, by the weight of each study; the worst study "
            "does not decide alone, and an average hides nothing.",
            "An outcome that people report themselves suffers most when they knew what they took.",
        ),
    ),
    Question(
        "inconsistency",
        "Do the studies agree with each other?",
        {
            "0": "no concern: estimates alike and intervals that overlap, or differences that were "
            "foreseen and are explained. A single study stays here",
            "-1": "serious: differences that matter and that nobody can explain",
            "-2": "very serious: some show an important benefit, others an important harm",
            "": UNGRADED,
        },
        (
            "Look at: whether the estimates lie on both sides of the threshold; whether the "
            "intervals overlap; I² above about 50 %.",
            "I² alone decides nothing: large trials that differ in size only, all on one side of "
            "the threshold, agree on the answer.",
            "A subgroup explains a difference only if it was planned and is credible.",
        ),
    ),
    Question(
        "indirectness",
        "Do the studies answer this very question: these people, this form, this comparison, this "
        "outcome?",
        {
            "0": "no concern: what differs would hardly change the effect",
            "-1": "serious: one part differs and could change the effect, such as another form of "
            "magnesium, other people, or a stand-in for the outcome",
            "-2": "very serious: several parts differ, or one that decides",
            "": UNGRADED,
        },
        (
            "The form: a claim about glycinate that rests on trials of oxide or citrate is indirect.",
            "The people: older, iller, deficient or pregnant, where the claim speaks of everybody.",
            "The outcome: a blood level in place of what somebody feels.",
            "The comparison: two supplements compared only through placebo.",
        ),
    ),
    Question(
        "imprecision",
        "Would the answer change if the truth lay at one end of the interval?",
        {
            "0": "no concern: the interval stays on one side of the threshold, and enough people "
            "were studied",
            "-1": "serious: it crosses the threshold, or the people are clearly too few",
            "-2": "very serious: it holds an important benefit and an important harm, or the people "
            "are far too few",
            "-3": "extremely serious: so wide that it is of no use to anybody",
            "": UNGRADED,
        },
        (
            "Judge the absolute difference, not the ratio. The threshold is the smallest difference "
            "that matters where the claim has one, else no effect.",
            "For “no important effect” the threshold is the smallest difference that matters, never "
            "no effect.",
            "An interval that crosses nothing still counts as imprecise when the effect is large "
            "and the sample small: about 400 people, or 300 events, are usually needed.",
        ),
    ),
    Question(
        "publication_bias",
        "Could studies with other results be missing?",
        {
            "0": "no concern: nothing suggests it",
            "-1": "serious: strongly suspected",
            "": UNGRADED,
        },
        (
            "Look at: trials that were registered and never reported; nothing but small trials paid "
            "for by the maker; a funnel plot with one side empty (from ten trials upwards).",
        ),
    ),
)

UPGRADES = (
    Question(
        "large_effect",
        "Is the effect so large that bias alone could hardly make it?",
        {
            "0": "no",
            "1": "large: a risk ratio above 2 or below 0.5, and the interval excludes no effect",
            "2": "very large: above 5 or below 0.2, and precise",
        },
        ("Odds and hazard ratios are turned into risk ratios with the baseline risk first.",),
    ),
    Question(
        "dose_response",
        "Does more of it do more?",
        {"0": "no, or not known", "1": "yes: the effect grows with the dose"},
    ),
    Question(
        "opposing_confounding",
        "Would what was left unadjusted have hidden the effect?",
        {
            "0": "no, or not known",
            "1": "yes: it would have shrunk the effect that was seen, or made one where none is seen",
        },
        ("Not with ROBINS-I, which has judged confounding already.",),
    ),
)
