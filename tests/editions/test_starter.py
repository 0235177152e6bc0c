"""load_starter on a small content: creates what is missing, reports what differs, overwrites nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from claims import actions
from claims.errors import Refused
from claims.models import Claim, Condition, Review, SafetyPoint, Source, Supplement
from mgsite.editions.models import Edition, Version
from mgsite.editions.starter import Loaded, load_starter, starter_account
from tests import builders
from tests.starter_files import ARTICLE, CLAIMS, Files, real, small_files

HEADLINE, SEROTONIN, WHAT_IT_IS, HELD = CLAIMS


@pytest.fixture
def files(db, tmp_path) -> Files:
    return small_files(tmp_path)


def load(files: Files) -> Loaded:
    return load_starter(claims_folder=files.claims, articles_folder=files.articles)


def drafts() -> dict[str, int]:
    models = (Supplement, Source, Condition, Claim, Article, Review, Version, Edition)
    return {model.__name__: model.objects.count() for model in models}


def test_first_run_publishes_edition_one_as_starter_content(files):
    seen = []
    loaded = load_starter(
        claims_folder=files.claims, articles_folder=files.articles, step=seen.append
    )
    assert (loaded.edition.number, loaded.report.created, loaded.report.differs) == (1, seen, [])
    assert len(seen) == sum(
        drafts()[name] for name in ("Supplement", "Source", "Condition", "Claim", "Article")
    )
    assert Review.objects.values_list("decision", flat=True).distinct().get() == "starter"
    version = Version.objects.get(slug=HEADLINE)
    document = json.loads(version.document)
    assert document["review"] == {"kind": "starter", "note": None}
    assert (document["last_reviewed"], document["reviewed_by"]) == (None, [])
    assert sorted(Version.objects.exclude(kind="source").values_list("kind", "slug")) == sorted(
        [
            ("supplement", "magnesium"),
            ("condition", "headache"),
            ("article", ARTICLE),
            *(("claim", slug) for slug in (HEADLINE, SEROTONIN, WHAT_IT_IS)),
        ]
    )
    assert [sentence.split(" is on hold")[0] for sentence in loaded.held if HELD in sentence] == [
        f"Claim “{HELD}”"
    ]


def test_rerun_creates_nothing_and_says_nothing(files):
    load(files)
    before = drafts()
    loaded = load(files)
    assert (loaded.report.created, loaded.report.differs, loaded.held) == ([], [], [])
    assert (loaded.edition, drafts()) == (None, before)


def test_what_an_editor_changed_is_reported_and_kept(files, ada):
    load(files)
    condition = Condition.objects.get()
    condition.summary = "Ada says it better."
    condition.save()
    condition.red_flags.first().delete()
    actions.record_edit(item=condition, by=ada)
    builders.regrade(Claim.objects.get(slug=SEROTONIN), by=ada, verdict="not-studied")
    loaded = load(files)
    assert loaded.report.differs == [
        "Condition “headache”: summary differs from the starter content.",
        "Condition “headache”: redflag differs from the starter content.",
        f"Claim “{SEROTONIN}”: assessment differs from the starter content.",
    ]
    assert (loaded.report.created, loaded.edition) == ([], None)
    assert Condition.objects.get().summary == "Ada says it better."
    assert Condition.objects.get().state == "draft"


def test_changed_rows_and_headline_are_reported_and_kept(files):
    load(files)
    SafetyPoint.objects.update(text="Ada says it better.")
    Condition.objects.update(headline_claim=Claim.objects.get(slug=SEROTONIN))
    loaded = load(files)
    assert loaded.report.differs == [
        "Supplement “magnesium”: safety point rows differ from the starter content.",
        "Condition “headache”: headline differs from the starter content.",
    ]
    assert SafetyPoint.objects.get().text == "Ada says it better."
    assert Condition.objects.get().headline_claim.slug == SEROTONIN


def test_what_leans_on_a_held_claim_is_held_too_and_named(files):
    files.edit("claims-effect.json", HEADLINE, lambda record: record.update(hold="not read"))
    loaded = load(files)
    assert "The condition “headache” leans on something not in print." in loaded.held
    assert f"The claim “{SEROTONIN}” leans on something not in print." in loaded.held
    assert set(loaded.edition.versions.values_list("kind", flat=True)) == {"source"}


def test_missing_item_is_created_and_published_beside_what_an_editor_holds(files, ada):
    whole = files.path("claims-mechanism.json").read_text(encoding="utf-8")
    files.without("claims-mechanism.json", SEROTONIN)
    load(files)
    actions.record_edit(item=Condition.objects.get(), by=ada)
    files.path("claims-mechanism.json").write_text(whole, encoding="utf-8")
    loaded = load(files)
    assert (loaded.report.created, loaded.report.differs) == ([SEROTONIN], [])
    assert loaded.edition.number == 2
    assert list(loaded.edition.versions.values_list("slug", flat=True)) == [SEROTONIN]


def test_deleted_draft_is_created_again(files):
    unread = real("sources.json")[0] | {
        "slug": "unread-2020",
        "verified": False,
        "doi": "",
        "pmid": "",
    }
    files.write("sources.json", [*files.records("sources.json"), unread])
    load(files)
    Source.objects.get(slug="unread-2020").delete()
    loaded = load(files)
    assert (loaded.report.created, loaded.report.differs, loaded.edition) == (
        ["unread-2020"],
        [],
        None,
    )
    assert loaded.held == [
        "Source “unread-2020” is not verified, or its title is not: check it against the publication first."
    ]


def test_editors_own_draft_with_a_slug_of_ours_is_not_published(files, ada):
    hers = builders.article("magnesium")
    actions.record_edit(item=hers, by=ada)
    load(files)
    hers.refresh_from_db()
    assert hers.state == "draft"
    assert not Version.objects.filter(public_id=hers.public_id).exists()


def test_interrupted_run_is_completed_by_the_next(files):
    account = starter_account()
    groups = list(account.groups.all())
    account.groups.clear()  # so that the drafts are approved, and publishing is refused
    with pytest.raises(Refused, match="may not publish"):
        load(files)
    assert (Claim.objects.get(slug=HEADLINE).state, Edition.objects.count()) == ("approved", 0)
    account.groups.set(groups)
    loaded = load(files)
    assert (loaded.report.created, loaded.report.differs, loaded.edition.number) == ([], [], 1)
    assert Version.objects.filter(slug=HEADLINE).count() == 1


def test_interrupted_run_leaves_out_what_was_edited_since(files, ada):
    account = starter_account()
    groups = list(account.groups.all())
    account.groups.clear()
    with pytest.raises(Refused, match="may not publish"):
        load(files)
    actions.record_edit(item=Article.objects.get(), by=ada)
    account.groups.set(groups)
    load(files)
    assert not Version.objects.filter(kind="article").exists()


def test_starter_account_cannot_be_signed_in_to(db):
    account = starter_account()
    assert account == starter_account()
    assert (account.has_usable_password(), account.is_staff) == (False, False)


# -- the command


def command(files: Files) -> str:
    out = StringIO()
    call_command(
        "load_starter", claims=files.claims, articles=files.articles, stdout=out, stderr=StringIO()
    )
    return out.getvalue()


def test_command_reports_what_it_did(files, ada):
    first = command(files).splitlines()
    assert first[-1] == (
        f"Starter content: {sum(drafts().values()) - drafts()['Review'] - drafts()['Version'] - 1} created, "
        "0 differ and were left alone, published as edition 1."
    )
    assert any(line.startswith(f"  Claim “{HELD}” is on hold: ") for line in first[:-1])
    Condition.objects.update(summary="Ada says it better.")
    assert command(files).splitlines() == [
        "  Condition “headache”: summary differs from the starter content.",
        "Starter content: 0 created, 1 differ and were left alone, nothing to publish.",
    ]


def test_command_on_a_broken_file_says_that_nothing_was_loaded(files):
    files.edit("articles.json", ARTICLE, lambda record: record.pop("summary"))
    with pytest.raises(CommandError) as caught:
        command(files)
    assert str(caught.value) == (
        f"Nothing was loaded. articles.json, record “{ARTICLE}”, field “summary”: is missing."
    )
    assert set(drafts().values()) == {0}


def test_command_that_may_not_publish_says_what_is_loaded(files):
    starter_account().groups.clear()
    with pytest.raises(
        CommandError, match="^The drafts are loaded, nothing is published. Your account may not"
    ):
        command(files)
    assert (Condition.objects.count(), Edition.objects.count()) == (1, 0)
