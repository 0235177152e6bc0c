"""Chosen sources as files, and the citation on the form."""

import pytest
from django.urls import reverse

from claims.models import Source
from tests import builders
from tests.forms import content_of, signed_in

LIST = "admin:claims_source_changelist"


def export(person, name: str, *sources):
    chosen = {"action": f"export_as_{name}", "_selected_action": [s.pk for s in sources]}
    return signed_in(person).post(reverse(LIST), chosen)


@pytest.mark.parametrize(
    ("name", "suffix", "content_type", "start"),
    [
        ("ris", ".ris", "application/x-research-info-systems; charset=utf-8", "TY  - JOUR\r\n"),
        ("bibtex", ".bib", "application/x-bibtex; charset=utf-8", "@article{doe-2019,\n"),
        (
            "csl_json",
            ".json",
            "application/vnd.citationstyles.csl+json",
            '[\n {\n  "id": "doe-2019",\n',
        ),
    ],
)
def test_chosen_sources_are_exported_as_a_file(ada, name, suffix, content_type, start):
    builders.source("another")
    answer = export(ada, name, builders.source("doe-2019"))

    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == f'attachment; filename="sources{suffix}"'
    assert content_of(answer).startswith(start)
    assert "another" not in content_of(answer)


def test_editors_export_what_nobody_has_verified_yet_too(ada):
    draft = builders.source("doe-2019", verified=False, volume="12", unverified_fields=["volume"])

    assert "VL  - 12\r\n" in content_of(export(ada, "ris", draft))


def test_account_that_sees_no_sources_exports_none(cleo, db):
    assert export(cleo, "ris", builders.source("doe-2019")).status_code == 403


@pytest.mark.parametrize("person", ["ada", "ben", "dora"])
def test_list_offers_the_exports_beside_publishing(person, request, db):
    builders.source("doe-2019")
    page = content_of(signed_in(request.getfixturevalue(person)).get(reverse(LIST)))

    offered = ["Publish as one edition…", "Export as RIS", "Export as BibTeX", "Export as CSL-JSON"]
    assert [page.count(f">{words}</option>") for words in offered] == [1, 1, 1, 1]


# -- the citation on the form


def form_page(person, source) -> str:
    address = reverse("admin:claims_source_change", args=[source.pk])
    return content_of(signed_in(person).get(address))


def test_form_shows_the_citation_with_its_links(ada):
    source = builders.source(
        "doe-2019",
        source_title="Magnesium & <sleep>",
        container_title="Nutrients",
        volume="9",
        doi="10.1000/182",
        unverified_fields=["volume"],
    )

    assert (
        "Doe J. Magnesium &amp; &lt;sleep&gt;. Nutrients. 2019;9. doi: 10.1000/182. "
        '<a href="https://doi.org/10.1000/182" rel="noopener">DOI</a>'
    ) in form_page(ada, source)


def test_form_of_a_new_source_has_no_citation_yet(ada):
    page = content_of(signed_in(ada).get(reverse("admin:claims_source_add")))

    assert "Shown here once it is saved." in page
    assert Source.objects.count() == 0
