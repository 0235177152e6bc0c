"""`/changes`: everything that changed, in order, for partners who keep a copy.

The guarantee: starting anywhere and always following `next`, once a page says `more: false` the
copy equals our published state at that page's `head`. Each (id, version) arrives at most once
in a chain, and the versions of an id only rise.

Why it holds, on PostgreSQL (READ COMMITTED) and on SQLite (WAL) alike:

1. Publishing locks the one Head row to the end of its transaction and takes `seq` from it. So
   when a reader sees head H = (number, seq), every version up to H.seq is committed and visible,
   and whatever is published later has a greater seq.
2. A page reads H first and then the state *as of* edition H.number: versions of editions up to
   H.number whose `until` is empty or greater than H.number. An edition that commits between the
   two queries changes neither: its own versions are of a later edition, and the `until` it sets
   is greater. A filter on `until IS NULL` would be wrong here: it would drop what was superseded
   between the two queries.
3. Invariant after a page as of H that ends at c: for each id whose version as of H has seq <= c,
   the copy holds just that version. Let the next page be as of H' >= H and end at c'. An id whose
   version as of H' has seq <= c has not changed since H, as by (1) a newer one would have
   seq > H.seq >= c; so the copy holds it. One with c < seq <= c' is on the page. The others are
   not claimed. So the invariant holds for H' and c'.
4. `more: false` means that no version as of H' has a seq above c', and ids are never forgotten
   (a withdrawn item stays as its tombstone). So the copy equals the state at H'.
5. Pages cover intervals (c, c'] that do not overlap, and each (id, version) has one seq: it
   arrives at most once. seq rises with the versions of an id, so they only rise.
"""

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from claims.canonical import utc_text
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position, seq_before, tombstone_of
from mgsite.public.api.addresses import changes_url, terms_url
from mgsite.public.api.conditional import CHANGES_CACHE, answer, bodiless, state_etag
from mgsite.public.api.envelope import item, usage
from mgsite.public.api.parameters import ChangesQuery, moment_of
from mgsite.public.api.problems import CURSOR_RESET, INVALID_PARAMETER, Problem, fault
from mgsite.public.api.schemas import CursorResetProblem
from mgsite.public.api.schemas_changes import Changes
from mgsite.public.api.settled import settled
from mgsite.public.responses import absolute

router = Router(by_alias=True, tags=["copies"])
POLL_AFTER_SECONDS = 60
# published_at is taken shortly before the commit, and servers' clocks differ: who asks for what
# changed since the moment of an earlier request must not miss what was committing then.
SINCE_MARGIN = timedelta(minutes=5)


@router.get(
    "/changes",
    response={200: Changes, 302: None, 304: None, 410: CursorResetProblem},
    operation_id="list_changes",
    summary="What changed, in order; the way to keep a copy",
)
def changes(request: HttpRequest, query: ChangesQuery = Query(...)):
    def read(head: Position) -> HttpResponse:
        if query.since is not None:
            return _to_number(head, query, query.since)
        if query.epoch is not None and query.epoch != head.epoch:
            raise _reset(head)
        return answer(
            request,
            lambda: _page(request, head, query),
            etag=state_etag(head),
            modified_at=head.changed_at,
            cache=CHANGES_CACHE,
        )

    return settled(read)


def _page(request: HttpRequest, head: Position, query: ChangesQuery) -> dict:
    after = query.afterChangeNumber or 0
    as_of = AsOf(head.number)
    # Beyond the head there is nothing, and a number may be too big for the database.
    rows = _rows(as_of, after, query) if after < head.seq else []
    shown, more = rows[: query.limit], len(rows) > query.limit
    if shown:
        following = changes_url(head, shown[-1].seq, kind=query.kind, limit=_asked(query))
    else:
        following = absolute(request.get_full_path())
    corrections = as_of.corrections([version.public_id for version in shown])
    return {
        "next": following,
        "cursor": shown[-1].seq if shown else min(after, head.seq),
        "head": head.seq,
        "more": more,
        "license": terms_url(),
        "attribution": usage()["attribution_text"],
        "poll_after_seconds": 0 if more else POLL_AFTER_SECONDS,
        "items": [change_of(version, corrections.get(version.public_id, [])) for version in shown],
    }


def _rows(as_of: AsOf, after: int, query: ChangesQuery) -> list[Version]:
    """One more than the page holds, to know whether there is more."""
    rows = as_of.versions().filter(seq__gt=after)
    if query.kind is not None:
        rows = rows.filter(kind=query.kind)
    return list(rows.defer("search_text").order_by("seq")[: query.limit + 1])


def _asked(query: ChangesQuery) -> int | None:
    """The limit, when the client named one: then it stays in `next`."""
    return query.limit if "limit" in query.model_fields_set else None


def change_of(version: Version, corrections: list[Version]) -> dict:
    published = version.state == Version.PUBLISHED
    return {
        "state": "updated" if published else "deleted",
        "kind": version.kind,
        "id": version.public_id,
        "modified": version.seq,
        "version": version.version,
        "event": version.event,
        "urgency": version.urgency,
        "changed_at": utc_text(version.edition.published_at),
    } | ({"data": item(version, corrections)} if published else {"tombstone": _notice(version)})


def _notice(version: Version) -> dict:
    tombstone = tombstone_of(version)
    return {key: tombstone[key] for key in ("reason", "notice_text", "replaced_by", "withdrawn_at")}


def _to_number(head: Position, query: ChangesQuery, since: str) -> HttpResponse:
    if query.afterChangeNumber is not None or query.epoch is not None:
        detail = "Give either since or a change number, not both."
        errors = [fault("query", "since", "conflict", detail)]
        raise Problem(INVALID_PARAMETER, detail, errors=errors)
    after = head.seq if since == "now" else _seq_at(moment_of(since))
    location = changes_url(head, after, kind=query.kind, limit=_asked(query))
    return bodiless(302, {"Location": location, "Cache-Control": "no-store"})


def _seq_at(moment: datetime) -> int:
    try:
        return seq_before(moment.astimezone(UTC) - SINCE_MARGIN)
    except OverflowError:  # before the year 1, or after 9999
        return 0


def _reset(head: Position) -> Problem:
    return Problem(
        CURSOR_RESET,
        "This number belongs to an earlier epoch of our store. Drop your copy and begin again at “bootstrap”.",
        bootstrap=changes_url(head, 0),
    )
