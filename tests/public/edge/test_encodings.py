import gzip

import brotli
import pytest

from mgsite.public.edge.encodings import encoded, preferred


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0.000", "identity"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("gzip, *;q=0", "gzip"),
        ("identity;q=0.5, gzip;q=0.4", "identity"),
        ("identity, gzip", "gzip"),
        (
            "identity;q=0",
            "identity",
        ),  # nothing else is allowed either, and an answer helps more than 406
        ("gzip;q=2", "identity"),
        ("gzip;q=nan", "identity"),
        ("deflate", "identity"),
        (",;,", "identity"),
    ],
)
def test_preferred_encoding_follows_the_weights(accept, coding):
    assert preferred(accept) == coding


def test_encoded_bytes_unpack_to_the_body():
    body = b"<p>Magnesium</p>" * 100
    made = encoded(body)
    assert set(made) == {"br", "gzip", "identity"}
    assert {brotli.decompress(made["br"]), gzip.decompress(made["gzip"]), made["identity"]} == {
        body
    }
    assert encoded(body) == made


def test_body_that_no_encoding_shortens_stays_as_it_is():
    assert encoded(b"ok") == {"identity": b"ok"}
