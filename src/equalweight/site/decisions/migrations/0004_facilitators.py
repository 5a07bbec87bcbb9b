"""The offer of an independent facilitator, taken up, and the talks that came of it."""

import django.db.models.deletion
from django.db import migrations, models

import equalweight.site.web.ids

SIDES = [("lived_experience", "people with lived experience"), ("staff", "staff")]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_rounds_of_consent")]

    operations = [
        migrations.CreateModel(
            name="FacilitatorAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=SIDES, max_length=20)),
                ("at", models.DateTimeField()),
                ("decision", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="facilitator_asks", to="decisions.decision")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("decision", "side"), name="one_facilitator_ask_a_side")],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.CharField(default=equalweight.site.web.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ("held_on", models.DateField()),
                ("noted_side", models.CharField(choices=SIDES, max_length=20)),
                ("noted_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("entry_seq", models.PositiveBigIntegerField()),
                ("decision", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="talks", to="decisions.decision")),
            ],
            options={"ordering": ("held_on", "noted_at")},
        ),
    ]
