"""Two answers for machines: alive (this process answers) and ready (its database is there and migrated)."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

_migrated = False


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return _answer({"status": "alive"}, 200)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200, or 503 with the reason: what a balancer asks before it sends readers here."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        reason = (
            None
            if _migrations_are_applied()
            else "Migrations are not applied: run `manage.py migrate`."
        )
    except DatabaseError:
        reason = "The database does not answer."
    if reason:
        return _answer({"status": "not ready", "reason": reason}, 503)
    return _answer({"status": "ready"}, 200)


def _migrations_are_applied() -> bool:
    """Asked of the database until it is true, then remembered: a running site is not migrated backwards."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _answer(body: dict[str, str], status: int) -> HttpResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
