"""Rows of how every public claim counts, filled by counting once all claims that there are."""

from collections import Counter, defaultdict

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models
from django.utils import timezone

ROWS_AT_ONCE = 2_000


def fill(apps, schema_editor):
    def rows(model):
        return apps.get_model("claims", model).objects.using(schema_editor.connection.alias)

    today, holds = timezone.localdate(), rows("Hold").filter(lifted_at__isnull=True)
    held = set(holds.filter(kind="claim").values_list("claim_id", flat=True))
    silenced = set(holds.filter(kind="claimant").values_list("claimant_id", flat=True))
    came = {}
    verdicts = rows("Verdict").filter(effective_at__isnull=False).order_by("at", "pk")
    for claim, day, impossible in verdicts.values_list("claim_id", "happened_on", "can_no_longer_happen").iterator():
        came[claim] = None if impossible else day
    listed = defaultdict(list)
    topics = apps.get_model("claims", "Claim").topics.through.objects.using(schema_editor.connection.alias)
    for claim, topic in topics.order_by("topic_id").values_list("claim_id", "topic_id").iterator():
        listed[claim].append(topic)
    counted, counts = [], defaultdict(Counter)
    public = rows("Claim").filter(state="published")
    for pk, who, firmness, outcome, closes_on in public.values_list(
        "pk", "claimant_id", "firmness", "outcome", "closes_on"
    ).iterator():
        if pk in held or who in silenced:
            continue
        name = counts_as(outcome, closes_on, came.get(pk), today)
        counted.append({"claim_id": pk, "claimant_id": who, "firmness": firmness, "counts_as": name,
                        "closes_on": closes_on, "is_closed": closes_on < today, "topics": listed[pk]})
        for topic in (None, *listed[pk]):
            counts[None, topic, firmness][name] += 1
            for each in ("", firmness):
                counts[who, topic, each][name] += 1
    names = dict(rows("Claimant").values_list("pk", "sort_key"))
    of_claimants = [
        {"claimant_id": who, "topic_id": topic, "firmness": firmness, "sort_key": names[who], **each}
        for (who, topic, firmness), each in counts.items() if who is not None
    ]
    of_boards = [
        {"topic_id": topic, "firmness": firmness, **each}
        for (who, topic, firmness), each in counts.items() if who is None
    ]
    for name, values in (("CountedClaim", counted), ("ClaimantCounts", of_claimants), ("BoardCounts", of_boards)):
        model = apps.get_model("claims", name)
        rows(name).bulk_create((model(**each) for each in values), batch_size=ROWS_AT_ONCE)


def counts_as(outcome, closes_on, came, today):
    if outcome == "void":
        return "void"
    if closes_on >= today:
        return "running" if outcome == "pending" else "early"
    if outcome == "missed" and came is not None and came > closes_on:
        return "late"
    return "awaiting" if outcome == "pending" else outcome


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0033_codings'),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardCounts',
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
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.topic')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClaimantCounts',
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
                ('n', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('confirmed'), '+', models.F('partly')), '+', models.F('late')), '+', models.F('missed')), output_field=models.IntegerField())),
                ('total', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('confirmed'), '+', models.F('partly')), '+', models.F('late')), '+', models.F('missed')), '+', models.F('void')), '+', models.F('early')), '+', models.F('awaiting')), '+', models.F('running')), output_field=models.IntegerField())),
                ('sort_key', models.CharField(default='', max_length=320)),
                ('claimant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='claims.claimant')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.topic')),
            ],
            options={
                'indexes': [models.Index(fields=['topic', 'firmness', 'n', 'confirmed', 'late', 'partly', 'total'], name='claimant_counts_alike'), models.Index(fields=['topic', 'firmness', '-n', 'sort_key', 'claimant'], name='claimant_counts_few')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('topic__isnull', False)), fields=('claimant', 'topic', 'firmness'), name='claimant_counts_once_for_a_topic'), models.UniqueConstraint(condition=models.Q(('topic__isnull', True)), fields=('claimant', 'firmness'), name='claimant_counts_once_for_all'), models.CheckConstraint(condition=models.Q(('awaiting__gte', 0), ('confirmed__gte', 0), ('early__gte', 0), ('late__gte', 0), ('missed__gte', 0), ('partly__gte', 0), ('running__gte', 0), ('void__gte', 0)), name='claimant_counts_not_below_zero')],
            },
        ),
        migrations.CreateModel(
            name='CountedClaim',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='claims.claim')),
                ('firmness', models.CharField(max_length=10)),
                ('counts_as', models.CharField(max_length=10)),
                ('closes_on', models.DateField()),
                ('is_closed', models.BooleanField()),
                ('topics', models.JSONField(default=list)),
                ('claimant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.claimant')),
            ],
            options={
                'indexes': [models.Index(fields=['is_closed', 'closes_on'], name='counted_claim_closes')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
