"""Who stands behind what a page says, in one sentence and as facts. Pure module."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.review import Decision
from mgsite.public.phrases import day, listed

NOBODY = "mgsite editorial"  # what stands for a reviewer who has given no name


@dataclass(frozen=True)
class Reviewed:
    """`on` (ISO day) and `by` are empty unless a second person has approved every part."""

    sentence: str
    on: str = ""
    by: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.sentence


def reviewed(documents: Sequence[Mapping]) -> Reviewed:
    """For all documents that bear an answer: the weakest review speaks for them."""
    reviews = [review for document in documents if (review := document.get("review"))]
    if len(reviews) < len(documents):  # only an editor's preview shows what nobody has approved
        return Reviewed("Not approved yet")
    kinds = {review["kind"] for review in reviews}
    if Decision.STARTER in kinds:
        return Reviewed("Starter content, not yet independently reviewed")
    oldest = min(document["last_reviewed"] for document in documents)
    due = f"due again {day(min(document['next_review'] for document in documents))}"
    if Decision.FORCED in kinds:
        alone = f"approved {day(oldest)} by a publisher without a second person"
        return Reviewed(f"Not independently reviewed: {alone}; {due}")
    people = sorted({person["name"] for d in documents for person in d["reviewed_by"]})
    named = tuple(name for name in people if name != NOBODY)
    by = f" by {listed(named)}" if named else ""
    return Reviewed(f"Last reviewed {day(oldest)}{by}; {due}", oldest, named)
