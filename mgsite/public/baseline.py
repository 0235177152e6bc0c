"""A risk to start from, as a reader types it: how many of 1000 people, without the supplement.

Pure module: text in, a number or the sentence that stands beside the field out.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal

from claims.canonical import decimal_text
from claims.effects import PER_1000, Estimate, risk_with, whole
from claims.vocabulary import EffectMeasure

EXAMPLES = (Decimal(100), Decimal(300), Decimal(500))  # of 1000; examples, and labelled so
LONGEST = 20  # characters of what was typed that a sentence repeats
NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,12})?")
PLAIN = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")


class NotARisk(Exception):
    """What was typed is no risk; `sentence` says what would be one."""

    def __init__(self, sentence: str):
        self.sentence = sentence
        super().__init__(sentence)


def read_risk(typed: str, estimate: Estimate) -> Decimal:
    """The risk per 1000, from 0 to 1000, at most two decimals. Raises NotARisk.

    A risk that the estimate would carry past 1000 of 1000 is refused too.
    """
    text = typed.strip().replace("−", "-")
    number = _number(text)
    if not 0 <= number <= PER_1000:
        raise NotARisk(f"{_shown(text)} is outside 0 to 1000: a risk is so many of 1000 people.")
    if not PLAIN.fullmatch(text.lstrip("+-")):
        raise NotARisk(f"{_shown(text)} is finer than we can show: give at most two decimals.")
    if too_high := _past_everybody(number, estimate):
        raise NotARisk(too_high)
    return abs(number)


def examples_for(estimate: Estimate) -> Iterable[Decimal]:
    """Those at which the estimate still gives a risk that can be."""
    return [risk for risk in EXAMPLES if not _past_everybody(risk, estimate)]


def _number(text: str) -> Decimal:
    share = text.removesuffix("%").strip()
    if not NUMBER.fullmatch(share):
        raise NotARisk(
            f"{_shown(text)} is no number: write how many of 1000 people, such as 120 or 2.5."
        )
    number = Decimal(share.replace(",", "."))
    if text.endswith("%"):
        raise NotARisk(
            f"Give people of 1000 and not per cent: {_shown(text)} is {decimal_text(number * 10)} "
            "of 1000."
        )
    return number


def _past_everybody(per_1000: Decimal, estimate: Estimate) -> str:
    """Why the estimate cannot hold at this risk; empty when it can."""
    after = PER_1000 * risk_with(estimate.measure, estimate.value, per_1000 / PER_1000)
    if after <= PER_1000:
        return ""
    # Only a risk ratio leads past everybody: odds and hazards have no such end.
    most = (PER_1000 / estimate.value).to_integral_value(ROUND_FLOOR)
    measure = EffectMeasure(estimate.measure).label.lower()
    return (
        f"At {decimal_text(per_1000)} of 1000, a {measure} of {decimal_text(estimate.value)} would "
        f"mean {whole(after)} of 1000, which cannot be: give at most {decimal_text(most)}."
    )


def _shown(text: str) -> str:
    return f"“{text if len(text) <= LONGEST else text[:LONGEST] + '…'}”"
