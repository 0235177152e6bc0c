from django.contrib.auth.management import create_permissions
from django.db import migrations

from mgsite.editions.roles import grant


def make(apps, schema_editor):
    # Permissions come with post_migrate, which is later than this: make them now.
    for label in ("auth", "claims", "articles", "editions"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    grant(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))
    apps.get_model("editions", "Head").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0001_first"),
        ("claims", "0001_first"),
        ("articles", "0001_first"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
