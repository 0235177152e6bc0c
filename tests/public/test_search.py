"""Search in what is in print, on either database: what is found, in which order, how it is counted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mgsite.editions.models import SearchWord
from mgsite.editions.readers import position
from mgsite.editions.search_words import token_of
from mgsite.editions.withdraw import withdraw
from mgsite.public.search import Filters, search
from tests import builders


def found(text, **filters):
    return search(position(), text, Filters(**filters))


def slugs(text, **filters):
    return [version.slug for version in found(text, **filters).versions(0, 20)]


@pytest.fixture
def legs(ada):
    """Restless legs with one claim that never says “RLS”, and headache with one of its own."""
    legs = builders.condition("restless-legs", alternate_names=["RLS", "Willis-Ekbom disease"])
    headache = builders.condition("headache")
    iron = builders.claim(
        "iron",
        by=ada,
        conditions=[legs],
        sources=[],
        values={"verdict": "not-studied"},
        conclusion="Iron for the legs: we found no study.",
        plain_language="Daily dose unclear.",
    )
    calm = builders.claim(
        "calm",
        by=ada,
        conditions=[headache],
        sources=[],
        values={"verdict": "not-studied"},
        conclusion="Nothing is known.",
        plain_language="Iron was not looked at.",
    )
    for condition, claim in ((legs, iron), (headache, calm)):
        condition.headline_claim = claim
        condition.save()
    builders.put_in_print(legs, headache, iron, calm, builders.supplement())
    return legs


def test_search_finds_every_word_wherever_it_stands(legs):
    assert slugs("iron legs") == ["iron"]


def test_search_puts_hits_in_the_title_first(legs):
    assert slugs("iron") == ["iron", "calm"]


def test_search_by_alias_finds_the_condition_and_what_is_about_it(legs):
    assert slugs("rls") == slugs("Restless leg") == ["restless-legs", "iron"]


def test_search_by_alias_without_its_last_word_finds_the_condition(legs):
    assert slugs("Willis-Ekbom") == ["restless-legs", "iron"]


def test_search_by_alias_looks_for_the_other_words_too(legs):
    assert slugs("willis-ekbom disease dose") == ["iron"]


@pytest.mark.parametrize(
    "text", ["", "  ", "?!", "%", "_", "zzz", "\\", "'; DROP TABLE", "a\0b", "\ud800"]
)
def test_search_for_what_is_not_there_finds_nothing(legs, text):
    assert slugs(text) == []


def test_search_finds_no_draft_and_nothing_withdrawn(legs, ada, dora):
    builders.source("draft", source_title="A trial of iron")
    legs.refresh_from_db()
    iron = legs.headline_claim
    withdraw(
        public_id=iron.public_id, by=dora, reason="error", notice="Iron was wrong.", operation="out"
    )

    assert slugs("iron") == ["calm"]


def test_search_forgives_typing_errors_and_says_what_was_meant(legs):
    assert slugs("irom legz") == ["iron"]
    assert found("irom legz").text == "iron legs"
    assert (found("ixxn").text, slugs("ixxn")) == ("ixxn", [])


@pytest.mark.parametrize(
    ("typed", "in_print", "meant"),
    [
        ("kost", "lost", ""),  # one error at the beginning of a short word
        ("thic", "this", ""),  # a common word helps nobody
        ("failure", "figure", ""),  # two errors in a word of seven letters
        ("headake", "headache", "headache"),  # but not when it is a name
        ("headaxxe", "headache", "headache"),
    ],
)
def test_search_takes_no_word_for_another_that_is_merely_near(legs, typed, in_print, meant):
    builders.put_in_print(builders.source("s", source_title=f"On {in_print}"))

    assert found(typed).text == (meant or typed)


def test_search_knows_everyday_words_and_doctors_words(ada):
    builders.put_in_print(builders.source("s", source_title="Magnesium in renal failure"))

    assert slugs("kidney problems") == slugs("renal disease") == ["s"]


def test_search_of_a_newer_edition_is_made_anew(legs):
    before = position()
    assert search(before, "zinc").total == 0
    builders.put_in_print(builders.source("z", source_title="Zinc"))

    assert slugs("zinc") == ["z"]
    assert search(before, "zinc").total == 0


def test_search_suggests_no_word_that_is_out_of_print(legs):
    SearchWord.objects.create(word="irons")
    SearchWord.objects.create(word="iromx")

    assert found("iromz").text == "iromz"
    assert found("irone").text == "irone"


def test_search_of_words_that_never_meet_takes_any_of_them(legs):
    assert found("iron headache unclear").every is False
    assert slugs("iron headache unclear") == ["headache", "calm", "iron"]


def test_search_leaves_out_what_is_excluded(legs):
    assert slugs("iron -unclear") == ["calm"]
    assert slugs("-iron") == []


def test_search_keeps_quoted_words_together(legs):
    assert slugs('"for the legs"') == ["iron"]
    assert slugs('"legs for the"') == []


def test_search_counts_by_each_filter(legs):
    assert found("iron").counts == {
        "kind": {"claim": 2},
        "certainty": {"": 2},
        "verdict": {"not-studied": 2},
        "condition": {token_of(legs.public_id): 1, token_of(headache_id()): 1},
    }


def test_search_counts_each_filter_without_itself(legs):
    counts = found("rls", kind="claim", condition=legs.public_id).counts
    assert counts["kind"] == {"condition": 1, "claim": 1}
    assert counts["condition"] == {token_of(legs.public_id): 1}


def test_search_in_filters_finds_only_what_they_let_through(legs):
    assert slugs("iron", condition=legs.public_id) == ["iron"]
    assert slugs("rls", kind="condition") == ["restless-legs"]
    assert slugs("rls", verdict="not-studied") == ["iron"]
    assert slugs("iron", certainty="high") == []


def test_search_says_when_only_the_filters_stand_in_the_way(legs):
    assert found("iron", certainty="high", verdict="mixed").elsewhere
    assert not found("zzz", certainty="high").elsewhere


def test_search_counts_what_is_about_every_condition_for_each(legs, ada):
    kidney = builders.claim("kidney", by=ada, sources=[], values=builders.NOT_STUDIED)
    kidney.applies_to_all = True
    kidney.save()
    kidney.conditions.add(legs)
    builders.put_in_print(kidney)

    counts = found("kidney").counts["condition"]
    assert (counts, slugs("kidney", condition=headache_id())) == ({token_of("*"): 1}, ["kidney"])


def test_search_as_of_an_edition_finds_what_was_in_print_then(legs, dora):
    before = position()
    legs.refresh_from_db()
    withdraw(
        public_id=legs.headline_claim.public_id,
        by=dora,
        reason="error",
        notice="Wrong.",
        operation="out",
    )

    then = search(before, '"for the legs"')
    assert [v.slug for v in then.versions(0, 20)] == ["iron"]
    assert slugs('"for the legs"') == []


def test_search_gives_the_same_order_page_by_page(ada, monkeypatch):
    builders.published_site(claims=3)
    whole = slugs("may")
    monkeypatch.setattr("mgsite.public.search.ORDERED", 2)
    search.cache_clear()

    pages = [found("may").versions(start, start + 2) for start in (0, 2, 4)]
    assert len(whole) == 3
    assert sorted(v.slug for page in pages for v in page) == sorted(whole)


@pytest.mark.parametrize(
    "text",
    ["NEAR(iron, 2)", "iron*", "title:iron", "^iron", "iron AND", "(iron", "iron)", "{iron}:",
     "iron & | ! <->", "'iron':*", "iron\\", "%s %(x)s {0}", "iron;--", "½ iron", "1e5 iron", "ﬁ"],
)  # fmt: skip
def test_search_takes_operators_for_punctuation(legs, text):
    assert found(text).total >= 0


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60) | st.text("abc iron\"-*:()&|!<>^{}\\'0123. ", max_size=40))
def test_search_answers_every_text(legs, text):
    answer = found(text)
    assert len(answer.versions(0, 20)) == answer.total


def headache_id() -> str:
    (headache,) = search(position(), "headache", Filters("condition")).versions(0, 1)
    return headache.public_id
