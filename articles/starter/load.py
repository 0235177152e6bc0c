"""Our own articles, and our checks of other people's, from the data files beside this module."""

from pathlib import Path

from articles.models import Article
from articles.starter.checks import load_checks
from claims.models import Condition, Supplement
from claims.starter.ensure import Report, ensure
from claims.starter.records import read

FOLDER = Path(__file__).parent


def load(folder: Path, report: Report) -> None:
    """Raises BrokenData naming file, record and field; claims must be loaded before."""
    conditions = {item.slug: item for item in Condition.objects.all()}
    supplements = {item.slug: item for item in Supplement.objects.all()}
    for record in read(folder / "articles.json"):
        body = folder / record["body"]
        if body.parent != folder or not body.is_file():
            raise record.broken("body", f"there is no file “{record['body']}” beside articles.json")
        fields = {
            "article_title": record["title"],
            "summary": record["summary"],
            "body": body.read_text(encoding="utf-8"),
        }
        many = {
            "conditions": record.find_all("conditions", conditions),
            "supplements": record.find_all("supplements", supplements),
        }
        ensure(record, Article, fields, many, report=report)
    load_checks(folder, report)
