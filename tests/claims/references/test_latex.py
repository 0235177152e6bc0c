"""LaTeX to plain text and back: accents and symbols, no expansion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.references.latex import decoded, encoded
from claims.references.rows import Faulty


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller M\"uller M\"{u}ller {M\"uller}", "Müller Müller Müller Müller"),
        (r"d{\'e}j{\`a} vu, na{\"\i}ve, {\^\i}le", "déjà vu, naïve, île"),
        (r"\'{\i}", "í"),
        (
            r"\c{c} \v{s} \H{o} \k a \r{a} \u{g} \d{u} \b{d} \={o} \.{z} \~n",
            "ç š ő ą å ğ ụ ḏ ō ż ñ",
        ),
        (r"\'{\^e}", "ế"),
        (r"S{\o}n Fr{\o}yland {\AA}se \ss{} \OE uvre", "Søn Frøyland Åse ß Œuvre"),
        (r"\& \% \$ \# \_ \{ \}", "& % $ # _ { }"),
        (r"\textasciitilde{} \textbackslash{} {\textbraceleft}", "~ \\ {"),
        (
            r"Mg$^{2+}$ H$_2$O x$^2$ $\alpha$-tocopherol $\mu$g 5$\pm$2",
            "Mg²⁺ H₂O x² α-tocopherol μg 5±2",
        ),
        (r"$a^{\alpha}$", "a^α"),
        (r"pages 1--9 --- ``quoted'' it's", "pages 1–9 — “quoted” it's"),
        (r"a~b\ c\\d\,e", "a b c d e"),
        (r"hy\-phen\/ation", "hyphenation"),
        (r"\?\;\' e", "? é"),
        (r"\emph{Helicobacter} \textsuperscript{2} \mathrm{Mg}", "Helicobacter 2 Mg"),
        (r"{{IBM}} {Mg}", "IBM Mg"),
        (r"\'", ""),
        (r"\'{} e", " e"),
        ("\\", ""),
        ("100% sure @ home", "100% sure @ home"),
    ],
)
def test_latex_becomes_the_text_that_it_sets(latex, text):
    assert decoded(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (
            r"https://example.org/~a/b_c?d=e\%20f\&g=$1--2",
            "https://example.org/~a/b_c?d=e%20f&g=$1--2",
        ),
        (r"\url{https://example.org/a\_b}", "https://example.org/a_b"),
        (r"10.1000/a{\textbraceleft}b\'c", "10.1000/a{b'c"),
    ],
)
def test_addresses_are_taken_as_they_are(latex, text):
    assert decoded(latex, verbatim=True) == text


@pytest.mark.parametrize(
    "command", ["def", "newcommand", "input", "csname", "expandafter", "write", "loop", "catcode"]
)
def test_commands_that_do_more_than_set_text_are_refused(command):
    with pytest.raises(Faulty) as caught:
        decoded(f"\\{command}\\x{{\\x\\x}}")
    assert (
        str(caught.value) == f"it holds the LaTeX command “\\{command}”, which no reference needs."
    )


def test_pile_of_accents_is_refused():
    with pytest.raises(Faulty) as caught:
        decoded(r"\'\'\'\'e")
    assert str(caught.value) == "it piles more than 3 LaTeX accents on one letter."


@given(st.text(alphabet=st.sampled_from("ab -`'{}\\$&%#_~^\"=@,éß–“\n1")))
def test_text_comes_back_from_latex(text):
    assert decoded(encoded(text)) == text
    assert decoded(encoded(text, verbatim=True), verbatim=True) == text


@given(st.text(alphabet=st.sampled_from("aeiou {}\\$'`^_~\"cvHij"), max_size=60))
def test_any_latex_gives_a_text_no_longer_than_it_or_a_sentence(latex):
    try:
        text = decoded(latex)
    except Faulty as fault:
        text = str(fault)[:0]
    assert len(text) <= len(latex) + 1
