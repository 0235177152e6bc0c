"""The ladder of words on /how-we-grade/ is that of claims.wording."""

from mgsite.public.ladder import cases, rungs, verbs


def test_every_level_has_a_sentence_for_every_size():
    assert [(rung.heading, rung.words[1]) for rung in rungs()] == [
        ("High", "X reduces Y."),
        ("Moderate", "X probably reduces Y."),
        ("Low", "X may reduce Y."),
        ("Very low", "X may reduce Y, but the evidence is very uncertain."),
    ]
    assert {len(rung.words) for rung in rungs()} == {4}
    assert rungs()[0].words[3] == "X makes little to no difference to Y."


def test_every_kind_of_change_has_its_verbs():
    assert [rung.words for rung in verbs()][3:] == [
        ("X may cause a large increase in Y", "X may cause more Y", "X may cause slightly more Y"),
        ("X may be linked to Y",) * 3,
    ]


def test_what_the_table_has_no_cell_for_is_said():
    assert dict(cases())["Not studied"] == "We found no human study that tested X for Y."
    assert dict(cases())["Even the direction is unclear"] == (
        "The evidence is very uncertain about the effect of X on Y."
    )
