"""How claims count by the month in which their windows close, filled from what each claim counts as."""

from collections import Counter, defaultdict

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    def rows(model):
        return apps.get_model("claims", model).objects.using(schema_editor.connection.alias)

    counts = defaultdict(Counter)
    for day, name, topics in rows("CountedClaim").values_list("closes_on", "counts_as", "topics").iterator():
        for topic in (None, *topics):
            counts[topic, day.replace(day=1)][name] += 1
    model = apps.get_model("claims", "MonthCounts")
    found = (model(topic_id=topic, month=month, **each) for (topic, month), each in counts.items())
    rows("MonthCounts").bulk_create(found, batch_size=2_000)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0043_said_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthCounts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firmness', models.CharField(blank=True, max_length=10)),
                ('confirmed', models.IntegerField(default=0)),
                ('partly', models.IntegerField(default=0)),
                ('late', models.IntegerField(default=0)),
                ('missed', models.IntegerField(default=0)),
                ('void', models.IntegerField(default=0)),
                ('early', models.IntegerField(default=0)),
                ('awaiting', models.IntegerField(default=0)),
                ('running', models.IntegerField(default=0)),
                ('month', models.DateField()),
            ],
        ),
        migrations.AddIndex(
            model_name='claimantcounts',
            index=models.Index(fields=['topic', 'firmness', '-total', 'sort_key'], name='claimant_counts_most'),
        ),
        migrations.AddField(
            model_name='monthcounts',
            name='topic',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.topic'),
        ),
        migrations.AddIndex(
            model_name='monthcounts',
            index=models.Index(fields=['topic', 'month'], name='month_counts_of_topic'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
