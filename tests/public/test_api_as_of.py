"""`as_of`: any answer as it was in an edition, with what has to be known today."""

import pytest
import time_machine

from claims import actions
from tests import builders
from tests.public.test_api_items import another_condition, reword, take_back

pytestmark = pytest.mark.django_db


def get(client, path: str):
    return client.get(f"/api/v1/{path}")


def refusal(response) -> tuple[int, str, str]:
    (error,) = response.json()["errors"]
    return response.status_code, error["name"], error["code"]


def test_item_is_as_it_was(client):
    claim = builders.published_site()["claims"][0]
    was = get(client, f"claims/{claim.public_id}").json()
    reword(claim)

    then = get(client, f"claims/{claim.public_id}?as_of=1").json()
    now = get(client, f"claims/{claim.public_id}").json()

    assert then == was
    assert (now["version"], now["plain_language"] != was["plain_language"]) == (2, True)


@pytest.mark.parametrize("path", ["claims", "conditions/{cnd}/page", "claims/{clm}/page"])
def test_lists_and_composed_answers_are_as_they_were(client, path):
    site = builders.published_site(claims=2)
    path = path.format(cnd=site["condition"].public_id, clm=site["claims"][0].public_id)
    was = get(client, path).json()
    reword(site["claims"][0])
    another_condition("migraine")

    then = get(client, f"{path}?as_of=1").json()

    assert then == was
    assert get(client, path).json() != was


def test_comparisons_are_as_they_were(client):
    site = builders.published_site()
    another_condition("migraine")
    was = {n: get(client, f"comparisons/{n}").json() for n in ("conditions", "map", "forms")}
    reword(site["claims"][0])
    another_condition("fibromyalgia")

    then = {name: get(client, f"comparisons/{name}?as_of=2").json() for name in was}

    assert then == was


def test_next_page_stays_in_the_past(client):
    builders.published_site(claims=3)
    another_condition("migraine")

    first = get(client, "claims?as_of=1&limit=2").json()
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()

    assert (first["total"], len(first["items"]), len(second["items"])) == (3, 2, 1)
    assert (first["edition"], second["edition"]) == (1, 1)


def test_changes_cursor_of_the_past_catches_up_with_today(client):
    site = builders.published_site()
    reword(site["claims"][0])

    then = get(client, "claims?as_of=1").json()
    caught_up = client.get(then["changes_url"].removeprefix("http://127.0.0.1:8000")).json()

    assert [(i["id"], i["version"]) for i in caught_up["items"]] == [
        (site["claims"][0].public_id, 2)
    ]


def test_day_means_the_last_edition_of_that_day(client):
    with time_machine.travel("2026-03-01T23:59:59Z", tick=False):
        claim = builders.published_site()["claims"][0]
    with time_machine.travel("2026-03-03T00:00:00Z", tick=False):
        reword(claim)

    editions = {
        day: get(client, f"claims/{claim.public_id}?as_of={day}").json()["version"]
        for day in ("2026-03-01", "2026-03-02", "2026-03-03")
    }

    assert editions == {"2026-03-01": 1, "2026-03-02": 1, "2026-03-03": 2}
    assert refusal(get(client, "claims?as_of=2026-02-28")) == (404, "as_of", "not-found")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", (404, "as_of", "not-found")),
        ("2", (404, "as_of", "not-found")),
        ("999999999", (404, "as_of", "not-found")),
        ("9999-12-31", (404, "as_of", "not-found")),
        ("9999999999", (400, "as_of", "malformed")),
        ("-1", (400, "as_of", "malformed")),
        ("1.0", (400, "as_of", "malformed")),
        ("%D9%A1", (400, "as_of", "malformed")),
        ("2026-02-30", (404, "as_of", "not-found")),
        ("0000-00-00", (404, "as_of", "not-found")),
        ("20260301", (404, "as_of", "not-found")),
        ("2026-03-01T00:00:00Z", (400, "as_of", "malformed")),
        ("latest", (400, "as_of", "malformed")),
        ("", (400, "as_of", "malformed")),
    ],
)
def test_edition_or_day_that_is_none_is_refused(client, value, expected):
    builders.published_site()

    for path in ("claims", "claims/clm_000000000000", "comparisons/map"):
        assert refusal(get(client, f"{path}?as_of={value}")) == expected


def test_nothing_published_has_no_past(client, db):
    assert refusal(get(client, "claims?as_of=1")) == (404, "as_of", "not-found")


def test_item_that_came_later_says_since_when(client):
    builders.published_site()
    condition = another_condition("migraine")

    problem = get(client, f"conditions/{condition.public_id}?as_of=1").json()

    assert problem["status"] == 404
    assert problem["detail"] == (
        "There is no condition with this id. It was not in print in edition 1; it is since 2."
    )


def test_notice_of_today_stands_on_the_answer_of_then(client):
    claim, other = builders.published_site(claims=2)["claims"]
    take_back(claim, reason="withdrawn", notice="It was wrong.")

    item = get(client, f"claims/{claim.public_id}?as_of=1").json()
    listed = get(client, "claims?as_of=1").json()["items"]
    page = get(client, f"claims/{claim.public_id}/page?as_of=1").json()

    notice = item["notices"][0]
    assert {key: notice[key] for key in ("id", "kind", "edition", "reason", "notice_text")} == {
        "id": claim.public_id,
        "kind": "claim",
        "edition": 2,
        "reason": "withdrawn",
        "notice_text": "It was wrong.",
    }
    assert {i["id"]: len(i["notices"]) for i in listed} == {claim.public_id: 1, other.public_id: 0}
    assert page["claim"]["notices"] == item["notices"]
    assert get(client, f"claims/{claim.public_id}").status_code == 410


def test_what_names_a_withdrawn_item_carries_its_notice(client):
    site = builders.published_site()
    take_back(site["claims"][0])

    article = get(client, f"articles/{site['article'].public_id}?as_of=1").json()
    cells = get(client, "comparisons/map?as_of=1").json()

    assert [n["id"] for n in article["notices"]] == [site["claims"][0].public_id]
    assert [n["id"] for n in cells["notices"]] == [site["claims"][0].public_id]


def test_source_retracted_since_is_told(client):
    site = builders.published_site()
    source = site["sources"][0]
    source.integrity = "retracted"
    source.save()
    actions.record_edit(item=source, by=builders.user("ada"))
    builders.put_in_print(source)

    then = get(client, f"claims/{site['claims'][0].public_id}?as_of=1").json()

    (notice,) = then["notices"]
    assert (notice["id"], notice["reason"]) == (source.public_id, "retracted")
    assert then["source_alerts"] == []


def test_text_removed_for_legal_reasons_is_nowhere_in_the_past(client):
    claim, other = builders.published_site(claims=2)["claims"]
    take_back(claim, reason="legal", notice="Removed.")

    for path in (f"claims/{claim.public_id}?as_of=1", f"claims/{claim.public_id}/page?as_of=1"):
        gone = get(client, path)
        assert (gone.status_code, gone.json()["tombstone"]["reason"]) == (410, "legal")
    for path in ("claims?as_of=1", f"resources?ids={claim.public_id}&as_of=1"):
        shown = get(client, path)
        assert shown.status_code == 200
        assert claim.plain_language not in shown.content.decode()
    assert [i["id"] for i in get(client, "claims?as_of=1").json()["items"]] == [other.public_id]


def test_past_is_revalidated_by_the_edition_of_today(client):
    claim = builders.published_site()["claims"][0]
    path = f"claims/{claim.public_id}?as_of=1"
    before = get(client, path)

    kept = client.get(f"/api/v1/{path}", headers={"if-none-match": before["ETag"]})
    take_back(claim)
    told = client.get(f"/api/v1/{path}", headers={"if-none-match": before["ETag"]})

    assert (kept.status_code, told.status_code, len(told.json()["notices"])) == (304, 200, 1)
    assert "immutable" not in before["Cache-Control"]
    assert before["Cache-Control"].startswith("public, max-age=60")
