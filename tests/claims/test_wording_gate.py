"""Words beyond their certainty stop approval, until they are mended or accepted by somebody else."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import actions
from claims.errors import Refused
from claims.models import Review, SummaryRow
from claims.wording_gate import claim_sentence, findings_fingerprint, wording_problems
from tests import builders

BOLD = "Conclusion, “reduces”: without a hedge it says High certainty. Right: “may reduce”."
SENTENCES = [
    f"The claim “bold” says more than it may. {BOLD}",
    "Reword it, or have somebody who did not edit it accept the words with a reason.",
]


@pytest.fixture
def bold(ada):
    return builders.claim(
        "bold",
        by=ada,
        conditions=[builders.condition()],
        conclusion="Magnesium reduces migraine.",
    )


def test_bold_conclusion_is_found_with_what_would_be_right(bold):
    assert bold.wording_findings() == [BOLD]
    assert wording_problems(bold) == SENTENCES


def test_bold_conclusion_is_handed_in_and_not_approved(bold, ada, ben):
    actions.submit(item=bold, by=ada)
    with pytest.raises(Refused) as caught:
        actions.approve(item=bold, by=ben)
    assert caught.value.sentences == tuple(SENTENCES)
    assert bold.state == "in-review"


def test_statement_is_left_as_it_is(ada):
    claim = builders.claim(by=ada, statement="Magnesium cures migraine and is proven to.")
    assert claim.wording_findings() == []


def test_accepted_wording_lets_the_item_through_with_its_reason(bold, ada, ben):
    actions.submit(item=bold, by=ada)
    review = actions.accept_wording(item=bold, by=ben, note="A quotation of the guideline.")
    assert (review.decision, review.note, review.editors) == (
        "wording",
        "A quotation of the guideline.",
        f",{ada.pk},",
    )
    assert wording_problems(bold) == []
    approval = actions.approve(item=bold, by=ben)
    assert actions.latest_approval(bold) == approval


def test_accepted_wording_holds_for_these_words_alone(bold, ben):
    actions.accept_wording(item=bold, by=ben, note="It may stand.")
    bold.conclusion = "Magnesium prevents migraine."
    bold.save()
    assert len(wording_problems(bold)) == 2


def test_accepting_wording_after_approval_keeps_the_approval(bold, ada, ben):
    builders.approve(bold.supplement)
    bold.supplement.summary = "It cures."
    bold.supplement.save()
    actions.accept_wording(item=bold.supplement, by=ben, note="A quotation.")
    assert actions.latest_approval(bold.supplement).decision == "approved"


@pytest.mark.parametrize(
    ("who", "note", "sentence"),
    [
        ("ada", "Mine.", "Your account may not accept wording."),
        ("ben", " ", "Give the reason why these words may stand: the history shows it."),
    ],
)
def test_accepting_wording_needs_a_reviewer_and_a_reason(bold, who, note, sentence, request):
    with pytest.raises(Refused, match=sentence):
        actions.accept_wording(item=bold, by=request.getfixturevalue(who), note=note)
    assert not Review.objects.exists()


def test_accepting_wording_of_ones_own_edit_is_refused(bold, root):
    actions.record_edit(item=bold, by=root)
    with pytest.raises(Refused, match="You edited “bold”, so somebody else has to accept"):
        actions.accept_wording(item=bold, by=root, note="Mine.")


def test_accepting_wording_of_ones_own_edit_is_refused_by_the_database(bold, ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            subject_kind="claim",
            subject_id=bold.public_id,
            decision="wording",
            note="Mine.",
            fingerprint=findings_fingerprint(bold.wording_findings()),
            editors=f",{ada.pk},",
            by=ada,
            at=timezone.now(),
        )


def test_accepting_wording_without_a_finding_is_refused(ada, ben):
    with pytest.raises(Refused, match="There is no wording to accept"):
        actions.accept_wording(item=builders.claim(by=ada), by=ben, note="Fine.")


@pytest.mark.django_db
def test_summary_of_a_condition_is_read():
    made = builders.condition(summary="Magnesium cures headache.")
    assert made.wording_findings() == [
        "Summary, “cures”: no claim here is about a cure. Right: say what gets better, with the "
        "hedge of its certainty."
    ]


def test_words_of_a_further_outcome_are_read_at_the_certainty_of_its_source(bold):
    source = bold.citations.get().source
    row = SummaryRow.objects.create(
        claim=bold,
        outcome="Side effects",
        source=source,
        source_certainty="low",
        what_happens="Magnesium increases side effects.",
    )
    bold.conclusion = "Magnesium may reduce migraine."
    assert [finding[:45] for finding in bold.wording_findings()] == [
        "What happens to “Side effects”, “increases”: "
    ]
    row.what_happens = "Magnesium may increase side effects."
    row.save()
    assert bold.wording_findings() == []


# -- the sentence that a grading allows


def test_sentence_names_the_form_claimed_and_the_outcome(ada):
    claim = builders.claim(
        by=ada,
        values={"change": "reduction"},
        form=builders.supplement().forms.get(slug="glycinate"),
        sentence_outcome="the number of attacks",
        sentence_population="adults with migraine",
    )
    assert claim_sentence(claim, claim.assessment) == (
        "Magnesium glycinate may reduce the number of attacks in adults with migraine."
    )


def test_sentence_of_an_association_speaks_of_a_link(ada):
    claim = builders.claim(
        by=ada,
        values={"change": "link"},
        claim_kind="association",
        sentence_subject="A low intake",
        sentence_outcome="short sleep",
    )
    assert claim_sentence(claim, claim.assessment) == "A low intake may be linked to short sleep."


def test_sentence_is_none_without_words_grading_or_sense(ada):
    claim = builders.claim(by=ada)
    assert claim_sentence(claim, claim.assessment) is None
    claim.sentence_outcome = "attacks"
    assert claim_sentence(claim, None) is None
    # Supported, and nobody said which way.
    assert claim_sentence(claim, claim.assessment) is None
