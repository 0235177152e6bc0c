"""What is asked of an article before review, and the sentence for each thing that is missing."""

import pytest

from articles.manuscript import manuscript
from claims import actions
from claims.errors import Refused
from tests import builders

pytestmark = pytest.mark.django_db
NAMED = "Article “our-article”"


def submitted(article, by) -> list[str]:
    """The sentences of the refusal; none when it was handed in."""
    try:
        actions.submit(item=article, by=by)
    except Refused as refusal:
        return list(refusal.sentences)
    return []


def test_everything_that_is_missing_is_said_at_once(ada):
    builders.claim("bare", by=ada, sources=[])
    body = (
        "## A {#answer}\n\n[[claim:bare]]\n\n[[claim:gone]]\n\nSee [[claim:bare]]. Take 400 mg.\n"
    )
    article = builders.article(body=body, conditions=[builders.condition()])

    assert submitted(article, ada) == [
        f"{NAMED} places the claim “gone”, which does not exist: check the slug.",
        f"{NAMED} has “[[claim:bare]]” inside a sentence: give it a line of its own.",
        f"{NAMED} places the claim “bare”, which cites no source: add one to the claim, or take "
        "it out.",
        f"{NAMED} is about a condition and has no section on safety (“## Side effects, and who "
        "should ask first {#safety}”): add one.",
        f"{NAMED} is about a condition and has no section on when to get help at once (“## When "
        "to get help {#help}”): add one.",
        f"{NAMED}, article: “400 mg” does not say of what. Write “400 mg of elemental magnesium” "
        "or “400 mg of the compound”; another substance is named after it, as in “500 mg of "
        "paracetamol”.",
    ]
    article.refresh_from_db()
    assert article.state == "draft"


def test_finished_article_is_handed_in(ada):
    made = builders.claim("one", by=ada)
    body = (
        f"## A {{#answer}}\n\n[[claim:{made.slug}]]\n\n400 mg of the compound.\n{builders.SAFETY}"
    )
    article = builders.article(body=body, conditions=[builders.condition()])

    assert submitted(article, ada) == []


def test_claim_that_nobody_studied_needs_no_source(ada):
    builders.claim("unstudied", by=ada, sources=[], values={"verdict": "not-studied"})
    article = builders.article(body="## A {#answer}\n\n[[claim:unstudied]]\n")

    assert article.problems() == []


def test_heading_without_words_is_no_section(ada):
    body = "## Safety {#safety}\n\n## Help {#help}\n\nCall 999.\n"
    article = builders.article(body=body, conditions=[builders.condition()])

    assert article.problems() == [
        f"{NAMED} is about a condition and has no section on safety (“## Side effects, and who "
        "should ask first {#safety}”): add one."
    ]


def test_dose_that_a_second_person_accepted_may_be_handed_in(ada, ben):
    article = builders.article(body="## A {#answer}\n\nTake 400 mg.\n")
    actions.record_edit(item=article, by=ada)
    assert len(submitted(article, ada)) == 1

    actions.accept_wording(item=article, by=ben, note="It quotes the label.")

    assert submitted(article, ada) == []


def test_many_faults_of_one_kind_are_counted(ada):
    placed = "\n\n".join(f"[[claim:gone-{n}]]" for n in range(5000))
    problems = builders.article(body=placed).problems()

    assert len(problems) == 21
    assert problems[-1] == "And 4,980 more of the same kind."


@pytest.mark.parametrize("number", [1, 3])
def test_claims_of_a_text_are_read_in_one_query(ada, number, django_assert_num_queries):
    made = [builders.claim(by=ada) for _ in range(number)]
    body = "\n\n".join(f"[[claim:{claim.slug}]]" for claim in made)

    with django_assert_num_queries(1):
        of = manuscript(slug="x", summary="", body=body, is_about_a_condition=False)
    assert {slug: claim.cites for slug, claim in of.claims.items()} == {
        claim.slug: 1 for claim in made
    }
