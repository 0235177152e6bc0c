"""Our own reading of other people's texts, from the data files in the folder beside this module.

The files hold no sentence of those texts: only positions, hashes, classes, our claims and our reasons.
"""

import json
from pathlib import Path

from articles.reading.decisions import TextDecisions, text_decisions

FOLDER = Path(__file__).parent / "decisions"


def starter_decisions(folder: Path = FOLDER) -> dict[str, TextDecisions]:
    """By the sha256 of the cleaned text. Raises Refused for a file that contradicts itself."""
    read = [
        text_decisions(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]
    return {decisions.text_sha256: decisions for decisions in read}
