"""Citations in the NLM style, and the links beside them."""

import pytest

from claims.references.held import from_document, from_fields
from claims.references.style import (
    Link,
    citation,
    initials,
    links,
    names,
    short_pages,
    written_date,
)

ARTICLE = {
    "csl_type": "article-journal",
    "source_title": "Magnetic resonance angiography in migraine: what now?",
    "authors": [
        {"family": "Amin", "given": "Faisal Mohammad"},
        {"family": "de Koning", "given": "Patrick J.-H."},
    ],
    "container_title": "The Lancet Neurology",
    "issued": "2013-05-17",
    "volume": "12",
    "issue": "5",
    "page": "454-461",
    "doi": "10.1016/S1474-4422(13)70067-X",
    "pmid": "23578775",
    "pmcid": "PMC3703169",
}


def cited(**changes) -> str:
    return citation(from_fields(ARTICLE | changes))


def only(**fields) -> str:
    return citation(from_fields(fields))


def test_journal_article_is_cited_in_full():
    assert cited() == (
        "Amin FM, de Koning PJH. Magnetic resonance angiography in migraine: what now? "
        "The Lancet Neurology. 2013 May 17;12(5):454-61. doi: 10.1016/S1474-4422(13)70067-X. "
        "PMID: 23578775; PMCID: PMC3703169."
    )


def test_what_is_not_known_leaves_no_punctuation_behind():
    assert only(csl_type="article-journal", source_title="A title") == "A title."
    assert cited(
        authors=[], source_title="", issue="", page="", number="e1", doi="", pmcid="", issued="2013"
    ) == ("The Lancet Neurology. 2013;12:e1. PMID: 23578775.")
    assert cited(volume="", issue="", page="", number="", doi="", pmid="", pmcid="") == (
        "Amin FM, de Koning PJH. Magnetic resonance angiography in migraine: what now? "
        "The Lancet Neurology. 2013 May 17."
    )
    assert only() == ""


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            {
                "csl_type": "webpage",
                "source_title": "Magnesium",
                "authors": [{"literal": "NHS"}],
                "container_title": "NHS.uk",
                "publisher": "NHS.uk",
                "url": "https://www.nhs.uk/",
                "issued": "2020",
            },
            "NHS. Magnesium [Internet]. NHS.uk; 2020. Available from: https://www.nhs.uk/",
        ),
        (
            {
                "csl_type": "chapter",
                "source_title": "Magnesium in headache",
                "container_title": "Magnesium in the Central Nervous System",
                "publisher": "University of Adelaide Press",
                "issued": "2011",
                "page": "113-128",
            },
            "Magnesium in headache. In: Magnesium in the Central Nervous System. University of Adelaide "
            "Press; 2011. p. 113-28.",
        ),
        (
            {
                "csl_type": "report",
                "source_title": "Assessment",
                "publisher": "VKM",
                "issued": "2016",
                "number": "2016:15",
            },
            "Assessment. VKM; 2016. Report No.: 2016:15.",
        ),
        (
            {"csl_type": "book", "source_title": "Handbook", "number": "ISBN 0306406152"},
            "Handbook. ISBN 0306406152.",
        ),
        ({"csl_type": "chapter", "source_title": "Alone"}, "Alone."),
        ({"csl_type": "webpage", "source_title": "Page"}, "Page [Internet]."),
    ],
)
def test_other_types_are_cited_in_their_own_way(fields, text):
    assert only(**fields) == text


def test_more_than_six_authors_end_in_et_al():
    authors = [{"family": name, "given": "X."} for name in "ABCDEFG"]
    assert names(authors[:6]) == "A X, B X, C X, D X, E X, F X"
    assert names(authors) == "A X, B X, C X, D X, E X, F X, et al"
    assert (
        names([{"family": "Smith", "given": "J., Jr"}, {"literal": "NICE"}, {}])
        == "Smith J Jr, NICE"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Faisal Mohammad", "FM"),
        ("N. B.", "NB"),
        ("N.B.", "NB"),
        ("Jean-Pierre", "JP"),
        ("PJH", "PJH"),
        ("éva", "É"),
        ("(Bob)", ""),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_given_names(given, expected):
    assert initials(given) == expected


@pytest.mark.parametrize(
    ("pages", "short"),
    [
        ("454-461", "454-61"),
        ("98-101", "98-101"),
        ("101-101", "101-101"),
        ("E97-E112", "E97-E112"),
        ("429", "429"),
    ],
)
def test_pages_drop_the_digits_that_repeat(pages, short):
    assert short_pages(pages) == short


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ("2013", "2013"),
        ("2013-05", "2013 May"),
        ("2013-05-07", "2013 May 7"),
        ("2013-13", "2013"),
        ("", ""),
    ],
)
def test_dates_are_written_the_nlm_way(issued, date):
    assert written_date(issued) == date


def test_links_lead_to_each_place_and_escape_what_an_address_may_not_hold():
    assert links(from_fields(ARTICLE)) == (
        Link("DOI", "https://doi.org/10.1016/S1474-4422(13)70067-X"),
        Link("PubMed", "https://pubmed.ncbi.nlm.nih.gov/23578775/"),
        Link("PubMed Central", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3703169/"),
    )
    (link,) = links(from_fields({"doi": '10.1000/"><script>?#'}))
    assert link.url == "https://doi.org/10.1000/%22%3E%3Cscript%3E%3F%23"


def test_own_address_is_a_link_where_there_is_no_other_and_it_is_one():
    assert links(from_fields({"url": "https://example.org"})) == (
        Link("Web", "https://example.org"),
    )
    assert links(from_fields({"url": "javascript:alert(1)"})) == ()
    assert links(from_fields({"number": "NCT01234567"})) == (
        Link("ClinicalTrials.gov", "https://clinicaltrials.gov/study/NCT01234567"),
    )


def test_unverified_facts_stay_out_of_the_citation():
    reference = from_fields(ARTICLE, slug="amin-2013", unverified=["volume", "title", "pmid"])
    assert citation(reference) == (
        "Amin FM, de Koning PJH. The Lancet Neurology. 2013 May 17;(5):454-61. "
        "doi: 10.1016/S1474-4422(13)70067-X. PMCID: PMC3703169."
    )
    assert [link.label for link in links(reference)] == ["DOI", "PubMed Central"]


def test_published_document_is_cited_like_its_draft():
    document = {
        "kind": "source",
        "slug": "amin-2013",
        "type": "article-journal",
        "title": ARTICLE["source_title"],
        "container": ARTICLE["container_title"],
        "source_url": None,
        "number": None,
        "publisher": None,
        **{
            name: ARTICLE[name]
            for name in ("authors", "issued", "volume", "issue", "page", "doi", "pmid", "pmcid")
        },
    }
    assert from_document(document) == from_fields(ARTICLE, slug="amin-2013")
    assert from_document({"title": None}) == from_fields({})
