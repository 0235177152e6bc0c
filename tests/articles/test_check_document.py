"""The published document of a check, whole, and what stands in the way of one."""

from datetime import date

import pytest

from articles.actions_reading import ClaimMade, decide_segment
from articles.check_document import check_document
from articles.models import Appearance, SourceArticle
from articles.reading_state import reading_of
from claims import actions
from claims.errors import Refused
from claims.models import Claim, Limit
from tests import builders
from tests.articles.reading_desk import decide, text_of

LEFT_OUT = [
    {"kind": "source", "sentence": "It names no source."},
    {
        "kind": "kidneys",
        "sentence": "It does not say that people with kidney disease should ask first.",
    },
    {
        "kind": "medicines",
        "sentence": "It does not say that magnesium can get in the way of medicines.",
    },
]


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada, conditions=[builders.condition()])


def quotes(article: SourceArticle) -> list[str | None]:
    article.refresh_from_db()
    return [each["quote"] for each in check_document(article)["appearances"]]


def test_check_document_is_exactly_this(claim):
    check = builders.source_article(claim)
    check.publisher, check.url = "A shop", "https://example.com/theirs"
    check.retrieved_on = date(2026, 11, 22)
    assert check_document(check) == {
        "kind": "check",
        "id": check.public_id,
        "slug": "their-article",
        "language": "en-GB",
        "title": "Their article",
        "publisher": "A shop",
        "source_url": "https://example.com/theirs",
        "retrieved_on": date(2026, 11, 22),
        "content_sha256": check.content_sha256,
        "text_sha256": check.content_sha256,
        "sentences": {
            "total": 2,
            "claim": 1,
            "background": 1,
            "advice": 0,
            "call_to_action": 0,
            "heading": 0,
            "debris": 0,
        },
        "unmatched": 0,
        "appearances": [
            {
                "quote": "It does one for all.",
                "claim_id": claim.public_id,
                "strength": 2,
                "sentence": 2,
            }
        ],
        "omissions": LEFT_OUT,
    }


def test_check_document_holds_the_quotation_and_not_the_text(claim):
    check = builders.source_article(claim)
    assert "Magnesium is wonderful." not in str(check_document(check))


def test_check_without_a_place_it_came_from_says_null(claim):
    document = check_document(builders.source_article(claim))
    assert [document[key] for key in ("publisher", "source_url", "retrieved_on")] == [None] * 3


def test_text_that_is_not_kept_here_has_no_quotations(claim):
    check = SourceArticle.objects.create(
        slug="bare", source_title="Ours", content_sha256="0" * 64, omissions=LEFT_OUT
    )
    for position, segment_class in enumerate(("heading", "claim")):
        row = check.decisions.create(
            position=position,
            sha256=f"{position}" * 64,
            segment_class=segment_class,
            decided_at="2026-11-26T12:00Z",
        )
    Appearance.objects.create(source_article=check, decision=row, claim=claim, strength=3)
    document = check_document(check)
    assert document["appearances"] == [
        {"quote": None, "claim_id": claim.public_id, "strength": 3, "sentence": 2}
    ]
    assert (document["sentences"]["total"], document["omissions"]) == (2, LEFT_OUT)
    assert check.problems() == []


def test_sentences_that_follow_each_other_are_not_both_quoted(ada, claim):
    two = builders.claim("two", by=ada)
    article = text_of(ada, "Of tea\n\nIt calms. It warms. It lasts. It ends.")
    for number, made in enumerate([(claim, 1), (two, 2), (claim, 3), (two, 2)], 2):
        decide(article, ada, number, "claim", made)
    assert quotes(article) == [None, None, "It lasts.", None]


def test_sentence_beside_the_title_is_not_quoted(ada, claim):
    article = text_of(ada, "Of tea\n\nIt calms. It warms.")
    decide(article, ada, 2, "claim", (claim, 2))
    assert quotes(article) == [None]
    SourceArticle.objects.update(source_title="An article of theirs")
    assert quotes(article) == ["It calms."]


def test_claim_on_hold_is_left_out_and_its_sentence_unmatched(claim):
    check = builders.source_article(claim)
    Claim.objects.update(hold="Not read yet.")
    document = check_document(check)
    assert (document["appearances"], document["unmatched"]) == ([], 1)


def test_claim_sentence_without_a_claim_of_ours_is_counted(ada, claim):
    article = text_of(ada, "It calms. It warms.")
    decide(article, ada, 1, "claim", (claim, 2))
    decide(article, ada, 2, "claim", reason="Warmth.")
    article.refresh_from_db()
    assert check_document(article)["unmatched"] == 1


def test_limits_are_those_of_the_supplement_and_the_form(ada):
    magnesium = builders.supplement()
    glycinate, oxide = (magnesium.forms.get(slug=slug) for slug in ("glycinate", "oxide"))
    made = builders.claim("dose", by=ada, supplement=magnesium, form=glycinate)
    builders.claim("other", by=ada, supplement=magnesium)
    common = {"supplement": magnesium, "limit_kind": "upper-level", "applies_to": "all"}
    for authority, most, more in (
        ("A", 300, {}),
        ("Of oxide", 200, {}),
        ("Unread", 100, {"to_verify": "Read it."}),
    ):
        limit = Limit.objects.create(
            authority=authority, max_mg=most, source=builders.source(), **common, **more
        )
        if authority == "Of oxide":
            limit.forms.add(oxide)
    article = text_of(ada, "Take heart. 350 mg a day is best.")
    decide(article, ada, 2, "claim", (made, 3))
    article.refresh_from_db()
    found = check_document(article)["omissions"]
    assert [each["sentence"] for each in found if each["kind"] == "limit"] == [
        "Read as elemental magnesium, 350 mg is above the limit of 300 mg a day (A), and it does not say so."
    ]


# -- what stands in the way


def test_nothing_is_approved_before_every_sentence_is_decided(ada, claim):
    article = text_of(ada, "Tea. " * 1 + "It calms. It warms. It lasts.")
    decide(article, ada, 2, "claim", (claim, 2))
    article.refresh_from_db()
    with pytest.raises(Refused) as caught:
        actions.submit(item=article, by=ada)
    assert caught.value.sentences == (
        f"Check “{article.slug}”: 3 sentences of 4 not decided yet (number 1, 3, 4). Decide what each is.",
    )
    for number in (1, 3):
        decide(article, ada, number)
    article.refresh_from_db()
    (problem,) = article.problems()
    assert "1 sentence of 4 not decided yet (number 4)." in problem
    decide(article, ada, 4)
    builders.approve(article)


def test_appearance_at_no_sentence_stands_in_the_way(claim):
    check = builders.source_article(claim)
    Appearance.objects.create(source_article=check, claim=claim, exact="It does", strength=1)
    assert check.problems() == [
        "Check “their-article”: “one” stands at no sentence. Decide its sentence, and remove the appearance."
    ]


def test_claim_sentence_that_names_none_stands_in_the_way(ada, claim):
    check = builders.source_article(claim)
    two = builders.claim("two", by=ada)
    theirs = check.appearances.get()
    Appearance.objects.create(source_article=check, claim=two, exact="", strength=1, position=9)
    theirs.delete()
    assert check.problems()[0] == (
        "Check “their-article”: sentence 2 is a claim, and names none. Decide it again."
    )


def test_many_undecided_sentences_are_not_all_listed(ada, claim):
    article = text_of(ada, " ".join(f"It calms {n} people." for n in range(9)))
    first = reading_of(article).segments[0]
    decide_segment(
        article=article,
        by=ada,
        start=first.start,
        seen=0,
        segment_class="claim",
        claims=[ClaimMade(claim, 2)],
    )
    article.refresh_from_db()
    assert "8 sentences of 9 not decided yet (number 2, 3, 4, 5, 6, …)." in article.problems()[0]
