"""The site as a server with two worker processes serves it; tests/soak/test_edge.py does it for longer."""

import http.client
import time

from tests.public.edge.asking import printed, republished
from tests.served import HOST, get, served
from tests.soak.reading import LATEST, read_while_publishing


def test_edition_is_seen_by_every_worker_within_a_second(committed):
    source, path = printed()
    with served(workers=2) as port:
        before = {get(port, path)[2] for _ in range(40)}
        republished(source, "Seen by all.")
        time.sleep(LATEST)
        after = [get(port, path)[2] for _ in range(40)]
    assert len(before) == 1
    assert [b"Seen by all." in body for body in after] == [True] * 40


def test_no_answer_is_torn_or_late_while_a_few_editions_are_published(committed):
    met = read_while_publishing(6, readers=2, pause=0.3)
    assert (met.torn, met.stale) == ([], [])
    assert met.requests > 200
    assert max(met.editions) == 7


def test_head_and_304_over_the_wire_have_no_body_and_the_headers_of_the_page(committed):
    _, path = printed()
    with served(workers=1) as port:
        _, page, body = get(port, path)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        line.request("HEAD", path, headers={"Host": HOST})
        head = line.getresponse()
        assert (head.status, head.read()) == (200, b"")
        assert head.headers["Content-Length"] == str(len(body))
        line.request("GET", path, headers={"Host": HOST, "If-None-Match": page["etag"]})
        fresh = line.getresponse()
        assert (fresh.status, fresh.read()) == (304, b"")
        line.close()
    same = page.keys() - {"x-request-id", "date", "content-type", "content-length"}
    assert {name: fresh.headers[name] for name in same} == {name: page[name] for name in same}
