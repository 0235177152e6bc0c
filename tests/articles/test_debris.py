"""Debris goes by whole line, and nothing else does. The texts are our own."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.debris import Removal, clean, is_notice

SENTENCE = "Tea is a drink that many people like in the morning, and some of them like it in the afternoon as well."


def test_plain_article_is_kept_whole():
    text = f"Why tea?\n\n{SENTENCE}\n\nConclusion\n\n– Drink it warm."
    cleaned = clean(text)
    assert (cleaned.title, cleaned.text, cleaned.removed) == ("Why tea?", text, ())


def test_repeated_titles_go_wherever_they_stand():
    cleaned = clean(f"Why Tea?\n\nWhy tea\n\n{SENTENCE}\n\nWhy  Tea?\n\nThe end.\nWHY TEA?\n")
    assert cleaned.text == f"Why Tea?\n\n{SENTENCE}\n\nThe end."
    assert cleaned.removed == ("Why tea", "Why  Tea?", "WHY TEA?")


def test_sentence_that_contains_the_title_stays():
    text = f"Why tea\n\nYou ask: why tea? {SENTENCE}"
    assert clean(text).text == text


def test_leading_label_goes_and_the_title_stays():
    cleaned = clean(f"Title: Why tea?\n\ntitle:  Tea for you\n\n{SENTENCE}\n\nTitle: Why tea?")
    assert cleaned.title == "Why tea?"
    assert cleaned.text == f"Why tea?\n\nTea for you\n\n{SENTENCE}"
    assert cleaned.removed == ("Title:", "title:", "Title: Why tea?")


@pytest.mark.parametrize("line", ["Title: Professor of tea", "Title:", "Subtitle: a cup"])
def test_label_further_down_is_part_of_the_text(line):
    text = f"Why tea?\n\n{SENTENCE}\n\n{line}"
    assert clean(text).text == text


def test_label_alone_at_the_top_is_no_label():
    assert clean(f"Title:\n\n{SENTENCE}").text == f"Title:\n\n{SENTENCE}"


@pytest.mark.parametrize(
    "line",
    [
        "Scroll to top",
        "↑ Back to top",
        "Back to blog",
        "« Previous post",
        "Leave a comment",
        "LEAVE A REPLY:",
        "Skip to content",
        "Share this post!",
        "Please note, comments need to be moderated before they will be shown.",
        "Please note that comments must be moderated before being posted.",
        "All comments are moderated.",
        "Comments will be approved before they are shown",
        "Comments are closed.",
        "Your comment is awaiting moderation.",
        "Your email address will not be published. Required fields are marked *",
        "Your e-mail will not be published.",
        "3 comments",
        "No comments yet",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Name *",
        "Your email address *",
        "This website uses cookies to make tea better for you.",
        "© 2024 The Tea Shop. Made with care.",
        "The Tea Shop, all rights reserved",
        "All rights reserved.",
        "Posted on January 3, 2024",
        "Last updated: 3rd March 2023",
        "5 min read",
        "You may also like",
    ],
)
def test_navigation_and_notices_go(line):
    cleaned = clean(f"Why tea?\n{SENTENCE}\n{line}\n")
    assert (cleaned.text, cleaned.removed) == (f"Why tea?\n{SENTENCE}", (line,))


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Name",
        "Cookies are nice with tea.",
        "We use cookies. Tea is warm.",
        "Posted on Monday by the tea board",
        "5 min read the leaves",
        f"Copyright 2024 is what {'they ' * 80} say",
        "Comments",
        "Search",
        "Leave a comment below and tell us how you take your tea.",
        "Scroll to top of the page if you missed the recipe.",
        "Comments are approved of by the tea board.",
        "In that trial all comments were moderated before they were shown.",
        "Back to work after tea",
        "Please note, tea needs to be warm before it is served.",
        "1. Back to blog posts about tea: they are many.",
    ],
)
def test_line_that_only_resembles_debris_stays(line):
    assert not is_notice(line)
    assert clean(f"Why tea?\n{SENTENCE}\n{line}").text == f"Why tea?\n{SENTENCE}\n{line}"


def test_line_ends_and_blank_runs_are_made_one_kind():
    cleaned = clean("\ufeff\r\n Why tea? \r\n\r\n\r\n \t\r\nIt is warm.\r\n\r\n")
    assert (cleaned.title, cleaned.text) == ("Why tea?", "Why tea?\n\nIt is warm.")


@pytest.mark.parametrize("text", ["", " \n\t\n", "Scroll to top\nBack to blog", "\ufeff"])
def test_nothing_but_debris_leaves_nothing(text):
    assert (clean(text).title, clean(text).text) == ("", "")


lines = st.lists(
    st.sampled_from(
        ["Why tea?", "Title: Why tea?", "", "Back to blog", SENTENCE, "Title: Tea", "Tea"]
    )
)


@given(lines.map("\n".join))
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)
    assert clean(once.text).text == once.text


@given(st.text(max_size=200))
def test_every_line_is_either_kept_or_named_as_removed(text):
    cleaned = clean(text)
    given_lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    kept = [line for line in cleaned.text.split("\n") if line]
    assume("title:" not in text.casefold())
    assert sorted(kept + list(cleaned.removed)) == sorted(line for line in given_lines if line)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Back to top", "a link or a button"),
        ("3 comments", "a notice about comments"),
        ("Name *", "part of a comment form"),
        ("We use cookies here", "a notice about cookies"),
        ("(c) 2024 us", "a notice of copyright"),
        ("2 minute read", "a date or a reading time"),
        ("Why tea?", "the title once more"),
    ],
)
def test_each_removal_has_its_reason(line, reason):
    assert clean(f"Why tea?\n{SENTENCE}\n{line}").removals == (Removal(line, reason),)
    assert clean("Title: Why tea?").removals == (Removal("Title:", "a label before the title"),)
