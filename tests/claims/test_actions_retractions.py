"""Notices about papers: what they do to a source, once and for all."""

from datetime import date

import pytest

from claims.actions_sources import import_retractions, set_integrity
from claims.errors import Refused
from claims.models import Source
from claims.retractions import Notice
from claims.vocabulary import Integrity
from tests import builders

TODAY = date(2026, 11, 22)


def refusal(action, **arguments) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        action(**arguments)
    return caught.value.sentences


def notice(nature: Integrity, *, doi: str = "", pmid: str = "", line: int = 2) -> Notice:
    return Notice(line, "12", nature, doi, pmid, date(2019, 1, 31), "10.1000/notice", "Error")


@pytest.fixture
def sources(db):
    return [
        builders.source("by-doi", doi="10.1000/ABC", pmid="7"),
        builders.source("by-pmid", pmid="8"),
        builders.source("untouched", doi="10.1000/other", pmid="9"),
    ]


def test_notices_set_the_integrity_by_doi_and_by_pmid(sources, ada):
    for source in sources:
        builders.approve(source)
    checked = import_retractions(
        notices=[
            notice(Integrity.RETRACTED, doi="10.1000/abc"),
            notice(Integrity.CORRECTED, pmid="8"),
            notice(Integrity.RETRACTED, doi="10.1000/unknown", pmid="99"),
        ],
        by=ada,
        on=TODAY,
    )
    assert [(c.slug, c.before, c.after, c.changed) for c in checked] == [
        ("by-doi", "unchecked", "retracted", True),
        ("by-pmid", "unchecked", "corrected", True),
    ]
    values = Source.objects.order_by("slug").values_list(
        "slug", "integrity", "integrity_note", "integrity_checked_on", "state"
    )
    where = "on 2019-01-31: Error. Notice: doi:10.1000/notice. (Retraction Watch 12)"
    assert list(values) == [
        ("by-doi", "retracted", f"Retracted {where}", TODAY, "draft"),
        ("by-pmid", "corrected", f"Corrected {where}", TODAY, "draft"),
        ("untouched", "unchecked", "", None, "approved"),
    ]


def test_notice_is_an_edit_by_whoever_imported_it(sources, ada):
    source = sources[0]
    import_retractions(notices=[notice(Integrity.CONCERN, doi=source.doi)], by=ada, on=TODAY)
    source.refresh_from_db()
    assert (source.lock_version, list(source.edited_by.all())) == (2, [ada])
    latest = source.history.first()
    assert (latest.history_user, latest.integrity, source.history.count()) == (ada, "concern", 2)


def test_second_run_of_the_notices_changes_nothing(sources, ada):
    found = [notice(Integrity.RETRACTED, doi="10.1000/abc"), notice(Integrity.CORRECTED, pmid="7")]
    import_retractions(notices=found, by=ada, on=TODAY)
    before = list(Source.objects.order_by("pk").values())
    checked = import_retractions(notices=found, by=ada, on=date(2027, 1, 1))
    assert [(c.changed, c.sentence) for c in checked] == [
        (False, "by-doi: retracted already; left as it is.")
    ]
    assert list(Source.objects.order_by("pk").values()) == before


def test_pmid_of_another_doi_is_left_to_a_person(sources, ada):
    found = [notice(Integrity.RETRACTED, doi="10.1000/else", pmid="7", line=5)]
    checked = import_retractions(notices=found, by=ada, on=TODAY)
    assert [(c.changed, c.sentence) for c in checked] == [
        (
            False,
            "by-doi: the notice on line 5 has its PMID, but another DOI (10.1000/else, here "
            "10.1000/ABC): look at it by hand.",
        )
    ]
    assert set(Source.objects.values_list("integrity", flat=True)) == {"unchecked"}


def test_only_who_may_change_sources_may_set_their_integrity(sources, ben):
    sentence = ("Your account may not change sources. Ask an administrator for the group Editor.",)
    assert refusal(import_retractions, notices=[], by=ben, on=TODAY) == sentence
    assert (
        refusal(
            set_integrity,
            source=sources[0],
            integrity=Integrity.OK,
            note="",
            checked_on=TODAY,
            by=ben,
        )
        == sentence
    )


def test_retracted_source_stops_the_claims_that_rest_on_it(sources, ada):
    claim = builders.claim("one", by=ada, sources=[(sources[0], "supports")])
    import_retractions(notices=[notice(Integrity.RETRACTED, doi="10.1000/abc")], by=ada, on=TODAY)
    claim.refresh_from_db()
    assert any("was retracted" in problem for problem in claim.problems())


def test_erratum_stops_nothing(sources, ada):
    claim = builders.claim(
        "one", by=ada, sources=[(sources[0], "supports")], conditions=[builders.condition()]
    )
    import_retractions(notices=[notice(Integrity.CORRECTED, doi="10.1000/abc")], by=ada, on=TODAY)
    claim.refresh_from_db()
    assert claim.problems() == []
