"""What a merge does in our articles and in checks."""

import pytest
from django.contrib.auth.models import Permission

from articles.models import Appearance
from claims.errors import Refused
from tests import builders
from tests.desk.merging import merge, pair


@pytest.fixture
def claims(ada):
    return pair()


def test_placement_names_the_claim_that_stays(claims, ada):
    gone, stays = claims
    longer = builders.article("longer", body=f"[[claim:{gone.slug}-x]]\n")
    article = builders.article("placing", body=f"Say.\n\n[[claim:{gone.slug}]]\n\nMore.\n")
    merge(gone, stays, ada)
    for each in (article, longer):
        each.refresh_from_db()
    assert article.body == f"Say.\n\n[[claim:{stays.slug}]]\n\nMore.\n"
    assert list(article.edited_by.all()) == [ada]
    assert (longer.body, longer.lock_version) == (f"[[claim:{gone.slug}-x]]\n", 1)


def test_article_that_places_both_places_one(claims, ada):
    gone, stays = claims
    both = builders.article("both", body=f"[[claim:{gone.slug}]]\n\n[[claim:{stays.slug}]]\n")
    merge(gone, stays, ada)
    both.refresh_from_db()
    assert both.body == f"[[claim:{stays.slug}]]\n"


def test_appearance_is_of_the_claim_that_stays(claims, ada):
    gone, stays = claims
    check = builders.source_article(gone)
    merge(gone, stays, ada)
    check.refresh_from_db()
    assert check.appearances.get().claim == stays
    assert (check.lock_version, list(check.edited_by.all())) == (2, [ada])


def marked(check, claim, exact: str, position: int, strength: int = 2, **columns) -> Appearance:
    return Appearance.objects.create(
        source_article=check,
        claim=claim,
        exact=exact,
        position=position,
        strength=strength,
        **columns,
    )


def test_sentence_that_both_have_is_kept_once(claims, ada):
    gone, stays = claims
    check = builders.source_article(gone)
    theirs = check.appearances.get()
    kept = marked(check, stays, theirs.exact, 5, strength=3, decision=theirs.decision)
    merge(gone, stays, ada)
    assert check.appearances.get() == kept
    assert check.appearances.get().strength == 3


def test_same_words_that_nobody_decided_are_kept_once(claims, ada):
    gone, stays = claims
    check = builders.source_article(stays)
    marked(check, gone, "wonderful", 3)
    kept = marked(check, stays, "wonderful", 5)
    merge(gone, stays, ada)
    assert check.appearances.get(exact="wonderful") == kept


def test_same_words_in_two_sentences_stay_two(claims, ada):
    gone, stays = claims
    check = builders.source_article(gone)
    theirs = check.appearances.get()
    twin = marked(check, stays, theirs.exact, 5, decision=check.decisions.first())
    merge(gone, stays, ada)
    assert set(check.appearances.values_list("pk", "claim")) == {
        (theirs.pk, stays.pk),
        (twin.pk, stays.pk),
    }


def test_two_sentences_at_one_place_stand_beside_each_other(claims, ada):
    gone, stays = claims
    check = builders.source_article(gone)
    marked(check, stays, "Magnesium is wonderful.", 0)
    marked(check, gone, "Magnesium", 2**31 - 1)
    marked(check, stays, "wonderful", 2**31 - 1)
    merge(gone, stays, ada)
    check.refresh_from_db()
    rows = [(each.claim_id, each.position) for each in check.appearances.all()]
    places = [0, 1, 24, 2**31 - 1]
    assert rows == [(stays.pk, place) for place in places]
    assert check.lock_version == 2


@pytest.mark.parametrize(
    ("model", "what"), [("article", "edit the articles"), ("sourcearticle", "edit the checks")]
)
def test_merge_takes_the_right_to_edit_what_it_touches(claims, model, what):
    gone, stays = claims
    builders.source_article(gone)
    eve = builders.user("eve", "Editor")
    group = eve.groups.get()
    group.permissions.remove(Permission.objects.get(codename=f"change_{model}"))
    with pytest.raises(Refused, match=f"Your account may not {what}"):
        merge(gone, stays, eve)
    gone.refresh_from_db()
    assert gone.hold == ""
