"""What kind of study a reference file says it is: a first guess, kept out of print until confirmed.

No Django in here.
"""

from collections.abc import Iterable

from claims.references.text import folded
from claims.vocabulary import StudyDesign

# What a format's publication type or a title says; the first that fits counts.
SIGNS = [
    (("meta-analysis", "metaanalysis", "meta analysis"), StudyDesign.META_ANALYSIS),
    (("systematic review",), StudyDesign.SYSTEMATIC_REVIEW),
    (("practice guideline", "guideline"), StudyDesign.GUIDELINE),
    (("crossover", "cross-over"), StudyDesign.CROSSOVER_RCT),
    (("randomized", "randomised", "placebo-controlled"), StudyDesign.RCT),
    (("open-label", "open label"), StudyDesign.OPEN_LABEL),
    (("case-control", "case control"), StudyDesign.CASE_CONTROL),
    (("cross-sectional", "cross sectional"), StudyDesign.CROSS_SECTIONAL),
    (("cohort", "longitudinal"), StudyDesign.COHORT),
    (("pharmacokinetic", "bioavailability"), StudyDesign.PHARMACOKINETIC),
    (("in vitro",), StudyDesign.IN_VITRO),
    (("fact sheet",), StudyDesign.FACT_SHEET),
]


def guessed(types: Iterable[str], title: str) -> StudyDesign:
    """The design that the types or else the title name; a narrative review where neither does."""
    for words in (*types, title):
        folded_words = folded(words)
        for signs, design in SIGNS:
            if any(sign in folded_words for sign in signs):
                return design
    return StudyDesign.NARRATIVE_REVIEW
