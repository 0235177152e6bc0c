"""The WSGI application that granian, or any other server, calls: the shelf of answers, and Django behind it."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from mgsite.environment import read

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgsite.settings")

django = get_wsgi_application()

from mgsite.public.edge.application import Application, Edge  # noqa: E402 - models need Django to be set up


def shelf_before(django: Application) -> Application:
    """Django alone where DEBUG is on, for whoever edits a template wants to see it."""
    advice = "Give the megabytes of finished answers that each process may keep; 0 for none."
    megabytes = read("ANSWERS_MB", int, default=64, advice=advice)
    if megabytes < 0:
        raise ImproperlyConfigured(f"The environment variable ANSWERS_MB is below 0. {advice}")
    if settings.DEBUG or megabytes == 0:
        return django
    return Edge(django, capacity=megabytes * 1024 * 1024)


application = shelf_before(django)
