"""The WSGI application that granian, or any other server, calls: the shelf of answers, and Django behind it."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from mgsite.environment import read

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mgsite.settings")

ADVICE = "Give the megabytes of finished answers that each process may keep; 0 for none."

application = get_wsgi_application()

from mgsite.public.edge.application import Edge  # noqa: E402 - models need Django to be set up

megabytes = read("ANSWERS_MB", int, default=64, advice=ADVICE)
if megabytes < 0:
    raise ImproperlyConfigured(f"The environment variable ANSWERS_MB is below 0. {ADVICE}")
if megabytes and not settings.DEBUG:  # whoever edits a template wants to see it
    application = Edge(application, capacity=megabytes * 1024 * 1024)
