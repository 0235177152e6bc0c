"""A Redis server of the test's own, if this machine has one."""

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest
import redis

from tests.on_postgres import free_port

MISSING = "There is no redis-server on this machine (Debian, Ubuntu: apt install redis-server)."


@contextlib.contextmanager
def redis_server(port: int = 0) -> Iterator[str]:
    """Its URL, once it answers; it keeps nothing on the disk. Skips the test without the program."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip(MISSING)
    port = port or free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*command, "--appendonly", "no"], **quiet) as server:
        try:
            _wait_for(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    with redis.Redis(port=port, socket_timeout=1) as client:
        while True:
            with contextlib.suppress(redis.ConnectionError):
                client.ping()
                return
            assert time.monotonic() < deadline
            time.sleep(0.05)
