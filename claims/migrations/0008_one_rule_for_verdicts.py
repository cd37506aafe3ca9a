"""Two days and a condition for verdicts, numbers for checkpoints, and triggers that also refuse to delete."""

from django.db import migrations, models

from claims.migrations import _guards


def number_checkpoints(apps, schema_editor):
    checkpoints = apps.get_model("claims", "Checkpoint").objects.using(schema_editor.connection.alias)
    for number, pk in enumerate(checkpoints.order_by("day").values_list("pk", flat=True), 1):
        checkpoints.filter(pk=pk).update(number=number)


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_terms_copies_and_hints")]
    operations = [
        migrations.AddField(
            "claim",
            "condition",
            models.CharField(
                blank=True,
                default="",
                help_text="What the claim was said to hang on, in its words: “if elected”. Where it is not met, nothing was claimed.",
                max_length=300,
                verbose_name="condition",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "verdict", "happened_on", models.DateField(blank=True, null=True, verbose_name="came true on")
        ),
        migrations.AddField(
            "verdict", "known_on", models.DateField(blank=True, null=True, verbose_name="became known on")
        ),
        migrations.AddField(
            "verdict",
            "condition_failed",
            models.BooleanField(default=False, verbose_name="condition not met"),
        ),
        migrations.AddField(
            "checkpoint", "number", models.PositiveIntegerField(null=True, verbose_name="number")
        ),
        migrations.RunPython(number_checkpoints, migrations.RunPython.noop),
        migrations.AlterField(
            "checkpoint", "number", models.PositiveIntegerField(unique=True, verbose_name="number")
        ),
        migrations.RunPython(_guards.install, migrations.RunPython.noop),
    ]
