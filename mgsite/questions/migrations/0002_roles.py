from django.contrib.auth.management import create_permissions
from django.db import migrations

from mgsite.editions.roles import grant


def make(apps, schema_editor):
    """The permissions of questions; they come with post_migrate, which is later."""
    config = apps.get_app_config("questions")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    grant(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0001_first"),
        ("desk", "0002_roles"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
