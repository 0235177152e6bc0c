"""Two documents of one item, field by field."""

from mgsite.editions.differences import differences


def labels(before, after, names=None):
    return [difference.label for difference in differences(before, after, names)]


def test_equal_documents_have_no_difference():
    document = {"kind": "claim", "id": "clm_1", "verdict": "mixed", "citations": [{"note": "x"}]}

    assert differences(document, dict(document)) == []


def test_grade_comes_first_and_says_labels():
    before = {"title": "Old", "verdict": "supported", "grading": {"size": None, "certainty": "low"}}
    after = {"title": "New", "verdict": "mixed", "grading": {"size": "small", "certainty": "low"}}

    found = differences(before, after)

    assert [(d.path, d.label, d.before, d.after, d.about_grade) for d in found] == [
        (("verdict",), "verdict", "Supported", "Mixed", True),
        (("grading", "size"), "grading, size", "", "Small but important", True),
        (("title",), "title", "Old", "New", False),
    ]


def test_certainty_stands_before_what_makes_it():
    before = {"grading": {"rationale": "a", "certainty": "low"}}
    after = {"grading": {"rationale": "b", "certainty": "high"}}

    assert labels(before, after) == ["grading, certainty", "grading, rationale"]


def test_words_are_marked_in_reading_order():
    (found,) = differences({"note": "so one two three end"}, {"note": "one 2 three more end"})

    assert found.pieces == (
        ("gone", "so "),
        ("same", "one "),
        ("gone", "two "),
        ("new", "2 "),
        ("same", "three "),
        ("new", "more "),
        ("same", "end"),
    )


def test_long_runs_of_the_same_words_keep_their_ends():
    words = " ".join(f"w{n}" for n in range(200))

    (found,) = differences({"note": words}, {"note": f"{words} end"})

    assert found.pieces[0][1].split()[:2] == ["w0", "w1"]
    assert " … " in found.pieces[0][1]
    assert len(found.pieces[0][1].split()) == 81


def test_first_version_adds_everything():
    (found,) = differences(None, {"note": "new"})

    assert (found.before, found.pieces) == ("", (("new", "new"),))


def test_entries_go_by_what_identifies_them():
    one = {"source_id": "src_0123456789ab", "stance": "supports", "quote": None}
    before = {"citations": [one]}
    after = {"citations": [{"source_id": "src_a123456789ab", "stance": "mixed"}, one]}

    (found,) = differences(before, after, {"src_a123456789ab": "Doe 2019"})

    assert (found.label, found.after) == ("citations, Doe 2019", "stance: Mixed")
    assert found.path == ("citations", "Doe 2019")


def test_entries_alike_are_told_apart_by_number():
    before = {"points": [{"text": "a"}]}
    after = {"points": [{"text": "a"}, {"text": "b"}]}

    assert labels(before, after) == ["points, entry 2"]


def test_entry_without_more_to_say_is_listed():
    (found,) = differences({}, {"citations": [{"source_id": "src_1", "quote": None}]})

    assert found.after == "listed"


def test_entry_spells_out_what_it_holds():
    effect = {"measure": "RR", "value": "0.8", "direction": "favours magnesium", "unit": None}
    row = {"outcome": "Pain", "is_harm": True, "effect": effect, "notes": ["one", "two"]}

    (found,) = differences({}, {"further_outcomes": [row]})

    assert found.label == "further outcomes, Pain"
    assert found.after == (
        "is harm: yes; effect: (measure: RR; value: 0.8; direction: Favours magnesium); "
        "notes: one, two"
    )


def test_plain_lists_and_truths_are_words():
    before = {"upgrade_path": ["A trial"], "applies_to_all": True}
    after = {"upgrade_path": ["A trial", "Another"], "applies_to_all": False}

    assert [(d.before, d.after) for d in differences(before, after)] == [
        ("yes", "no"),
        ("A trial", "A trial; Another"),
    ]


def test_ids_lose_their_ending_and_get_a_name():
    (found,) = differences(
        {"supplement_id": "sup_0123456789ab"},
        {"supplement_id": "sup_b123456789ab"},
        {"sup_0123456789ab": "Zinc"},
    )

    assert (found.label, found.before, found.after) == ("supplement", "Zinc", "sup_b123456789ab")


def test_review_and_language_are_no_difference():
    assert differences({"language": "en"}, {"language": "de", "last_reviewed": "2026-11-22"}) == []


def test_word_unknown_to_the_vocabulary_stays_as_it_is():
    (found,) = differences({"verdict": "supported"}, {"verdict": "splendid"})

    assert found.after == "splendid"


def test_a_link_or_emphasis_is_a_difference_of_its_own_where_the_words_are_the_same():
    was = {
        "sections": [{"id": "dose", "text": "See it.", "html": '<p><a href="/a/">See</a> it.</p>'}]
    }
    now = {
        "sections": [{"id": "dose", "text": "See it.", "html": '<p><a href="/b/">See</a> it.</p>'}]
    }
    other = {"sections": [{"id": "dose", "text": "Look.", "html": "<p>Look.</p>"}]}

    assert labels(was, now) == ["sections, dose, links and emphasis"]
    assert labels(was, other) == ["sections, dose"]
