import pytest

from mgsite.public.edge.answers import BYTES_BESIDE, answer_of

PUBLIC = ("Cache-Control", "public, max-age=60")
VARY = ("Vary", "Accept-Encoding")
BODY = b"<p>Magnesium</p>" * 100


def made(*headers, status="200 OK", body=BODY, edition=("e", 1)):
    return answer_of(status, headers, body, edition=edition, made_at=0.0)


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "session=1"),
        ("set-cookie", "csrf=1"),
        ("Vary", "Accept-Encoding, Cookie"),
        ("Vary", "*"),
    ],
)
def test_answer_for_one_client_is_none_for_everybody(header):
    assert made(PUBLIC, VARY, header) is None


def test_one_personal_vary_among_several_is_enough():
    assert made(PUBLIC, ("Vary", "Cookie"), VARY) is None


@pytest.mark.parametrize("status", ["200 OK", "301 Moved Permanently", "410 Gone"])
def test_public_answer_of_an_edition_may_be_kept(status):
    assert made(PUBLIC, VARY, status=status).may_be_kept


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ((), {}),
        ((("Cache-Control", "no-store"),), {}),
        ((("Cache-Control", "max-age=60"),), {}),
        ((("Cache-Control", "public, no-cache"),), {}),
        ((("Cache-Control", "Private, public"),), {}),
        ((("Cache-Control", 'x="public"'),), {}),
        ((PUBLIC, ("RateLimit", '"address";r=59;t=60')), {}),
        ((PUBLIC, ("RateLimit-Policy", '"address";q=60;w=60')), {}),
        ((PUBLIC,), {"edition": None}),
        ((PUBLIC,), {"status": "302 Found"}),
        ((PUBLIC,), {"status": "404 Not Found"}),
        ((PUBLIC,), {"status": "503 Service Unavailable"}),
        ((PUBLIC, ("X-Request-ID", "0abc")), {"body": b'{"instance": "urn:request:0abc"}'}),
    ],
)
def test_answer_that_is_not_public_or_of_no_edition_is_not_kept(headers, words):
    assert not made(*headers, **words).may_be_kept


def test_variants_say_their_own_length_and_encoding():
    answer = made(PUBLIC, VARY, ("Content-Length", "1600"), ("Content-Type", "text/html"))
    about = {
        coding: [h for h in variant.headers if h[0] in ("Content-Length", "Content-Encoding")]
        for coding, variant in answer.variants.items()
    }
    assert about == {
        "identity": [("Content-Length", "1600")],
        "gzip": [
            ("Content-Length", str(len(answer.variants["gzip"].body))),
            ("Content-Encoding", "gzip"),
        ],
        "br": [
            ("Content-Length", str(len(answer.variants["br"].body))),
            ("Content-Encoding", "br"),
        ],
    }
    assert answer.size == BYTES_BESIDE + sum(len(v.body) for v in answer.variants.values())


@pytest.mark.parametrize("vary", ["authorization", "Accept-Encoding, Authorization"])
def test_plain_request_shows_no_key_so_its_answer_is_for_everybody(vary):
    assert made(PUBLIC, ("Vary", vary)).may_be_kept


@pytest.mark.parametrize(
    "headers", [(), (VARY, ("Content-Encoding", "gzip")), (("Vary", "Authorization"),)]
)
def test_answer_that_does_not_vary_or_is_encoded_has_one_variant(headers):
    answer = made(PUBLIC, *headers)
    assert {variant.body for variant in answer.variants.values()} == {BODY}
    assert answer.size == BYTES_BESIDE + len(BODY)


@pytest.mark.parametrize("own", ['W/"1-a"', '"1-a"'])
def test_etag_of_its_own_is_kept_and_weak(own):
    assert made(PUBLIC, VARY, ("ETag", own)).etag == 'W/"1-a"'


def test_etag_of_its_bytes_changes_with_them():
    one, same, other = made(PUBLIC), made(PUBLIC, VARY), made(PUBLIC, body=BODY + b".")
    assert one.etag == same.etag != other.etag
    assert one.etag[:3] == 'W/"'


def test_only_a_page_that_is_there_has_an_etag():
    answer = made(PUBLIC, ("ETag", '"a"'), status="410 Gone")
    assert answer.etag == ""
    assert answer.not_modified == (PUBLIC,)


def test_not_modified_keeps_every_header_but_those_about_the_body():
    about = [
        ("Content-Type", "text/html"),
        ("Content-Length", "9"),
        ("Content-Disposition", "inline"),
    ]
    kept = [PUBLIC, VARY, ("Content-Security-Policy", "default-src 'none'")]
    answer = made(*kept, *about, ("X-Request-ID", "0abc"))
    assert answer.not_modified == (*kept, ("ETag", answer.etag))
