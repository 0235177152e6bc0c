"""What is published of a check: numbers, single quotations and our findings, never the text. Shape: API.md §3."""

from collections import Counter
from decimal import Decimal

from articles.models import Appearance, SourceArticle
from articles.reading.classify import SegmentClass
from articles.reading.decided import as_decided
from articles.reading.omissions import omissions
from articles.reading.quoting import Place, quoted
from articles.reading_state import Reading, reading_of
from claims.documents import identity
from claims.dose import DailyLimit
from claims.models import Claim

# In the order of the classes: the key of each in `sentences`.
KEYS = {each: each.value.replace("-", "_") for each in SegmentClass}
LISTED = 5  # of what is wrong, in a sentence for an editor


def check_document(article: SourceArticle) -> dict:
    """A claim that is held back is left out, like a source that nobody has verified: the sentence that
    makes it counts as one without a claim of ours."""
    reading = reading_of(article)
    placed = [
        (position, each)
        for position, decision in reading.decided.items()
        for each in decision.appearances.all()
        if not each.claim.hold
    ]
    classes = Counter(decision.segment_class for decision in reading.decided.values())
    matched = {position for position, _ in placed}
    quotes = _quotes(article, reading, placed)
    return {
        **identity(article, article.source_title),
        "publisher": article.publisher or None,
        "source_url": article.url or None,
        "retrieved_on": article.retrieved_on,
        "content_sha256": article.content_sha256,
        "text_sha256": article.content_sha256,
        "sentences": {"total": reading.total} | {key: classes[each] for each, key in KEYS.items()},
        "unmatched": classes[SegmentClass.CLAIM] - len(matched),
        "appearances": [
            {
                "quote": quotes.get(index),
                "claim_id": each.claim.public_id,
                "strength": each.strength,
                "sentence": position + 1,
            }
            for index, (position, each) in enumerate(placed)
        ],
        "omissions": _omissions(article, reading, [each.claim for _, each in placed]),
    }


def check_problems(article: SourceArticle) -> list[str]:
    """Nobody approves or publishes a check of a text that is not read to its end."""
    reading = reading_of(article)
    if not article.appearances.exists():
        return [f"Check “{article.slug}” has no appearances: mark at least one claim in it."]
    return [*_undecided(article, reading), *_nameless(article, reading), *_lost(article, reading)]


def _undecided(article: SourceArticle, reading: Reading) -> list[str]:
    missing = reading.total - len(reading.decided)
    if not missing:
        return []
    where = ", ".join(str(each.position + 1) for each in reading.undecided[:LISTED])
    more = ", …" if missing > LISTED else ""
    noun = "sentence" if missing == 1 else "sentences"
    return [
        f"Check “{article.slug}”: {missing} {noun} of {reading.total} not decided yet "
        f"(number {where}{more}). Decide what each is."
    ]


def _nameless(article: SourceArticle, reading: Reading) -> list[str]:
    """Where an appearance was taken away beside the reading desk."""
    return [
        f"Check “{article.slug}”: sentence {position + 1} is a claim, and names none. Decide it again."
        for position, decision in reading.decided.items()
        if decision in reading.unmatched and not decision.reason
    ]


def _lost(article: SourceArticle, reading: Reading) -> list[str]:
    sentences = [
        f"Check “{article.slug}”: a decision about sentence {each.position + 1} of an earlier text has lost "
        "its place. Decide the sentence that stands there now, and drop the lost decision."
        for each in reading.lost
    ]
    return sentences + [
        f"Check “{article.slug}”: “{each.claim.slug}” stands at no sentence. Decide its sentence, and "
        "remove the appearance."
        for each in reading.unplaced
    ]


def _quotes(
    article: SourceArticle, reading: Reading, placed: list[tuple[int, Appearance]]
) -> dict[int, str]:
    """By index in `placed`; none where the text is not kept here."""
    if not reading.segments:
        return {}
    words = [segment.text for segment in reading.segments]
    places = [Place(position, each.claim.public_id, each.strength) for position, each in placed]
    return {
        index: words[places[index].position]
        for index in quoted(words, places, [article.source_title])
    }


def _omissions(article: SourceArticle, reading: Reading, claims: list[Claim]) -> list[dict]:
    if not reading.segments:
        return article.omissions
    classes = {
        position: SegmentClass(decision.segment_class)
        for position, decision in reading.decided.items()
    }
    limits, share = _dose_rules(claims)
    found = omissions(as_decided(reading.segments, classes), limits, share)
    return [{"kind": str(each.kind), "sentence": each.sentence} for each in found]


def _dose_rules(claims: list[Claim]) -> tuple[list[DailyLimit], Decimal | None]:
    """The limits of the supplement that most of its claims are about, and the elemental share of the form
    that they name most; of forms named equally often the first by name."""
    if not claims:
        return [], None
    supplement = Counter(claim.supplement for claim in claims).most_common(1)[0][0]
    named = Counter(claim.form for claim in claims if claim.form)
    form = min(named, key=lambda each: (-named[each], each.slug)) if named else None
    limits = [
        DailyLimit(limit.authority, Decimal(limit.max_mg), limit.limit_kind == "upper-level")
        for limit in supplement.limits.select_related("source").prefetch_related("forms")
        if not limit.to_verify
        and limit.source.publishable
        and (not limit.forms.all() or form in limit.forms.all())
    ]
    return limits, form.elemental_share if form else None
