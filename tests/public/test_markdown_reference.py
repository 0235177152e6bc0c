"""Sources, supplements and checks as Markdown."""

from types import SimpleNamespace

from mgsite.public.composition.check import check_page
from mgsite.public.markdown_reference import check_blocks, source_blocks, supplement_blocks
from tests.public.test_source_facts import BARE

CLAIM = {
    "slug": "calm", "conclusion": "It may calm.", "statement": "It calms.", "verdict": "supported",
    "grading": None,
}  # fmt: skip
CARD = [
    "### [It may calm.](/claim/calm/)",
    "**Verdict:** Supported. **Certainty:** Reference: no GRADE level.",
    "> Claimed: “It calms.”",
]
MAGNESIUM = {
    "title": "Magnesium",
    "name": "Magnesium",
    "slug": "magnesium",
    "summary": "A mineral.",
}
DOE = {"slug": "doe", "title": "T", "authors": [{"family": "Doe"}], "year": 2019}


def at(kind, slug=""):
    return f"/{kind}/{slug}/"


def said(blocks):
    return [block for block in blocks if block]


def source(**fields):
    facts = {
        "title": "A trial", "integrity": "ok", "integrity_note": None, "integrity_checked_at": None,
    }  # fmt: skip
    return {
        "source": BARE | facts | fields, "citation": "Doe J.", "reviewed": "Not yet",
        "links": [SimpleNamespace(label="DOI", url="https://doi.org/x")],
        "cited_by": [], "limits": [], "safety_points": [],
    }  # fmt: skip


def test_source_says_that_nothing_was_found_and_that_nothing_rests_on_it():
    assert said(source_blocks(source(), at)) == [
        "# A trial", "Doe J.", "- [DOI](https://doi.org/x)", "Integrity: No notice found.", "Not yet.",
        "## What was studied", "- Design: Not known", "## What rests on it",
        "No published claim cites this source.",
    ]  # fmt: skip


def test_source_warns_and_lists_what_rests_on_it():
    shown = source(
        integrity="retracted", integrity_note="Data *lost*.", integrity_checked_at="2026-11-22"
    )
    shown["cited_by"] = [
        {"claim": CLAIM, "stance": "context", "note": "Small.", "locator": "p. 3"},
        {"claim": CLAIM, "stance": "supports", "note": None, "locator": None},
    ]
    shown["limits"] = [{"authority": "EFSA", "max_mg": 250, "supplement": MAGNESIUM}]
    shown["safety_points"] = [{"heading": "Kidneys", "supplement": MAGNESIUM}]

    blocks = said(source_blocks(shown, at))

    assert (
        blocks[3]
        == r"Integrity: **Warning: retracted.** Data \*lost\*. Checked on 22 November 2026."
    )
    assert blocks[blocks.index("## What rests on it") + 1 :] == [
        *CARD, "This source gives context. Small. p. 3", *CARD, "This source supports.",
        "- EFSA: 250 mg a day ([Magnesium](/supplement/magnesium/))",
        "- Kidneys ([Magnesium](/supplement/magnesium/))",
    ]  # fmt: skip


def form(**fields):
    values = {
        "form": {"name": "Oxide", "elemental_share": "60.305", "note": ""}, "compound_for_100": 166,
        "magnesium_in_400": 241, "trials": 0, "counted_as": "",
    }  # fmt: skip
    return SimpleNamespace(**values | fields)


def test_supplement_has_its_forms_limits_and_warnings():
    noted = {"name": "Dicitrate", "elemental_share": "16.16", "note": "Two | salts."}
    limit = {"authority": "NHS", "kind": "advice", "max_mg": 400, "applies_to": "Adults"}
    point = {"heading": "Kidneys", "text": "Ask.", "confirmed": True}
    shown = {
        "supplement": MAGNESIUM, "reviewed": "Not yet",
        "forms": [form(trials=3), form(form=noted, counted_as="citrate"), form()],
        "limits": [limit | {"source": DOE}, limit | {"source": None}],
        "safety_points": [point | {"sources": [DOE]}, point | {"sources": [], "confirmed": False}],
    }  # fmt: skip

    blocks = said(supplement_blocks(shown, at))

    assert blocks[4].splitlines()[2:] == [
        "| Oxide | 60.31 % | 166 | 241 | 3 |",
        "| Dicitrate | 16.16 % | 166 | 241 | with citrate |",
        "| Oxide | 60.31 % | 166 | 241 | none found |",
    ]
    assert blocks[5:] == [
        r"- Dicitrate: Two \| salts.", "## Limits",
        "- NHS, advice: 400 mg a day of the element. Adults Sources: [Doe 2019](/source/doe/).\n"
        "- NHS, advice: 400 mg a day of the element. Adults",
        "## Before you take it",
        "- **Kidneys:** Ask. Sources: [Doe 2019](/source/doe/).\n"
        "- **Kidneys:** Ask. (source being confirmed)",
    ]  # fmt: skip


def test_check_sets_the_evidence_beside_each_quotation():
    check = {
        "title": "Wonders", "publisher": "A magazine", "retrieved_on": "2026-11-22",
        "omissions": [{"kind": "source", "sentence": "It names no source."}],
        "appearances": [
            {"quote": "It works!", "claim_id": "here", "strength": 3},
            {"quote": None, "claim_id": "here", "strength": 1},
            {"quote": "For all.", "claim_id": "gone", "strength": 1},
            {"quote": None, "claim_id": "gone", "strength": 1},
        ],
    }  # fmt: skip
    claim = CLAIM | {"id": "here", "as_claimed": "It calms all."}
    bare = {"title": "Wonders", "publisher": None, "retrieved_on": None, "appearances": []}

    def blocks_of(document):
        page = check_page(document, {"here": claim})
        return said(check_blocks({"check": document, "reviewed": "Not yet", "page": page}, at))

    assert blocks_of(check) == [
        "# Checked: Wonders", "Published by A magazine. Read on 22 November 2026.",
        "Single sentences are quoted in order to check them. All other words are ours.",
        "2 claims, 0 supported as worded.", "Not yet.",
        r"> It works\!",
        "Worded as “causes, is proven”; the evidence would bear no more than a question. "
        "Three steps too bold.", *CARD,
        "In our words: It calms all.",
        "Worded as “can, may”; the evidence would bear no more than a question. One step too bold.",
        *CARD, "> For all.",
        "Worded as “can, may”. We have withdrawn our claim about this sentence.",
        "Worded as “can, may”. We have withdrawn our claim about this sentence.",
        "## What it leaves out", "- It names no source.",
    ]  # fmt: skip
    short = blocks_of(bare)
    assert len(short) == 4
