"""The addresses under `/api/`. What is none of them is answered with a problem document too."""

import re
from functools import partial

from django.urls import URLPattern, include, path, re_path
from django.views.generic import RedirectView

from mgsite.public.api.api import api
from mgsite.public.api.docs import docs
from mgsite.public.api.front import front
from mgsite.public.api.openapi import query_parameters
from mgsite.public.api.problems import help_page, no_such_resource
from mgsite.public.api.quota import FREE, counted


def fronted(pattern: URLPattern) -> URLPattern:
    """Ninja's pattern with our front before its view; `claims/<id>` is `/claims/{id}` there."""
    template = "/" + re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", str(pattern.pattern))
    view = pattern.callback if template in FREE else counted(pattern.callback)
    view = front(view, partial(query_parameters, template))
    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


version_1 = [
    *(fronted(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern)),
    path("docs", front(docs), name="docs"),
    path("problems", front(help_page), name="problems"),
    path("problems/<slug:slug>", front(help_page), name="problem"),
]

app_name = "api"
urlpatterns = [
    path("v1", front(RedirectView.as_view(pattern_name="api:root"))),
    path("v1/", include(version_1)),
    re_path("", front(no_such_resource)),
]
