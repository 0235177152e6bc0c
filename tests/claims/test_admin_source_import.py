"""Importing references in the admin: seen first, then imported as it was seen, and only once."""

import pytest
from django.urls import reverse

from claims import sealing
from claims.admin import source_import
from claims.models import Source
from claims.references.reading import read_file
from claims.references.rows import HELD
from claims.references.writing import EXPORTS
from tests import builders
from tests.claims.importing import (
    FILES,
    NAMES,
    RIS,
    address,
    lead_of,
    messages_of,
    paste,
    pressed,
    refusals_of,
    rows_of,
    upload,
)
from tests.forms import content_of, form_of, signed_in

SUFFIXES = {"ris": ".ris", "bibtex": ".bib", "csl-json": ".json"}


def held_by(sources) -> list[dict]:
    return [{name: getattr(source, name) for name in HELD} for source in sources]


# -- what PubMed, Zotero and EndNote give


@pytest.mark.parametrize("name", NAMES)
def test_file_is_seen_imported_and_then_here_already(ada, name):
    client, content = signed_in(ada), (FILES / name).read_bytes()
    records = read_file(content).rows

    preview = upload(client, name, content)
    assert len(rows_of(preview)) == len(records)
    assert f"{len(records)} new, 0 here already, 0 faulty" in lead_of(preview)
    assert Source.objects.count() == 0

    done = pressed(client, preview, "import")
    stored = list(Source.objects.order_by("pk"))
    assert held_by(stored) == [{n: row.fields[n] for n in HELD} for row in records]
    assert messages_of(done) == [
        f"Imported from “{name}”: {len(records)} new, 0 here already, 0 faulty. The new ones are "
        f"unverified drafts: {', '.join(source.slug for source in stored)}."
    ]

    again = upload(client, name, content)
    assert lead_of(again).endswith(
        f"0 new, {len(records)} here already, 0 faulty. Nothing is saved yet. Importing it would add nothing."
    )
    assert "They differ" not in content_of(again)
    assert 'name="import"' not in content_of(again)


@pytest.mark.parametrize("export", sorted(EXPORTS))
@pytest.mark.parametrize("name", NAMES)
def test_what_was_imported_comes_out_without_loss_and_is_here_already(ada, name, export):
    client = signed_in(ada)
    pressed(client, upload(client, name, (FILES / name).read_bytes()), "import")
    stored = Source.objects.order_by("slug")

    answer = client.post(
        reverse("admin:claims_source_changelist"),
        {
            "action": f"export_as_{export.replace('-', '_')}",
            "_selected_action": [source.pk for source in stored],
        },
    )

    assert [{n: row.fields[n] for n in HELD} for row in read_file(answer.content).rows] == (
        held_by(stored)
    )
    again = upload(client, f"sources{SUFFIXES[export]}", answer.content)
    assert f"0 new, {len(stored)} here already, 0 faulty" in lead_of(again)
    assert "They differ" not in content_of(again)


# -- the preview


def test_preview_shows_what_needs_a_look_first_with_its_citation_and_its_twin(ada):
    twin = builders.source("doe-2019", doi="10.1000/1", volume="9", source_title="Same title")
    content = (
        "TY  - JOUR\nTI  - A new one\nAU  - Doe, Jane\nT2  - Nutrients\nPY  - 2020\nVL  - 3\nER  - \n"
        "TY  - JOUR\nTI  - Same title\nDO  - 10.1000/1\nVL  - 10\nPY  - 2019\nER  - \n"
        "TY  - JOUR\nER  - \n"
    )

    page = upload(signed_in(ada), "three.ris", content.encode())

    assert rows_of(page) == [
        "3 line 14 Cannot be read Faulty It has no title.",
        "2 line 8 Same title Same title. 2019;10. doi: 10.1000/1. Here already The same DOI as "
        "“doe-2019”; left as it is. They differ: volume “10” in the file, “9” here",
        "1 line 1 A new one Doe J. A new one. Nutrients. 2020;3. New",
    ]
    twin_form = reverse("admin:claims_source_change", args=[twin.pk])
    assert f'<a href="{twin_form}">“doe-2019”</a>' in content_of(page)
    assert lead_of(page).startswith("“three.ris”, read as RIS: 1 new, 1 here already, 1 faulty.")
    assert Source.objects.count() == 1


def test_preview_of_pasted_identifiers_names_what_is_here(ada):
    builders.source("doe-2019", pmid="7")

    page = paste(signed_in(ada), "PMID: 7\n10.1000/182")

    assert rows_of(page) == [
        "1 line 1 Title not entered yet: PMID 7 Title not entered yet: PMID 7. PMID: 7. Here "
        "already The same PMID as “doe-2019”; left as it is.",
        "2 line 2 Title not entered yet: DOI 10.1000/182 Title not entered yet: DOI 10.1000/182. "
        "doi: 10.1000/182. New",
    ]


def test_preview_shows_the_records_of_one_status_when_asked(ada):
    client = signed_in(ada)
    page = upload(client, "two.ris", (RIS.format("One") + "TY  - JOUR\nER  - \n").encode())

    faulty = pressed(client, page, "show", "faulty")
    nonsense = pressed(client, faulty, "show", "nonsense")

    assert rows_of(faulty) == ["2 line 5 Cannot be read Faulty It has no title."]
    assert len(rows_of(nonsense)) == 2
    assert Source.objects.count() == 0


def test_long_preview_lists_the_first_records_and_counts_the_others(ada, monkeypatch):
    monkeypatch.setattr(source_import, "MOST_SHOWN", 3)
    content = "".join(RIS.format(f"Title {n}") for n in range(5)) + "TY  - JOUR\nER  - \n"

    page = upload(signed_in(ada), "six.ris", content.encode())

    assert [row[:1] for row in rows_of(page)] == ["6", "1", "2"]
    assert "3 records, those that need a look first, and 3 more that are not listed here" in (
        content_of(page)
    )


@pytest.mark.parametrize("records", [1, 300])
def test_preview_asks_the_database_as_often_for_many_as_for_one(
    ada, records, django_assert_num_queries
):
    client = signed_in(ada)
    content = "".join(RIS.format(f"Title {n}") for n in range(records)).encode()
    pressed(client, upload(client, "many.ris", content), "import")

    with django_assert_num_queries(6):
        page = upload(client, "many.ris", content)

    assert len(rows_of(page)) == min(records, source_import.MOST_SHOWN)


def test_pasted_text_comes_back_to_be_mended(ada):
    client = signed_in(ada)
    text = "\n 10.1000/182\nnothing here <b>"

    form = pressed(client, paste(client, text), "mend")

    assert form_of(client, address(), form)["text"] == text.replace("\n", "\r\n")


# -- the import


def test_import_keeps_where_each_draft_came_from(ada):
    client = signed_in(ada)
    pressed(client, upload(client, "my list.ris", RIS.format("One").encode()), "import")
    pressed(client, paste(client, "10.1000/182"), "import")

    assert list(Source.objects.order_by("pk").values_list("editor_notes", "verified", "state")) == [
        ("Imported from my list.ris, record 1.", False, "draft"),
        ("Imported from pasted text, record 1.", False, "draft"),
    ]


def test_faulty_records_stop_the_import_until_they_are_left_out_on_purpose(ada):
    client = signed_in(ada)
    page = upload(client, "two.ris", (RIS.format("One") + "TY  - JOUR\nER  - \n").encode())

    refused = pressed(client, page, "import")
    assert refusals_of(refused) == [
        "Nothing was imported: 1 new, 0 here already, 1 faulty.",
        "Record 2 (line 5): it has no title.",
    ]
    assert Source.objects.count() == 0

    pressed(client, refused, "import", leave_out_faulty="on")
    assert list(Source.objects.values_list("source_title", flat=True)) == ["One"]


def test_import_is_refused_and_shown_anew_when_somebody_was_faster(ada):
    client = signed_in(ada)
    page = paste(client, "10.1000/1 10.1000/2")
    builders.source("doe-2019", doi="10.1000/1")

    refused = pressed(client, page, "import")

    assert refusals_of(refused) == [
        "What importing would do has changed since you were shown it, so nothing was imported: look "
        "at it as it is now, and import then."
    ]
    assert "1 new, 1 here already, 0 faulty" in lead_of(refused)
    assert Source.objects.count() == 1
    pressed(client, refused, "import")
    assert Source.objects.count() == 2


def test_second_click_on_import_adds_nothing_and_says_so(ada):
    client = signed_in(ada)
    page = paste(client, "10.1000/1")
    pressed(client, page, "import")

    second = pressed(client, page, "import")

    assert refusals_of(second)[0].startswith("What importing would do has changed")
    assert "Importing it would add nothing." in lead_of(second)
    third = pressed(client, second, "import")
    assert messages_of(third) == [
        "Nothing was added from “pasted text”: 0 new, 1 here already, 0 faulty."
    ]
    assert Source.objects.count() == 1


def test_many_new_drafts_are_counted_beyond_the_first(ada, monkeypatch):
    monkeypatch.setattr(source_import, "MOST_LINKED", 2)
    client = signed_in(ada)
    content = "".join(RIS.format(f"Title {n}") for n in range(5))

    done = pressed(client, upload(client, "five.ris", content.encode()), "import")

    (message,) = messages_of(done)
    assert message.endswith("unverified drafts: title-0-2017, title-1-2017 and 3 more.")
    assert content_of(done).count('/change/">title-') == 2
    assert done.redirect_chain == [
        (f"{reverse('admin:claims_source_changelist')}?state__exact=draft&verified__exact=0", 302)
    ]


def test_text_without_room_in_the_page_is_left_to_the_command(ada, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = sealing.ROOM
    page = upload(signed_in(ada), "one.ris", RIS.format("One").encode())

    assert rows_of(page) == ["1 line 1 One One. 2017. New"]
    assert "<code>manage.py import_references FILE --by ada</code>" in content_of(page)
    assert 'name="import"' not in content_of(page)


# -- who may


@pytest.mark.parametrize("person", ["ben", "cleo", "dora"])
def test_only_who_may_add_sources_may_look_or_import(person, request, ada):
    client = signed_in(request.getfixturevalue(person))
    preview = paste(signed_in(ada), "10.1000/1")
    form = form_of(client, address(), preview)

    answers = [client.get(address()), paste(client, "10.1000/1")]
    answers.append(client.post(address(), form | {"import": "yes"}))

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Source.objects.count() == 0
    listed = client.get(reverse("admin:claims_source_changelist"))
    assert "Import references" not in content_of(listed)


def test_list_leads_an_editor_to_the_import(ada):
    page = content_of(signed_in(ada).get(reverse("admin:claims_source_changelist")))

    assert f'<a href="{address()}">Import references…</a>' in page
