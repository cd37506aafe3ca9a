"""Names are compared by their letters: a key for claimants and topics, unique from now on."""

from django.db import migrations, models

from claims import names


def fill(apps, schema_editor):
    for model in ("Claimant", "Topic"):
        rows = apps.get_model("claims", model).objects.using(schema_editor.connection.alias)
        taken = set()
        for row in rows.order_by("pk"):
            said = (row.name, row.description) if model == "Claimant" else (row.name,)
            key = names.key_of(*said)
            # Two that were one name before keep both: they are shown as near twins, to be merged.
            row.name_key = f"{key}#{row.pk}" if key in taken else key
            taken.add(row.name_key)
            if model == "Claimant":
                row.twin_key = names.twin_key_of(row.name)
            row.save()


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_invitations")]
    operations = [
        migrations.AddField("claimant", "name_key", models.CharField(editable=False, max_length=760, null=True)),
        migrations.AddField("claimant", "twin_key", models.CharField(default="", editable=False, max_length=320)),
        migrations.AddField("topic", "name_key", models.CharField(editable=False, max_length=160, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "claimant",
            "name_key",
            models.CharField(
                editable=False,
                error_messages={"unique": "This claimant exists. If it is another, say who in the description."},
                max_length=760,
                unique=True,
            ),
        ),
        migrations.AlterField(
            "claimant", "twin_key", models.CharField(db_index=True, editable=False, max_length=320)
        ),
        migrations.AlterField(
            "topic",
            "name_key",
            models.CharField(
                editable=False,
                error_messages={"unique": "This topic exists, in another spelling."},
                max_length=160,
                unique=True,
            ),
        ),
    ]
