"""What a channel hears of and since when; those that are there have been told what was owed."""

import django.utils.timezone
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def are_caught_up(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    channels = apps.get_model("tracker", "Channel").objects
    channels.update(is_caught_up=True, hears_since=models.F("added_at"))


class Migration(migrations.Migration):
    dependencies = [("tracker", "0023_retention")]

    operations = [
        migrations.AddField(
            model_name="channel",
            name="hears_since",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="channel",
            name="is_caught_up",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="channel",
            name="is_chief",
            field=models.BooleanField(
                default=False,
                help_text="Only hears of claims that have waited long for a verdict, and of those of which nobody else would.",
                verbose_name="for the chief",
            ),
        ),
        migrations.RunPython(are_caught_up, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["at"], name="delivery_at"),
        ),
    ]
