"""An old state as the draft again: what comes back, what stays, and when it is refused."""

import pytest

from articles.models import Appearance
from claims import actions
from claims.actions_restore import SAME
from claims.models import Citation, Claim, Limit, RedFlag, SafetyPoint, SummaryRow
from claims.past_states import content_now
from tests import builders
from tests.claims.restoring import brought_back, edit, moment_of, refusal


@pytest.fixture
def claim(ada):
    conditions = [builders.condition(), builders.condition("migraine")]
    pairs = [(builders.source("first"), "supports"), (builders.source("second"), "mixed")]
    return builders.claim("one", by=ada, conditions=conditions, sources=pairs)


def test_claim_comes_back_with_its_conditions_citations_and_outcomes(claim, ada):
    SummaryRow.objects.create(claim=claim, outcome="Sleep")
    actions.record_edit(item=claim, by=ada)
    then, moment = content_now(claim), moment_of(claim)
    claim.conditions.set(claim.conditions.all()[:1])
    claim.citations.first().delete()
    Citation.objects.filter(claim=claim).update(note="Unseen by history.")
    Citation.objects.create(claim=claim, source=builders.source("third"), stance="context")
    claim.summary_rows.all().delete()
    edit(claim, ada, population="Adults", dose_min_mg=100, dose_basis="elemental")
    assert brought_back(claim, moment, ada).notes == ()
    assert content_now(claim) == then


def test_condition_comes_back_with_its_red_flags_and_codes(ada):
    condition = builders.condition()
    condition.codes.create(system="mesh", code="D006261", label="Headache")
    edit(condition, ada, alternate_names=["Cephalalgia"])
    then, moment = content_now(condition), moment_of(condition)
    condition.codes.all().delete()
    flag = condition.red_flags.get()
    flag.text, flag.urgency = "See somebody.", "soon"
    flag.save()
    RedFlag.objects.create(condition=condition, urgency="soon", text="Another.")
    edit(condition, ada, alternate_names=[], name="Pain")
    brought_back(condition, moment, ada)
    assert content_now(condition) == then


def test_supplement_comes_back_with_what_its_parts_are_linked_to(ada):
    magnesium, cited = builders.supplement(), builders.source()
    oxide = magnesium.forms.get(slug="oxide")
    limit = Limit.objects.create(
        supplement=magnesium,
        authority="EFSA",
        limit_kind="upper-level",
        max_mg=250,
        applies_to="Adults",
        source=cited,
    )
    limit.forms.set([oxide])
    point = SafetyPoint.objects.create(supplement=magnesium, heading="Kidneys", text="Ask first.")
    point.sources.set([cited])
    actions.record_edit(item=magnesium, by=ada)
    then, moment = content_now(magnesium), moment_of(magnesium)
    limit.delete()
    point.sources.clear()
    point.conditions.set([builders.condition()])
    edit(magnesium, ada, summary="Another.")
    brought_back(magnesium, moment, ada)
    assert content_now(magnesium) == then
    assert list(magnesium.limits.get().forms.all()) == [oxide]


def test_article_source_and_check_come_back(ada, claim):
    article = builders.article(conditions=claim.conditions.all())
    check = builders.source_article(claim)
    source = builders.source()
    source.forms_tested.set(builders.supplement().forms.all())
    for item, name in ((article, "summary"), (check, "publisher"), (source, "population")):
        actions.record_edit(item=item, by=ada)
        then, moment = content_now(item), moment_of(item)
        for relation in ("conditions", "forms_tested", "appearances"):
            if relation == "appearances" and item is check:
                check.appearances.all().delete()
            elif relation in {each.name for each in item._meta.many_to_many}:
                getattr(item, relation).clear()
        edit(item, ada, **{name: "Something else."})
        assert content_now(item) != then
        brought_back(item, moment, ada)
        assert content_now(item) == then, item.kind


def test_restore_is_an_edit_that_its_author_cannot_approve(claim, ada, ben):
    moment = moment_of(claim)
    edit(claim, ben, population="Adults")
    builders.approve(claim, reviewer="eve")
    version = Claim.objects.get(pk=claim.pk).lock_version
    brought_back(claim, moment, ada)
    assert (claim.state, claim.lock_version) == ("draft", version + 1)
    assert list(claim.edited_by.all()) == [ada]
    row = claim.history.first()
    told = f"restored from {moment.day} {moment:%B %Y, %H:%M}"
    assert (row.history_user, row.history_change_reason) == (ada, told)
    assert claim.history.filter(lock_version=version + 1).count() == 1


def test_parts_that_come_back_tell_who_brought_them(claim, ada):
    moment = moment_of(claim)
    gone = claim.citations.first()
    key = gone.pk
    gone.delete()
    actions.record_edit(item=claim, by=ada)
    brought_back(claim, moment, ada)
    row = Citation.history.filter(id=key).first()
    assert (row.history_type, row.history_user) == ("+", ada)
    assert row.history_change_reason.startswith("restored from ")


def test_grading_hold_and_integrity_stay(claim, ada):
    moment = moment_of(claim)
    builders.regrade(claim, by=ada, verdict="not-studied")
    adopted = claim.assessment
    edit(claim, ada, hold="A retraction is coming.", population="Adults")
    brought_back(claim, moment, ada)
    assert (claim.assessment, claim.hold, claim.population) == (
        adopted,
        "A retraction is coming.",
        "",
    )
    source = builders.source("trial", integrity="ok")
    before = moment_of(source)
    edit(source, ada, integrity="retracted", population="Adults")
    brought_back(source, before, ada)
    assert (source.integrity, source.population) == ("retracted", "")


def test_parts_that_change_places_come_back(claim, ada):
    first, second = claim.citations.order_by("position")
    third = builders.source("third")
    moment = moment_of(claim)
    one, two = first.source, second.source
    second.source = third
    second.save()
    first.source = two
    first.save()
    actions.record_edit(item=claim, by=ada)
    brought_back(claim, moment, ada)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.source, second.source) == (one, two)


def test_state_that_a_rule_forbids_now_is_refused_whole(claim, ada):
    source = builders.source("trial", doi="10.1000/1")
    moment = moment_of(source)
    edit(source, ada, doi="", population="Adults")
    builders.source("twin", doi="10.1000/1")
    assert refusal(source, moment, ada) == (
        "Source: another source has the same DOI; change that one first.",
    )


def test_part_that_a_rule_forbids_now_is_refused_whole(claim, ada):
    check = builders.source_article(claim)
    actions.record_edit(item=check, by=ada)
    moment = moment_of(check)
    check.appearances.all().delete()
    edit(check, ada, publisher="Them")
    Claim.objects.filter(pk=claim.pk).update(slug="renamed")
    Appearance.history.update(exact="Nothing of it.")
    assert refusal(check, moment, ada) == (
        "Appearance “renamed in their-article”, exact: These words are not in the text: copy them "
        "exactly as they stand there.",
    )


def test_same_as_the_draft_is_refused_however_old_the_page(claim, ada):
    assert refusal(claim, moment_of(claim), ada, seen_version=1) == (SAME,)


def test_draft_that_was_changed_meanwhile_is_told_with_who(claim, ada, ben):
    moment, seen = moment_of(claim), Claim.objects.get(pk=claim.pk).lock_version
    claim._history_user = ben
    edit(claim, ben, population="Adults")
    (sentence,) = refusal(claim, moment, ada, seen_version=seen)
    assert sentence.startswith("Ben changed it on ")
    assert sentence.endswith(
        " UTC, after you opened this page, so nothing was restored: the page shows the difference as "
        "it is now."
    )


def test_restoring_needs_the_permission_to_change_the_kind(claim, ada, ben):
    moment = moment_of(claim)
    edit(claim, ada, population="Adults")
    assert refusal(claim, moment, ben) == (
        "Your account may not change claims. Ask an administrator for the group Editor.",
    )
