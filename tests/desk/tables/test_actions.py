"""Importing: every row or none, as this person's edit, and never past the review."""

import pytest

from claims import actions
from claims.errors import Refused
from claims.models import Claim, Condition, Source
from mgsite.desk.timeline import timeline
from tests import builders
from tests.desk.tables.sending import (
    confirmed,
    csv_of,
    exported,
    messages_of,
    refusals_of,
    rows_in,
    summary_of,
    upload,
)
from tests.forms import signed_in


@pytest.fixture
def editor(ada):
    return signed_in(ada)


@pytest.fixture
def rows(ada, editor):
    """The export of three claims: one, two, three."""
    for slug in ("one", "two", "three"):
        builders.claim(slug, by=ada, applies_to_all=True)
    return sorted(rows_in(exported(editor, "claim")), key=lambda row: row["slug"])


def test_confirming_saves_what_changed_and_adds_what_is_new(editor, ada, rows):
    headache = builders.condition()
    rows[0]["population"] = "Adults"
    rows[1]["conditions"] = "headache"
    new = rows[2] | {"public id": "", "lock version": "", "slug": "new-one"}

    preview = upload(editor, "claim", csv_of([*rows, new]))
    before = Claim.objects.count()
    done = confirmed(editor, "claim", preview)

    assert (summary_of(preview), before) == ("0 faulty, 2 changed, 1 new, 1 same", 3)
    assert messages_of(done) == [
        "Imported from “table.csv”: 0 faulty, 2 changed, 1 new, 1 same. Saved as drafts: one, "
        "three, new-one."
    ]
    assert Claim.objects.get(slug="one").population == "Adults"
    assert list(Claim.objects.get(slug="three").conditions.all()) == [headache]
    made = Claim.objects.get(slug="new-one")
    assert (made.state, list(made.edited_by.all()), made.assessment) == ("draft", [ada], None)
    assert [edit.history_user for edit in made.history.all()] == [ada]


def test_unchanged_row_writes_nothing_and_a_changed_one_writes_once(editor, rows):
    told = {c.slug: (c.lock_version, c.history.count(), c.updated_at) for c in Claim.objects.all()}
    rows[0]["population"] = "Adults"

    confirmed(editor, "claim", upload(editor, "claim", csv_of(rows)))

    now = {c.slug: (c.lock_version, c.history.count(), c.updated_at) for c in Claim.objects.all()}
    version, edits, _ = told.pop("one")
    assert now.pop("one")[:2] == (version + 1, edits + 1)
    assert now == told


def test_history_names_the_person_and_the_file(editor, ada, rows):
    rows[0]["population"] = "Adults"
    name = f"{'long ' * 30}.csv"

    confirmed(editor, "claim", upload(editor, "claim", csv_of(rows), name))

    item = Claim.objects.get(slug="one")
    last, told = item.history.latest(), timeline(item, ada)[0]
    assert (told.what, told.said) == ("Edited", last.history_change_reason)
    assert (last.history_user, last.population) == (ada, "Adults")
    assert last.history_change_reason == f"import of {'long ' * 30}.csv"[:100]


def test_importer_cannot_approve_what_was_imported(editor, root, rows):
    client = signed_in(root)
    rows[0] |= {"population": "Adults", "state (read only)": "approved"}

    confirmed(client, "claim", upload(client, "claim", csv_of(rows)))

    item = Claim.objects.get(slug="one")
    assert item.state == "draft"
    assert root in item.edited_by.all()
    actions.submit(item=item, by=root)
    with pytest.raises(Refused, match="^You edited “one” since it was last approved"):
        actions.approve(item=item, by=root)


@pytest.mark.parametrize("column", ["state", "assessment", "edited_by", "updated at"])
def test_file_cannot_set_what_the_review_sets(editor, ada, rows, column):
    for row in rows:
        row[column] = "approved"

    preview = upload(editor, "claim", csv_of(rows))

    assert summary_of(preview) == "0 faulty, 0 changed, 0 new, 3 same"
    assert (
        f"Left alone, because no import sets them: state (read only), citations (read only), {column}."
        in preview.content.decode()
    )


def test_approved_item_that_an_import_changes_has_to_be_approved_again(editor, ada, rows):
    builders.approve(*Claim.objects.filter(slug__in=["one", "two"]))
    rows[0]["population"] = "Adults"

    preview = upload(editor, "claim", csv_of(rows))
    confirmed(editor, "claim", preview)

    assert "1 of the changed ones is approved, and has to be approved again after this." in (
        preview.content.decode()
    )
    states = dict(Claim.objects.values_list("slug", "state"))
    assert states == {"one": "draft", "two": "approved", "three": "draft"}


def test_second_confirmation_changes_nothing(editor, rows):
    rows[0]["population"] = "Adults"
    new = rows[2] | {"public id": "", "lock version": "", "slug": "new-one"}
    preview = upload(editor, "claim", csv_of([*rows, new]))
    confirmed(editor, "claim", preview)
    told = sorted(Claim.objects.values_list("slug", "lock_version"))

    again = confirmed(editor, "claim", preview)

    assert messages_of(again) == [
        "Nothing to save from “table.csv”: 0 faulty, 0 changed, 0 new, 4 same."
    ]
    assert sorted(Claim.objects.values_list("slug", "lock_version")) == told


def test_save_between_preview_and_confirmation_stops_the_whole(editor, ben, rows):
    rows[0]["population"] = "Adults"
    rows[1]["population"] = "Children"
    preview = upload(editor, "claim", csv_of(rows))
    Claim.objects.filter(slug="one").update(population="Mice")
    with_history = Claim.objects.get(slug="one")
    with_history._history_user = ben
    actions.record_edit(item=with_history, by=ben)

    done = confirmed(editor, "claim", preview)

    assert refusals_of(done) == [
        "Row 2, the row: it was changed since you exported it, by Ben: export it again."
    ]
    found = dict(Claim.objects.values_list("slug", "population"))
    assert found == {"one": "Mice", "two": "", "three": ""}


def test_failure_in_the_last_row_leaves_nothing_of_the_first(editor, ada):
    source = builders.source("old", doi="10.1000/old")
    (row,) = rows_in(exported(editor, "source"))
    fresh = row | {"public id": "", "lock version": "", "slug": "fresh", "DOI": "10.1000/new"}
    preview = upload(editor, "source", csv_of([row | {"funding": "X"}, fresh]))
    builders.source("quick", doi="10.1000/new")

    done = confirmed(editor, "source", preview)

    assert refusals_of(done) == ["Row 3, DOI: The source “quick” has this DOI already."]
    source.refresh_from_db()
    assert (source.funding, Source.objects.filter(slug="fresh").exists()) == ("", False)


@pytest.mark.parametrize("seal", ["", "nonsense", "a:b:c"])
def test_preview_that_was_tampered_with_is_refused(editor, rows, seal):
    preview = upload(editor, "claim", csv_of([rows[0] | {"population": "Adults"}]))

    for sent in (seal, preview.context["sealed"][:-1] + "x"):
        done = editor.post(preview.request["PATH_INFO"], {"sealed": sent, "import": "yes"})
        assert refusals_of(done) == [
            "The preview did not come back as it was sent: choose the file again."
        ]
    assert Claim.objects.filter(population="Adults").count() == 0


def test_preview_of_one_kind_is_no_preview_of_another(editor, rows):
    preview = upload(editor, "claim", csv_of([rows[0] | {"population": "Adults"}]))

    done = editor.post("/admin/desk/import/source/", {"sealed": preview.context["sealed"]})

    assert "The preview did not come back as it was sent" in refusals_of(done)[0]


def test_conditions_and_sources_are_imported_by_the_same_rules(editor, ada):
    builders.condition("headache")
    builders.source("one")
    builders.supplement()
    condition, source = (rows_in(exported(editor, kind))[0] for kind in ("condition", "source"))
    condition |= {"other names": "Cephalalgia\nSore head", "summary": "It hurts."}
    source |= {"forms tested": "magnesium/oxide; glycinate", "authors": "Doe, J.\nNICE"}

    confirmed(editor, "condition", upload(editor, "condition", csv_of([condition])))
    confirmed(editor, "source", upload(editor, "source", csv_of([source])))

    stored = Condition.objects.get()
    assert (stored.alternate_names, stored.summary) == (["Cephalalgia", "Sore head"], "It hurts.")
    one = Source.objects.get()
    assert one.authors == [{"family": "Doe", "given": "J."}, {"literal": "NICE"}]
    assert sorted(form.slug for form in one.forms_tested.all()) == ["glycinate", "oxide"]
    assert one.history.latest().forms_tested.count() == 2
