"""Which claims and questions a question may be about already."""

from claims.merged_claims import HELD
from mgsite.questions.alike import alike
from mgsite.questions.models import Question
from tests import builders
from tests.questions.asking import asked

MIGRAINE = "Magnesium prevents migraine attacks."
CRAMPS = "Magnesium stops leg cramps at night in older people."


def test_claims_and_waiting_questions_come_up_the_closest_first(client, ada):
    site = builders.published_site()
    words = {"by": ada, "conclusion": "Magnesium may do it.", "conditions": [site["condition"]]}
    migraine = builders.claim("migraine", statement=MIGRAINE, **words)
    cramps = builders.claim("cramps", statement=CRAMPS, **words)
    merged = builders.claim("other", statement=MIGRAINE, hold=f"{HELD}migraine”.", **words)
    builders.put_in_print(migraine, *(citation.source for citation in migraine.citations.all()))
    for text in ("Migraine attacks at night? Magnesium prevents them!", MIGRAINE, "Zinc and colds"):
        asked(client, text=text)
    question, same, _ = Question.objects.order_by("pk")
    found = alike(question)
    assert [(claim.slug, claim.in_print) for claim in found.claims[:2]] == [
        (migraine.slug, True),
        (cramps.slug, False),
    ]
    assert merged.slug not in [claim.slug for claim in found.claims]
    assert found.questions == (same,)
