"""How many questions may come in, from one sender and from all, also many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mgsite.questions import limits
from mgsite.questions.limits import MOST_AN_HOUR, TooMany, count_in
from mgsite.questions.models import Question, Tally
from mgsite.questions.receiving import receive
from mgsite.questions.tokens import Token
from tests.editions.test_concurrency import in_thread
from tests.questions.asking import TEXT, asked, send, stored, token

NOW = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)


def let_in(address: str, times: int = 1, now: datetime = NOW) -> int:
    """How many of so many were counted in; a refused one leaves its count as it was."""
    count = 0
    for _ in range(times):
        try:
            count_in(address, now)
        except TooMany:
            continue
        count += 1
    return count


def test_sender_may_send_a_few_an_hour(db):
    assert let_in("192.0.2.1", MOST_AN_HOUR + 3) == MOST_AN_HOUR
    assert let_in("192.0.2.2") == 1
    assert let_in("192.0.2.1", now=NOW + timedelta(minutes=29)) == 0
    assert let_in("192.0.2.1", now=NOW + timedelta(minutes=30)) == 1


def test_all_together_may_send_so_many_a_day(db, monkeypatch):
    monkeypatch.setattr(limits, "MOST_A_DAY", 2)
    assert [let_in(f"192.0.2.{n}") for n in range(3)] == [1, 1, 0]
    with pytest.raises(TooMany) as caught:
        count_in("192.0.2.9", NOW)
    assert (caught.value.until, caught.value.from_all) == (datetime(2026, 11, 27, tzinfo=UTC), True)
    assert let_in("192.0.2.9", now=NOW + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "", True),
        ("unix:", "192.0.2.1", False),
    ],
)
def test_sender_is_an_ipv4_address_or_an_ipv6_household(db, one, other, same):
    let_in(one, MOST_AN_HOUR)
    assert let_in(other) == (0 if same else 1)


def test_address_is_kept_only_as_a_hash_that_depends_on_the_secret_and_the_hour(db, settings):
    let_in("192.0.2.1")
    let_in("192.0.2.1", now=NOW + timedelta(hours=1))
    settings.SECRET_KEY = "another" * 10
    let_in("192.0.2.1")
    keys = set(Tally.objects.filter(key__startswith="sender:").values_list("key", flat=True))
    assert len(keys) == 3
    assert not any("192" in key and "192.0.2.1" in key for key in keys)
    assert {len(key) for key in keys} == {len("sender:") + 64}


def test_one_too_many_keeps_what_was_typed_and_says_when_to_come_back(client, db, time_machine):
    time_machine.move_to(NOW, tick=False)
    for _ in range(MOST_AN_HOUR):
        asked(client)
    response = send(client, text="One <more>.", token=token(nonce="more"))
    assert (response.status_code, response["Retry-After"]) == (429, "1800")
    assert "come back after 15:00 UTC." in response.text
    assert "One &lt;more&gt;." in response.text
    assert stored() == (MOST_AN_HOUR, MOST_AN_HOUR)
    time_machine.move_to(NOW + timedelta(minutes=30), tick=False)
    assert send(client, text="One <more>.", token=token(nonce="more")).status_code == 303


def test_the_day_is_full_for_everybody(client, db, monkeypatch, time_machine):
    time_machine.move_to(NOW, tick=False)
    monkeypatch.setattr(limits, "MOST_A_DAY", 1)
    asked(client)
    response = send(client, token=token(nonce="more"))
    assert (response.status_code, response["Retry-After"]) == (429, str(9 * 3600 + 1800))
    assert "So many questions came in today that we take no more." in response.text
    assert "come back after 00:00 UTC." in response.text
    assert Question.objects.count() == 1


def test_form_sent_again_is_answered_when_no_more_are_taken(client, db):
    first = send(client)
    for _ in range(MOST_AN_HOUR - 1):
        asked(client)
    assert send(client, token=token(nonce="more")).status_code == 429
    assert send(client)["Location"] == first["Location"]


def test_address_is_the_one_that_the_trusted_proxy_saw(client, db, settings):
    settings.TRUSTED_PROXIES = 1

    def sent(forwarded: str, number: int) -> int:
        headers = {"Origin": "http://testserver", "X-Forwarded-For": forwarded}
        return send(client, headers, token=token(nonce=f"{forwarded}{number}")).status_code

    forged = [sent(f"203.0.113.{n}, 192.0.2.1", n) for n in range(MOST_AN_HOUR + 1)]
    assert forged == [303] * MOST_AN_HOUR + [429]
    assert sent("192.0.2.1, 192.0.2.2", 0) == 303


def parallel(work, times: int) -> list:
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(in_thread, work, number) for number in range(times)]
        return [future.result(60) for future in futures]


def receive_one(number: int, nonce: str = "", address: str = "192.0.2.1") -> str:
    try:
        return receive(
            token=Token(nonce or f"n{number}", 0.0),
            text=TEXT,
            place="",
            condition_id="",
            address=address,
        )
    except TooMany:
        return ""


def test_many_at_once_are_counted_each(committed):
    let = [secret for secret in parallel(receive_one, 20) if secret]
    assert (len(let), len(set(let))) == (MOST_AN_HOUR, MOST_AN_HOUR)
    assert stored() == (MOST_AN_HOUR, MOST_AN_HOUR)


def test_many_senders_at_once_stay_under_the_limit_of_the_day(committed, monkeypatch):
    monkeypatch.setattr(limits, "MOST_A_DAY", 7)
    let = parallel(lambda n: receive_one(n, address=f"192.0.2.{n}"), 20)
    assert sum(map(bool, let)) == Question.objects.count() == 7
    assert Tally.objects.get(key__startswith="all:").count == 7


def test_one_form_sent_many_times_at_once_is_one_question(committed):
    let = parallel(lambda n: receive_one(n, nonce="once"), 16)
    assert len(set(let)) == 1
    assert stored() == (1, 1)


def test_requests_at_once_never_fail(committed):
    def request(number: int) -> int:
        return send(Client(), token=token(nonce=f"r{number}")).status_code

    assert sorted(parallel(request, 12)) == [303] * MOST_AN_HOUR + [429] * (12 - MOST_AN_HOUR)
    assert timezone.now() < Tally.objects.order_by("expires_at").first().expires_at
