"""The words that the lint looks for, and what would be right instead. Pure module: tables only.

Rules: GRADE.md §2; informative statements of Santesso et al. 2020 (J Clin Epidemiol 119:126–135);
Cochrane Handbook 15.3 (no “statistically significant”, no “no effect”). Which verbs, which words
name a group of people and which deny is our list.
"""

from claims.vocabulary import Size


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# -- verbs of effect, as a reader meets them, and in the form that “may” takes

VERBS = {
    "alleviates": "alleviate",
    "decreases": "decrease",
    "eases": "ease",
    "enhances": "enhance",
    "heals": "heal",
    "helps": "help",
    "improves": "improve",
    "lessens": "lessen",
    "lowers": "lower",
    "prevents": "prevent",
    "promotes": "promote",
    "protects": "protect",
    "reduces": "reduce",
    "relieves": "relieve",
    "shortens": "shorten",
    "soothes": "soothe",
}
# These are nouns as well (“the usual causes”), so they count only after a subject.
NOUN_VERBS = {
    "aids": "aid",
    "boosts": "boost",
    "calms": "calm",
    "causes": "cause",
    "increases": "increase",
    "raises": "raise",
    "relaxes": "relax",
    "stops": "stop",
    "treats": "treat",
}
VERB_PHRASES: dict[tuple[str, ...], str] = {
    ("is", "effective"): "help",
    ("are", "effective"): "help",
    ("works", "for"): "help",
    ("work", "for"): "help",
}
BASE_FORMS = frozenset(VERBS.values()) | frozenset(NOUN_VERBS.values())
# What the hedge of a level stands before.
LADDER_VERBS = (
    VERBS
    | NOUN_VERBS
    | {"changes": "change", "makes": "make", "results": "result"}
    | {base: base for base in (*BASE_FORMS, "change", "make", "result")}
)
SUBJECTS = _set(
    "bisglycinate chloride citrate compound deficiency dicitrate dose element form glycinate "
    "glycine intake it lactate magnesium malate mineral oxide pidolate pill powder remedy salt "
    "spray sulfate supplement tablet taurate that this threonate treatment which"
)
PLURAL_SUBJECTS = _set(
    "baths capsules compounds doses forms minerals pills powders products remedies salts sprays "
    "supplements tablets these they treatments which"
)
ADVERBS = _set("also always clearly often really soon then usually")
BOLD_MODALS = _set("can will")

# -- what takes a claim back

CLAUSE_ENDS = _set("; : ( ) — but")
JOINING = _set("and so yet")
NEGATIONS = _set(
    "cannot neither never no nobody none nor not nothing unclear uncertain unproven untested without"
)
# “No doubt that it helps” and “not only eases” deny nothing.
AFFIRMING = frozenset(
    [("no", "doubt"), ("without", "doubt"), ("no", "question"), ("not", "only"), ("not", "just")]
)
ASKING = _set("ask clear know known see sure tell test tested unclear unknown")
# In an article these say that somebody else makes the promise.
REPORTED = (
    ("popular",),
    ("story",),
    ("promise",),
    ("promises",),
    ("articles", "say"),
    ("articles", "suggest"),
    ("article", "says"),
    ("it", "says"),
    ("it", "adds"),
    ("they", "say"),
    ("is", "said", "to"),
    ("are", "said", "to"),
)
# A sentence about other forms speaks of another claim's size and certainty.
ELSEWHERE = (("other", "form"), ("other", "forms"))

# -- words that nothing bears: the rule, and what would be right

NO_CURE = ("no claim here is about a cure", "say what gets better, with the hedge of its certainty")
NATURAL = ("“natural” says nothing about effect or safety", "name the supplement and its form")
BANNED: dict[tuple[str, ...], tuple[str, str]] = {
    ("proven",): (
        "no body of evidence graded here is a proof",
        "say what the studies found, hedged as its certainty gives",
    ),
    ("cure",): NO_CURE,
    ("cures",): NO_CURE,
    ("cured",): NO_CURE,
    ("curing",): NO_CURE,
    ("optimal",): (
        "a best dose or form is known only from trials that compare several",
        "give the dose or the form that was tested",
    ),
    ("magic",): ("it promises more than any study", "leave it out, and give the result"),
    ("natural", "remedy"): NATURAL,
    ("natural", "remedies"): NATURAL,
}
# Wrong in any sentence, denied or not.
SIGNIFICANCE = (
    "a p-value does not say whether an effect matters",
    "give the estimate with its 95 % interval",
)
NO_EFFECT = (
    "studies can rule out an important effect, never every effect",
    "“makes little to no difference”, with the hedge of its certainty",
)
NEVER: dict[tuple[str, ...], tuple[str, str]] = {
    ("statistically", "significant"): SIGNIFICANCE,
    ("statistically", "significantly"): SIGNIFICANCE,
    ("statistical", "significance"): SIGNIFICANCE,
    ("no", "effect"): NO_EFFECT,
    ("no", "effects"): NO_EFFECT,
    ("without", "effect"): NO_EFFECT,
    ("unlikely",): (
        "the same word stands for the same level everywhere",
        "at Moderate certainty “probably makes little to no difference”",
    ),
}
LIKELY = ("the same word stands for the same level everywhere", "“probably”, at Moderate certainty")
COMPARING = _set("as equally how less more most")
SAFE = _set("safe safely safer")
SAFE_FOR_WHOM = (
    "nothing is safe for everybody",
    "say for whom, how much and for how long, as in “for adults with healthy kidneys”",
)
PEOPLE = _set(
    "adolescents adults anybody anyone babies breast-feeding children everybody everyone infants "
    "kidneys men mothers participants patients people person pregnancy teenagers those women you"
)
PEOPLE_AFTER = _set("among during for in whose")

# -- sizes and doses

SIZE_PHRASES: dict[tuple[str, ...], Size] = {
    ("dramatically",): Size.LARGE,
    ("greatly",): Size.LARGE,
    ("markedly",): Size.LARGE,
    ("substantially",): Size.LARGE,
    ("slightly",): Size.SMALL,
    ("little", "to", "no", "difference"): Size.TRIVIAL,
    ("little", "or", "no", "difference"): Size.TRIVIAL,
} | {
    (size, noun): kind
    for size, kind in [("large", Size.LARGE), ("small", Size.SMALL), ("slight", Size.SMALL)]
    for noun in ("benefit", "difference", "effect", "improvement", "increase", "reduction")
}
MILLIGRAMS = _set("mg milligram milligrams")
CONCENTRATIONS = _set("l dl ml litre")
DOSE_RULE = "the weight of a compound and of the magnesium in it differ several-fold"
DOSE_BASES = _set("compound compounds elemental")
MAGNESIUM_WORDS = SUBJECTS | PLURAL_SUBJECTS | DOSE_BASES
