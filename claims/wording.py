"""The sentence that a certainty and a size of effect allow. Pure module: values in, words out.

Rules: informative statements of Santesso et al. 2020 (J Clin Epidemiol 119:126–135) and the EPOC
reporting guidance, as GRADE.md §2 has them: High says it plainly, Moderate “probably”, Low “may”,
Very low always adds “the evidence is very uncertain”. Size words need a stored threshold for the
outcome: without a size the sentence has none. That harms “cause more” is our house rule, and so
is what a verdict without an effect says.
"""

from dataclasses import dataclass

from claims.vocabulary import Certainty, Method, Size, Verdict, Word

VERY_UNCERTAIN = "the evidence is very uncertain"


class Change(Word):
    """What happens to the outcome with the intervention: each has its own verbs."""

    REDUCTION = "reduction", "Less of the outcome"
    INCREASE = "increase", "More of the outcome"
    IMPROVEMENT = "improvement", "The outcome gets better"
    HARM = "harm", "An unwanted outcome becomes more common"
    LINK = "link", "The two occur together (an association, not an effect)"


# Verbs in the form that “may” takes; {} is the outcome. Their first word forms the singular with s.
VERBS = {
    Change.REDUCTION: {
        Size.LARGE: "result in a large reduction in {}",
        Size.MODERATE: "reduce {}",
        Size.SMALL: "reduce {} slightly",
    },
    Change.INCREASE: {
        Size.LARGE: "result in a large increase in {}",
        Size.MODERATE: "increase {}",
        Size.SMALL: "increase {} slightly",
    },
    Change.IMPROVEMENT: {
        Size.LARGE: "result in a large improvement in {}",
        Size.MODERATE: "improve {}",
        Size.SMALL: "improve {} slightly",
    },
    Change.HARM: {
        Size.LARGE: "cause a large increase in {}",
        Size.MODERATE: "cause more {}",
        Size.SMALL: "cause slightly more {}",
    },
    # Our own: the table of GRADE.md §2 is written for effects, and an association has no size word.
    Change.LINK: dict.fromkeys((Size.LARGE, Size.MODERATE, Size.SMALL), "be linked to {}"),
}
BE = ("is", "are")
ARTICLES = ("A", "An", "The")
LITTLE_TO_NO = "make little to no difference to {}"


@dataclass(frozen=True)
class Effect:
    """What is to be put into words.

    `intervention`, `outcome` and `population` as they would stand inside a sentence (“magnesium”,
    “leg cramps at night”, “adults”); `population` may be empty. `change` is what was found, not
    what was claimed, and None when even the direction is unclear. `size` is None unless a
    threshold for the outcome is stored. `plural`: “tablets reduce”, not “reduces”. `link`: the
    question is whether two things occur together, not whether one does something to the other.
    """

    intervention: str
    outcome: str
    verdict: str
    certainty: str | None = None
    change: str | None = None
    size: str | None = None
    population: str = ""
    method: str = Method.GRADE
    plural: bool = False
    link: bool = False


def sentence(effect: Effect) -> str | None:
    """The one sentence for an effect, or None when the ladder does not apply.

    It does not apply to the method “reference”: a settled fact or an official limit is stated as
    its source states it. Raises ValueError, with a sentence, for values that contradict each other.
    """
    if effect.method == Method.REFERENCE:
        return None
    _require_sense(effect)
    if effect.verdict == Verdict.NOT_STUDIED:
        return _finished(_not_studied(effect))
    if effect.verdict == Verdict.MIXED:
        return _finished(_mixed(effect))
    return _finished(_stated(effect))


def hedged(verb: str, certainty: str | None, plural: bool = False) -> str:
    """A verb (“reduce migraine”, as “may” takes it) with the hedge of its certainty.

    Without a level it is hedged like Low, since nothing bolder is known to be borne.
    """
    if certainty == Certainty.HIGH:
        return agreeing(verb, plural)
    if certainty == Certainty.MODERATE:
        said = agreeing(verb, plural)
        # “Probably reduces”, but “is probably linked”: the adverb follows a form of “be”.
        first, _, rest = said.partition(" ")
        return f"{first} probably {rest}" if first in BE else f"probably {said}"
    return f"may {verb}"


def agreeing(verb: str, plural: bool) -> str:
    """The verb for one or for many: “results in …” or “result in …”."""
    first, space, rest = verb.partition(" ")
    if first == "be":
        return f"{BE[1] if plural else BE[0]}{space}{rest}"
    return verb if plural else f"{first}s{space}{rest}"


def _require_sense(effect: Effect) -> None:
    graded = effect.certainty in set(Certainty)
    label = Verdict(effect.verdict).label
    if effect.verdict == Verdict.NOT_STUDIED:
        if effect.certainty:
            raise ValueError("What was not studied has no certainty: leave it empty.")
        return
    if not graded:
        raise ValueError(f"“{label}” by GRADE needs a certainty from very low to high.")
    if effect.size and effect.size not in set(Size):
        raise ValueError(f"“{effect.size}” is no size of effect.")
    if effect.change and effect.change not in set(Change):
        raise ValueError(f"“{effect.change}” is no change of an outcome.")
    trivial = effect.size == Size.TRIVIAL
    if effect.verdict == Verdict.NO_IMPORTANT_EFFECT:
        if effect.size and not trivial:
            raise ValueError(
                f"“{label}” and a {Size(effect.size).label.lower()} effect exclude each other."
            )
        return
    decided = effect.verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED)
    if decided and not effect.change and not trivial:
        raise ValueError(f"“{label}” needs the direction that was found.")


def _not_studied(effect: Effect) -> str:
    named, where = _inside(effect.intervention), _in(effect.population)
    if effect.link:
        return f"we found no human study of the link between {named} and {effect.outcome}{where}"
    return f"we found no human study that tested {named} for {effect.outcome}{where}"


def _stated(effect: Effect) -> str:
    """Intervention, hedge, verb, outcome, population: the table of GRADE.md §2."""
    where = _in(effect.population)
    verb = _verb(effect)
    if verb is None:
        return f"{_unclear(effect)}{where}"
    said = f"{effect.intervention} {hedged(verb, effect.certainty, effect.plural)}{where}"
    if effect.certainty == Certainty.VERY_LOW:
        return f"{said}, but {VERY_UNCERTAIN}"
    return said


def _unclear(effect: Effect) -> str:
    """What there is to say when not even the direction is known."""
    named = _inside(effect.intervention)
    if effect.link:
        if effect.certainty == Certainty.VERY_LOW:
            return f"{VERY_UNCERTAIN} about the link between {named} and {effect.outcome}"
        return f"the evidence does not show whether {named} and {effect.outcome} are linked"
    if effect.certainty == Certainty.VERY_LOW:
        return f"{VERY_UNCERTAIN} about the effect of {named} on {effect.outcome}"
    return f"the evidence does not show which way {named} changes {effect.outcome}"


def _mixed(effect: Effect) -> str:
    """Studies conflict. From Low upwards the ladder still speaks, and the conflict is named."""
    if effect.certainty != Certainty.VERY_LOW and _verb(effect):
        return f"{_stated(effect)}, but the studies disagree"
    otherwise = "be linked to {}" if effect.link else "change {}"
    verb = _verb(effect) or otherwise.format(effect.outcome)
    whether = f"{_inside(effect.intervention)} {agreeing(verb, effect.plural)}"
    said = f"studies disagree on whether {whether}{_in(effect.population)}"
    return f"{said}; {VERY_UNCERTAIN}" if effect.certainty == Certainty.VERY_LOW else said


def _verb(effect: Effect) -> str | None:
    """The verb with its outcome, in the form that “may” takes; None without a direction."""
    if effect.verdict == Verdict.NO_IMPORTANT_EFFECT or effect.size == Size.TRIVIAL:
        return LITTLE_TO_NO.format(effect.outcome)
    if effect.change is None:
        return None
    # “Reduces” carries no size word, so it also serves where no threshold is stored.
    return VERBS[Change(effect.change)][Size(effect.size or Size.MODERATE)].format(effect.outcome)


def _in(population: str) -> str:
    return f" in {_inside(population)}" if population else ""


def _inside(name: str) -> str:
    """A stored name (“Magnesium glycinate”) as it stands inside a sentence; “US adults” stays."""
    first = name.partition(" ")[0]
    ordinary = first in ARTICLES or (first[1:2].isalpha() and first[1:].islower())
    return name[:1].lower() + name[1:] if ordinary else name


def _finished(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
