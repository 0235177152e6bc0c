"""Who may what at the desk, as one table over every address of the admin.

What Django's admin does with a model follows from its ModelAdmin, asked with each role's permissions;
every page of our own names its permission in OWN. `docs/permissions.md` is made from it, and a test
fails for an address that stands in neither.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from mgsite.editions.roles import ROLES

NOBODY_IN_PARTICULAR = "no group"  # signed in as staff, in none of the groups
COLUMNS = (NOBODY_IN_PARTICULAR, *ROLES)
STAFF = "staff"  # anybody who may sign in at the desk
ANYBODY = "anybody"  # before signing in as well
SEES, DOES, NO = "sees", "does", ""
STOCK = ("changelist", "add", "history", "delete", "change")

# Pages of our own: what they do, and the permission that they need.
OWN = {
    "admin:index": ("The desk", STAFF),
    "admin:login": ("Sign in", ANYBODY),
    "admin:logout": ("Sign out", STAFF),
    "admin:password_change": ("Change one's own password", STAFF),
    "admin:password_change_done": ("Own password changed", STAFF),
    "admin:autocomplete": ("Search boxes", "view"),
    "admin:jsi18n": ("Words of the admin's scripts", STAFF),
    "admin:view_on_site": ("Leads to the public page", STAFF),
    "admin:app_list": ("Everything of one package", STAFF),
    "admin:claims_assessment_level": ("The level so far, beside the form", "claims.add_assessment"),
    "admin:claims_claim_adopt": ("Adopt an assessment", "claims.change_claim"),
    "admin:claims_claim_blind": ("Two people grade a claim blind", "view"),
    "admin:claims_claim_wording": ("Its words read as typed", "claims.change_claim"),
    "admin:claims_condition_wording": ("Its words read as typed", "claims.change_condition"),
    "admin:claims_supplement_wording": ("Its words read as typed", "claims.change_supplement"),
    "admin:articles_article_wording": ("Its words read as typed", "articles.change_article"),
    "admin:claims_source_import": ("Import references", "claims.add_source"),
    "admin:otp_totp_totpdevice_config": ("Set up a second factor", "otp_totp.view_totpdevice"),
    "admin:otp_totp_totpdevice_qrcode": ("Its picture", "otp_totp.view_totpdevice"),
    "preview": ("A draft as readers would see it", "view"),
    "preview-phone": ("A draft at the width of a phone", "view"),
    "preview-link-make": ("A link to a draft for an outsider", "view"),
    "desk:review": ("Compare and review an item", "view"),
    "desk:publish": ("Publish as one edition", "editions.publish"),
    "desk-sections:section": ("A section of the desk, whole", STAFF),
    "desk-sections:sources": ("Source problems", "view"),
    "desk-sections:history": ("What happened to an item", "view"),
    "desk-sections:restore": ("Restore an old state as the draft", "claims.change_claim"),
    "desk-sections:compare": ("Compare two states of an item", "view"),
    "desk-sections:merge": ("See what merging a claim does, and merge it", "view"),
    "desk-sections:claims": ("Find a claim to place in an article", "view"),
    "desk-sections:work": ("Ask for a review, write a note", "claims.add_remark"),
    "desk-sections:resolve": ("Resolve a note", "claims.change_remark"),
    "desk-sections:export": ("Export claims, sources or conditions", "view"),
    "desk-sections:import": ("Import claims, sources or conditions", "claims.change_claim"),
    "reading:texts": ("Texts being read", "view"),
    "reading:import": ("Import somebody else's text", "articles.add_sourcearticle"),
    "reading:read": ("Read a text; editors decide its sentences", "view"),
    "reading:new-claim": ("A new claim from a sentence", "claims.add_claim"),
    "reading:strong": ("Accept what fits well", "articles.change_sourcearticle"),
    "plans:plans": ("Editions in the making", "desk.view_plan"),
    "plans:plan": ("One edition in the making", "desk.view_plan"),
    "plans:add": ("Add items to an edition", "desk.change_plan"),
    "desk-sections:bulk-submit": ("Submit several for review", "claims.submit_item"),
    "desk-sections:bulk-assign": ("Ask for the review of several", "claims.add_assignment"),
    "desk-sections:bulk-approve": ("Approve several", "claims.approve_item"),
    "desk-sections:bulk-return": ("Return several", "claims.approve_item"),
    "desk-sections:bulk-interval": ("Set the review interval of several", "claims.change_claim"),
    "desk-sections:bulk-withdraw": ("Withdraw several", "editions.withdraw"),
    "partners:key-make": ("Make a key of the API", "partners.add_apikey"),
    "partners:key-revoke": ("Revoke a key of the API", "partners.change_apikey"),
    "partners:key-replace": ("Replace a key of the API", "partners.change_apikey"),
    "desk:withdraw": ("Withdraw an item", "editions.withdraw"),
}
# “view”: whoever may see the item, which every group may.
VIEW = "claims.view_claim"


@dataclass(frozen=True)
class Door:
    """One address and what each column may do there: “does”, “sees” or nothing."""

    name: str
    route: str
    what: str
    access: dict[str, str]


def doors() -> list[Door]:
    """Every address under /admin/ that has a name, in the order of the addresses.

    Raises KeyError for one that is in no table.
    """
    stock = _stock()
    found = {
        name: Door(name, route, *(stock[name] if name in stock else _own(name)))
        for name, route in admin_addresses()
    }
    return sorted(found.values(), key=lambda door: door.route)


def admin_addresses() -> Iterator[tuple[str, str]]:
    """(name with its namespace, route) of each named address under /admin/."""
    for name, route in _walk(get_resolver().url_patterns):
        if route.startswith("admin/") and not name.endswith(":"):
            yield name, route


def _walk(patterns: Iterable, prefix: str = "", spaces: tuple[str, ...] = ()) -> Iterator:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or "")), route


def _own(name: str) -> tuple[str, dict[str, str]]:
    what, rule = OWN[name]
    return what, {column: DOES if _may(column, rule) else NO for column in COLUMNS}


def _may(column: str, rule: str) -> bool:
    if rule in (STAFF, ANYBODY):
        return True
    return (VIEW if rule == "view" else rule) in ROLES.get(column, ())


def _stock() -> dict[str, tuple[str, dict[str, str]]]:
    """What Django's five pages for each model say, asked with each role's permissions."""
    found = {}
    for model, model_admin in admin.site._registry.items():
        options = model._meta
        for page in STOCK:
            name = f"admin:{options.app_label}_{options.model_name}_{page}"
            access = {column: _access(model_admin, page, _request(column)) for column in COLUMNS}
            found[name] = (f"{options.verbose_name_plural.capitalize()}: {page}", access)
    # Django's own name for this one lacks the model's.
    found["admin:auth_user_password_change"] = (
        "Set somebody's password",
        found["admin:auth_user_change"][1],
    )
    return found


def _access(model_admin: admin.ModelAdmin, page: str, request: SimpleNamespace) -> str:
    sees = model_admin.has_view_or_change_permission(request)
    if page == "add":
        return DOES if model_admin.has_add_permission(request) else NO
    if page == "delete":
        return DOES if model_admin.has_delete_permission(request) else NO
    if page == "change":
        return DOES if model_admin.has_change_permission(request) else SEES if sees else NO
    return SEES if sees else NO


def _request(column: str) -> SimpleNamespace:
    """As much of a request as the checks of a ModelAdmin look at."""
    held = ROLES.get(column, set())
    user = SimpleNamespace(
        is_active=True,
        is_staff=True,
        is_superuser=False,
        has_perm=lambda name, obj=None: name in held,
        has_perms=lambda names, obj=None: set(names) <= held,
        has_module_perms=lambda app: any(name.startswith(f"{app}.") for name in held),
    )
    return SimpleNamespace(user=user)


HEAD = """# Who may what

Made by `manage.py write_docs` from the roles (`mgsite/editions/roles.py`), the admin's classes and
the table of our own pages (`mgsite/desk/permissions.py`); a test fails when they differ, and for
every address that is in none of them. Nobody without an account sees any of it but the sign-in page.

“does” may use the page, “sees” may read it and change nothing. What an action refuses beyond this
(approving one's own change, grading while others grade blind) it refuses everywhere, whatever the
page.
"""


def permissions_page() -> str:
    lines = [HEAD, f"| page | address | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 2) + "|"]
    for door in doors():
        cells = " | ".join(door.access[column] for column in COLUMNS)
        route = door.route.replace("|", r"\|")
        lines.append(f"| {door.what} | `/{route}` | {cells} |")
    return "\n".join([*lines, ""])
