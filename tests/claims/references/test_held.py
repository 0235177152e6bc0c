"""The reference that exports and citations take, from a document and from a draft."""

from claims.documents import SOURCE_FACTS
from claims.references.held import DOCUMENT_KEYS, from_document
from claims.references.rows import HELD
from tests import builders


def test_keys_of_the_published_document_are_known():
    assert {name: DOCUMENT_KEYS.get(name, name) for name in HELD} == {
        name: SOURCE_FACTS[name] for name in HELD
    }


def test_published_document_gives_what_the_draft_held_but_for_the_unverified(db):
    source = builders.source(
        "doe-2019", doi="10.1000/182", volume="9", unverified_fields=["volume"]
    )
    assert from_document(source.document()) == {
        "csl_type": "article-journal",
        "source_title": "The trial called doe-2019",
        "authors": [{"family": "Doe", "given": "J."}],
        "container_title": "",
        "issued": "2019",
        "volume": "",
        "issue": "",
        "page": "",
        "number": "",
        "publisher": "",
        "doi": "10.1000/182",
        "pmid": "",
        "pmcid": "",
        "url": "",
        "slug": "doe-2019",
    }
