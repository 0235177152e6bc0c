from articles.reading.doses import doses
from articles.reading.entities import Lexicon
from articles.reading.matching import MOST, KnownClaim, Library, Surroundings
from tests.articles.reading.known import known, lexicon

PAIN = KnownClaim("pain", "Magnesium reduces pain in migraine.", "effect", frozenset({"migraine"}))
SLEEP = KnownClaim("sleep", "Magnesium improves sleep.", "effect", frozenset({"migraine"}))
GLYCINATE = KnownClaim("glycinate", "Glycinate improves sleep.", "effect", form="glycinate")
OXIDE = KnownClaim("oxide", "Oxide improves sleep.", "effect", form="oxide")
PREGNANT = KnownClaim("pregnant", "Magnesium improves sleep in pregnancy.", "effect")
DOSE = KnownClaim("dose", "The dose is known.", "dose", dose_mg=(200, 400), applies_to_all=True)


def proposed(text, *claims, **around):
    library = Library(claims, lexicon())
    return library.propose(
        text, lexicon().mentions(text), doses(text), Surroundings(**around) if around else None
    )


def slugs(text, *claims, **around):
    return [proposal.slug for proposal in proposed(text, *claims, **around)]


def test_shared_subject_proposes_and_says_so():
    (best,) = proposed("Magnesium helps you sleep.", SLEEP, PAIN)
    assert (best.slug, best.reasons, best.places) == ("sleep", ("speaks of “sleep”",), (20,))


def test_condition_of_the_sentence_counts_most_then_that_of_the_text():
    assert slugs("It eases pain in migraine.", PAIN) == ["pain"]
    in_sentence = proposed("It eases pain in migraine.", PAIN)[0]
    in_text = proposed("It eases pain.", PAIN, topics=frozenset({"migraine"}))[0]
    assert in_sentence.reasons[-1] == "about migraine, as the sentence says"
    assert in_text.reasons[-1] == "about migraine, as the text is"
    assert in_sentence.score > in_text.score
    assert proposed("It eases pain.", PAIN) == ()


def test_claim_of_the_condition_is_proposed_without_a_shared_subject():
    (only,) = proposed("Magnesium is made for migraine.", PAIN)
    assert only.reasons == ("about migraine, as the sentence says",)


def test_same_form_comes_first_and_another_last():
    assert slugs("Glycinate improves sleep.", OXIDE, SLEEP, GLYCINATE) == [
        "glycinate",
        "sleep",
        "oxide",
    ]
    assert slugs("Magnesium improves sleep.", OXIDE, SLEEP)[0] == "sleep"


def test_it_takes_its_form_from_the_sentence_before():
    before = lexicon().mentions("Magnesium oxide is white.")
    assert slugs("It improves sleep.", GLYCINATE, OXIDE, before=before)[0] == "oxide"


def test_claim_about_some_people_waits_until_they_are_named():
    assert slugs("Magnesium improves sleep.", PREGNANT, SLEEP) == ["sleep", "pregnant"]
    assert slugs("Magnesium improves sleep in pregnancy.", PREGNANT, SLEEP)[0] == "pregnant"


def test_amount_proposes_claims_about_amounts():
    (best,) = proposed("Take 200 to 400 mg.", DOSE)
    assert best.reasons == ("names an amount", "the same amount")
    assert proposed("Take 5 mg.", DOSE)[0].reasons == ("names an amount",)


def test_kind_that_the_cues_point_to_is_preferred():
    unlike = KnownClaim("safety", "Magnesium improves sleep.", "safety")
    assert slugs("Magnesium sleep.", SLEEP, unlike, kinds=frozenset({"safety"}))[0] == "safety"


def test_heading_gives_a_subject_to_what_has_none():
    heading = lexicon().mentions("Better Sleep")
    (best,) = proposed("Magnesium does much.", SLEEP, heading=heading)
    assert best.reasons == ("goes on about “Sleep”",)


def test_alias_is_another_way_to_say_it():
    claim = KnownClaim("nerves", "Nerves settle.", "mechanism", aliases=("It lowers stress.",))
    assert slugs("Magnesium lowers stress.", claim) == ["nerves"]


def test_what_shares_nothing_is_not_proposed():
    assert proposed("Magnesium shines.", SLEEP, PAIN) == ()
    assert Library([], Lexicon([])).propose("Magnesium helps you sleep.", ()) == ()


def test_what_fits_badly_is_not_proposed():
    elsewhere = KnownClaim(
        "else", "It eases pain in migraine: " + "sleep, stress, anxiety, mood.", "effect"
    )
    assert proposed("Iron is bad for the mood.", elsewhere) == ()


def test_three_at_most_best_first():
    text = "Magnesium glycinate improves sleep, stress and anxiety."
    found = known().library.propose(text, lexicon().mentions(text))
    assert len(found) == MOST
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
