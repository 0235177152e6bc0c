"""What every curated item's admin does: one edit recorded a save, and no save lost."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import BadRequest
from django.db import models, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse

from claims import actions
from claims.admin.stale import merge_stale_save
from claims.forms import CuratedForm, PartForm, PlainTextField
from claims.review import APPROVE, APPROVE_AGAIN, SUBMIT, WITHDRAW, State
from claims.whole_numbers import whole

TEXTS = {
    models.TextField: {
        "form_class": PlainTextField,
        "widget": AdminTextareaWidget(attrs={"rows": 3}),
    }
}
# What Django's own list filters put in an address; nothing else, so no regex and no joins.
LOOKUPS = ("", "__exact", "__isnull", "__isempty", "__id__exact", "__gte", "__lt")


def refuse_impossible_keys(request: HttpRequest, tables: Iterable[type[models.Model]]) -> None:
    """No form of ours sends a key of 19 digits or more, and SQLite cannot even be asked for one."""
    relations = {
        each.name
        for table in tables
        for each in (*table._meta.fields, *table._meta.many_to_many)
        if each.is_relation
    }
    for name, values in request.POST.lists():
        impossible = any(value.isdecimal() and len(value) > 18 for value in values)
        if impossible and name.rsplit("-", 1)[-1] in relations:
            raise BadRequest(f"The form's “{name}” names nothing that could exist.")


def words_filter(parameter: str, words: Iterable[tuple[str, str]]) -> type[admin.SimpleListFilter]:
    """A list filter over known words, which needs no query for what occurs in the table."""

    class WordsFilter(admin.SimpleListFilter):
        title = parameter.replace("_", " ")
        parameter_name = parameter

        def lookups(self, request, model_admin):
            return list(words)

        def queryset(self, request, queryset):
            return queryset.filter(**{parameter: self.value()}) if self.value() else queryset

    return WordsFilter


class TickedRelations:
    """A box to tick for each of a few related rows, where stock Django has a list to Ctrl-click.

    Fields in `autocomplete_fields` keep their search box.
    """

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name not in self.get_autocomplete_fields(request):
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class AllowListedLookups(admin.ModelAdmin):
    """Lists answer their own filters only: stock Django lets staff run any lookup on any field."""

    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    list_per_page = 50

    def refuse_impossible_keys(self, request: HttpRequest) -> None:
        refuse_impossible_keys(request, [self.model, *(each.model for each in self.inlines)])

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST":
            self.refuse_impossible_keys(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        allowed = set()
        for entry in self.get_list_filter(request):
            entry = entry[0] if isinstance(entry, (list, tuple)) else entry
            if isinstance(entry, str):
                allowed |= {entry + suffix for suffix in LOOKUPS}
            else:
                allowed.add(entry.parameter_name)
        return lookup in allowed


class ReadOnlyAdmin(AllowListedLookups):
    """For rows that the actions write and nobody edits."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PartInline(TickedRelations, admin.StackedInline):
    """A part that is edited with its item. `after` names the fieldset under which it stands."""

    form = PartForm
    formfield_overrides = TEXTS
    extra = 0
    after = ""


class ReadsProseAdmin(admin.ModelAdmin):
    """Texts of ours are read while they are typed (claims.admin.reading), if the form has any."""

    def get_urls(self):
        if not getattr(self.form, "prose", None):
            return super().get_urls()
        view = self.admin_site.admin_view(self.wording_view)
        return [path("wording/", view, name=self._wording_name()), *super().get_urls()]

    def _wording_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_wording"

    def wording_view(self, request: HttpRequest) -> JsonResponse:
        """The readings of what is typed so far; it saves nothing."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            return JsonResponse({"fragments": {}}, status=403)
        self.refuse_impossible_keys(request)
        number = whole(request.GET.get("item", ""))
        known = number is not None
        item = self.get_queryset(request).filter(pk=number).first() if known else None
        form = self.get_form(request, item, change=item is not None)(request.POST, instance=item)
        return JsonResponse({"fragments": self.readings(request, form)})

    def readings(self, request: HttpRequest, form) -> dict[str, str]:
        """Each reading by the id of the place it stands in."""
        return form.readings()

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        obj = kwargs.get("obj")
        if getattr(self.form, "prose", None):
            address = reverse(f"admin:{self._wording_name()}")
            context["live_from"] = f"{address}?item={obj.pk}" if obj else address
        return super().render_change_form(request, context, add=add, change=change, **kwargs)


class CuratedAdmin(TickedRelations, ReadsProseAdmin, AllowListedLookups):
    """Declare fieldsets and inlines; locking, merging and the edit's record are done here."""

    form = CuratedForm
    formfield_overrides = TEXTS
    readonly_fields = ("state", "public_id")
    save_on_top = False
    list_filter: tuple = ("state",)
    ordering = ("slug",)

    def has_delete_permission(self, request, obj=None):
        return False

    def has_submit_permission(self, request):
        return request.user.has_perm(SUBMIT)

    def has_assign_permission(self, request):
        return request.user.has_perm("claims.add_assignment")

    def has_approve_permission(self, request):
        return request.user.has_perm(APPROVE)

    def has_withdraw_permission(self, request):
        return request.user.has_perm(WITHDRAW)

    def get_fieldsets(self, request, obj=None):
        """The version that the form is made from travels in the first fieldset, hidden."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and not self.has_change_permission(request, obj):
            return fieldsets
        (title, options), *others = fieldsets
        fields = (*options["fields"], "seen_version")
        return [(title, options | {"fields": fields}), *others]

    def get_object(self, request, object_id, from_field=None):
        """Locked while a form is being saved, so that the version compared is the version saved."""
        if request.method != "POST":
            return super().get_object(request, object_id, from_field)
        item = super().get_object(request, object_id, from_field)
        return actions.lock_root(item) if item is not None else None

    @transaction.atomic
    def _locked_change(self, request, object_id, form_url, extra_context):
        item = self.get_object(request, unquote(object_id))
        if item is not None and self.has_change_permission(request, item):
            merge = merge_stale_save(
                request,
                item,
                self.get_form(request, item, change=True),
                [formset for formset, _ in self.get_formsets_with_inlines(request, item)],
            )
            if merge is not None:
                request.POST = merge.data
                request.stale_save = merge
                extra_context = (extra_context or {}) | {"merge": merge}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id is not None:
            return self._locked_change(request, object_id, form_url, extra_context)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if getattr(request, "stale_save", None) is not None:
            return type(form.__name__, (form,), {"stale": True})
        return form

    def save_model(self, request, obj, form, change):
        """The row alone; its history is written once, by `record_edit`, with the parts."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        if form.changed_data:
            obj.skip_history_when_saving = True
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        item = form.instance
        item.skip_history_when_saving = True
        super().save_related(request, form, formsets, change)
        del item.skip_history_when_saving
        if change and not form.changed_data and not any(f.has_changed() for f in formsets):
            request.nothing_changed = True
            return
        was_approved = item.state == State.APPROVED
        actions.record_edit(item=item, by=request.user)
        if was_approved:
            self.message_user(
                request,
                APPROVE_AGAIN,
                messages.INFO,
            )

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        context["keeps_copy"] = add or self.has_change_permission(request, kwargs.get("obj"))
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def log_change(self, request, obj, message):
        if not getattr(request, "nothing_changed", False):
            return super().log_change(request, obj, message)
        return None

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        if level == messages.SUCCESS and getattr(request, "nothing_changed", False):
            message, level = "Nothing was changed, so nothing was saved.", messages.INFO
        super().message_user(request, message, level, *args, **kwargs)
