"""Things to test with, made the way the site makes them: through actions.

Everything has sensible words of its own; pass what a test is about. `published_*` have gone
through submit, approve and publish by different people.
"""

import itertools
import uuid
from datetime import date

from django.contrib.auth.models import Group, User

from articles.actions import keep_text
from articles.models import Article, SourceArticle
from articles.reading.classify import SegmentClass
from articles.reading.decisions import sentence_sha256
from articles.reading.sentences import Segment
from articles.reading_state import reading_of
from articles.reading_steps import Place, State, write
from claims import actions, actions_grading
from claims.canonical import fingerprint
from claims.models import Assessment, Citation, Claim, Condition, Form, RedFlag, Source, Supplement
from mgsite.editions.publish import Outcome, publish

counter = itertools.count(1)
RCT_LOW = {
    "method": "grade",
    "start": "randomised",
    "risk_of_bias": -1,
    "risk_of_bias_reason": "Half of the trials did not conceal allocation.",
    "inconsistency": 0,
    "indirectness": 0,
    "imprecision": -1,
    "imprecision_reason": "The interval includes no important benefit.",
    "publication_bias": 0,
    "large_effect": 0,
    "dose_response": 0,
    "opposing_confounding": 0,
    "verdict": "supported",
    "n_studies": 3,
    "n_participants": 210,
    "rationale": "Three small trials point the same way.",
}
NOT_STUDIED = {"method": "grade", "verdict": "not-studied", "rationale": "No trial was found."}
DEFAULT_WORDS = {
    "conclusion": "Magnesium may do {slug}",
    "plain_language": "It may do {slug}; the trials were small",
}
# What an article about a condition has to say besides.
SAFETY = "\n## Safety {#safety}\n\nAsk first.\n\n## Get help {#help}\n\nCall 999.\n"
REFERENCE = {"method": "reference", "verdict": "supported", "rationale": "An official limit."}


def user(name: str, group: str = "") -> User:
    """A staff member in a group, made once; the password is the name, twice."""
    person, made = User.objects.get_or_create(
        username=name, defaults={"is_staff": True, "first_name": name.capitalize()}
    )
    if made:
        person.set_password(name * 2)
        person.save()
        if group:
            person.groups.add(Group.objects.get(name=group))
    return person


def condition(slug: str = "headache", **fields) -> Condition:
    name = slug.replace("-", " ").capitalize()
    made = Condition.objects.create(
        slug=slug,
        **{
            "name": name,
            "question": f"Does magnesium glycinate help {name.lower()}?",
            "summary": f"{name} is something that people have.",
        }
        | fields,
    )
    RedFlag.objects.create(
        condition=made, urgency="emergency", text="Call 999: it came like a thunderclap."
    )
    return made


def supplement(slug: str = "magnesium") -> Supplement:
    made, new = Supplement.objects.get_or_create(
        slug=slug, defaults={"name": slug.capitalize(), "summary": "A mineral."}
    )
    if new:
        form(made, "glycinate", "172.423")
        form(made, "oxide", "40.304")
    return made


def form(of: Supplement, slug: str, molar_mass: str) -> Form:
    return Form.objects.create(
        supplement=of, slug=slug, name=f"{of.name} {slug}", formula="Mg…", molar_mass=molar_mass
    )


def source(slug: str = "", **fields) -> Source:
    slug = slug or f"trial-{next(counter)}"
    return Source.objects.create(
        slug=slug,
        **{
            "source_title": f"The trial called {slug}",
            "authors": [{"family": "Doe", "given": "J."}],
            "issued": "2019",
            "study_design": "rct",
            "verified": True,
        }
        | fields,
    )


def claim(
    slug: str = "",
    *,
    by: User,
    conditions: list[Condition] | None = None,
    sources: list[tuple[Source, str]] | None = None,
    values: dict | None = None,
    **fields,
) -> Claim:
    """A graded draft with an adopted assessment. `sources` are (source, stance) pairs."""
    slug = slug or f"claim-{next(counter)}"
    made = Claim.objects.create(
        slug=slug,
        **{
            "statement": f"Magnesium does {slug}.",
            **{name: f"{said.format(slug=slug)}." for name, said in DEFAULT_WORDS.items()},
            "claim_kind": "effect",
            "supplement": fields.pop("supplement", None) or supplement(),
            "searched_on": date(2026, 11, 22),
        }
        | fields,
    )
    made.conditions.set(conditions or [])
    pairs = [(source(), "supports")] if sources is None else sources
    for position, (cited, stance) in enumerate(pairs):
        Citation.objects.create(claim=made, source=cited, stance=stance, position=position)
    actions.record_edit(item=made, by=by)
    regrade(made, by=by, **(values or {}))
    return made


def regrade(of: Claim, *, by: User, **values) -> None:
    """Append another assessment and adopt it; a verdict alone starts from its usual judgements."""
    base = {"not-studied": NOT_STUDIED}.get(values.get("verdict", ""), RCT_LOW)
    base = REFERENCE if values.get("method") == "reference" else base
    assessment = actions_grading.add_assessment(claim=of, by=by, values=base | values)
    actions_grading.adopt_assessment(assessment=assessment, by=by)
    _word(of, assessment)
    of.refresh_from_db()


def _word(of: Claim, assessment: Assessment) -> None:
    """The builder's own words follow the level, as an editor's would; others are left alone."""
    doubt = ", but the evidence is very uncertain" if assessment.level == "very-low" else ""
    for name, said in DEFAULT_WORDS.items():
        start = said.format(slug=of.slug)
        if getattr(of, name).startswith(start):
            Claim.objects.filter(pk=of.pk).update(**{name: f"{start}{doubt}."})


def article(slug: str = "our-article", *, body: str = "", conditions=()) -> Article:
    made = Article.objects.create(
        slug=slug,
        article_title=slug.replace("-", " ").capitalize(),
        summary="What we found.",
        body=body or f"## The answer {{#answer}}\n\nWe looked.\n{SAFETY if conditions else ''}",
    )
    made.conditions.set(conditions)
    return made


def source_article(claim: Claim, slug: str = "their-article") -> SourceArticle:
    """Two sentences, both decided; the second makes the claim."""
    text = f"Magnesium is wonderful. It does {claim.slug} for all."
    made = SourceArticle.objects.create(
        slug=slug, source_title="Their article", text=text, content_sha256=fingerprint(text)
    )
    by = user("ada", "Editor")
    keep_text(article=made, by=by)
    first, second = reading_of(made).segments
    write(made, None, _decided(first, SegmentClass.BACKGROUND), by)
    write(made, None, _decided(second, SegmentClass.CLAIM, (claim.public_id, 2)), by)
    return made


def _decided(segment: Segment, segment_class: SegmentClass, *claims: tuple[str, int]) -> State:
    return State(
        place=Place(1, segment.start),
        end=segment.end,
        position=segment.position,
        sha256=sentence_sha256(segment.text),
        segment_class=segment_class,
        reason="",
        claims=claims,
    )


def approve(*items, by: str = "ada", reviewer: str = "ben") -> None:
    """Submitted by the editor, approved by the reviewer."""
    for item in items:
        actions.submit(item=item, by=user(by, "Editor"))
        actions.approve(item=item, by=user(reviewer, "Reviewer"))


def put_in_print(*items, **words) -> Outcome:
    """Approve what is not approved yet and publish all as one edition, by Dora."""
    for item in items:
        item.refresh_from_db()
        if item.state != "approved":
            approve(item)
    defaults = {"note": "For a test.", "change": "evidence", "operation": uuid.uuid4().hex}
    return publish(items=items, by=user("dora", "Publisher"), **(defaults | words))


def published_site(claims: int = 1) -> dict:
    """Magnesium, headache with `claims` claims (the first is its headline), an article: edition 1."""
    ada = user("ada", "Editor")
    headache, magnesium = condition(), supplement()
    made = [claim(by=ada, conditions=[headache]) for _ in range(claims)]
    headache.headline_claim = made[0]
    headache.save()
    ours = article(
        body=f"## The answer {{#answer}}\n\nWe looked.\n\n[[claim:{made[0].slug}]]\n{SAFETY}",
        conditions=[headache],
    )
    sources = [c.source for item in made for c in item.citations.all()]
    put_in_print(headache, magnesium, *made, ours, *sources)
    return {
        "condition": headache,
        "supplement": magnesium,
        "claims": made,
        "article": ours,
        "sources": sources,
    }
