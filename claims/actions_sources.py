"""Writes to sources that come from files: references to import, notices about papers.

Each is one transaction: all of a file or nothing of it, and a second run changes nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from claims.actions import lock_root, record_edit, require
from claims.errors import Refused
from claims.models import Source
from claims.references.identifiers import same_doi
from claims.references.matching import Index, Known, Preview, preview
from claims.references.rows import HELD, Row
from claims.references.text import folded, plain
from claims.retractions import Notice, standing
from claims.vocabulary import Integrity

SLUG_ROOM = 65  # of the column's 80, so that year and number fit behind it
TITLE_WORDS = 5
REPORTED_FAULTS = 20
BATCH = 500
CHANGED = (
    "What importing would do has changed since you were shown it, so nothing was imported: look "
    "at it as it is now, and import then."
)
LABELS = {field.name: field.verbose_name for field in Source._meta.fields}


@dataclass(frozen=True)
class Imported:
    """What became of a file: the preview as it was carried out, and the drafts it made."""

    preview: Preview
    created: tuple[Source, ...]


def preview_sources(rows: Iterable[Row]) -> Preview:
    """What importing the rows would do now. Saves nothing."""
    return _previewed(rows)[0]


def import_sources(
    *,
    rows: Iterable[Row],
    by: AbstractUser,
    origin: str = "",
    leave_out_faulty: bool = False,
    seen: str = "",
) -> Imported:
    """Store each new row as an unverified draft; what is here already is left as it is.

    One faulty row stops the file, unless the faulty ones are left out on purpose. `origin` names
    the file in the editor's notes. `seen` is the fingerprint of the preview that was agreed to:
    anything else is not done. Raises Refused with a sentence for each faulty row.
    """
    require(by, "claims.add_source", "import sources", group="group Editor")
    try:
        with transaction.atomic():
            _one_at_a_time()
            found, drafts = _previewed(rows)
            if seen and seen != found.fingerprint:
                raise Refused(CHANGED)
            if found.faulty and not leave_out_faulty:
                raise Refused(*_faults(found))
            created = [drafts[entry.row.number] for entry in found.new]
            for entry, source in zip(found.new, created, strict=True):
                source.editor_notes = _provenance(entry.row, origin)
            _name(created)
            _store(created, by)
    except IntegrityError as error:
        raise Refused(
            "Somebody saved one of these sources at the same moment: import the file again."
        ) from error
    return Imported(found, tuple(created))


def _one_at_a_time() -> None:
    """Two imports of one file would each find it new: the second waits for the first to end."""
    kinds = ContentType.objects.select_for_update(no_key=True)
    kinds.get(app_label=Source._meta.app_label, model=Source._meta.model_name)


def _previewed(rows: Iterable[Row]) -> tuple[Preview, dict[int, Source]]:
    """The preview, and the unsaved draft of each new row by the row's number."""
    drafts: dict[int, Source] = {}

    def refusal(row: Row) -> str:
        drafts[row.number] = source = Source(**row.fields)
        return _what_is_wrong(source)

    stored = Source.objects.order_by("pk").values("slug", "integrity", *HELD)
    index = Index(Known(f"“{fields['slug']}”", fields, fields["slug"]) for fields in stored)
    return preview(rows, index, refusal), drafts


def _what_is_wrong(source: Source) -> str:
    """The model's own checks, but for what the preview has settled: name and uniqueness."""
    try:
        source.full_clean(exclude=["slug"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return " ".join(
            f"{LABELS[name]}: {' '.join(sentences)}"
            for name, sentences in error.message_dict.items()
        )
    return ""


def _faults(found: Preview) -> list[str]:
    sentences = [entry.sentence for entry in found.faulty]
    more = len(sentences) - REPORTED_FAULTS
    return [
        f"Nothing was imported: {found.summary}.",
        *sentences[:REPORTED_FAULTS],
        *([f"And {more} more."] if more > 0 else []),
    ]


def _provenance(row: Row, origin: str) -> str:
    place = f"Imported from {plain(origin) or 'a file'}, record {row.number}."
    return " ".join([place, *row.warnings])


def _name(sources: list[Source]) -> None:
    """Slugs like “amin-2013”, with a number where one is taken."""
    taken = set(Source.objects.values_list("slug", flat=True))
    tried: dict[str, int] = defaultdict(lambda: 1)
    for source in sources:
        base = slug = _slug_of(source)
        while slug in taken:
            tried[base] += 1
            slug = f"{base}-{tried[base]}"
        source.slug = slug
        taken.add(slug)


def _slug_of(source: Source) -> str:
    first = source.authors[0] if source.authors else {}
    name = first.get("family") or first.get("literal") or ""
    words = slugify(folded(name)) or "-".join(
        slugify(folded(source.source_title)).split("-")[:TITLE_WORDS]
    )
    words = re.sub(r"[-_]+", "-", words)[:SLUG_ROOM].strip("-") or "source"
    return f"{words}-{source.issued[:4]}".strip("-")


def _store(sources: list[Source], by: AbstractUser) -> None:
    """In batches, with the history that a plain bulk insert would miss."""
    if not sources:
        return
    stored = bulk_create_with_history(sources, Source, batch_size=BATCH, default_user=by)
    editors = Source.edited_by.through
    editors.objects.bulk_create(
        [editors(source_id=source.pk, user_id=by.pk) for source in stored], batch_size=BATCH
    )


@transaction.atomic
def set_integrity(
    *, source: Source, integrity: Integrity, note: str, checked_on: date, by: AbstractUser
) -> None:
    """Note what became of the paper. An edit like any other: approval and publishing follow."""
    require(by, "claims.change_source", "change sources", group="group Editor")
    locked: Any = lock_root(source)
    locked.integrity, locked.integrity_note = str(integrity), note
    locked.integrity_checked_on = checked_on
    # record_edit writes the one history row.
    locked.save_without_historical_record(
        update_fields=["integrity", "integrity_note", "integrity_checked_on", "updated_at"]
    )
    locked._history_user = by
    record_edit(item=locked, by=by)


@dataclass(frozen=True)
class Checked:
    """What the notices did to one source: `sentence` is the report."""

    slug: str
    before: str
    after: str
    changed: bool
    sentence: str


@transaction.atomic
def import_retractions(*, notices: Iterable[Notice], by: AbstractUser, on: date) -> list[Checked]:
    """Set the integrity of each source that a notice is about, by DOI or else PMID.

    A lesser notice never lowers what is known, so a second run changes nothing, and an erratum
    sets “corrected” and nothing else. `on` is the day of the check.
    """
    require(by, "claims.change_source", "change sources", group="group Editor")
    sources = list(Source.objects.order_by("slug"))
    about = _about(notices, sources)
    return [_check(source, about[source.pk], by, on) for source in sources if source.pk in about]


def _about(notices: Iterable[Notice], sources: list[Source]) -> dict[int, list[Notice]]:
    """The notices by the source's key. A PMID counts only where the DOIs do not say otherwise."""
    by_doi = {same_doi(source.doi): source for source in sources if source.doi}
    by_pmid = {source.pmid: source for source in sources if source.pmid}
    about: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        source = by_doi.get(same_doi(notice.doi)) or by_pmid.get(notice.pmid)
        if source:
            about[source.pk].append(notice)
    return about


def _check(source: Source, found: list[Notice], by: AbstractUser, on: date) -> Checked:
    before = source.integrity
    doubtful = [n for n in found if _other_paper(source, n)]
    sure = [n for n in found if n not in doubtful]
    if not sure:
        sentence = (
            f"{source.slug}: the notice on line {doubtful[0].line} has its PMID, but another DOI "
            f"({doubtful[0].doi}, here {source.doi}): look at it by hand."
        )
        return Checked(source.slug, before, before, False, sentence)
    now = standing(sure)
    if not now.replaces(before):
        sentence = f"{source.slug}: {Integrity(before).label.lower()} already; left as it is."
        return Checked(source.slug, before, before, False, sentence)
    set_integrity(source=source, integrity=now.integrity, note=now.note, checked_on=on, by=by)
    sentence = f"{source.slug}: {before} → {now.integrity}. {now.note}"
    return Checked(source.slug, before, str(now.integrity), True, sentence)


def _other_paper(source: Source, notice: Notice) -> bool:
    return bool(source.doi and notice.doi and same_doi(source.doi) != same_doi(notice.doi))
