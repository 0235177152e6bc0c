"""The command: how far each text is read, and an exit status for machines."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.actions import import_text
from articles.models import Appearance
from tests import builders
from tests.articles.reading_desk import decide, text_of


def run(*arguments) -> tuple[str, str]:
    """What it printed, and the sentence it ended with; none when the exit status is 0."""
    out = StringIO()
    try:
        call_command("source_coverage", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@pytest.fixture
def article(ada):
    return text_of(ada, "It calms. It warms.", url="https://example.com/a")


def test_nothing_stored_says_how_to_begin(db):
    assert run() == ("No article is stored: import_source_articles brings them in.\n", "")


def test_undecided_sentences_are_named_and_the_status_is_1(article, ada):
    decide(article, ada, 1)
    assert run() == (
        "it-calms: 1 of 2 sentences decided (50 %), 0 unmatched, 0 lost\n  undecided: 2\n",
        "1 text is not read to the end.",
    )


def test_text_read_to_the_end_ends_well(article, ada):
    decide(article, ada, 1)
    decide(article, ada, 2, "claim", reason="Warmth.")
    assert run("it-calms") == (
        "it-calms: 2 of 2 sentences decided (100 %), 1 unmatched, 0 lost\n  unmatched: 2, Warmth.\n",
        "",
    )


def test_what_is_lost_is_named_and_the_status_is_1(article, ada):
    decide(article, ada, 1)
    decide(article, ada, 2)
    import_text(content="It calms.", by=ada, url="https://example.com/a")
    claim = builders.claim("calm", by=ada)
    Appearance.objects.create(source_article=article, claim=claim, exact="It", strength=1)
    assert run() == (
        "it-calms: 1 of 1 sentences decided (100 %), 0 unmatched, 2 lost\n"
        "  lost: sentence 2 of an earlier text, decided as “Definition or background”\n"
        "  lost: “calm” stands at no sentence\n",
        "1 text is not read to the end.",
    )


def test_several_texts_are_counted_and_long_lists_cut(ada):
    for name in ("a", "b"):
        text_of(ada, " ".join(f"It {name} calms {n} people." for n in range(6)))
    out, end = run()
    assert out.count("  undecided: 1, 2, 3, 4, 5, …\n") == 2
    assert end == "2 texts are not read to the end."


def test_unknown_slug_is_refused(db):
    assert run("tea") == ("", "There is no article “tea”: call it without a slug to see all.")
