"""What search takes for a word, and what it keeps of a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgsite.editions import search_words
from mgsite.editions.search_words import Entry, entry, spoken, stem, stems, token_of, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Restless LEGS?", ["restless", "legs"]),
        ("400mg, 1,000 IU", ["400", "mg", "1000", "iu"]),
        ("Vitamin B6", ["vitamin", "b6"]),
        ("women’s don't", ["women", "dont"]),
        ("50 µg", ["50", "mcg"]),
        ("Müller, Łukasz; naïve", ["muller", "lukasz", "naive"]),
        ("10.1000/j.x-1", ["10", "1000", "j", "x", "1"]),
        ("… — _ \u200b \uff9e '", []),
    ],
)
def test_words_of_a_text(text, found):
    assert [word for _, _, word in words(text)] == found


def test_words_say_where_they_stand():
    assert list(words("a Café!")) == [(0, 1, "a"), (2, 6, "cafe")]


@pytest.mark.parametrize(
    "meet",
    [
        "cramp cramps cramping cramped",
        "headache headaches",
        "supplement supplements supplementation supplemented",
        "prevent prevents preventing prevention prevented",
        "study studies",
        "stop stopping stopped",
        "fall falling",
        "raise raises raised raising",
        "diarrhoea diarrhea",
        "anaemia anemia",
        "sulphate sulfate sulphates",
        "fibre fiber",
        "colour color",
        "programme program",
        "randomised randomized randomising",
        "analyse analyze analysed",
        "labelled labeled",
        "illness illnesses",
    ],
)
def test_stems_of_one_word_meet(meet):
    first, *others = (stem(word) for _, _, word in words(meet))
    assert set(others) == {first}


@pytest.mark.parametrize(
    ("one", "other"), [("migraine", "migrant"), ("serum", "serotonin"), ("this", "thin")]
)
def test_stems_of_other_words_differ(one, other):
    assert stem(one) != stem(other)


@given(st.text(max_size=200))
def test_stems_hold_letters_and_digits_only(text):
    assert [s for s in stems(text) if not s.isalnum()] == []


@given(st.text(max_size=60))
def test_stems_do_not_depend_on_capitals_of_ascii(text):
    plain = text.encode("ascii", "ignore").decode()
    assert stems(plain.upper()) == stems(plain.lower())


def test_stems_of_a_long_text_are_cut_in_an_entry(monkeypatch):
    monkeypatch.setattr(search_words, "MAX_STEMS", 2)
    document = {"kind": "check", "id": "chk_1", "title": "one two three", "appearances": []}
    assert entry(document).title == "one two"


def test_entry_of_a_condition_names_it_by_all_its_names():
    document = {
        "kind": "condition",
        "id": "cnd_1",
        "title": "Restless legs",
        "question": "Does it help?",
        "summary": "An urge.",
        "alternate_names": ["RLS", "Willis-Ekbom disease", "…", "Disease"],
        "headline_claim_ids": [],
    }
    assert entry(document) == Entry(
        title="restless leg",
        names="cnd1|restless leg|rls|willis ekbom diseas|diseas|willis ekbom",
        lead="de it help",
        about="cnd1",
        body="an urg",
    )


def test_entry_of_a_supplement_has_a_line_for_each_form():
    form = {
        "slug": "glycinate",
        "name": "Magnesium glycinate",
        "alternate_names": ["Magnesium bisglycinate", "Albion"],
    }
    document = {
        "kind": "supplement",
        "id": "sup_1",
        "title": "Magnesium",
        "forms": [form],
        "limits": [],
        "safety_points": [],
    }
    assert entry(document).names.split("\n") == [
        "sup1|magnesium",
        "formglycinate|magnesium glycinat|magnesium bisglycinat|albion|glycinat|bisglycinat",
    ]


def test_entry_of_a_claim_says_what_it_is_about():
    document = {
        "kind": "claim",
        "id": "clm_1",
        "title": "It may help.",
        "statement": "It cures.",
        "plain_language": "Perhaps.",
        "population": "Adults",
        "condition_ids": ["cnd_1", "cnd_2"],
        "applies_to_all": False,
        "citations": [],
        "supplement_id": "sup_1",
        "intervention": {"form": "l-threonate"},
    }
    assert entry(document) == Entry(
        title="it may help",
        names="",
        lead="it cur",
        about="cnd1 cnd2 sup1 formlthreonate",
        body="perhap adult",
    )
    formless = document | {"intervention": {"form": None}, "applies_to_all": True}
    assert entry(formless).about == "cnd1 cnd2 everycondition sup1"


def test_entry_of_a_source_holds_authors_and_identifiers():
    document = {
        "kind": "source",
        "id": "src_1",
        "title": "A trial",
        "container": "J Sleep",
        "doi": "10.1/x",
        "pmid": "77",
        "authors": [{"family": "Müller"}, {"literal": "WHO"}, {}],
    }
    assert entry(document).body == "j sleep 10 1 x 77 muller who"


def test_entry_of_an_article_holds_its_sections():
    parts = [{"heading": "Dose", "text": "Take care.", "claim_ids": []}]
    document = {
        "kind": "article",
        "id": "art_1",
        "title": "On",
        "summary": "S",
        "sections": parts,
        "condition_ids": [],
        "supplements": [],
    }
    assert entry(document).body == "s dos tak car"
    assert set(entry(document).columns()) == {"title", "names", "lead", "about", "body"}


def test_spoken_words_are_those_worth_suggesting():
    text = "Magnesium and the 400mg B6 naïve " + "x" * 41
    assert spoken(text) == {"magnesium", "naive"}


def test_token_of_an_item_is_one_word():
    assert token_of("cnd_4k7zq0m2hx9e") == "cnd4k7zq0m2hx9e"
