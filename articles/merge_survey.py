"""What merging one claim into another would do to our articles and to the checks. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from articles.markdown import claim_slugs, replace_claim
from articles.models import Appearance, Article, SourceArticle
from claims.models import Claim, Curated

LAST_POSITION = 2**31 - 1  # what the column holds


@dataclass(frozen=True)
class Placement:
    """An article that places the claim given up. `twice`: it places the one that stays as well, so
    the placement goes out."""

    article: Article
    body: str
    twice: bool


@dataclass(frozen=True)
class Sighting:
    """An appearance of the claim given up, and the place it would take in its text; `twin` is the
    appearance of the one that stays in the same sentence, which is kept alone."""

    appearance: Appearance
    position: int
    twin: Appearance | None


@dataclass(frozen=True)
class ArticlesSurvey:
    placements: tuple[Placement, ...]
    sightings: tuple[Sighting, ...]

    @property
    def touched(self) -> list[Curated]:
        checks = {each.appearance.source_article_id: each.appearance for each in self.sightings}
        return [
            *(placement.article for placement in self.placements),
            *(appearance.source_article for appearance in checks.values()),
        ]


def survey_articles(gone: Claim, stays: Claim) -> ArticlesSurvey:
    placing = Article.objects.filter(body__contains=f"[[claim:{gone.slug}]]")
    return ArticlesSurvey(
        placements=tuple(
            _placement(article, gone, stays)
            for article in placing
            if gone.slug in claim_slugs(article.body)
        ),
        sightings=tuple(_sightings(gone, stays)),
    )


def _placement(article: Article, gone: Claim, stays: Claim) -> Placement:
    twice = stays.slug in claim_slugs(article.body)
    return Placement(article, replace_claim(article.body, gone.slug, stays.slug), twice)


def _sightings(gone: Claim, stays: Claim) -> Iterator[Sighting]:
    brought = list(gone.appearances.select_related("source_article"))
    texts: dict[int, SourceArticle] = {}
    held: dict[int, list[Appearance]] = {}
    for each in stays.appearances.filter(source_article__in=[a.source_article_id for a in brought]):
        held.setdefault(each.source_article_id, []).append(each)
    taken = {text: {each.position for each in there} for text, there in held.items()}
    for each in brought:
        text = each.source_article_id
        # One object a text, so that its version rises once.
        each.source_article = texts.setdefault(text, each.source_article)
        twin = next((other for other in held.get(text, ()) if _is_twin(other, each)), None)
        position = each.position
        if twin is None:
            places = taken.setdefault(text, set())
            # Two sentences at one place: the database wants them apart.
            free = chain(range(position, LAST_POSITION + 1), range(position))
            position = next(place for place in free if place not in places)
            places.add(position)
        yield Sighting(each, position, twin)


def _is_twin(other: Appearance, each: Appearance) -> bool:
    """In one sentence; where nobody has decided the sentences, in the very same words."""
    if other.decision_id or each.decision_id:
        return other.decision_id == each.decision_id
    return other.exact == each.exact
