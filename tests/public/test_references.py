"""What a source's page says in words of its own."""

import re

import pytest

from mgsite.public.source_facts import route_name
from tests import builders


@pytest.mark.parametrize(
    ("route", "words"), [("iv", "into a vein"), ("oral", ""), ("na", ""), (None, "")]
)
def test_route_name_says_what_is_unusual(route, words):
    assert route_name(route) == words


def test_source_page_cites_in_the_nlm_style_and_leads_to_where_it_can_be_read(client, ada):
    trial = builders.source(
        "doe-2019", source_title="Magnesium & <sleep>", container_title="Nutrients", issued="2019-05",
        volume="9", page="454-461", doi="10.1000/182", pmid="7", pmcid="PMC8", url="https://a.example/",
    )  # fmt: skip
    builders.put_in_print(trial)

    page = client.get("/sources/doe-2019/").text

    assert (
        "Doe J. Magnesium &amp; &lt;sleep&gt;. Nutrients. 2019 May;9:454-61. doi: 10.1000/182. "
        "PMID: 7; PMCID: PMC8.</p>"
    ) in page
    assert re.findall(
        r'<a href="(https://[^"]+)" rel="external noopener nofollow">(.*?)</a>', page
    ) == [
        ("https://doi.org/10.1000/182", "DOI"),
        ("https://pubmed.ncbi.nlm.nih.gov/7/", "PubMed"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC8/", "PubMed Central"),
    ]


def test_source_page_cites_without_what_was_not_verified(client, ada):
    builders.put_in_print(
        builders.source("doe-2019", volume="99", pmid="7", unverified_fields=["volume", "pmid"])
    )

    page = client.get("/sources/doe-2019/").text

    assert "Doe J. The trial called doe-2019. 2019.</p>" in page
    assert 'aria-label="Where to read it"' not in page
