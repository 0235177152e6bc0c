"""The examples of the OpenAPI document: answers of a site with the starter content, kept in a file.

`manage.py write_api_examples` makes the file. Ids, moments and hashes are put in place of those that
every site makes anew, and lists are cut to one item, so that the file changes only when answers do.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from claims.public_ids import PATTERN

FILE = Path(__file__).with_name("examples.json")
SITE = "https://magnesium.example"  # in the place of SITE_URL
# What is asked for, by operation id; {claim} and the like stand for ids.
ASKED = {
    "get_root": "",
    "get_status": "status",
    "get_manifest": "manifest",
    "list_changes": "changes?kind=claim&limit=1",
    "list_resources": "resources?ids={source},src_000000000000",
    "search": "search?q=leg+cramps&kind=claim&limit=1",
    "compare_conditions": "comparisons/conditions?condition=headache,migraine",
    "compare_forms": "comparisons/forms?form=glycinate,oxide",
    "compare_claims": "comparisons/claims?condition=headache",
    "get_evidence_map": "comparisons/map?condition=headache,migraine",
    "get_condition_page": "conditions/{condition}/page",
    "get_claim_page": "claims/{claim}/page",
    "get_source_cited_by": "sources/{source}/cited-by",
    "get_check_page": "checks/{check}/page",
}
SLUGS = {
    "condition": "headache",
    "supplement": "magnesium",
    "article": "magnesium-for-headache",
    "claim": "magnesium-raises-serotonin",
    "source": "amin-2013",
    "check": "popular-article-on-migraine",
}
PROBLEMS = {
    "400": "claims?condtion=headache",
    "404": "claims/clm_000000000000",
    "410-cursor": "changes?epoch=0",
}
VOLATILE = (
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z"), "2026-11-22T14:05:00Z"),
    (re.compile(r'"sha256:[0-9a-f]{64}"'), f'"sha256:{"0f2c9a41" * 8}"'),
    (re.compile(r'W/\\"(\d+)-[0-9a-f]{32}\\"'), r'W/\\"\1-0f2c9a41b7d35e68c0a1f4e29b7d6c53\\"'),
    (re.compile(r'"epoch":"[^"]+"'), '"epoch":"0a1b2c3d"'),
    (re.compile(r"epoch=[0-9a-z]+"), "epoch=0a1b2c3d"),
    (re.compile(r'"build":"[^"]+"'), '"build":"5e68c0a1f4e2"'),
    (re.compile(r"urn:mgsite:request:[0-9a-f]+"), "urn:mgsite:request:0a1b2c3d4e5f6071"),
    (re.compile(r'"modified":\d+'), '"modified":1'),
)
Ask = Callable[[str], dict]


@cache
def examples() -> dict[str, Any]:
    """By operation id, and of problems by “problem-<status>”. Their addresses lead nowhere."""
    return orjson.loads(FILE.read_bytes())


def examples_file(ask: Ask) -> str:
    """The text of the file. `ask` answers a path below the root with the parsed JSON."""
    ids = {kind: ask(f"{kind}s?slug={slug}")["items"][0]["id"] for kind, slug in SLUGS.items()}
    found = {name: fixed(ask(path.format(**ids))) for name, path in _asked()}
    found |= {f"problem-{status}": fixed(ask(path)) for status, path in PROBLEMS.items()}
    text = orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode()
    return text.replace(settings.SITE_URL, SITE) + "\n"


def _asked() -> Iterator[tuple[str, str]]:
    yield from ASKED.items()
    for kind, slug in SLUGS.items():
        yield f"list_{kind}s", f"{kind}s?slug={slug}"
        yield f"get_{kind}", f"{kind}s/{{{kind}}}"
        yield f"list_{kind}_versions", f"{kind}s/{{{kind}}}/history"


def fixed(answer: dict) -> dict:
    """Cut, and with ids in the order in which they appear."""
    text = orjson.dumps(_cut(answer)).decode()
    for pattern, instead in VOLATILE:
        text = pattern.sub(instead, text)
    numbers: dict[str, int] = {}
    text = PATTERN.sub(lambda m: f"{m[1]}_{numbers.setdefault(m[0], len(numbers)):012d}", text)
    return orjson.loads(text)


def _cut(value: Any) -> Any:
    """Lists with one item: the first, or of things with ids, which come in any order, always the same."""
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    if isinstance(value, list) and value:
        shown = min(value, key=_masked) if PATTERN.search(_masked(value, "\\g<0>")) else value[0]
        return [_cut(shown)]
    return value


def _masked(value: Any, instead: str = "") -> str:
    text = orjson.dumps(value).decode()
    for pattern, constant in VOLATILE:
        text = pattern.sub(constant, text)
    return PATTERN.sub(instead, text)
