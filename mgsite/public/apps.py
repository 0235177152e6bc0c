from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "mgsite.public"
    label = "public"
    verbose_name = "Public site"
    default_auto_field = "django.db.models.BigAutoField"
