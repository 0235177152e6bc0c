"""Who may what: the four groups, as a table. A migration makes them; tests read the same table."""

DRAFTS = {
    "claims": ("condition", "supplement", "form", "claim", "source"),
    "articles": ("article", "sourcearticle"),
}
PARTS = {
    "claims": ("conditioncode", "redflag", "limit", "safetypoint", "citation", "summaryrow"),
    "articles": ("appearance",),
}
RECORDS = {
    "claims": ("assessment", "assignment", "blindgrading", "remark", "review"),
    "desk": ("plan", "planitem"),
    "editions": ("head", "edition", "version", "link", "address"),
    "questions": ("question", "step"),
}


def _named(models: dict, *verbs: str) -> set[str]:
    return {
        f"{app}.{verb}_{model}"
        for app, names in models.items()
        for model in names
        for verb in verbs
    }


SEE_ALL = _named(DRAFTS, "view") | _named(PARTS, "view") | _named(RECORDS, "view")
# Everybody at the desk: notes, and editions in the making.
TALK = {"claims.add_remark", "claims.change_remark", "desk.add_plan", "desk.change_plan"}
EDIT = (
    _named(DRAFTS, "add", "change")
    | _named(PARTS, "add", "change", "delete")
    | {"claims.add_assessment", "claims.add_assignment", "claims.add_blindgrading"}
    | {"claims.submit_item", "questions.change_question"}
    | TALK
)
REVIEW = {"claims.approve_item", "claims.add_assignment"} | TALK
PUBLISH = {"claims.force_item", "editions.publish", "editions.withdraw"} | TALK
PEOPLE = {
    f"auth.{verb}_{model}" for verb in ("add", "change", "view") for model in ("user", "group")
}
PARTNERS = _named({"partners": ("partner", "apikey")}, "add", "change", "view")

ROLES: dict[str, set[str]] = {
    "Editor": SEE_ALL | EDIT,
    "Reviewer": SEE_ALL | REVIEW,
    "Publisher": SEE_ALL | PUBLISH,
    # A reader may have written what nobody should keep.
    "Administrator": SEE_ALL
    | EDIT
    | REVIEW
    | PUBLISH
    | PEOPLE
    | PARTNERS
    | {"questions.delete_question"},
}


def grant(group_model, permission_model) -> None:
    """Make the groups and give each exactly its permissions. Models are passed in, so that a
    migration can hand over its own; an early one does not know the models of a later one yet."""
    known = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in permission_model.objects.select_related("content_type")
    }
    for name, permissions in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.set([known[name] for name in sorted(permissions) if name in known])
