"""How a source is written out in full."""

import pytest

from mgsite.public.templatetags.references import author_names, route_name


@pytest.mark.parametrize(
    ("authors", "words"),
    [
        ([], ""),
        (
            [{"family": "Boyle", "given": "Neil Bernard"}, {"family": "Dye", "given": "L."}],
            "Boyle NB, Dye L",
        ),
        ([{"family": "Roguin Maor", "given": "Noga-Lee"}], "Roguin Maor NL"),
        ([{"literal": "NICE"}, {"family": "Solo"}], "NICE, Solo"),
    ],
)
def test_author_names(authors, words):
    assert author_names(authors) == words


@pytest.mark.parametrize(
    ("route", "words"), [("iv", "into a vein"), ("oral", ""), ("na", ""), (None, "")]
)
def test_route_name_says_what_is_unusual(route, words):
    assert route_name(route) == words
