"""Run a command with DATABASE_URL pointing at PostgreSQL: `python -m tests.on_postgres pytest …`.

Looks for DATABASE_URL, then for a server on this machine that lets us make databases, then for the
server's binaries, with which it starts a private cluster that is gone afterwards. With none of them it
says what is missing and skips the command; with CI=true that is a failure.
"""

import contextlib
import getpass
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

MISSING = (
    "PostgreSQL: skipped. There is no DATABASE_URL, no server on 127.0.0.1:5432 where `postgres` may make databases, "
    "and no initdb to start one with (Debian, Ubuntu: apt install postgresql)."
)


def main(command: list[str]) -> int:
    with contextlib.ExitStack() as cluster:
        url = given() or local_server()
        if url is None and (binaries := server_binaries()):
            url = cluster.enter_context(private_cluster(binaries))
        if url is None:
            print(MISSING, flush=True)
            return 1 if os.environ.get("CI", "").lower() == "true" else 0
        return subprocess.run(
            command, env=os.environ | {"DATABASE_URL": url}, check=False
        ).returncode


def given() -> str | None:
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else None


def local_server() -> str | None:
    for user in ("postgres", getpass.getuser()):
        url = f"postgresql://{user}@127.0.0.1:5432/postgres"
        try:
            with psycopg.connect(url, connect_timeout=2) as connection:
                query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                if connection.execute(query).fetchone() == (True,):
                    return url
        except psycopg.OperationalError:
            continue
    return None


def server_binaries() -> Path | None:
    """The folder of the newest PostgreSQL server; Debian keeps it out of the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    return found[-1].parent if found else None


@contextlib.contextmanager
def private_cluster(binaries: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="mgsite-postgres-"))
    as_owner = owner_of(folder)
    port = free_port()
    flags = (
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
    )
    control = [binaries / "pg_ctl", "-D", folder / "cluster", "-s", "-w"]
    try:
        initdb = [
            binaries / "initdb",
            "-D",
            folder / "cluster",
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "-N",
        ]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_owner)
        start = [*control, "-l", folder / "log", "-o", flags, "start"]
        subprocess.run(start, check=True, cwd=folder, **as_owner)
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder, **as_owner)
        shutil.rmtree(folder, ignore_errors=True)


def owner_of(folder: Path) -> dict[str, object]:
    """Whom the cluster belongs to: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
