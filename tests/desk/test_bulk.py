"""Many items at once: what is said before is what happens, all or nothing by choice."""

import pytest

from claims import actions
from claims.actions_desk import assign_reviewer
from claims.models import Assignment, Claim, Review
from mgsite.desk.bulk import NOT_SHOWN, carry_out, rehearse
from mgsite.desk.bulk_deeds import DEEDS
from mgsite.editions.models import Edition
from tests import builders


@pytest.fixture
def claims(ada):
    headache = builders.condition()
    return [builders.claim(f"c-{n}", by=ada, conditions=[headache]) for n in (1, 2, 3)]


def states(claims) -> list[str]:
    return list(Claim.objects.filter(pk__in=[c.pk for c in claims]).values_list("state", flat=True))


def seen(claims) -> dict[str, int]:
    rows = Claim.objects.filter(pk__in=[claim.pk for claim in claims])
    return dict(rows.values_list("public_id", "lock_version"))


def do(key, claims, by, words=None, *, some=False, shown=None):
    return carry_out(
        deed=DEEDS[key],
        items=claims,
        seen=seen(claims) if shown is None else shown,
        by=by,
        words={"note": ""} if words is None else words,
        those_that_can=some,
    )


def refused(performed) -> dict[int, tuple[str, ...]]:
    return {line.number: line.refusal.sentences for line in performed.cannot}


def test_rehearsal_says_what_would_be_and_writes_nothing(
    claims, ada, ben, mailoutbox, django_capture_on_commit_callbacks
):
    ada.email = "ada@example.org"
    ada.save()
    for claim in claims[:2]:
        actions.submit(item=claim, by=ada)
    with django_capture_on_commit_callbacks(execute=True):
        said = rehearse(DEEDS["approve"], claims, ben, {})
    assert [line.number for line in said.can] == [1, 2]
    assert refused(said) == {
        3: (
            "“Approved” is not possible while it is “Draft”. Possible now: Submitted for review; "
            "Approved by a publisher without a second person.",
        )
    }
    assert [line.state for line in said.lines] == ["In review", "In review", "Draft"]
    assert states(claims) == ["in-review", "in-review", "draft"]
    assert (Review.objects.filter(decision="approved").exists(), mailoutbox) == (False, [])


@pytest.mark.parametrize("key", DEEDS)
def test_rehearsal_needs_no_words(claims, root, key):
    said = rehearse(DEEDS[key], claims, root, DEEDS[key].assumed)
    sentences = {sentence for line in said.cannot for sentence in line.refusal.sentences}
    unsaid = ("not typed yet", "needs a note", "Write a note", "Give the months")
    assert [s for s in sentences if any(words in s for words in unsaid)] == []


def test_author_cannot_approve_own_change_among_others(claims, ada, ben):
    """Ben edited the second: he approves the others only."""
    actions.record_edit(item=claims[1], by=ben)
    for claim in claims:
        actions.submit(item=claim, by=ada)
    sentence = "You edited “c-2” since it was last approved, so somebody else has to approve it."
    assert refused(rehearse(DEEDS["approve"], claims, ben, {})) == {2: (sentence,)}

    together = do("approve", claims, ben)
    assert (together.written, refused(together)) == (False, {2: (sentence,)})
    assert states(claims) == ["in-review"] * 3

    single = do("approve", claims, ben, some=True)
    assert (single.written, refused(single)) == (True, {2: (sentence,)})
    assert states(claims) == ["approved", "in-review", "approved"]


def test_one_of_forty_fails_and_nothing_is_written_unless_chosen(ada, ben):
    headache, study = builders.condition(), builders.source("study")
    forty = [
        builders.claim(f"f-{n:02}", by=ada, conditions=[headache], sources=[(study, "supports")])
        for n in range(1, 41)
    ]
    for claim in forty:
        if claim.slug != "f-17":
            actions.submit(item=claim, by=ada)
    said = rehearse(DEEDS["return"], forty, ben, DEEDS["return"].assumed)
    none = do("return", forty, ben, {"note": "Shorter."})
    assert [line.number for line in said.cannot] == [17]
    assert (none.written, refused(none)) == (False, refused(said))
    assert not Review.objects.filter(decision="returned").exists()

    some = do("return", forty, ben, {"note": "Shorter."}, some=True)
    assert (some.written, refused(some)) == (True, refused(said))
    assert states(forty).count("returned") == 39
    assert set(Review.objects.filter(decision="returned").values_list("note")) == {("Shorter.",)}


def test_item_changed_since_it_was_shown_counts_as_cannot(claims, ada, root):
    shown = seen(claims)
    last = claims[2].history.first()
    last.history_user = root
    last.save()
    actions.record_edit(item=claims[0], by=ada)
    history = claims[0].history.first()
    history.history_user = ada
    history.save()
    performed = do("submit", claims, ada, shown=shown)
    assert (performed.written, refused(performed)) == (
        False,
        {1: ("It was changed by Ada since you looked: read it again.",)},
    )
    assert states(claims) == ["draft"] * 3


def test_item_that_could_not_when_the_page_was_made_is_not_approved_unread(claims, ada, ben):
    actions.submit(item=claims[0], by=ada)
    shown = seen(claims) | {claims[1].public_id: NOT_SHOWN, claims[2].public_id: NOT_SHOWN}
    actions.submit(item=claims[1], by=ada)
    performed = do("approve", claims, ben, some=True, shown=shown)
    assert states(claims) == ["approved", "in-review", "draft"]
    assert refused(performed)[2] == (
        "It could not when you looked, and now it can: read its difference, then do it again.",
    )


def test_nothing_is_written_when_none_can(claims, ben):
    performed = do("approve", claims, ben, some=True)
    assert (performed.written, len(performed.cannot)) == (False, 3)


def test_reviewer_is_asked_for_all_in_one_mail(
    claims, ada, ben, mailoutbox, django_capture_on_commit_callbacks
):
    ben.email = "ben@example.org"
    ben.save()
    words = {"reviewer": ben, "due_on": None, "note": "The numbers."}
    with django_capture_on_commit_callbacks(execute=True):
        assert do("assign", claims, ada, words).written
    assert Assignment.objects.filter(reviewer=ben, ended_at=None).count() == 3
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Review wanted: 3 items", ["ben@example.org"])
    assert [f"/claims/claim/{claim.pk}/change/" in mail.body for claim in claims] == [True] * 3


def test_mail_about_one_item_is_the_usual_one(
    claims, ada, ben, mailoutbox, django_capture_on_commit_callbacks
):
    ben.email = "ben@example.org"
    ben.save()
    words = {"reviewer": ben, "due_on": None, "note": ""}
    assign_reviewer(item=claims[0], by=ada, **words)
    with django_capture_on_commit_callbacks(execute=True):
        performed = do("assign", claims[:2], ada, words, some=True)
    assert refused(performed) == {1: ("Ben is asked to review “c-1” already.",)}
    assert [mail.subject for mail in mailoutbox] == ["Review wanted: c-2"]


def test_withdrawal_is_one_edition_and_a_repeat_is_answered_as_the_first(ada, dora):
    claims = builders.published_site(claims=2)["claims"]
    claims.append(builders.claim("fresh", by=ada, applies_to_all=True))
    words = {"reason": "error", "notice": "Wrong.", "operation": "w" * 32, "change": "conclusion"}
    words["replaced_by"] = ""
    none = do("withdraw", claims, dora, words)
    sentence = f"{claims[2].public_id} is not in print, so it cannot be withdrawn."
    assert (none.written, refused(none)) == (False, {3: (sentence,)})
    assert Edition.objects.count() == 1

    some = do("withdraw", claims, dora, words, some=True)
    again = do("withdraw", claims, dora, words, some=True)
    ids = tuple(claim.public_id for claim in claims[:2])
    assert (some.edition.published, again.edition.published) == (ids, ids)
    assert (again.edition.repeated, Edition.objects.count()) == (True, 2)


def test_successor_among_the_items_is_refused_and_stays(dora):
    claims = builders.published_site(claims=3)["claims"]
    words = {"reason": "merged", "notice": "Now one.", "operation": "w" * 32}
    words["replaced_by"] = claims[1].public_id
    some = do("withdraw", claims, dora, words, some=True)
    assert refused(some) == {2: ("An item cannot take its own place: choose another.",)}
    assert some.edition.published == (claims[0].public_id, claims[2].public_id)
