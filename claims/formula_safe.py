"""Text that no spreadsheet takes for a formula. Pure module.

A spreadsheet runs a cell that begins like a formula, so such a text leaves with an apostrophe before
it, and comes back without.
"""

import re

# OWASP, “CSV Injection”: the signs that start a formula, in their wide forms too.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def escaped(text: str) -> str:
    """With one more apostrophe, if a spreadsheet could take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
