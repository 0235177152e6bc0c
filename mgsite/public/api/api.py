"""The django-ninja application: its routers, and what becomes of errors."""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from mgsite.public.api import (
    routes_changes,
    routes_comparisons,
    routes_export,
    routes_history,
    routes_items,
    routes_pages,
    routes_reference,
    routes_resources,
    routes_root,
    routes_search,
)
from mgsite.public.api.problems import (
    INVALID_PARAMETER,
    Problem,
    fault,
    problem_response,
    unavailable,
    unexpected,
)
from mgsite.public.api.routes_root import CONTRACT_REVISION

api = NinjaAPI(
    title="mgsite API",
    version=CONTRACT_REVISION,
    description="Claims about magnesium, graded by their evidence, with sources, articles and the "
    "changes of all of them. Read-only. A key is not needed; it allows more requests a minute. "
    "Decimals are texts. Enumerations in answers are open; new keys may be added. "
    "Errors are problem documents (RFC 9457).",
    openapi_url=None,  # both are our own: a valid document, and a page under a strict CSP
    docs_url=None,
)
for routes in (
    routes_root,
    routes_items,
    routes_history,
    routes_resources,
    routes_pages,
    routes_reference,
    routes_comparisons,
    routes_search,
    routes_changes,
    routes_export,
):
    api.add_router("", routes.router)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        fault(str(found["loc"][0]), str(found["loc"][-1]), found["type"], found["msg"])
        for found in error.errors
    ]
    detail = " ".join(f"{found['name']}: {found['detail']}" for found in errors)
    return problem_response(Problem(INVALID_PARAMETER, detail, errors=errors))


@api.exception_handler(Problem)
def refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem_response(problem)


for fault_of_the_store in (OperationalError, InterfaceError):
    api.add_exception_handler(fault_of_the_store, unavailable)
api.add_exception_handler(Exception, unexpected)
