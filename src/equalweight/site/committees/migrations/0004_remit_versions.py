"""The remit becomes dated versions of its own, like the ways of working; and a committee knows which entry closed it."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = [
    ("decides", "This committee decides"),
    ("decides_by_promise", "Someone with the power has promised to do what it decides"),
    ("advises", "This committee gives advice"),
]


def first_versions(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    committees, remits = (apps.get_model("committees", name) for name in ("Committee", "RemitVersion"))
    for each in committees.objects.all():
        remits.objects.create(
            committee=each, version=1, in_force_from=each.started_at, kind=each.remit, power=each.remit_power,
            holder=each.remit_holder, days=each.remit_days, on_the_table=each.on_the_table,
            off_the_table=each.off_the_table, entry_seq=each.entry_seq,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("committees", "0003_rounds_of_consent")]

    operations = [
        migrations.CreateModel(
            name="RemitVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("in_force_from", models.DateTimeField()),
                ("kind", models.CharField(choices=KINDS, default="decides_by_promise", max_length=20)),
                ("power", models.TextField(blank=True, help_text="the legal power, for `decides`")),
                ("holder", models.CharField(blank=True, help_text="who decides in the end, or is advised", max_length=200)),
                ("days", models.PositiveSmallIntegerField(default=28, help_text="days the holder has to act or answer")),
                ("on_the_table", models.TextField(blank=True)),
                ("off_the_table", models.TextField(blank=True, help_text="what is not on the table, and why")),
                ("entry_seq", models.PositiveBigIntegerField(null=True)),
                ("committee", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="remits", to="committees.committee")),
            ],
            options={
                "ordering": ("committee", "-version"),
                "constraints": [models.UniqueConstraint(fields=("committee", "version"), name="one_remit_a_version")],
            },
        ),
        migrations.RunPython(first_versions, migrations.RunPython.noop),
        migrations.RemoveField(model_name="committee", name="remit"),
        migrations.RemoveField(model_name="committee", name="remit_power"),
        migrations.RemoveField(model_name="committee", name="remit_holder"),
        migrations.RemoveField(model_name="committee", name="remit_days"),
        migrations.RemoveField(model_name="committee", name="on_the_table"),
        migrations.RemoveField(model_name="committee", name="off_the_table"),
        migrations.AddField(
            model_name="committee",
            name="closed_seq",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="waysofworking",
            name="protects_meanwhile",
            field=models.BooleanField(default=False, help_text="while the groups disagree, nothing that was there before is cut"),
        ),
        migrations.AddField(
            model_name="waysofworking",
            name="facilitator",
            field=models.TextField(blank=True, default="", help_text="who the independent facilitator is, and how to reach them"),
            preserve_default=False,
        ),
    ]
