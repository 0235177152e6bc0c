"""How often the right claim is proposed, measured against our own reading of the texts."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.knowledge import knowledge
from articles.reading.decisions import anchored
from articles.reading.measure import LEAST, Measure, measured
from articles.reading.proposals import Knowledge, read
from articles.reading.sentences import segments
from articles.reading.texts import source_text
from articles.starter.decisions import starter_decisions
from claims.canonical import fingerprint
from claims.errors import Refused

# The rules were tuned on these; the others are held out.
TUNED_ON = ("774597cfc8d75638", "72b20d3519b634db", "e35d405a9364752d")
COLUMNS = (
    "recall",
    "precision",
    "among three",
    "first",
    "main claim",
    "all claims",
    "strength",
    "class",
)


class Command(BaseCommand):
    help = (
        "Read the texts in a folder, propose claims, and compare with the starter decisions. The claims of "
        "this database are proposed, so load the starter content first. Exits 1 when a figure is below what "
        "is asked of it, and when a text has no decisions."
    )

    def add_arguments(self, parser):
        parser.add_argument("--seeds", type=Path, required=True, metavar="DIR")
        parser.add_argument(
            "--without-paraphrases",
            action="store_true",
            help="match against statements alone, not against how we say that articles put it",
        )

    def handle(self, *args, **options):
        known = knowledge(paraphrases=not options["without_paraphrases"])
        paths = sorted(options["seeds"].glob("*.txt"))
        if not paths:
            raise CommandError(f"There is no .txt file in {options['seeds']}.")
        self._row("text", COLUMNS)
        sums = {True: Measure(), False: Measure()}
        for path in paths:
            name, measure = measure_of(path, known)
            sums[name in TUNED_ON] += measure
            self._figures(name, measure)
        self._figures("tuned on", sums[True])
        self._figures("held out", sums[False])
        total = sums[True] + sums[False]
        self._figures("all", total)
        self.stdout.write(
            f"{total.claims} claim sentences of {total.segments} read; {total.matched} make a claim of ours."
        )
        if not total.suffices:
            asked = ", ".join(f"{name} {least} %" for name, least in LEAST.items())
            raise CommandError(f"Below what is asked: {asked}.")

    def _figures(self, name, measure):
        self._row(name, (f"{measure.per_cent[column]:.1f} %" for column in COLUMNS))

    def _row(self, name, cells):
        self.stdout.write(f"{name:<18}" + "".join(f"{cell:>13}" for cell in cells))


def measure_of(path: Path, known: Knowledge) -> tuple[str, Measure]:
    """The name by which claims know the text, and its figures."""
    try:
        text = source_text(path.read_bytes(), filename=path.name).text
    except Refused as refused:
        raise CommandError(f"{path.name}: {refused}") from refused
    decided = starter_decisions().get(fingerprint(text))
    if decided is None:
        raise CommandError(f"{path.name}: nobody has decided this text, or it has changed since.")
    found = anchored(decided.decisions, segments(text))
    return decided.source_text, measured(read(text, known), found.found)
