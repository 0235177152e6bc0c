"""Which claims and questions a question may be about already, by their words."""

import pytest

from mgsite.questions.alike import claims_alike, questions_alike
from mgsite.questions.models import Question
from tests import builders
from tests.questions.asking import asked

MIGRAINE = "Magnesium prevents migraine attacks."
CRAMPS = "Magnesium stops leg cramps at night in older people."


@pytest.fixture
def claims(ada):
    made = {
        text: builders.claim(slug, by=ada, statement=text, conclusion=said)
        for slug, text, said in (
            ("migraine", MIGRAINE, "Magnesium may reduce the number of migraine attacks."),
            ("cramps", CRAMPS, "Magnesium probably makes little difference to night cramps."),
        )
    }
    builders.put_in_print(made[MIGRAINE], *(c.source for c in made[MIGRAINE].citations.all()))
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("prevents MIGRAINE attacks: magnesium!", [MIGRAINE]),
        ("I read that magnesium glycinate prevents migraine attacks within a week.", [MIGRAINE]),
        ("Older people sleep without leg cramps at night when they take magnesium", [CRAMPS]),
        ("Zinc shortens a cold.", []),
    ],
)
def test_claims_with_the_same_words_come_up(claims, text, found):
    assert [each.claim.statement for each in claims_alike(text)] == found


def test_closest_claim_comes_first_and_says_whether_it_is_in_print(claims):
    near = claims_alike("Magnesium prevents migraine attacks and leg cramps at night.")
    assert [(each.claim.slug, each.claim.in_print) for each in near] == [
        ("migraine", True),
        ("cramps", False),
    ]
    assert near[0].score >= near[1].score


def test_other_questions_that_wait_come_up(client, claims):
    for text in (MIGRAINE, "Does magnesium prevent attacks of migraine?", "Zinc and colds"):
        asked(client, text=text)
    first, second, _ = Question.objects.order_by("pk")
    assert [each.question for each in questions_alike(first)] == [second]
