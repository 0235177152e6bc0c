"""Support quotes are looked for in the abstract that an editor pasted."""

import pytest
from django.urls import reverse

from claims.models import Source
from tests import builders
from tests.forms import form_of, signed_in

pytestmark = pytest.mark.django_db
ABSTRACT = "Methods: 86 adults took part. Results: attacks fell by 41.6 % with magnesium."


@pytest.fixture
def claim(ada):
    read = builders.source("read", abstract=ABSTRACT)
    return builders.claim(
        "sleep", by=ada, conditions=[builders.condition()], sources=[(read, "supports")]
    )


def address(item) -> str:
    return reverse(f"admin:claims_{item._meta.model_name}_change", args=[item.pk])


def quote_errors(response) -> list[str]:
    citations, _ = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return list(citations.forms[0].errors["quote"])


def quoted(client, claim, quote: str):
    typed = form_of(client, address(claim)) | {"citations-0-quote": quote}
    return client.post(address(claim), typed)


@pytest.mark.parametrize(
    "quote", ["attacks fell by 41.6 % with magnesium", "86 adults … attacks fell by 41.6\u00a0%"]
)
def test_quote_that_stands_in_the_abstract_is_stored(ada, claim, quote):
    answer = quoted(signed_in(ada), claim, quote)

    assert answer.status_code == 302
    assert claim.citations.get().quote == quote


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        (
            "attacks fell by 14.6 % with magnesium",
            "The quote says “14.6” where the abstract says “41.6”: check the number.",
        ),
        (
            "Nobody was blinded.",
            "“Nobody was blinded.” does not occur in the abstract: copy the words from there.",
        ),
        (
            "word " * 61,
            "The quote has 61 words; quote at most 60, or leave some out with “…”.",
        ),
    ],
)
def test_quote_that_does_not_is_refused_with_where_it_differs(ada, claim, quote, sentence):
    answer = quoted(signed_in(ada), claim, quote)

    assert quote_errors(answer) == [sentence]
    assert claim.citations.get().quote == ""


def test_quote_of_a_source_without_an_abstract_is_judged_by_its_length_alone(ada, claim):
    Source.objects.update(abstract="")
    client = signed_in(ada)

    long = quoted(client, claim, "word " * 61)
    short = quoted(client, claim, "Nobody was … blinded.")

    assert quote_errors(long) == [
        "The quote has 61 words; quote at most 60, or leave some out with “…”."
    ]
    assert short.status_code == 302


def test_abstract_pasted_later_stops_approval_and_no_other_edit(ada, claim):
    client = signed_in(ada)
    Source.objects.update(abstract="")
    quoted(client, claim, "attacks fell by 14.6 % with magnesium")
    source = claim.citations.get().source
    client.post(address(source), form_of(client, address(source)) | {"abstract": ABSTRACT})

    other = client.post(address(claim), form_of(client, address(claim)) | {"population": "Women."})

    claim.refresh_from_db()
    assert (other.status_code, claim.population) == (302, "Women.")
    assert claim.problems() == [
        "Claim “sleep” quotes “read” in words that its abstract does not have. The quote says “14.6” "
        "where the abstract says “41.6”: check the number."
    ]


def test_abstract_is_never_published(ada, claim):
    source = claim.citations.get().source

    assert ABSTRACT not in str(source.document()) + str(claim.document())
