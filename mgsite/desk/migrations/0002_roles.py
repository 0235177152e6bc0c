from django.contrib.auth.management import create_permissions
from django.db import migrations

from mgsite.editions.roles import grant


def make(apps, schema_editor):
    """The permissions of the desk; they come with post_migrate, which is later."""
    for label in ("claims", "desk"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    grant(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_first"),
        ("claims", "0003_desk"),
        ("editions", "0003_roles"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
