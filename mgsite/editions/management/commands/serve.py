"""Serve the site with granian; with --prepare, bring a bare machine to the point where that makes sense."""

import hashlib
import multiprocessing
import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from mgsite import stylesheets
from mgsite.environment import read

# Threads a worker may have waiting on the database at once; the interpreter runs one of them at a time.
THREADS_PER_WORKER = 4
SECONDS_TO_STOP = 5
SECONDS_BETWEEN_JOBS = 20


class Command(BaseCommand):
    help = "Serves the site on BIND:PORT with WORKERS processes, by default one for each core it may use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="First migrate, load the starter content, make the demo accounts and collect static files.",
        )

    def handle(self, *, prepare: bool, **options: Any) -> None:
        address = read(
            "BIND", default="127.0.0.1", advice="The address to listen on; 0.0.0.0 for all."
        )
        port = read("PORT", int, default=8000, advice="The port to listen on, a number.")
        workers = read(
            "WORKERS", int, default=cores(), advice="How many processes serve, a number."
        )
        refuse_taken_port(address, port)
        if prepare:
            self.prepare()
        server = Granian(
            "mgsite.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS_PER_WORKER,
            respawn_failed_workers=True,
            # A worker asked to stop while it is still starting does not hear it, and would be waited for without end.
            workers_kill_timeout=SECONDS_TO_STOP,
            log_level=LogLevels.warning,
            log_dictconfig=settings.LOGGING,
        )
        server.on_startup(
            lambda: self.say(f"mgsite serves at {settings.SITE_URL}/ - stop it with Ctrl-C.")
        )
        connections.close_all()  # workers may be forks, and must not share a connection
        with jobs():
            server.serve()

    def prepare(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if "load_starter" in get_commands():
            call_command("load_starter", stdout=self.stdout, stderr=self.stderr)
        if not settings.HTTPS:
            call_command("demo_accounts", stdout=self.stdout, stderr=self.stderr)
        if collect_static(settings.BASE_DIR, settings.VAR_DIR):
            self.say("Static files collected.")

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


@contextmanager
def jobs() -> Iterator[None]:
    """Scheduled editions are published from a process of its own, for as long as the site serves.

    It watches its parent, so that a server that was killed leaves none behind.
    """
    every = ("--every", str(SECONDS_BETWEEN_JOBS), "--with-parent")
    # Started by this very interpreter, with this project's own manage.py.
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "runjobs", *every]
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(SECONDS_TO_STOP)


def cores() -> int:
    """How many cores this process may use, which in a container is fewer than the machine has."""
    available = (
        len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else multiprocessing.cpu_count()
    )
    return max(1, available)


def refuse_taken_port(address: str, port: int) -> None:
    """granian shares a port with whoever has it already, so a second site would answer every other request."""
    target = "127.0.0.1" if address == "0.0.0.0" else address  # noqa: S104 - compared, not bound
    try:
        socket.create_connection((target, port), timeout=1).close()
    except OSError:
        return
    raise CommandError(
        f"Something serves on port {port} already. Stop it, or choose another: PORT={port + 1} make run"
    )


def collect_static(base: Path, var: Path) -> bool:
    """Run collectstatic when the lock file or the static tree changed since the last time; say whether it ran."""
    stamp = var / "static.stamp"
    fingerprint = static_fingerprint(base)
    if (
        stamp.exists()
        and stamp.read_text(encoding="ascii") == fingerprint
        and settings.STATIC_ROOT.is_dir()
    ):
        return False
    # Cleared, for collectstatic keeps a file that is older than its copy, as those of an upgraded package are.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")
    return True


def static_fingerprint(base: Path) -> str:
    """SHA-256 over each file of the static tree and its name, and over what else shapes the result.

    That is the lock file, for what packages bring, and the storage that folds stylesheets.
    """
    digest = hashlib.sha256()
    files = [
        base / "requirements.txt",
        Path(stylesheets.__file__),
        *sorted(path for path in (base / "static").rglob("*") if path.is_file()),
    ]
    for path in files:
        name = path.relative_to(base) if path.is_relative_to(base) else path.name
        digest.update(f"{name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
