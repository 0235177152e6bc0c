"""Our texts read beside their fields: what says too much, what would be right, the sentence to use."""

import json

import pytest
from django.urls import reverse

from claims.models import Claim
from tests import builders
from tests.claims.grading_desk import words
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db
BOLD = "“reduces”: without a hedge it says High certainty. Right: “may reduce”."
SENTENCE = "Magnesium may reduce the number of attacks in adults with migraine."


@pytest.fixture
def claim(ada):
    return builders.claim(
        "bold",
        by=ada,
        conditions=[builders.condition()],
        values={"change": "reduction"},
        conclusion="Magnesium reduces migraine.",
        plain_language=SENTENCE,
        sentence_outcome="the number of attacks",
        sentence_population="adults with migraine",
    )


def address(item) -> str:
    meta = item._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])


def readings(client, item, **typed) -> dict[str, str]:
    """What the server answers while these are typed, by place, in words."""
    meta = item._meta
    wording = reverse(f"admin:{meta.app_label}_{meta.model_name}_wording")
    sent = form_of(client, address(item)) | typed
    told = client.post(f"{wording}?item={item.pk}", sent).json()["fragments"]
    return {place: words(html) for place, html in told.items()}


def reading_on(page: str, field: str) -> str:
    _, _, rest = page.partition(f'id="id_{field}-reading"')
    return words(f"<{rest.partition('</div>')[0]}")


def test_bold_conclusion_is_told_beside_its_field_with_the_sentence_to_use(ada, claim):
    page = content_of(signed_in(ada).get(address(claim)))

    assert reading_on(page, "conclusion") == f"{BOLD} By the grading: {SENTENCE} Use this sentence"
    use = json.dumps({"conclusion": SENTENCE}).replace('"', "&quot;")
    assert f'data-set="{use}"' in page
    # Here the sentence stands already.
    assert reading_on(page, "plain_language") == ""


def test_finding_blocks_no_draft(ada, claim):
    client = signed_in(ada)
    typed = {"conclusion": "Magnesium cures migraine.", "population": "Women."}

    response = client.post(address(claim), form_of(client, address(claim)) | typed)

    claim.refresh_from_db()
    assert response.status_code == 302
    assert (claim.conclusion, claim.population) == ("Magnesium cures migraine.", "Women.")


def test_what_was_typed_is_read_again_beside_an_error(ada, claim):
    client = signed_in(ada)
    typed = {"conclusion": "Magnesium prevents migraine.", "slug": "Not a slug"}

    page = content_of(client.post(address(claim), form_of(client, address(claim)) | typed))

    assert reading_on(page, "conclusion").startswith("“prevents”: without a hedge")


def test_readings_follow_what_is_typed_and_save_nothing(ada, claim):
    told = readings(
        signed_in(ada),
        claim,
        conclusion="Magnesium may help.",
        plain_language="It helps.",
        sentence_outcome="bad days",
        subject_is_plural="on",
        sentence_subject="Magnesium tablets",
        sentence_population="",
    )

    sentence = "Magnesium tablets may reduce bad days."
    offered = f"By the grading: {sentence} Use this sentence"
    assert told == {
        "id_conclusion-reading": offered,
        "id_plain_language-reading": f"{BOLD.replace('reduce', 'help')} {offered}",
        "sentence-reading": sentence,
    }
    claim.refresh_from_db()
    assert claim.conclusion == "Magnesium reduces migraine."


def test_words_of_a_further_outcome_are_read_at_the_certainty_of_its_source(ada, claim):
    row = {
        "summary_rows-TOTAL_FORMS": "1",
        "summary_rows-0-outcome": "Side effects",
        "summary_rows-0-what_happens": "Magnesium increases side effects.",
        "summary_rows-0-source_certainty": "moderate",
    }
    told = readings(signed_in(ada), claim, **row)

    assert told["id_summary_rows-0-what_happens-reading"] == (
        "“increases”: without a hedge it says High certainty. Right: “probably increases”."
    )


@pytest.mark.parametrize(
    ("values", "outcome", "said"),
    [
        ({}, "attacks", "None: the grading does not say what was found."),
        ({"change": "reduction"}, "", "None yet: give the outcome as it stands in a sentence."),
        (
            {"method": "reference"},
            "attacks",
            "None: a reference is worded as its source words it.",
        ),
    ],
)
def test_claim_without_a_sentence_says_why(ada, values, outcome, said):
    made = builders.claim(by=ada, values=values, sentence_outcome=outcome)

    assert readings(signed_in(ada), made)["sentence-reading"] == said


def test_new_claim_has_no_sentence_yet(ada):
    client = signed_in(ada)

    told = client.post(reverse("admin:claims_claim_wording"), {"conclusion": "It cures."}).json()

    assert words(told["fragments"]["sentence-reading"]) == "None yet: adopt a grading first."


@pytest.mark.parametrize("kind", ["condition", "supplement"])
def test_summary_is_read_below_high(ada, kind):
    item = getattr(builders, kind)()
    typed = {"summary": "Magnesium cures it."}

    told = readings(signed_in(ada), item, **typed)

    assert told == {
        "id_summary-reading": "“cures”: no claim here is about a cure. Right: say what gets better, "
        "with the hedge of its certainty."
    }


def test_article_is_read_in_summary_and_body(ada):
    made = builders.article(body="## The answer {#answer}\n\nMagnesium reduces headache.\n")

    told = readings(signed_in(ada), made, summary="It is proven.")

    read = [place for place in told if place.endswith("-reading") and told[place]]
    assert read == [
        "id_summary-reading",
        "id_body-reading",
    ]
    page = content_of(signed_in(ada).get(address(made)))
    assert reading_on(page, "body").startswith("“reduces”: without a hedge")


def test_reader_of_drafts_gets_no_readings(ben, claim):
    answer = signed_in(ben).post(reverse("admin:claims_claim_wording"), {"conclusion": "It cures."})

    assert (answer.status_code, answer.json()) == (403, {"fragments": {}})


@pytest.mark.parametrize(
    ("query", "typed", "status"),
    [
        ("?item=x", {}, 200),
        (f"?item={'9' * 40}", {}, 200),
        ("", {"summary_rows-TOTAL_FORMS": "x"}, 200),
        ("", {"summary_rows-TOTAL_FORMS": "9" * 15}, 200),
        ("", {"supplement": "9" * 40}, 400),
        ("", {"supplement": "x", "form": "²"}, 200),
    ],
)
def test_garbage_is_read_without_an_error_of_ours(ada, claim, query, typed, status):
    wording = reverse("admin:claims_claim_wording")

    assert signed_in(ada).post(f"{wording}{query}", typed).status_code == status
    assert Claim.objects.count() == 1


# -- the smallest difference that matters


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"important_difference": "1"},
            {"important_difference_note": ["Say its unit and who set it."]},
        ),
        (
            {"important_difference": "0", "important_difference_note": "A day; ours."},
            {"important_difference": ["A difference that matters is above 0."]},
        ),
        (
            {"important_difference": "-1", "important_difference_note": "A day; ours."},
            {"important_difference": ["A difference that matters is above 0."]},
        ),
    ],
)
def test_threshold_without_sense_is_refused_beside_its_field(ada, claim, typed, errors):
    client = signed_in(ada)

    response = client.post(address(claim), form_of(client, address(claim)) | typed)

    form = response.context["adminform"].form
    assert {name: list(said) for name, said in form.errors.items()} == errors
