"""The token of a form: signed, with the moment it was given. It stands where a cookie would.

Two sendings of one form with the same words have the same secret, so a double click is one question.
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from django.core import signing

SALT = "mgsite.questions.form"
QUICKEST, LONGEST = 3.0, 24 * 60 * 60.0  # seconds from the page to its sending
NONCE_BYTES = 18

INCOMPLETE = "Part of the form was missing when it arrived."
TOO_FAST = "That was faster than anybody types, and so we could not tell you from a program."
TOO_OLD = "This page had been open for more than a day."


@dataclass(frozen=True)
class Token:
    nonce: str
    given_at: float  # seconds since 1970


class Unusable(Exception):
    """The form cannot be taken with this token; the sentence says why."""


def new_token() -> str:
    says = {"n": secrets.token_urlsafe(NONCE_BYTES), "at": round(time.time(), 3)}
    return signing.Signer(salt=SALT).sign_object(says)


def read_token(text: str) -> Token:
    """Raises Unusable for one that is not ours, was given a moment ago, or more than a day ago."""
    try:
        says = signing.Signer(salt=SALT).unsign_object(text)
    except signing.BadSignature as error:
        raise Unusable(INCOMPLETE) from error
    token = Token(says["n"], says["at"])
    age = time.time() - token.given_at
    if age < QUICKEST:
        raise Unusable(TOO_FAST)
    if age > LONGEST:
        raise Unusable(TOO_OLD)
    return token


def secret_of(token: Token, *words: str) -> str:
    """The secret of the page of a question with these words: 256 bits, as 43 characters of an address."""
    said = "\0".join(words).encode()
    made = hmac.digest(token.nonce.encode(), said, "sha256")
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def stored(secret: str) -> str:
    """What the database holds of a secret. It is random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()
