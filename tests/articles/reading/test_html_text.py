import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.html_text import text_of_html
from claims.errors import Refused


def lines(page):
    return [line.strip() for line in text_of_html(page)[0].split("\n") if line.strip()]


def test_blocks_stand_on_lines_and_inline_elements_do_not():
    page = "<h2>Tea</h2><p>Tea <b>is</b>\nwarm.<br>Yes.</p><ul><li>one<li>two</ul><table><td>a<td>b</table>"
    assert lines(page) == ["Tea", "Tea is warm.", "Yes.", "- one", "- two", "a", "b"]


def test_scripts_and_styles_leave_nothing_behind():
    text, removed = text_of_html("<p>a</p><script>alert('x')</script><style>p{}</style><!-- c -->")
    assert text.strip() == "a"
    assert [(r.words, r.reason) for r in removed] == [("2 × script, style or drawing", "no text")]


def test_what_is_no_part_of_the_article_is_named():
    page = "<nav>Home <form>Find <p>it</p></form> Blog</nav><aside></aside><p>Tea</p><footer>© us</footer>"
    text, removed = text_of_html(page)
    assert text.strip() == "Tea"
    assert [(r.words, r.reason) for r in removed] == [
        ("Home Find it Blog", "navigation"),
        ("© us", "the foot of the page"),
    ]


def test_long_removals_are_shown_shortened():
    (removed,) = text_of_html(f"<nav>{'tea ' * 200}</nav>")[1]
    assert (len(removed.words), removed.words[-1]) == (301, "…")


def test_page_that_no_browser_made_is_refused():
    with pytest.raises(Refused, match="more than 1,000 deep: open it in a browser"):
        text_of_html("<div>" * 1001)
    assert lines("<div>" * 900 + "a" + "</div>" * 2000 + "<br><p>" * 2000) == ["a"]


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<nav>", "</nav>", "<", "a", "&lt;", "<!--", "<form>"])
    )
)
def test_any_text_is_some_page(parts):
    text, removed = text_of_html("".join(parts))
    assert isinstance(text, str)
    assert all(removal.words for removal in removed)
