"""Lists typed as lines, and texts that come back as they went out."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from claims.forms import AuthorsField, LinesField, PlainTextField
from claims.models import Source
from tests import builders
from tests.forms import form_of, signed_in

AUTHORS = [
    {"family": "Boyle", "given": "Neil B.", "suffix": "Jr"},
    {"family": "Müller"},
    {"literal": "Office of Dietary Supplements, NIH"},
    {"literal": "NICE"},
]


def test_authors_are_shown_one_a_line():
    assert AuthorsField().prepare_value(AUTHORS) == (
        "Boyle, Neil B.\nMüller,\n{Office of Dietary Supplements, NIH}\nNICE"
    )


def test_authors_shown_and_read_again_are_the_same():
    field = AuthorsField()

    assert field.entries(field.clean(field.prepare_value(AUTHORS)), AUTHORS) == AUTHORS


def test_author_that_was_not_touched_keeps_what_the_line_cannot_say():
    field = AuthorsField()
    typed = field.clean("Boyle, Neil B.\r\nDoe, Jane")

    assert field.entries(typed, AUTHORS) == [AUTHORS[0], {"family": "Doe", "given": "Jane"}]


def test_author_without_a_family_name_is_refused():
    with pytest.raises(ValidationError, match="“, Jane” has no family name before the comma"):
        AuthorsField().entry_of(", Jane")


@pytest.mark.parametrize(
    ("stored", "typed", "changed"),
    [
        ("one\ntwo", "one\r\ntwo", False),
        ("one\ntwo\n", "one\r\ntwo", False),
        ("one\ntwo", "one\r\ntwo\r\nthree", True),
        ("", "", False),
    ],
)
def test_text_counts_as_changed_only_by_its_words(stored, typed, changed):
    assert PlainTextField(required=False).has_changed(stored, typed) is changed


@pytest.mark.parametrize(
    ("stored", "typed", "changed"),
    [
        (["RLS"], "RLS", False),
        (["RLS"], " RLS \r\n\r\n", False),
        (["RLS"], "RLS\r\nWED", True),
        ([], "", False),
    ],
)
def test_list_counts_as_changed_only_by_its_lines(stored, typed, changed):
    assert LinesField().has_changed(stored, typed) is changed


@pytest.fixture
def source(db):
    return builders.source("boyle-2017", authors=AUTHORS, effect="Two lines\nof text.\n")


def address(source) -> str:
    return reverse("admin:claims_source_change", args=[source.pk])


def test_source_saved_untouched_stays_to_the_last_blank(ada, source):
    client = signed_in(ada)

    client.post(address(source), form_of(client, address(source)) | {"volume": "12"})

    stored = Source.objects.get(pk=source.pk)
    assert (stored.authors, stored.effect, stored.volume) == (
        AUTHORS,
        "Two lines\nof text.\n",
        "12",
    )


def test_source_with_a_faulty_author_keeps_what_was_typed(ada, source):
    client = signed_in(ada)
    typed = form_of(client, address(source)) | {"authors": "Doe, Jane\r\n, Nobody"}

    response = client.post(address(source), typed)

    form = response.context["adminform"].form
    assert dict(form.errors) == {"authors": ["“, Nobody” has no family name before the comma."]}
    assert form["authors"].value() == "Doe, Jane\r\n, Nobody"


def test_unknown_name_among_unverified_fields_is_refused(ada, source):
    client = signed_in(ada)

    response = client.post(
        address(source), form_of(client, address(source)) | {"unverified_fields": "titel"}
    )

    (sentence,) = response.context["adminform"].form.errors["unverified_fields"]
    assert sentence.startswith("“titel” is no field of a source: use authors, comparator,")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"doi": "10.1000/one"}, "doi", "The source “other” has this DOI already."),
        ({"pmid": "12345"}, "pmid", "The source “other” has this PMID already."),
        ({"doi": "https://doi.org/10.1"}, "doi", "A DOI starts with 10., as in 10.1000/182."),
        ({"issued": "May 2021"}, "issued", "Write 2021, 2021-05 or 2021-05-17."),
        (
            {"url": "javascript:alert(1)"},
            "url",
            "Give a web address that starts with https:// or http://.",
        ),
    ],
)
def test_source_that_cannot_be_is_refused_beside_the_field(ada, source, typed, field, sentence):
    builders.source("other", doi="10.1000/one", pmid="12345")
    client = signed_in(ada)

    response = client.post(address(source), form_of(client, address(source)) | typed)

    assert dict(response.context["adminform"].form.errors) == {field: [sentence]}
