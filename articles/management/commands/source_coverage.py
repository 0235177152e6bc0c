"""How far each text has been read; for people and for machines, which look at the exit status."""

from django.core.management.base import BaseCommand, CommandError

from articles.models import SourceArticle
from articles.reading_state import Reading, reading_of

LISTED = 5


class Command(BaseCommand):
    help = (
        "Print what share of each text's sentences is decided, how many claim sentences have no claim of ours, "
        "and what has lost its place. Exits 1 when any sentence is undecided or anything is lost."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", metavar="SLUG", help="of one article; else all")

    def handle(self, *args, **options):
        articles = SourceArticle.objects.all()
        if options["slug"]:
            articles = articles.filter(slug=options["slug"])
            if not articles:
                raise CommandError(
                    f"There is no article “{options['slug']}”: call it without a slug to see all."
                )
        short = 0
        for article in articles:
            reading = reading_of(article)
            short += not reading.progress.is_complete
            self.stdout.write("\n".join(told(article, reading)))
        if not articles:
            self.stdout.write("No article is stored: import_source_articles brings them in.")
        if short:
            noun = "text is" if short == 1 else "texts are"
            raise CommandError(f"{short} {noun} not read to the end.")


def told(article: SourceArticle, reading: Reading) -> list[str]:
    now = reading.progress
    kept = "" if reading.revision else " (the text is not kept here)"
    lines = [
        f"{article.slug}{kept}: {now.decided} of {now.total} sentences decided ({now.per_cent} %), "
        f"{now.unmatched} unmatched, {now.lost} lost"
    ]
    undecided = reading.undecided
    if undecided:
        numbers = ", ".join(str(each.position + 1) for each in undecided[:LISTED])
        lines.append(f"  undecided: {numbers}{', …' if len(undecided) > LISTED else ''}")
    lines += [
        f"  unmatched: {each.position + 1}, {each.reason}"
        for each in reading.unmatched
        if each.reason
    ]
    lines += [
        f"  lost: sentence {each.position + 1} of an earlier text, decided as "
        f"“{each.get_segment_class_display()}”"
        for each in reading.lost
    ]
    lines += [f"  lost: “{each.claim.slug}” stands at no sentence" for each in reading.unplaced]
    return lines
