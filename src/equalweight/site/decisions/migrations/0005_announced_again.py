"""Announced again, where the ways of working changed before it opened: the number of that entry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_facilitators")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="announced_again_seq",
            field=models.PositiveBigIntegerField(null=True),
        ),
    ]
