"""A broken data file: the sentence names file, record and field, and nothing is loaded."""

import pytest

from claims.models import Claim, Condition, Source, Supplement
from claims.starter.records import BrokenData
from mgsite.editions.models import Edition
from mgsite.editions.starter import load_starter
from tests.starter_files import ARTICLE, CLAIMS, Files, small_files

GONE = object()
SOURCES, CONDITIONS, SUPPLEMENTS = "sources.json", "conditions.json", "supplements.json"
EFFECTS, ARTICLES = "claims-effect.json", "articles.json"
RECORDS = {
    SOURCES: "grazzi-2005",
    CONDITIONS: "headache",
    SUPPLEMENTS: "magnesium",
    EFFECTS: CLAIMS[0],
    ARTICLES: ARTICLE,
}
UNKNOWN = "names “none”, which is in no data file"
MISSING, LIST, OBJECT = "is missing", "must be a list", "must be an object"
SLUG = "Use small letters a-z, digits and single hyphens, for example “magnesium-and-sleep”"
AUTHORS = "must be a list of objects with texts in them"
HEAVY = "“heavy” value must be a decimal number"
BASIS = "Say whether the dose is elemental, compound or not said"
THRESHOLD = "A smallest difference that matters is above 0 and says its unit and who set it"
OUTSIDE = {"measure": "RR", "value": "5", "ci_low": "1", "ci_high": "2"}
ABOVE_0 = "must be above 0, and 0 is given"
NOWHERE = "Say in which source the estimate stands"
ROW, INNER = ("further_outcomes", 0), " › further_outcomes[0]"
EFFECT, REASONS = ("assessment", "effect"), ("assessment", "reasons")


@pytest.fixture
def files(db, tmp_path) -> Files:
    return small_files(tmp_path)


def broken(files: Files) -> str:
    """The sentence of the error, once it is sure that nothing came of the run."""
    with pytest.raises(BrokenData) as caught:
        load_starter(claims_folder=files.claims, articles_folder=files.articles)
    stored = [model.objects.count() for model in (Supplement, Source, Condition, Claim, Edition)]
    assert stored == [0, 0, 0, 0, 0]
    return str(caught.value)


def put(path: tuple, value):
    """A change of one value, however deep, in a record."""

    def change(record):
        for key in path[:-1]:
            record = record[key]
        if value is GONE:
            del record[path[-1]]
        else:
            record[path[-1]] = value

    return change


def choice(value: str) -> str:
    return f"Value '{value}' is not a valid choice"


# file, place, value; then what the sentence says: the row inside the record, the field, and why
BROKEN = [
    (SOURCES, ("title",), GONE, "", "title", MISSING),
    (SOURCES, ("title",), 5, "", "source_title", "must be text"),
    (SOURCES, ("issued",), "20l9", "", "issued", "Write 2021, 2021-05 or 2021-05-17"),
    (SOURCES, ("integrity_checked_on",), 5, "", "integrity_checked_on", "must be a date as text"),
    (SOURCES, ("forms_tested",), ["none"], "", "forms_tested", UNKNOWN),
    (SOURCES, ("forms_tested",), 5, "", "forms_tested", LIST),
    (SOURCES, ("forms_tested",), [[]], "", "forms_tested", "names “[]”, which is in no data file"),
    (SOURCES, ("authors",), ["Grazzi"], "", "authors", AUTHORS),
    (SOURCES, ("authors",), [{"family": 5}], "", "authors", AUTHORS),
    (SOURCES, ("unverified_fields",), "title", "", "unverified_fields", "must be a list of texts"),
    (CONDITIONS, ("red_flags", 0, "urgency"), "now", " › red_flags[0]", "urgency", choice("now")),
    (CONDITIONS, ("red_flags", 0), 5, "", "red_flags[0]", OBJECT),
    (CONDITIONS, ("headline",), ["none"], "", "headline", UNKNOWN),
    (CONDITIONS, ("codes",), {}, "", "codes", LIST),
    (SUPPLEMENTS, ("forms", 0, "molar_mass"), "heavy", " › forms[0]", "molar_mass", HEAVY),
    (SUPPLEMENTS, ("forms", 0, "molar_mass"), [], " › forms[0]", "molar_mass", "must be a number"),
    (SUPPLEMENTS, ("limits", 0, "max_mg"), True, " › limits[0]", "max_mg", "must be a whole number"),
    (SUPPLEMENTS, ("limits", 0, "source"), "none", " › limits[0]", "source", UNKNOWN),
    (EFFECTS, ("conclusion",), GONE, "", "conclusion", MISSING),
    (EFFECTS, ("statement",), "", "", "statement", "This field cannot be blank"),
    (EFFECTS, ("citations", 0, "source"), "none", " › citations[0]", "source", UNKNOWN),
    (EFFECTS, ("dose",), "lots", "", "dose", OBJECT),
    (EFFECTS, ("dose", "basis"), "", "", "__all__", BASIS),
    (EFFECTS, ("verdict",), "maybe", "", "verdict", choice("maybe")),
    (EFFECTS, ("assessment",), 5, "", "assessment", OBJECT),
    (EFFECTS, REASONS, {}, "", "assessment.risk_of_bias", "Risk of bias: write the reason for -2"),
    (EFFECTS, (*REASONS, "imprecision"), 5, "", "assessment.reasons.imprecision", "must be text"),
    (EFFECTS, EFFECT, {"value": "much"}, "", "assessment.effect.value", "“much” is no number"),
    (EFFECTS, EFFECT, {"ci_low": "2", "ci_high": "1"}, "", "assessment.effect.ci_low", "2 is larger than ci_high, 1"),
    (EFFECTS, EFFECT, {"measure": "XX"}, "", "assessment.effect.measure", choice("XX")),
    (EFFECTS, ("assessment", "level"), "high", "", "assessment.level", "the judgements give very-low"),
    (EFFECTS, ("assessment", "n_studies"), "two", "", "assessment.n_studies", "“two” value must be an integer"),
    (EFFECTS, ("assessment", "imprecision"), [], "", "assessment.imprecision", "must be a whole number"),
    (EFFECTS, EFFECT, OUTSIDE, "", "assessment.effect.value", "The estimate 5 lies outside its interval, 1 to 2"),
    (EFFECTS, ("sentence",), {}, "", "sentence.subject", MISSING),
    (EFFECTS, ("important_difference",), {"value": "much"}, "", "important_difference.value", "“much” is no number"),
    (EFFECTS, ("important_difference",), {"value": "1"}, "", "__all__", THRESHOLD),
    (EFFECTS, ("further_outcomes",), 5, "", "further_outcomes", LIST),
    (EFFECTS, (*ROW, "graded_by"), "none", INNER, "graded_by", UNKNOWN),
    (EFFECTS, (*ROW, "source"), "none", INNER, "source", UNKNOWN),
    (EFFECTS, (*ROW, "effect"), {"measure": "OR", "value": "0"}, INNER, "effect.value", f"Odds ratio: {ABOVE_0}"),
    (EFFECTS, (*ROW, "effect"), {"measure": "MD", "value": "1"}, INNER, "__all__", NOWHERE),
    (ARTICLES, ("body",), "../secret.md", "", "body", "there is no file “../secret.md” beside articles.json"),
    (ARTICLES, ("conditions",), ["none"], "", "conditions", UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("file", "path", "value", "inner", "field", "why"), BROKEN)
def test_broken_field_is_named(files, file, path, value, inner, field, why):
    files.edit(file, RECORDS[file], put(path, value))
    assert broken(files) == f"{file}, record “{RECORDS[file]}{inner}”, field “{field}”: {why}."


def test_malformed_slug_is_named(files):
    files.edit("claims-effect.json", CLAIMS[0], put(("slug",), "No Slug"))
    assert broken(files) == f"claims-effect.json, record “No Slug”, field “slug”: {SLUG}."


def test_article_that_places_an_unknown_claim_is_named(files):
    (files.articles / f"{ARTICLE}.md").write_text(
        "## A {#answer}\n\n[[claim:none]]\n", encoding="utf-8"
    )
    assert broken(files) == (
        f"articles.json, record “{ARTICLE}”, field “body”: There is no claim “none”: check the slug in [[claim:none]]."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{}", "sources.json: the file must hold a list of records."),
        (b"[5]", "sources.json, record “number 1”, field “”: must be an object with named fields."),
        (b"[{}]", "sources.json, record “number 1”, field “slug”: is missing."),
        (b'[{"slug": 5}]', "sources.json, record “5”, field “slug”: must be text."),
        (
            b'[{"slug": "a"}, {"slug": "a"}]',
            "sources.json, record “a”, field “slug”: occurs twice.",
        ),
    ],
)
def test_file_that_is_no_list_of_records_is_named(files, content, sentence):
    files.path("sources.json").write_bytes(content)
    assert broken(files) == sentence


@pytest.mark.parametrize("content", [b'[{"slug": "a"', b'[{"slug": "\xff"}]', b""])
def test_file_that_is_no_json_is_named(files, content):
    files.path("sources.json").write_bytes(content)
    assert broken(files).startswith("sources.json: this is not JSON in UTF-8 (")


def test_broken_field_is_named_on_a_rerun_too(files):
    load_starter(claims_folder=files.claims, articles_folder=files.articles)
    files.edit("claims-effect.json", CLAIMS[0], put(("searched_on",), 5))
    with pytest.raises(BrokenData, match="field “searched_on”: must be a date as text"):
        load_starter(claims_folder=files.claims, articles_folder=files.articles)
    assert Edition.objects.count() == 1
