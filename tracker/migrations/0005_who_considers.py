"""Everyone at the desk considers proposed claims; articles that were there before are not searched for any."""

from importlib import import_module

from django.db import migrations
from django.db.models import F

grant = import_module("claims.migrations.0002_roles").grant
DESK = ({"proposedclaim": ("view", "change")},)


def let_the_desk_consider(apps, schema_editor):
    roles = tuple((role, DESK) for role in ("reporter", "editor", "chief"))
    grant(apps, schema_editor.connection.alias, "tracker", roles, {})


def pass_over_old_articles(apps, schema_editor):
    articles = apps.get_model("tracker", "Article").objects.using(schema_editor.connection.alias)
    articles.filter(spotted_at__isnull=True).update(spotted_at=F("stored_at"))


class Migration(migrations.Migration):
    dependencies = [("tracker", "0004_proposed_claims")]
    operations = [
        migrations.RunPython(let_the_desk_consider, migrations.RunPython.noop),
        migrations.RunPython(pass_over_old_articles, migrations.RunPython.noop),
    ]
