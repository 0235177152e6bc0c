"""A site that says what a test wants it to say, on this machine."""

import contextlib
import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EMPTY = {"items": [], "more": False, "cursor": 0, "poll_after_seconds": 7}


class Pretence:
    """`answers` are (status, headers, document or bytes), given in turn; `asked` are the headers of each request."""

    def __init__(self, server: ThreadingHTTPServer):
        self.server, self.asked, self.paths = server, [], []
        self.answers: list[tuple] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def page(self, path: str = "changes?afterChangeNumber=1&epoch=e", **members: object) -> dict:
        return EMPTY | {"next": f"{self.url}/api/v1/{path}"} | members


@contextlib.contextmanager
def pretending() -> Iterator[Pretence]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append(dict(self.headers))
            site.paths.append(self.path)
            status, headers, said = site.answers.pop(0)
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            if headers.get("Content-Encoding") == "gzip":
                body = gzip.compress(body)
            self.send_response(status)
            for name, value in ({"Content-Length": len(body)} | headers).items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Pretence(server)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
