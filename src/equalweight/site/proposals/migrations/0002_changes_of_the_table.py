"""A version may change the ways of working, the remit, or close the committee: all in one way."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = [
    ("ways", "How this committee works"),
    ("remit", "What this committee can decide"),
    ("closing", "Whether this committee goes on"),
]
# Settings that ways of working have had since.
ADDED = {"protects_meanwhile": False, "facilitator": ""}


def say_what_changes(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for version in apps.get_model("proposals", "Version").objects.filter(based_on__isnull=False):
        version.changes, version.settings = "ways", ADDED | version.settings
        version.save()


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]

    operations = [
        migrations.RenameField(model_name="version", old_name="ways", new_name="settings"),
        migrations.RenameField(model_name="version", old_name="ways_based_on", new_name="based_on"),
        migrations.AddField(
            model_name="version",
            name="changes",
            field=models.CharField(blank=True, choices=KINDS, default="", max_length=8),
            preserve_default=False,
        ),
        migrations.RunPython(say_what_changes, migrations.RunPython.noop),
    ]
