"""An administrator gives roles and cannot rise above the own one."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests import builders
from tests.forms import form_of, signed_in

pytestmark = pytest.mark.django_db


def address(person) -> str:
    return reverse("admin:auth_user_change", args=[person.pk])


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("zeus", password="zeus-zeus-zeus")


def test_administrator_gives_a_role(root, cleo):
    client = signed_in(root)
    editor = Group.objects.get(name="Editor")

    client.post(address(cleo), form_of(client, address(cleo)) | {"groups": [str(editor.pk)]})

    assert [group.name for group in cleo.groups.all()] == ["Editor"]


def test_administrator_cannot_make_a_superuser_nor_give_single_permissions(root, cleo):
    client = signed_in(root)
    form = form_of(client, address(cleo))

    client.post(address(cleo), form | {"is_superuser": "on", "user_permissions": ["1"]})

    cleo.refresh_from_db()
    assert {"is_superuser", "user_permissions"} & set(form) == set()
    assert (cleo.is_superuser, cleo.user_permissions.count()) == (False, 0)


def test_administrator_cannot_change_a_superuser_nor_the_password(root, superuser):
    client = signed_in(root)
    password = reverse("admin:auth_user_password_change", args=[superuser.pk])

    assert client.post(address(superuser), {"username": "mine"}).status_code == 403
    assert client.get(password).status_code == 403


def test_administrator_cannot_give_or_take_over_a_group_beyond_the_four(root, cleo):
    beyond = Group.objects.create(name="Beyond")
    client = signed_in(root)
    typed = form_of(client, address(cleo)) | {"groups": [str(beyond.pk)]}

    refused = client.post(address(cleo), typed)
    cleo.groups.add(beyond)

    assert list(refused.context["adminform"].form.errors) == ["groups"]
    assert client.post(address(cleo), typed).status_code == 403


def test_administrator_cannot_change_what_a_group_may_do(root):
    editor = Group.objects.get(name="Editor")
    client = signed_in(root)

    answer = client.post(reverse("admin:auth_group_change", args=[editor.pk]), {"name": "Editor"})

    assert answer.status_code == 403


def test_superuser_changes_anybody(superuser, cleo):
    client = signed_in(superuser)

    client.post(address(cleo), form_of(client, address(cleo)) | {"is_superuser": "on"})

    cleo.refresh_from_db()
    assert cleo.is_superuser


@pytest.mark.parametrize("person", ["ada", "ben", "dora"])
def test_others_see_no_accounts(person, request):
    client = signed_in(request.getfixturevalue(person))

    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_accounts_are_not_searched_by_password(superuser):
    builders.user("ada", "Editor")
    client = signed_in(superuser)

    answer = client.get(reverse("admin:auth_user_changelist") + "?password__startswith=a")

    assert answer.status_code == 400


@pytest.mark.parametrize("model", ["axes_accessattempt", "axes_accesslog", "otp_totp_totpdevice"])
def test_lists_of_other_packages_keep_to_their_filters_too(superuser, model):
    client = signed_in(superuser)
    name = reverse(f"admin:{model}_changelist")

    assert client.get(name).status_code == 200
    assert client.get(f"{name}?user_agent__regex=a").status_code == 400
