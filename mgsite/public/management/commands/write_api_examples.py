"""The examples of the API's description, written anew."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.test import Client

from mgsite.public.api.addresses import ROOT
from mgsite.public.api.examples import FILE, examples_file


class Command(BaseCommand):
    help = (
        "Write the examples of the OpenAPI document from this site, which should hold the starter "
        "content and nothing else. Then run write_docs."
    )

    def handle(self, *args, **options):
        client = Client(headers={"host": urlsplit(settings.SITE_URL).netloc})
        text = examples_file(lambda path: client.get(ROOT + path, secure=settings.HTTPS).json())
        FILE.write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {FILE.name}.")
