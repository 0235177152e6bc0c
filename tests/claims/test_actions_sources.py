"""Importing references and notices: all of a file or nothing, and a second time nothing new."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from claims import actions_sources
from claims.actions_sources import (
    import_sources,
    preview_sources,
)
from claims.errors import Refused
from claims.models import Source
from claims.references.matching import Index
from claims.references.reading import read_file, read_pasted
from claims.references.rows import HELD, faulty, row_of
from tests import builders

FILES = Path(__file__).parent / "references" / "files"


def rows(*many: dict):
    return [
        row_of(n, n, {"source_title": f"The title of {n}", "issued": "2019"} | fields)
        for n, fields in enumerate(many, start=1)
    ]


def refusal(action, **arguments) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        action(**arguments)
    return caught.value.sentences


def test_new_rows_become_unverified_drafts_with_their_editor_and_history(ada):
    found = read_file((FILES / "pubmed.nbib").read_bytes())
    imported = import_sources(rows=found.rows, by=ada, origin="pubmed.nbib")
    first = Source.objects.get(pmid="28445426")
    assert [source.slug for source in imported.created] == ["boyle-2017", "amin-2013", "allen-2024"]
    assert (first.slug, first.verified, first.state, first.publishable) == (
        "boyle-2017",
        False,
        "draft",
        False,
    )
    assert {name: getattr(first, name) for name in HELD} == {
        name: found.rows[0].fields[name] for name in HELD
    }
    assert first.unverified_fields == ["study_design", "route"]
    assert first.editor_notes == "Imported from pubmed.nbib, record 1."
    assert list(first.edited_by.all()) == [ada]
    assert [(h.history_type, h.history_user, h.doi) for h in first.history.all()] == [
        ("+", ada, "10.3390/nu9050429")
    ]
    assert Source.objects.get(slug="amin-2013").integrity == "retracted"


@pytest.mark.parametrize(
    "name",
    ["pubmed.nbib", "endnote.ris", "zotero.ris", "zotero.bib", "endnote.bib", "zotero.json"],
)
def test_second_import_adds_nothing(ada, name):
    found = read_file((FILES / name).read_bytes())
    first = import_sources(rows=found.rows, by=ada)
    before = list(Source.objects.order_by("pk").values())
    second = import_sources(rows=found.rows, by=ada)
    assert len(first.created) == len(found.rows)
    assert (len(second.created), len(second.preview.duplicates)) == (0, len(found.rows))
    assert list(Source.objects.order_by("pk").values()) == before
    assert Source.history.count() == len(found.rows)


def test_duplicates_are_reported_with_their_conflicts_and_left_as_they_are(ada):
    stored = builders.source(
        "doe-2019", doi="10.1000/ABC", volume="9", source_title="The title of 1"
    )
    imported = import_sources(rows=rows({"doi": "10.1000/abc", "volume": "10"}), by=ada)
    assert [entry.sentence for entry in imported.preview] == [
        "Record 1 (line 1): the same DOI as “doe-2019”; left as it is. They differ: volume “10” in the "
        "file, “9” here."
    ]
    assert imported.created == ()
    stored.refresh_from_db()
    assert (stored.volume, stored.lock_version, stored.edited_by.count()) == ("9", 1, 0)


def test_slugs_are_made_from_author_and_year_and_never_twice(ada):
    builders.source("froyland-2019")
    author = {"authors": [{"family": "Frøyland", "given": "L."}]}
    imported = import_sources(
        rows=rows(
            author,
            author,
            {"issued": ""},
            {"authors": [{"literal": "National Institute for Health and Care Excellence " * 3}]},
            {"source_title": "？！"},
        ),
        by=ada,
    )
    assert [source.slug for source in imported.created] == [
        "froyland-2019-2",
        "froyland-2019-3",
        "the-title-of-3",
        "national-institute-for-health-and-care-excellence-national-instit-2019",
        "source-2019",
    ]
    for source in imported.created:
        source.full_clean()


def test_one_faulty_row_stops_the_whole_file(ada):
    bad = rows({}, {"volume": "x" * 31}, {"url": "https://no host"})
    assert refusal(import_sources, rows=[*bad, faulty(4, 9, "it has no title.")], by=ada) == (
        "Nothing was imported: 1 new, 0 here already, 3 faulty.",
        "Record 2 (line 2): volume: Ensure this value has at most 30 characters (it has 31).",
        "Record 3 (line 3): “https://no host” is no web address: one starts with https:// or http://.",
        "Record 4 (line 9): it has no title.",
    )
    assert Source.objects.count() == 0


def test_faulty_rows_can_be_left_out_on_purpose(ada):
    imported = import_sources(rows=rows({}, {"volume": "x" * 31}), by=ada, leave_out_faulty=True)
    assert [source.slug for source in imported.created] == ["the-title-of-1-2019"]
    assert imported.preview.summary == "1 new, 0 here already, 1 faulty"


def test_many_faults_are_counted_not_listed(ada):
    sentences = refusal(
        import_sources, rows=[faulty(n, n, "it has no title.") for n in range(1, 31)], by=ada
    )
    assert (len(sentences), sentences[-1]) == (22, "And 10 more.")


def test_preview_says_the_same_and_saves_nothing(ada):
    builders.source("doe-2019", doi="10.1000/1")
    many = rows({"doi": "10.1000/1"}, {"doi": "10.1000/2"}, {"volume": "x" * 31})
    found = preview_sources(many)
    assert found.summary == "1 new, 1 here already, 1 faulty"
    assert Source.objects.count() == 1
    assert import_sources(rows=many, by=ada, leave_out_faulty=True).preview == found


def test_import_of_another_preview_than_the_one_seen_is_refused(ada):
    many = rows({"doi": "10.1000/1"}, {"doi": "10.1000/2"})
    seen = preview_sources(many).fingerprint
    builders.source("doe-2019", doi="10.1000/2")
    assert refusal(import_sources, rows=many, by=ada, seen=seen) == (actions_sources.CHANGED,)
    assert Source.objects.count() == 1
    now = preview_sources(many).fingerprint
    assert len(import_sources(rows=many, by=ada, seen=now).created) == 1


def test_pasted_identifier_becomes_a_draft_that_cannot_be_published(ada):
    (created,) = import_sources(rows=read_pasted("10.1000/182").rows, by=ada).created
    assert (created.doi, created.slug) == ("10.1000/182", "title-not-entered-yet-doi")
    created.verified = True
    assert not created.publishable
    assert import_sources(rows=read_pasted("doi:10.1000/182.").rows, by=ada).created == ()


def test_only_who_may_add_sources_may_import(cleo, ben):
    for person in (cleo, ben):
        assert refusal(import_sources, rows=rows({}), by=person) == (
            "Your account may not import sources. Ask an administrator for the group Editor.",
        )
    assert Source.objects.count() == 0


def test_source_saved_by_somebody_at_that_moment_refuses_the_file(ada, monkeypatch):
    """What only a race brings about is brought about by a preview that sees nothing."""
    stored = builders.source(doi="10.1000/1")
    monkeypatch.setattr(actions_sources, "Index", lambda known: Index())
    assert refusal(
        import_sources, rows=rows({"doi": "10.1000/2"}, {"doi": stored.doi}), by=ada
    ) == ("Somebody saved one of these sources at the same moment: import the file again.",)
    assert list(Source.objects.all()) == [stored]


def test_import_asks_the_database_in_batches_not_by_record(ada, django_assert_max_num_queries):
    many = rows(*({"source_title": f"Another {n}"} for n in range(200)))
    with django_assert_max_num_queries(40):
        import_sources(rows=many, by=ada)
    with django_assert_max_num_queries(6):
        import_sources(rows=many, by=ada)


def test_one_file_imported_by_four_at_once_makes_each_source_once(committed):
    ada = builders.user("ada", "Editor")
    found = read_file((FILES / "zotero.ris").read_bytes())
    together = threading.Barrier(4)

    def one_import() -> int:
        together.wait()
        try:
            return len(import_sources(rows=found.rows, by=ada).created)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(one_import) for _ in range(4)]
    assert sorted(each.result() for each in made) == [0, 0, 0, 3]
    assert Source.objects.count() == 3
