"""What one version of an item changed against the one before, in a reader's words.

Pure module: documents in, lines out; the comparing is mgsite.editions.differences'.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.grading import LABELS
from mgsite.editions.differences import Difference, differences
from mgsite.public.phrases import short_citation

# The day of a grading is that of its edition, and how two gradings compare stands in a table of
# its own.
LEFT_OUT = {("slug",), ("grading", "assessed_at"), ("grading", "rule_version")}
TWICE = ("grading", "second_grading")
NAMES = {
    ("verdict",): "Verdict",
    ("grading", "certainty"): "Certainty",
    ("grading", "start_level"): "Where the grading starts",
    ("grading", "start_design"): "Kind of studies",
    ("grading", "rationale"): "Reasons in short",
    ("grading", "size"): "Size of the effect",
    ("grading", "change"): "What was found",
    ("statement",): "What is claimed",
    ("as_claimed",): "How popular articles put it",
    ("plain_language",): "In plain words",
    ("sentence",): "Sentence made from the grading",
    ("upgrade_path",): "What would change our mind",
    ("dispute",): "What experts dispute",
}
PREFIXES = {
    ("grading", "downgrades"): "Rated down for",
    ("grading", "upgrades"): "Rated up for",
    ("grading", "refused_upgrades"): "Not rated up for",
    ("grading", "effect"): "Estimate,",
    ("grading",): "Grading,",
    ("citations",): "Study:",
    ("further_outcomes",): "Further outcome:",
    ("source_alerts",): "Warning about",
}


@dataclass(frozen=True)
class Revised:
    """One thing that changed; `pieces` are (“same”, “gone” or “new”, words) in reading order."""

    name: str
    pieces: tuple[tuple[str, str], ...]


def revised(
    before: Mapping, after: Mapping, items: Mapping[str, Mapping]
) -> tuple[tuple[Revised, ...], tuple[Revised, ...]]:
    """What changed in the grade, then what else; `items` give the names of what is named by id."""
    names = {public_id: _title(item) for public_id, item in items.items()}
    # The title of a claim is its conclusion, which is shown as that.
    left_out = LEFT_OUT | {("title",)} if "conclusion" in after else LEFT_OUT
    found = [
        difference
        for difference in differences(before, after, names)
        if difference.path not in left_out and difference.path[:2] != TWICE
    ]
    return (
        tuple(_lines(d for d in found if d.about_grade)),
        tuple(_lines(d for d in found if not d.about_grade)),
    )


def _lines(found: Iterator[Difference]) -> Iterator[Revised]:
    return (Revised(_name(difference), difference.pieces) for difference in found)


def _name(difference: Difference) -> str:
    path = difference.path
    if path in NAMES:
        return NAMES[path]
    for prefix, words in PREFIXES.items():
        if path[: len(prefix)] == prefix and len(path) > len(prefix):
            rest = [LABELS.get(part, part.replace("_", " ")) for part in path[len(prefix) :]]
            named = ", ".join(rest)
            return f"{words} {named.lower() if path[-1] in LABELS else named}"
    return difference.label[:1].upper() + difference.label[1:]


def _title(item: Mapping) -> str:
    return short_citation(item) if item["kind"] == "source" else item["title"]
