"""Logs as one JSON object a line on standard error, each naming the request it belongs to."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

current_request_id: ContextVar[str | None] = ContextVar("current_request_id", default=None)
requests = logging.getLogger("mgsite.request")
# Addresses whose next part is a secret: whoever reads the log may not read what it leads to.
BEHIND_A_SECRET = re.compile(r"(?<![\w/])(/(?:ask|preview)/)[^/\s]+")


class JsonFormatter(logging.Formatter):
    """`logger.info("text", extra={"fields": {...}})` adds its fields to the line.

    ASCII and escaped throughout, so that nothing a visitor sends can end a line or colour a terminal.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secret(record.getMessage()),
            "request_id": current_request_id.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def requests_are_logged() -> bool:
    return requests.isEnabledFor(logging.INFO)


def log_request(
    *, method: str | None, path: str, status: int, seconds: float, client: str, request_id: str
) -> None:
    """One line for an answered request.

    The query stays out of the log: what somebody searches for on a health site is private.
    """
    fields = {
        "request_id": request_id,
        "method": method,
        "path": without_secret(path),
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
        "client": client,
    }
    requests.info("request", extra={"fields": fields})


def without_secret(text: str) -> str:
    """“/ask/…/delete/” for the page behind a secret link, alone or in a sentence; all else as it is."""
    return BEHIND_A_SECRET.sub(r"\1…", text)


def configuration(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from `level` up to standard error, which leaves standard output to commands."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "mgsite.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # The request log has a line for each answer already; these two would repeat every 404 and forged Host.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "_granian": {"level": "WARNING"},
        },
    }
