from django.contrib.auth.management import create_permissions
from django.db import migrations

from mgsite.editions.roles import grant


def make(apps, schema_editor):
    """The permissions of partners; they come with post_migrate, which is later."""
    config = apps.get_app_config("partners")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    grant(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


def lighten(apps, schema_editor):
    """Counts are worth nothing after a crash, so PostgreSQL need not wait for the disk for them."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE partners_tally SET UNLOGGED")


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0001_first"),
        ("desk", "0002_roles"),
    ]

    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
        migrations.RunPython(lighten, migrations.RunPython.noop),
    ]
