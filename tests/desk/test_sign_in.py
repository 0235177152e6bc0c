"""Signing in: a password, and the code of a second factor for whoever has one."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def device():
    ada = builders.user("ada", "Editor")
    return TOTPDevice.objects.create(user=ada, name="phone", confirmed=True)


def code_of(device: TOTPDevice) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    return f"{totp.token():06d}"


def sign_in(code: str, name: str = "ada", word: str = "adaada") -> Client:
    client = Client()
    typed = {"username": name, "password": word, "otp_token": code}
    client.said = client.post(reverse("admin:login"), typed).content.decode()
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200


def test_right_code_signs_in(device):
    assert is_in(sign_in(code_of(device)))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "Your account has a second factor: type the code that your app shows."),
        ("000000", "That code is wrong or used already. Type the one that your app shows now."),
        ("abc", "That code is wrong or used already. Type the one that your app shows now."),
    ],
)
def test_password_alone_is_not_enough_for_who_has_a_device(device, code, sentence):
    client = sign_in(code if code != code_of(device) else "111111")
    assert sentence in client.said
    assert not is_in(client)


def test_code_is_accepted_once(device):
    code = code_of(device)
    assert is_in(sign_in(code))
    assert not is_in(sign_in(code))


@time_machine.travel("2026-11-26T12:00:00+00:00", tick=False)
def test_after_a_wrong_code_the_next_has_to_wait(device):
    sign_in("000000" if code_of(device) != "000000" else "111111")
    client = sign_in(code_of(device))
    assert "Too many wrong codes. Wait a moment, then type the newest one." in client.said
    assert not is_in(client)


def test_code_is_not_asked_before_the_password_is_right(device):
    client = sign_in(code_of(device), word="wrong")
    assert "second factor: type" not in client.said
    assert not is_in(client)


def test_unconfirmed_device_and_none_ask_for_nothing(device):
    device.confirmed = False
    device.save()
    builders.user("ben", "Reviewer")
    assert is_in(sign_in(""))
    assert is_in(sign_in("", "ben", "benben"))
    assert is_in(sign_in("123456", "ben", "benben"))


def test_another_persons_code_does_not_help(device):
    bens = TOTPDevice.objects.create(user=builders.user("ben", "Reviewer"), name="ben")
    assert not is_in(sign_in(code_of(bens)))
