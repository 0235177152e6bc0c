"""The index follows the store: published, withdrawn, redacted, made anew."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from mgsite.editions import search_index
from mgsite.editions.models import SearchEntry, SearchWord, Version
from mgsite.editions.search_words import entry, stem
from mgsite.editions.withdraw import withdraw
from tests import builders

CANARY = "zwitscherling"


@pytest.fixture
def source(dora):
    source = builders.source("s", source_title=f"A trial of {CANARY}")
    builders.put_in_print(source)
    return source


def matching(word: str) -> list[int]:
    found = search_index.matching([[(stem(word),)]], [], every=True)
    return list(Version.objects.filter(pk__in=found).values_list("pk", flat=True))


def take_out(item, dora, reason):
    withdraw(public_id=item.public_id, by=dora, reason=reason, notice="Out.", operation="out")


def test_index_holds_each_published_version(source):
    version = Version.objects.get()
    kept = SearchEntry.objects.values(*entry(json.loads(version.document)).columns()).get()

    assert kept == entry(json.loads(version.document)).columns()
    assert matching(CANARY) == [version.pk]
    assert list(search_index.faults()) == []


def test_index_keeps_what_was_withdrawn_for_earlier_editions(source, dora):
    first = Version.objects.get()
    take_out(source, dora, "error")

    assert matching(CANARY) == [first.pk]
    assert list(search_index.faults()) == []


def test_index_forgets_what_was_removed_for_legal_reasons(source, dora):
    other = builders.source("t", source_title="Another trial")
    builders.put_in_print(other)
    take_out(source, dora, "legal")

    assert matching(CANARY) == []
    assert not SearchWord.objects.filter(word=CANARY).exists()
    assert SearchWord.objects.filter(word="trial").exists()
    assert list(search_index.faults()) == []


def test_index_is_undone_with_the_edition_that_failed(source, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("mgsite.editions.store.Head.save", fail)
    with pytest.raises(RuntimeError):
        builders.put_in_print(builders.source("u", source_title="Unheard"))

    assert matching("unheard") == []


def test_rebuild_gives_the_same_index(source):
    before = list(SearchEntry.objects.values()), list(SearchWord.objects.values())
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    assert matching(CANARY) == []
    out = StringIO()
    call_command("rebuild_search", stdout=out)

    assert out.getvalue() == "Search index made anew: 1 versions.\n"
    assert (list(SearchEntry.objects.values()), list(SearchWord.objects.values())) == before
    assert matching(CANARY) == [Version.objects.get().pk]


def test_verify_published_says_what_the_index_lacks(source):
    SearchEntry.objects.all().delete()

    with pytest.raises(CommandError, match="1 faults found"):
        call_command("verify_published", stdout=StringIO(), stderr=(said := StringIO()))
    assert said.getvalue() == (
        "The search index lacks 1 versions and holds 0 too many: run rebuild_search.\n"
    )


@pytest.mark.sqlite
def test_triggers_that_are_missing_are_laid_by_migrate(source):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER editions_search_added")
    assert list(search_index.faults()) == [
        "The trigger editions_search_added is missing: run rebuild_search."
    ]

    search_index.install_after_migrate()

    assert list(search_index.faults()) == []


def test_migration_takes_in_what_is_in_print_and_can_be_undone(committed):
    builders.user("ada", "Editor")
    builders.put_in_print(builders.source("s", source_title=f"A trial of {CANARY}"))
    call_command("migrate", "editions", "0003", verbosity=0)
    assert "editions_searchentry" not in connection.introspection.table_names()

    call_command("migrate", verbosity=0)

    assert matching(CANARY) == [Version.objects.get().pk]
    assert SearchWord.objects.filter(word=CANARY).exists()
