"""The desk of partners: what administrators do there, what nobody else sees, and where a key stays."""

import re

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.urls import reverse

from mgsite.editions.roles import ROLES
from mgsite.partners import actions
from mgsite.partners.keys import live_key
from mgsite.partners.models import ApiKey, Partner
from tests import builders
from tests.forms import form_of, signed_in
from tests.partners.making import bearer, key, partner

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:partners_partner_changelist", "admin:partners_partner_add"


def make_page(of: Partner) -> str:
    return reverse("partners:key-make", args=[of.pk])


def page_of(what: str, made: ApiKey) -> str:
    return reverse(f"partners:key-{what}", args=[made.pk])


def text_on(response) -> str:
    """The key that the page shows once."""
    return response.content.decode().partition('value="mgk_')[2].partition('"')[0]


def test_administrator_makes_a_partner_and_a_key_that_works(root, client):
    desk = signed_in(root)
    form = form_of(desk, reverse(ADD))
    words = {"name": "Health pages", "contact_email": "recalls@partner.example", "active": "on"}
    desk.post(reverse(ADD), form | words)
    made = Partner.objects.get()
    response = desk.post(make_page(made), form_of(desk, make_page(made)))
    text = f"mgk_{text_on(response)}"
    assert live_key(text).partner == made
    assert "no-store" in response["Cache-Control"]
    assert client.get("/api/v1/changes", **bearer(text)).status_code == 200


def test_page_that_is_sent_twice_makes_one_key(root):
    desk, of = signed_in(root), partner()
    form = form_of(desk, make_page(of))
    first, again = (desk.post(make_page(of), form) for _ in range(2))
    assert text_on(first) != ""
    assert text_on(again) == ""
    assert "A key was made after you opened this page" in again.content.decode()
    assert ApiKey.objects.count() == 1


def test_looking_makes_and_revokes_nothing(root):
    desk, (made, text) = signed_in(root), key()
    for page in (make_page(made.partner), page_of("revoke", made), page_of("replace", made)):
        assert desk.get(page).status_code == 200
    assert live_key(text) == ApiKey.objects.get()


def test_key_is_revoked_after_a_question(root):
    desk, (made, text) = signed_in(root), key()
    response = desk.post(page_of("revoke", made), follow=True)
    assert f"The key {made} of Health pages opens nothing any more." in response.content.decode()
    assert live_key(text) is None
    again = desk.post(page_of("revoke", made)).content.decode()
    assert "Nothing was revoked:" in again
    assert f"The key {made} was revoked on" in again


def test_key_is_replaced_by_one_that_is_shown(root):
    desk, (made, text) = signed_in(root), key()
    response = desk.post(page_of("replace", made))
    assert live_key(text) is None
    assert live_key(f"mgk_{text_on(response)}") is not None
    assert "Nothing was replaced:" in desk.post(page_of("replace", made)).content.decode()


def test_third_live_key_is_refused_with_what_to_do(root):
    desk = signed_in(root)
    key(), key()
    form = form_of(desk, make_page(partner()))
    page = desk.post(make_page(partner()), form).content.decode()
    assert "Revoke the one that is no longer used, or replace one." in page
    assert make_page(partner()) not in desk.get(partner().get_absolute_url()).content.decode()


def test_list_shows_live_keys_and_the_last_use(root, client, time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    (made, _), (_, text) = key(), key()
    partner("Another")
    actions.revoke_key(key=made, by=root)
    client.get("/api/v1/changes", **bearer(text))
    desk = signed_in(root)
    page = desk.get(reverse(LIST)).content.decode()
    cells = re.findall(r'<td class="field-(?:live_keys|last_use)[^"]*">([^<]*)</td>', page)
    assert cells == ["0", "never", "1", "1 Mar 2026, noon"]
    one = desk.get(partner().get_absolute_url()).content.decode()
    assert f"<code>{made.prefix}…</code>" in one
    assert "revoked 1 Mar 2026 by Root" in one
    assert "1 Mar 2026, 12:00 UTC" in one


@pytest.mark.parametrize("group", [name for name in ROLES if name != "Administrator"] + [""])
def test_nobody_else_sees_or_changes_anything(group):
    made, text = key()
    desk = signed_in(builders.user(f"person-{group}", group))
    pages = [reverse(LIST), reverse(ADD), made.partner.get_absolute_url()]
    pages += [make_page(made.partner), page_of("revoke", made), page_of("replace", made)]
    pages += [reverse("partners:key-make", args=[999]), reverse("partners:key-revoke", args=[999])]
    for page in pages:
        assert desk.get(page).status_code == 403, page
        assert desk.post(page).status_code == 403, page
    assert live_key(text) is not None


def test_keys_that_never_were_are_a_page_that_is_missing(root):
    desk = signed_in(root)
    for number in (999, 2**63, 10**30):
        for name in ("key-make", "key-revoke", "key-replace"):
            assert desk.get(reverse(f"partners:{name}", args=[number])).status_code == 404


def test_partner_is_never_deleted(root):
    of = partner()
    address = reverse("admin:partners_partner_delete", args=[of.pk])
    assert signed_in(root).post(address, {"post": "yes"}).status_code == 403


def test_history_says_who_did_what(root):
    desk, of = signed_in(root), partner()
    desk.post(make_page(of), form_of(desk, make_page(of)))
    made = ApiKey.objects.get()
    desk.post(page_of("replace", made))
    new = ApiKey.objects.live().get()
    desk.post(page_of("revoke", new))
    said = LogEntry.objects.order_by("pk").values_list("user__username", "change_message")
    assert list(said) == [
        ("root", f"Made the key {made}"),
        ("root", f"Revoked the key {made} and made the key {new}"),
        ("root", f"Revoked the key {new}"),
    ]
    form = form_of(desk, of.get_absolute_url())
    desk.post(of.get_absolute_url(), form | {"contact_email": "new@partner.example"})
    changed = of.history.latest()
    assert (changed.contact_email, changed.history_user) == ("new@partner.example", root)


def test_text_of_a_key_is_in_no_row_no_log_and_no_message(root, client, caplog):
    caplog.set_level("DEBUG")
    desk, of = signed_in(root), partner()
    response = desk.post(make_page(of), form_of(desk, make_page(of)))
    text = f"mgk_{text_on(response)}"
    client.get("/api/v1/changes", **bearer(text))
    client.get("/api/v1/changes", HTTP_X_API_KEY=text)
    client.get("/api/v1/changes", HTTP_AUTHORIZATION=text)
    secret = text[12:]
    assert len(secret) > 30
    rows = [
        str(row)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
    ]
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    kept = "\n".join([*rows, *sessions, caplog.text, *(str(r.__dict__) for r in caplog.records)])
    assert ApiKey.objects.get().sha256 in kept
    assert secret not in kept
    assert secret not in desk.get(of.get_absolute_url()).content.decode()
