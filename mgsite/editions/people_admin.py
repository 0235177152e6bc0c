"""Accounts and groups: an administrator gives roles, and cannot rise above the own one."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from claims.admin.base import AllowListedLookups
from mgsite.editions.roles import ROLES

admin.site.unregister(User)
admin.site.unregister(Group)
ABOVE = {"is_superuser", "user_permissions"}


def _stands_above(person: User) -> bool:
    """Holds more than the four roles give, so that only a superuser may take the account over."""
    others = person.groups.exclude(name__in=ROLES)
    return person.is_superuser or others.exists() or person.user_permissions.exists()


@admin.register(User)
class PersonAdmin(AllowListedLookups, UserAdmin):
    """Only a superuser makes, sees the switches of, or changes another superuser."""

    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    list_filter = ("is_active", "is_staff", "groups")
    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff")

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        if obj is not None and not request.user.is_superuser and _stands_above(obj):
            return False
        return super().has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (title, options | {"fields": [f for f in options["fields"] if f not in ABOVE]})
            for title, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        kwargs["widget"] = forms.CheckboxSelectMultiple
        if db_field.name == "groups" and not request.user.is_superuser:
            kwargs["queryset"] = Group.objects.filter(name__in=ROLES)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class RoleAdmin(AllowListedLookups, GroupAdmin):
    """The four groups come from a migration; only a superuser may change what one of them may do."""

    filter_horizontal = ()

    def has_delete_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser
