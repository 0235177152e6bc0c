from django.core.management.base import BaseCommand

from mgsite.editions import search_index


class Command(BaseCommand):
    help = "Make the search index anew from the published documents, in one transaction."

    def handle(self, *args, **options):
        search_index.install_after_migrate()
        self.stdout.write(f"Search index made anew: {search_index.rebuild()} versions.")
