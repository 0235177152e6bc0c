"""Forms side by side, from plain documents."""

from decimal import Decimal

from mgsite.public.comparison.forms import compare, trials_of
from tests.public.comparison.test_conditions import by_id, claim, condition, source, texts

LIMITS = [
    {"authority": "EFSA", "max_mg": 250, "kind": "upper-level"},
    {"authority": "NHS", "max_mg": 400, "kind": "advice"},
]


def form(slug, share="14.1", limits=()):
    name = f"Magnesium {slug}"
    return {"slug": slug, "name": name, "elemental_share": share, "limits": list(limits)}


def trial(name, forms, people=None):
    about = {"kind": "source", "title": name, "year": 2019, "n_participants": people}
    return source(name, forms=forms) | about | {"authors": [{"family": name}]}


def table_of(forms, *items, dose="300"):
    supplement = {"slug": "magnesium", "forms": forms}
    kinds = [{"kind": "claim", **item} for item in items]
    gout = condition("gout", "clm_calm")
    return compare(supplement, forms, Decimal(dose), [gout], by_id(*kinds))


def test_forms_turn_a_dose_into_a_weight_and_hold_it_against_limits():
    table = table_of([form("glycinate", limits=LIMITS), form("oxide", "60.3")])

    assert texts(table, "Magnesium by weight") == [["14.1 %"], ["60.3 %"]]
    assert texts(table, "Compound for 300 mg of magnesium") == [["2128 mg"], ["498 mg"]]
    assert texts(table, "Limits for 300 mg of magnesium a day") == [
        ["Above 250 mg, EFSA", "Below 400 mg, NHS (advice)"],
        "No limit published",
    ]


def test_forms_count_trials_and_people_of_the_headline_claim():
    cited = [(name, "supports") for name in ("Able", "Baker", "Cole")]
    answer = claim("calm", ["gout"], cited)
    trials = [trial("Able", ["citrate"], 40), trial("Baker", ["citrate"]), trial("Cole", ["oxide"])]
    other = claim("other", ["gout"], [("Dent", "supports")])

    forms = [form(slug) for slug in ("citrate", "dicitrate", "oxide", "glycinate")]
    table = table_of(forms, answer, other, *trials, trial("Dent", ["glycinate"], 9))

    assert texts(table, "Gout") == [
        ["2 trials, 40 people (number of people not stated in 1)", "Able 2019", "Baker 2019"],
        "Counted with magnesium citrate",
        ["1 trial (number of people not stated in 1)", "Cole 2019"],
        "No trial of this form",
    ]


def test_forms_show_absorption_and_harms_of_their_own_and_of_any_form():
    oxide = {"name": "Magnesium oxide", "form": "oxide"}
    absorbed = claim("absorbed", claim_kind="absorption", intervention=oxide)
    upset = claim("upset", claim_kind="safety", intervention=oxide)
    kidneys = claim("kidneys", claim_kind="safety", applies_to_all=True, outcome={"name": None})

    table = table_of([form("oxide"), form("citrate")], absorbed, upset, kidneys)

    assert texts(table, "How well absorbed") == [
        ["absorbed concluded."],
        "No claim about this form",
    ]
    assert texts(table, "Stomach, bowel and other harms")[0] == ["upset concluded."]
    assert texts(table, "Safety") == [["kidneys concluded."]]
    assert table.groups[-1].rows[-1].cells[0].span == 2


def test_trials_of_a_form_are_counted_over_all_claims():
    cited = [("Able", "supports")]
    items = [claim("a", (), cited), claim("b", (), cited), trial("Able", ["oxide"])]
    found = by_id(*({"kind": "claim", **item} for item in items))

    assert (trials_of(form("oxide"), found), trials_of(form("citrate"), found)) == (1, 0)
