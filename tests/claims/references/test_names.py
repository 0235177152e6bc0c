"""Names of authors in tagged formats."""

import pytest

from claims.references.names import (
    as_tagged,
    from_initials,
    from_tagged,
    organisation,
    person,
)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Amin, Faisal Mohammad", {"family": "Amin", "given": "Faisal Mohammad"}),
        ("Smith, J., Jr", {"family": "Smith", "given": "J., Jr"}),
        ("World Health Organization", {"literal": "World Health Organization"}),
        ("World Health Organization,", {"literal": "World Health Organization"}),
        ("Plato,", {"family": "Plato"}),
        ("Department of Health,, London", {"literal": "Department of Health, London"}),
        (", Madonna", {"literal": "Madonna"}),
        ("", None),
        ("et al.", None),
    ],
)
def test_tagged_name_is_read(text, author):
    assert from_tagged(text) == author


@pytest.mark.parametrize(
    ("author", "text"),
    [
        ({"family": "Amin", "given": "F. M."}, "Amin, F. M."),
        ({"family": "Plato"}, "Plato,"),
        ({"literal": "NICE"}, "NICE"),
        ({"literal": "Office, NIH"}, "Office,, NIH"),
    ],
)
def test_tagged_name_is_written_as_it_is_read(author, text):
    assert as_tagged(author) == text
    assert from_tagged(text) == author


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Amin FM", {"family": "Amin", "given": "F M"}),
        ("de Koning PJH", {"family": "de Koning", "given": "P J H"}),
        ("Smith JA Jr", {"family": "Smith", "given": "J A, Jr"}),
        ("Plato", {"family": "Plato"}),
        ("", None),
    ],
)
def test_short_name_of_pubmed_is_taken_apart(text, author):
    assert from_initials(text) == author


def test_family_name_keeps_no_comma():
    assert person("Sm,ith", "J.", "Jr") == {"family": "Sm ith", "given": "J., Jr"}
    assert person("", "") is None


def test_organisation_that_is_nobody_is_left_out():
    assert organisation(" Others ") is None
