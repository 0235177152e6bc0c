"""Recompute the certainty of every published claim: python recompute.py http://127.0.0.1:8000

Standard library only. Exits 1 when a level does not follow from its judgements.
"""

import json
import sys
import urllib.request

LEVELS = ["very-low", "low", "moderate", "high"]
STARTS = {"randomised": "high", "non-randomised": "low", "non-randomised-robins-i": "high"}


def claims(url):
    while url:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - the address is the caller's
            page = json.load(answer)
        yield from page["items"]
        url = page["next"]


def level(claim):
    grading = claim["grading"]
    if grading is None or grading["method"] == "reference" or claim["verdict"] == "not-studied":
        return None
    steps = sum(up["levels"] for up in grading["upgrades"])
    steps -= sum(down["levels"] for down in grading["downgrades"])
    start = LEVELS.index(STARTS[grading["start_design"]])
    return LEVELS[max(0, min(3, start + steps))]


count, wrong = 0, []
for claim in claims(sys.argv[1].rstrip("/") + "/api/v1/claims?limit=100"):
    count += 1
    stated = (claim["grading"] or {}).get("certainty")
    if level(claim) != stated:
        wrong.append(f"{claim['id']}: stated {stated}, recomputed {level(claim)}: {claim['title']}")
print(*wrong, f"{count} claims, {len(wrong)} mismatches", sep="\n")
sys.exit(bool(wrong))
