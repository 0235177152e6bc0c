"""A reader's part: open the form, take a moment, send it."""

import re
import time
from urllib.parse import urlencode

from django.core import signing
from django.test import Client

from mgsite.questions.models import Question, Tally
from mgsite.questions.tokens import SALT

ORIGIN = "http://testserver"
TEXT = "Magnesium glycinate stops migraine within a week."


def token_of(page) -> str:
    return re.search(r'name="token" value="([^"]+)"', page.text)[1]


def token(age: float = 60, nonce: str = "once") -> str:
    """A token of ours as it is `age` seconds after it was given."""
    says = {"n": nonce, "at": time.time() - age}
    return signing.Signer(salt=SALT).sign_object(says)


def send(client: Client, headers: dict | None = None, **said):
    """POST the form as a browser does; `said` replaces fields, None leaves one out."""
    fields = {"text": TEXT, "place": "", "condition": "", "website": "", "token": token()} | said
    sent = {name: value for name, value in fields.items() if value is not None}
    return client.post(
        "/ask/",
        urlencode(sent),
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": ORIGIN} if headers is None else headers,
    )


def asked(client: Client, **said) -> str:
    """The address of the page of a new question."""
    response = send(client, **{"token": token(nonce=f"n{Question.objects.count()}")} | said)
    assert response.status_code == 303
    return response["Location"]


def stored() -> tuple[int, int]:
    """How many questions there are, and how many were counted in from senders."""
    senders = Tally.objects.filter(key__startswith="sender:")
    return Question.objects.count(), sum(senders.values_list("count", flat=True))
