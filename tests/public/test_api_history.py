"""The versions of an item, and many items in one answer."""

import pytest

from tests import builders
from tests.public.test_api_items import reword, take_back

pytestmark = pytest.mark.django_db


def get(client, path: str):
    return client.get(f"/api/v1/{path}")


def test_history_says_what_each_version_was(client):
    claim = builders.published_site()["claims"][0]
    reword(claim, note="A number was wrong.", correction=True, change="conclusion")
    take_back(claim, notice="It was wrong.", reason="error")

    found = get(client, f"claims/{claim.public_id}/history").json()

    keys = ("version", "edition", "until", "state", "event", "change", "note", "certainty")
    assert [tuple(entry[key] for key in keys) for entry in found["items"]] == [
        (3, 3, None, "withdrawn", "withdrawn", "conclusion", "It was wrong.", None),
        (2, 2, 3, "published", "corrected", "conclusion", "A number was wrong.", "low"),
        (1, 1, 2, "published", "published", "evidence", "For a test.", "low"),
    ]
    assert (found["total"], found["next"], found["edition"]) == (3, None, 3)
    own = f"http://127.0.0.1:8000/api/v1/claims/{claim.public_id}"
    assert [entry["url"] for entry in found["items"]] == [
        None,
        f"{own}?as_of=2",
        f"{own}?as_of=1",
    ]


def test_history_of_every_kind(client):
    site = builders.published_site()

    for kind in ("condition", "supplement", "article"):
        found = get(client, f"{kind}s/{site[kind].public_id}/history").json()
        assert [(e["version"], e["title"]) for e in found["items"]] == [
            (1, found["items"][0]["title"])
        ]
        assert found["kind"] == kind


def test_history_in_pages(client):
    claim = builders.published_site()["claims"][0]
    for _ in range(4):
        reword(claim)
    path, seen = f"/api/v1/claims/{claim.public_id}/history?limit=2", []

    while path:
        found = client.get(path).json()
        seen += [entry["version"] for entry in found["items"]]
        path = (found["next"] or "").removeprefix("http://127.0.0.1:8000")

    assert seen == [5, 4, 3, 2, 1]


def test_history_of_blanked_texts_has_no_words(client):
    claim = builders.published_site()["claims"][0]
    take_back(claim, reason="legal", notice="Removed.")

    found = get(client, f"claims/{claim.public_id}/history")

    assert claim.conclusion not in found.content.decode()
    assert [(e["redacted"], e["title"], e["url"]) for e in found.json()["items"]] == [
        (True, None, None)
    ] * 2


@pytest.mark.parametrize("query", ["before=0", "before=x", "limit=0", "limit=101", "before=-1"])
def test_history_refuses_odd_pages(client, query):
    claim = builders.published_site()["claims"][0]

    assert get(client, f"claims/{claim.public_id}/history?{query}").status_code == 400


def test_history_of_what_never_was_is_not_found(client):
    site = builders.published_site()

    for path in ("claims/clm_000000000000", f"claims/{site['condition'].public_id}", "claims/x"):
        assert get(client, f"{path}/history").status_code == 404


def test_resources_come_in_the_order_asked_with_tombstones_and_unknown_ones(client):
    site = builders.published_site(claims=2)
    gone, kept = site["claims"]
    take_back(gone, notice="It was wrong.")
    condition, unknown = site["condition"].public_id, "clm_000000000000"
    asked = [kept.public_id, gone.public_id, unknown, condition, kept.public_id]

    found = get(client, "resources?ids=" + ",".join(asked)).json()

    assert [(i["id"], i["kind"], i["state"]) for i in found["items"]] == [
        (kept.public_id, "claim", "published"),
        (gone.public_id, "claim", "withdrawn"),
        (condition, "condition", "published"),
    ]
    assert found["unknown"] == [unknown]
    assert found["items"][0]["data"] == get(client, f"claims/{kept.public_id}").json()
    assert found["items"][1]["tombstone"]["notice_text"] == "It was wrong."
    assert "data" not in found["items"][1]


def test_resources_as_of_an_edition(client):
    claim = builders.published_site()["claims"][0]
    take_back(claim)

    found = get(client, f"resources?ids={claim.public_id}&as_of=1").json()

    assert [i["state"] for i in found["items"]] == ["published"]
    assert len(found["items"][0]["data"]["notices"]) == 1


def some_ids(amount: int) -> str:
    return ",".join(f"clm_{number:012d}" for number in range(amount))


def test_hundred_ids_are_answered(client, db):
    found = get(client, f"resources?ids={some_ids(100)}").json()

    assert len(found["unknown"]) == 100


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        (some_ids(101), "too_many"),
        ("", "malformed"),
        ("clm_1", "malformed"),
        ("clm_000000000000,", "malformed"),
        ("clm_000000000000 clm_000000000001", "malformed"),
        ("clm_00000000000u", "malformed"),
        ("abc_000000000000", "malformed"),
    ],
)
def test_ids_that_cannot_be_answered_are_refused(client, ids, code):
    response = client.get("/api/v1/resources", {"ids": ids})

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert [(e["name"], e["code"]) for e in response.json()["errors"]] == [("ids", code)]


def test_ten_thousand_ids_are_a_problem_document(client):
    response = client.get("/api/v1/resources", {"ids": some_ids(10_000)})

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_ids_are_required(client):
    response = get(client, "resources")

    assert response.status_code == 400
    assert [(e["name"], e["code"]) for e in response.json()["errors"]] == [("ids", "missing")]
