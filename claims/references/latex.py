"""LaTeX in BibTeX fields, to plain text and back, without running any of it. No Django in here.

The reader is one pass over the text: it knows accents, special letters and symbols, drops other
formatting, and refuses commands that define, read or write. So nothing can expand.
"""

import re
import unicodedata

from claims.references.rows import Faulty

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
MOST_ACCENTS = 3  # on one letter; Vietnamese needs two
SYMBOLS = {
    **{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł"},
    **{"L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ"},
    **{"TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶"},
    **{"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’"},
    **{"textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'"},
    **{"textquotedbl": '"', "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\"},
    **{"textbraceleft": "{", "textbraceright": "}", "textunderscore": "_", "textdollar": "$"},
    **{"textless": "<", "textgreater": ">", "textbar": "|", "textasciigrave": "`"},
    **{"textdegree": "°", "degree": "°", "textmu": "µ", "textregistered": "®", "copyright": "©"},
    **{"texttrademark": "™", "euro": "€", "texteuro": "€", "pounds": "£", "ldots": "…"},
    **{"dots": "…", "textellipsis": "…", "pm": "±", "times": "×", "leq": "≤", "le": "≤"},
    **{"geq": "≥", "ge": "≥", "approx": "≈", "sim": "∼", "infty": "∞", "rightarrow": "→"},
    **{"cdot": "·", "textperiodcentered": "·", "prime": "′", "backslash": "\\", "lbrace": "{"},
    **{"rbrace": "}", "textonehalf": "½", "texttimes": "×", "textpm": "±", "space": " "},
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ"},
    **{"eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ"},
    **{"pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ"},
    **{"omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ"},
    **{"Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω"},
}
# Commands that define, read, write or loop. No reference needs one; a bomb is made of them.
REFUSED = {
    *("def", "edef", "gdef", "xdef", "let", "futurelet", "newcommand", "renewcommand"),
    *("providecommand", "newenvironment", "DeclareRobustCommand", "csname", "expandafter"),
    *("loop", "repeat", "input", "include", "openin", "openout", "read", "write", "immediate"),
    *("catcode", "special", "verbatiminput", "lstinputlisting", "includegraphics", "usepackage"),
    *("documentclass", "directlua", "jobname", "everypar", "output", "begin", "end"),
}
SPACES = set(" ,;:>")  # after a backslash
DROPPED = set("-/!@")
LIGATURES = [("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")]
SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
SCRIPT = re.compile(r"[\^_](?:\{([0-9+\-−=()n]{1,12})\}|([0-9+\-n]))")
COMMAND = re.compile(r"\\([A-Za-z]+)[ \t\n]*")
WRITTEN = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
LIGATURE_PAIRS = re.compile(r"-(?=-)|`(?=`)|'(?=')")


class _Reader:
    """`verbatim` is for addresses and DOIs, in which a tilde, a dollar or two hyphens are meant."""

    def __init__(self, text: str, verbatim: bool):
        self.text = text
        self.verbatim = verbatim
        self.at = 0
        self.mathematics = False
        self.accents: list[str] = []
        self.written: list[str] = []

    def read(self) -> str:
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == "\\":
                self._command()
            elif sign in "{}":
                self.at += 1
                self.accents = [] if sign == "}" else self.accents
            elif self.verbatim:
                self._write(sign, 1)
            else:
                self._sign(sign)
        return unicodedata.normalize("NFC", "".join(self.written))

    def _sign(self, sign: str) -> None:
        if sign == "$":
            self.mathematics = not self.mathematics
            self.at += 1
        elif sign == "~":
            self._write(" ", 1)
        elif self.mathematics and (match := SCRIPT.match(self.text, self.at)):
            table = SUPERSCRIPTS if sign == "^" else SUBSCRIPTS
            self._write((match[1] or match[2]).translate(table), len(match[0]))
        elif sign in "-`'" and not self.mathematics:
            self._ligature(sign)
        else:
            self._write(sign, 1)

    def _ligature(self, sign: str) -> None:
        for signs, letter in LIGATURES:
            if self.text.startswith(signs, self.at):
                self._write(letter, len(signs))
                return
        self._write(sign, 1)

    def _command(self) -> None:
        match = COMMAND.match(self.text, self.at)
        if match is None:
            sign = self.text[self.at + 1 : self.at + 2]
            self._escaped(sign)
            return
        name = match[1]
        if name in REFUSED:
            raise Faulty(f"it holds the LaTeX command “\\{name}”, which no reference needs.")
        if name in ACCENTS:
            self._accent(ACCENTS[name], len(match[0]))
        elif name in SYMBOLS:
            self._write(SYMBOLS[name], len(match[0]))
        else:
            self.at += len(match[0])

    def _escaped(self, sign: str) -> None:
        if sign in ACCENTS and not self.verbatim:
            self._accent(ACCENTS[sign], 2)
        elif sign in SPACES or sign == "\\":
            self._write(" ", 2)
        elif sign in DROPPED:
            self.at += 2
        else:
            self._write(sign, 2)

    def _accent(self, accent: str, length: int) -> None:
        self.accents.append(accent)
        self.at += length
        if len(self.accents) > MOST_ACCENTS:
            raise Faulty(f"it piles more than {MOST_ACCENTS} LaTeX accents on one letter.")

    def _write(self, text: str, length: int) -> None:
        """An accent waits for its letter; the innermost is the nearest to it."""
        self.at += length
        if self.accents and text.strip():
            text = {"ı": "i", "ȷ": "j"}.get(text, text)
            text = text[0] + "".join(reversed(self.accents)) + text[1:]
            self.accents = []
        elif self.accents:
            return
        self.written.append(text)


def decoded(text: str, verbatim: bool = False) -> str:
    """The text that LaTeX would set. Raises Faulty for a command that does more than set text."""
    return _Reader(text, verbatim).read()


def encoded(text: str, verbatim: bool = False) -> str:
    """For a BibTeX field in UTF-8: only what LaTeX would take for something else is rewritten."""
    if verbatim:
        return "".join(WRITTEN[sign] if sign in "\\{}" else sign for sign in text)
    signs = "".join(WRITTEN.get(sign, sign) for sign in text)
    return LIGATURE_PAIRS.sub(lambda pair: pair[0] + "{}", signs)
