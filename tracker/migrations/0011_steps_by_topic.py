"""A topic may have steps of its own, which the chief sets."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import tracker.models.ladders
from django.db import migrations, models

grant = import_module("claims.migrations.0002_roles").grant

REPORTER = {"topicladder": ("view",)}
CHIEF = {"topicladder": ("add", "change", "delete")}
ROLES = (("reporter", (REPORTER,)), ("editor", (REPORTER,)), ("chief", (REPORTER, CHIEF)))


def widen_roles(apps, schema_editor):
    grant(apps, schema_editor.connection.alias, "tracker", ROLES, {})


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0007_terms_copies_and_hints'),
        ('tracker', '0010_evidence_feeds_and_the_week'),
    ]

    operations = [
        migrations.CreateModel(
            name='TopicLadder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(default='30, 7, 1', help_text='Separated by commas.', max_length=100, validators=[tracker.models.ladders.check_days], verbose_name='days before the window closes')),
                ('every', models.PositiveIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='days between reminders after it')),
                ('chief_after', models.PositiveIntegerField(default=14, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='days until the chief hears too')),
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'steps of a topic',
                'verbose_name_plural': 'steps by topic',
                'ordering': ('topic__name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('chief_after__gte', 1), ('every__gte', 1)), name='ladder_has_days')],
            },
        ),
        migrations.RunPython(widen_roles, migrations.RunPython.noop),
    ]
