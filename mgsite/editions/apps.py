from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditionsConfig(AppConfig):
    name = "mgsite.editions"
    label = "editions"
    verbose_name = "Publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # The one signal of this project: SQLite rebuilds tables on some migrations and
        # drops their triggers silently, so they are laid again after every migrate.
        from mgsite.editions.search_index import install_after_migrate
        from mgsite.editions.triggers import install_triggers

        post_migrate.connect(install_triggers, sender=self, dispatch_uid="editions-triggers")
        post_migrate.connect(
            install_after_migrate, sender=self, dispatch_uid="editions-search-index"
        )
