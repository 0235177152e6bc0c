"""The field's words as enums: GRADE, PICO, CSL and our own few. Pure module.

Values are the ones in the public JSON; labels are what editors and readers see.
"""

from enum import StrEnum


class Word(StrEnum):
    """A value with a label for people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Word":
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(word.value, word.label) for word in cls]


class ClaimKind(Word):
    EFFECT = "effect", "Effect of taking it"
    ASSOCIATION = "association", "Deficiency or association"
    MECHANISM = "mechanism", "How it might work"
    ABSORPTION = "absorption", "Absorption"
    DOSE = "dose", "Dose"
    TIMING = "timing", "Timing"
    SAFETY = "safety", "Safety"


# Months from an approval until the claim is due for review again: what can hurt is looked at sooner.
MOST_MONTHS = 120
REVIEW_MONTHS = {kind: 6 if kind is ClaimKind.SAFETY else 12 for kind in ClaimKind}


class Verdict(Word):
    """Which way the evidence points; never merged with certainty (GRADE.md §1b)."""

    SUPPORTED = "supported", "Supported"
    MIXED = "mixed", "Mixed"
    NO_IMPORTANT_EFFECT = "no-important-effect", "No important effect"
    CONTRADICTED = "contradicted", "Contradicted"
    INSUFFICIENT = "insufficient-evidence", "Insufficient evidence"
    NOT_STUDIED = "not-studied", "Not studied"


class Certainty(Word):
    HIGH = "high", "High"
    MODERATE = "moderate", "Moderate"
    LOW = "low", "Low"
    VERY_LOW = "very-low", "Very low"


class Method(Word):
    GRADE = "grade", "GRADE"
    REFERENCE = "reference", "Reference (settled fact or official limit; no GRADE level)"


class Start(Word):
    """Where grading starts: the design of the body of evidence."""

    RANDOMISED = "randomised", "Randomised trials (starts High)"
    NON_RANDOMISED = "non-randomised", "Non-randomised studies (starts Low)"
    ROBINS_I = "non-randomised-robins-i", "Non-randomised, judged with ROBINS-I (starts High)"


class Size(Word):
    LARGE = "large", "Large"
    MODERATE = "moderate", "Moderate"
    SMALL = "small", "Small but important"
    TRIVIAL = "trivial", "Trivial or none"


class Stance(Word):
    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    MIXED = "mixed", "Mixed"
    CONTEXT = "context", "Context"


class Integrity(Word):
    UNCHECKED = "unchecked", "Not checked"
    OK = "ok", "No notice found"
    CORRECTED = "corrected", "Corrected"
    CONCERN = "concern", "Expression of concern"
    RETRACTED = "retracted", "Retracted"
    SUPERSEDED = "superseded", "Superseded by a newer version"
    RETIRED = "retired", "Retired by its publisher"


# An erratum (“corrected”) leaves the findings standing and raises no alert.
ALERTING = (Integrity.CONCERN, Integrity.RETRACTED, Integrity.SUPERSEDED, Integrity.RETIRED)


class Importance(Word):
    CRITICAL = "critical", "Critical for a decision"
    IMPORTANT = "important", "Important, not critical"
    LIMITED = "limited", "Of limited importance"


class DoseBasis(Word):
    ELEMENTAL = "elemental", "Elemental magnesium"
    COMPOUND = "compound", "Weight of the compound"
    UNSPECIFIED = "unspecified", "Not said which"


class DosePer(Word):
    DAY = "day", "a day"
    DOSE = "dose", "a single dose"


class Urgency(Word):
    """How fast a reader with a red flag should act."""

    EMERGENCY = "emergency", "Call 999 or go to A&E now"
    URGENT = "urgent", "Get medical help today"
    SOON = "soon", "See a GP soon"
    ADVICE = "advice", "Ask a GP or pharmacist"


class CodeSystem(Word):
    MESH = "mesh", "MeSH"
    ICD_11 = "icd-11", "ICD-11"


class EffectMeasure(Word):
    MD = "MD", "Mean difference"
    SMD = "SMD", "Standardised mean difference"
    RR = "RR", "Risk ratio"
    OR = "OR", "Odds ratio"
    HR = "HR", "Hazard ratio"
    RD = "RD", "Risk difference"


class Direction(Word):
    FAVOURS_SUPPLEMENT = "favours magnesium", "Favours magnesium"
    FAVOURS_COMPARATOR = "favours comparator", "Favours the comparator"
    NO_CLEAR_DIFFERENCE = "no clear difference", "No clear difference"


class Strength(Word):
    """How boldly a source article words a claim (GRADE.md §6)."""

    CERTAIN = "3", "3: causes, cures, is proven"
    PLAIN = "2", "2: does, reduces, helps"
    HEDGED = "1", "1: can, may, is linked to"
    NONE = "0", "0: asks or defines"


class StudyDesign(Word):
    SYSTEMATIC_REVIEW = "systematic-review", "Systematic review"
    META_ANALYSIS = "meta-analysis", "Meta-analysis"
    GUIDELINE = "guideline", "Guideline or official opinion"
    RCT = "rct", "Randomised controlled trial"
    CROSSOVER_RCT = "crossover-rct", "Randomised crossover trial"
    OPEN_LABEL = "open-label", "Open-label study"
    COHORT = "cohort", "Cohort study"
    CASE_CONTROL = "case-control", "Case-control study"
    CROSS_SECTIONAL = "cross-sectional", "Cross-sectional study"
    PHARMACOKINETIC = "pharmacokinetic", "Pharmacokinetic study"
    NARRATIVE_REVIEW = "narrative-review", "Narrative review"
    FACT_SHEET = "fact-sheet", "Fact sheet"
    IN_VITRO = "in-vitro", "Laboratory study"
