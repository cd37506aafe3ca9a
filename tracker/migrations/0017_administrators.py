"""An administrator sees everything of the tracker, and sets up feeds and channels."""

from importlib import import_module

from django.db import migrations

grant = import_module("claims.migrations.0002_roles").grant

READ = ("feed", "article", "poll", "alert", "channel", "topicladder", "redelivery", "proposedclaim")
SET_UP = {model: ("add", "change", "delete") for model in ("feed", "channel", "topicladder")}
ROLES = (("administrator", ({model: ("view",) for model in READ}, SET_UP)),)


def make_administrator(apps, schema_editor):
    grant(apps, schema_editor.connection.alias, "tracker", ROLES, {})


class Migration(migrations.Migration):
    dependencies = [("tracker", "0016_who_tries_again"), ("claims", "0009_invitations")]
    operations = [migrations.RunPython(make_administrator, migrations.RunPython.noop)]
