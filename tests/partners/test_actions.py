"""The life of a key: made, used beside another, replaced, revoked; each by whoever may."""

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from claims.errors import Refused
from mgsite.editions.roles import ROLES
from mgsite.partners import actions
from mgsite.partners.key_text import digest
from mgsite.partners.keys import live_key, note_use
from mgsite.partners.models import ApiKey
from tests import builders
from tests.partners.making import key, partner

pytestmark = pytest.mark.django_db


def test_key_opens_until_it_is_revoked(root):
    made, text = key()
    assert live_key(text).pk == made.pk
    gone = actions.revoke_key(key=made, by=root)
    assert live_key(text) is None
    assert (gone.revoked_by, made.made_by) == (root, root)


def test_partner_changes_over_with_two_live_keys_and_never_has_three(root):
    (old, old_text), (new, new_text) = key(), key()
    with pytest.raises(Refused, match="has two live keys, which is the most"):
        key()
    assert live_key(old_text) == old
    actions.revoke_key(key=old, by=root)
    assert (live_key(old_text), live_key(new_text)) == (None, new)
    third, _ = key()
    assert sorted(k.slot for k in ApiKey.objects.live()) == [1, 2]
    assert third.slot == old.slot


def test_replacing_a_key_closes_it_and_opens_another_at_once(root):
    (old, old_text), (beside, _) = key(), key()
    new, text = actions.replace_key(key=old, by=root)
    assert (live_key(old_text), live_key(text)) == (None, new)
    assert set(ApiKey.objects.live()) == {beside, new}


def test_key_is_not_revoked_twice(root):
    made, _ = key()
    actions.revoke_key(key=made, by=root)
    for act in (actions.revoke_key, actions.replace_key):
        with pytest.raises(Refused, match="was revoked on .* already"):
            act(key=made, by=root)
    assert ApiKey.objects.count() == 1


def test_keys_of_a_partner_that_is_not_active_open_nothing(root):
    made, text = key()
    made.partner.active = False
    made.partner.save()
    assert live_key(text) is None
    with pytest.raises(Refused, match="is not active"):
        key(made.partner)


@pytest.mark.parametrize("group", [*ROLES, ""])
def test_only_administrators_manage_keys(group):
    made, _ = key()
    person = builders.user(f"person-{group}", group)
    acts = [
        lambda: actions.make_key(partner=made.partner, by=person),
        lambda: actions.replace_key(key=made, by=person),
        lambda: actions.revoke_key(key=ApiKey.objects.live().first(), by=person),
    ]
    for act in acts:
        if group == "Administrator":
            act()
        else:
            with pytest.raises(Refused, match="Your account may not manage keys"):
                act()


def test_database_refuses_a_third_live_key_whoever_writes_it(root):
    key(), key()
    row = {"partner": partner(), "prefix": "mgk_x", "made_by": root, "made_at": timezone.now()}
    for slot in (1, 2, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiKey.objects.create(**row, slot=slot, sha256=f"{slot}")


def test_database_refuses_a_key_that_nobody_revoked(root):
    made, _ = key()
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.filter(pk=made.pk).update(revoked_at=timezone.now())


def test_key_is_looked_up_by_its_hash_alone_and_a_malformed_one_not_at_all():
    _, text = key()
    asked = []

    def watch(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert live_key(text) is not None
        assert live_key(text[:-1]) is None
        assert live_key("mgk_guess") is None
    assert len(asked) == 1
    assert digest(text) in asked[0][1]
    assert "mgk_" not in str(asked)


def test_two_keys_are_never_the_same():
    texts = {key(partner(str(n)))[1] for n in range(20)}
    assert len(texts) == 20


def test_use_is_noted_once_a_minute(time_machine):
    made, _ = key()
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    for seconds, expected in [(0, 0), (59, 0), (60, 60), (61, 60)]:
        time_machine.move_to(f"2026-03-01T12:0{seconds // 60}:{seconds % 60:02d}Z", tick=False)
        note_use(ApiKey.objects.get(pk=made.pk))
        made.refresh_from_db()
        assert made.last_used_at.minute * 60 + made.last_used_at.second == expected


def test_use_that_cannot_be_noted_turns_nobody_away(caplog):
    made, _ = key()

    def locked(execute, sql, params, many, context):
        if sql.startswith("UPDATE"):
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(locked):
        note_use(made)
    assert f"The use of key {made} was not noted" in caplog.text
