"""A text comes in at the desk: looked at first, stored on the second press, nothing typed lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import SourceArticle
from tests.articles.reading_desk import TEXT, decide, text_of
from tests.forms import content_of, form_of, signed_in

ADDRESS = "/admin/read/import/"
DEBRIS = f"{TEXT}\n\nScroll to top"


@pytest.fixture
def client(ada):
    return signed_in(ada)


def look(client, **given):
    return client.post(ADDRESS, {"step": "look"} | given)


def confirm(client, page, **changed):
    return client.post(ADDRESS, form_of(client, "", page) | {"step": "import"} | changed)


def upload(content: bytes, name: str = "text.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_pasted_text_is_looked_at_then_stored(client):
    page = look(client, content=DEBRIS, title="Sleep", publisher="A clinic")
    looked = page.context["looked"]
    assert (str(looked.outcome), looked.sentences) == ("created", 4)
    assert [each.words for each in looked.read.removals] == ["Scroll to top"]
    assert looked.read.removals[0].reason in content_of(page)
    assert not SourceArticle.objects.exists()
    answer = confirm(client, page, retrieved_on="2026-11-26")
    made = SourceArticle.objects.get()
    assert answer.url == f"/admin/read/{made.public_id}/"
    assert (made.source_title, made.publisher, str(made.retrieved_on)) == (
        "Sleep",
        "A clinic",
        "2026-11-26",
    )
    assert made.revisions.get().removed[0]["words"] == "Scroll to top"


def test_file_is_text_in_the_form_after_the_first_look(client):
    page = look(client, file=upload(b"<h1>Why?</h1><p>It helps <b>sleep</b>.</p>", "a.html"))
    assert page.context["looked"].read.text == "Why?\n\nIt helps sleep."
    assert page.context["form"]["file_name"].value() == "a.html"
    confirm(client, page)
    assert SourceArticle.objects.get().text == "Why?\n\nIt helps sleep."


def test_same_text_says_so_and_offers_no_import(client, ada):
    known = text_of(ada)
    page = look(client, content=DEBRIS)
    assert str(page.context["looked"].outcome) == "known"
    assert f'href="/admin/read/{known.public_id}/"' in content_of(page)
    assert 'value="import"' not in content_of(page)


def test_new_text_of_a_known_address_shows_what_changes(client, ada):
    text = text_of(ada, url="https://example.org/a")
    decide(text, ada, 3, "background")
    new = TEXT.replace("a mineral", "a metal")
    page = look(client, content=new, url="https://example.org/a")
    assert page.context["looked"].changes == (
        ("gone", "It is a mineral."),
        ("new", "It is a metal."),
    )
    answer = client.post(ADDRESS, form_of(client, "", page) | {"step": "import"}, follow=True)
    (message,) = [str(each) for each in answer.context["messages"]]
    assert message.endswith("1 earlier decision lost the sentence.")
    assert SourceArticle.objects.get().revisions.count() == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"content": "  "}, "Paste the text, or choose a file."),
        ({"content": "Scroll to top"}, "There is no text in it"),
        ({"file": upload(b"%PDF-1.7")}, "“text.txt”: The file is a PDF"),
        ({"file": upload(b"\0\1\2" * 50)}, "“text.txt”: The file is binary"),
        ({"file": upload(b"x", "a.docx")}, "“a.docx”: Choose a file that ends in .txt"),
        ({"file": upload(b"a " * 1_100_000)}, "“text.txt”: It has 2.2 MB"),
        ({"file": upload(b"")}, "Paste the text, or choose a file."),
    ],
)
def test_bad_text_gets_a_sentence_and_keeps_what_was_typed(client, given, sentence):
    page = look(client, publisher="A clinic", **given)
    assert page.context["refusals"][0].startswith(sentence)
    assert page.context["form"]["publisher"].value() == "A clinic"
    assert not SourceArticle.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"url": "javascript:alert(1)"}, "url"),
        ({"retrieved_on": "yesterday"}, "retrieved_on"),
        ({"title": "x" * 300}, "title"),
    ],
)
def test_bad_field_is_named_and_nothing_is_lost(client, given, field):
    page = look(client, content=TEXT, **given)
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["content"].value() == TEXT


def test_script_in_a_text_is_shown_as_words(client):
    page = look(client, content="It helps <script>alert(1)</script> sleep.")
    assert "<script>alert(1)" not in content_of(page)


def test_reviewers_do_not_import(ben):
    assert signed_in(ben).get(ADDRESS).status_code == 403


def test_list_shows_how_far_each_text_is(client, ada):
    text = text_of(ada)
    decide(text, ada, 1, "heading")
    page = client.get("/admin/read/")
    assert [(row.article, row.said, row.is_complete) for row in page.context["rows"]] == [
        (text, "1 of 4 sentences decided", False)
    ]


def test_desk_and_lists_lead_to_the_text(client, ada):
    text = text_of(ada)
    way = f'href="/admin/read/{text.public_id}/"'
    for address in (
        "/admin/",
        "/admin/articles/sourcearticle/",
        f"/admin/articles/sourcearticle/{text.pk}/change/",
    ):
        assert way in content_of(client.get(address)), address
    assert 'href="/admin/read/import/"' in content_of(client.get("/admin/articles/sourcearticle/"))
