"""The one way in for configuration: reads an environment variable, or says what to do.

Used by settings.py and the `serve` command. Every variable is listed in README.md;
tests/test_settings.py holds that table to the calls made here.
"""

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

REQUIRED: Final = object()
SWITCH: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
LOOPBACK_HOSTS: Final = ("127.0.0.1", "localhost", "::1")

_environment = environ.Env()


def read(name: str, kind: type = str, *, default: Any = REQUIRED, advice: str) -> Any:
    """The variable `name` as `kind` (str, int, bool or list); `default` when it is unset or empty.

    `advice` is a sentence that tells the operator what to set.
    Raises ImproperlyConfigured, naming the variable, when it is missing or is not a `kind`.
    """
    if not _environment.ENVIRON.get(name, "").strip():
        if default is REQUIRED:
            raise ImproperlyConfigured(f"The environment variable {name} is not set. {advice}")
        return default
    try:
        if kind is bool:
            return SWITCH[_environment.ENVIRON[name].strip().lower()]
        if kind is list:
            return [part.strip() for part in _environment.ENVIRON[name].split(",") if part.strip()]
        return _environment.get_value(name, cast=kind)
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(
            f"The environment variable {name} cannot be read as {kind.__name__}. {advice}"
        ) from error


def read_secret(name: str, *, default: Any = REQUIRED, advice: str) -> str:
    """The secret `name`, or the content of the file that `name`_FILE points to.

    A file keeps the secret out of process lists and of inherited environments.
    """
    path = read(f"{name}_FILE", default="", advice=advice)
    if not path:
        return read(name, default=default, advice=advice)
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The file named by {name}_FILE cannot be read: {error.strerror}. {advice}"
        ) from error
    if not secret:
        raise ImproperlyConfigured(f"The file named by {name}_FILE is empty. {advice}")
    return secret


def read_site_url(name: str, *, default: Any = REQUIRED, advice: str) -> tuple[str, str, bool]:
    """The address of the site as (url without a trailing slash, host, whether it is https).

    Plain http is accepted for this machine only: passwords must not cross a network in the clear.
    """
    url = read(name, default=default, advice=advice).rstrip("/")
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"The environment variable {name} is not the address of a site. {advice}"
        )
    if parts.scheme == "http" and host not in LOOPBACK_HOSTS:
        raise ImproperlyConfigured(
            f"The environment variable {name} is plain http on a host that is not this machine. {advice}"
        )
    return url, host, parts.scheme == "https"


def read_database(name: str, *, default: str, base: Path, advice: str) -> dict[str, Any]:
    """Django's database settings for the URL in `name`; a relative SQLite path starts at `base`.

    The options are those that faults under load taught us (docs/operations.md, "Databases");
    options written into the URL win over them.
    """
    url = read(name, default=default, advice=advice)
    scheme = url.partition(":")[0]
    if scheme not in ("sqlite", "postgresql", "postgres"):
        raise ImproperlyConfigured(
            f"The environment variable {name} names no database that mgsite runs on. {advice}"
        )
    try:
        found = dict(_environment.db_url_config(url))
    except ValueError:  # its message may quote the URL, and with it a password
        raise ImproperlyConfigured(
            f"The environment variable {name} is not a database URL. {advice}"
        ) from None
    return _sqlite(found, base) if scheme == "sqlite" else _postgresql(found)


def read_mail(name: str, *, default: str, advice: str) -> dict[str, Any]:
    """Django's mail settings for the URL in `name`, such as smtp+tls://user:password@host:587.

    `?from=…` in it is the sender; a server that does not answer is given up after ten seconds.
    """
    url, _, query = read(name, default=default, advice=advice).partition("?")
    try:
        found = dict(_environment.email_url_config(url))
    except (KeyError, ValueError):  # the message may quote the URL, and with it a password
        raise ImproperlyConfigured(
            f"The environment variable {name} is not the address of a mail server. {advice}"
        ) from None
    sender = parse_qs(query).get("from", ["mgsite <mgsite@localhost>"])[0]
    settings = {key: value for key, value in found.items() if key != "OPTIONS"}
    return settings | {"EMAIL_TIMEOUT": 10, "DEFAULT_FROM_EMAIL": sender}


def _sqlite(found: dict[str, Any], base: Path) -> dict[str, Any]:
    path = base / found["NAME"]
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {
        # A transaction that only asks for the write lock at its first write cannot wait for it; this one can.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds
        # FULL: a commit is on the disk before anybody is told of it. recursive_triggers: without it,
        # INSERT OR REPLACE would pass the triggers that keep published versions unchanged.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; "
            "PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY"
        ),
    }
    return found | {
        "NAME": str(path),
        "OPTIONS": options | found.get("OPTIONS", {}),
        # A file, as in production: an in-memory database locks whole tables between threads.
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
    }


def _postgresql(found: dict[str, Any]) -> dict[str, Any]:
    options = {
        "connect_timeout": 5,  # seconds
        "tcp_user_timeout": 10_000,  # milliseconds, as are the three below
        "options": "-c statement_timeout=15000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000",
        "application_name": "mgsite",
    }
    # Kept for a minute and asked before reuse, so that no reader meets a connection that a restart has cut.
    return (
        {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        | found
        | {"OPTIONS": options | found.get("OPTIONS", {})}
    )
