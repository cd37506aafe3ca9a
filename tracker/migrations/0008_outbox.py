"""The outbox holds several kinds of message; channels are mailboxes, chats or webhooks, and are leased."""

import datetime
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def name_what_makes_it_once_only(apps, schema_editor):
    """Every alert so far is a deadline's."""
    alerts = apps.get_model("tracker", "Alert").objects.using(schema_editor.connection.alias)
    for alert in alerts.iterator():
        alert.once_key = f"{alert.claim_id}/{alert.deadline_version}/{alert.step}"
        alert.save(update_fields=["once_key"])


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0006_source_texts_stay'),
        ('tracker', '0007_pauses_and_rhythms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('succeeded', models.BooleanField(verbose_name='succeeded')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='answer')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='alert',
            name='alert_once_per_claim_deadline_step_and_channel',
        ),
        migrations.RemoveField(
            model_name='alert',
            name='leased_until',
        ),
        migrations.AddField(
            model_name='alert',
            name='about_channel',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.channel', verbose_name='about the channel'),
        ),
        migrations.AddField(
            model_name='alert',
            name='gathered_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gathered', to='tracker.alert', verbose_name='digest'),
        ),
        migrations.AddField(
            model_name='alert',
            name='in_digest',
            field=models.BooleanField(default=False, verbose_name='in the digest'),
        ),
        migrations.AddField(
            model_name='alert',
            name='kind',
            field=models.CharField(choices=[('deadline', 'Deadline'), ('digest', 'Daily digest'), ('channel_off', 'Channel switched off')], default='deadline', max_length=12, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='alert',
            name='once_key',
            field=models.CharField(default='', max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='channel',
            name='added_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='added at'),
        ),
        migrations.AddField(
            model_name='channel',
            name='digest_at',
            field=models.TimeField(default=datetime.time(8, 0), verbose_name='hour of the digest'),
        ),
        migrations.AddField(
            model_name='channel',
            name='failing_since',
            field=models.DateTimeField(editable=False, null=True, verbose_name='failing since'),
        ),
        migrations.AddField(
            model_name='channel',
            name='failures',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='failures in a row'),
        ),
        migrations.AddField(
            model_name='channel',
            name='kind',
            field=models.CharField(choices=[('email', 'E-mail'), ('chat', 'Chat service'), ('webhook', 'Webhook')], default='email', max_length=10, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='channel',
            name='last_error',
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name='last error'),
        ),
        migrations.AddField(
            model_name='channel',
            name='last_sent_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='last sent'),
        ),
        migrations.AddField(
            model_name='channel',
            name='lease_token',
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name='channel',
            name='leased_until',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='channel',
            name='muted_topics',
            field=models.ManyToManyField(blank=True, help_text='Nothing of claims on these topics, whatever else they are about.', related_name='+', to='claims.topic', verbose_name='muted topics'),
        ),
        migrations.AddField(
            model_name='channel',
            name='off_reason',
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name='why it is off'),
        ),
        migrations.AddField(
            model_name='channel',
            name='old_secret',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='channel',
            name='old_secret_until',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='channel',
            name='quiet_from',
            field=models.TimeField(blank=True, null=True, verbose_name='quiet from'),
        ),
        migrations.AddField(
            model_name='channel',
            name='quiet_until',
            field=models.TimeField(blank=True, null=True, verbose_name='quiet until'),
        ),
        migrations.AddField(
            model_name='channel',
            name='retry_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='next try'),
        ),
        migrations.AddField(
            model_name='channel',
            name='rhythm',
            field=models.CharField(choices=[('instant', 'At once'), ('daily', 'Once a day, in one message')], default='instant', max_length=10, verbose_name='rhythm'),
        ),
        migrations.AddField(
            model_name='channel',
            name='secret',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AlterField(
            model_name='alert',
            name='claim',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AlterField(
            model_name='alert',
            name='deadline_version',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='alert',
            name='step',
            field=models.CharField(blank=True, max_length=20, verbose_name='step'),
        ),
        migrations.AlterField(
            model_name='channel',
            name='address',
            field=models.CharField(blank=True, max_length=1000, verbose_name='address'),
        ),
        migrations.RunPython(name_what_makes_it_once_only, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(fields=('kind', 'once_key', 'channel'), name='alert_once_per_kind_key_and_channel'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'deadline'), _negated=True), models.Q(('claim__isnull', False), ('deadline_version__isnull', False), models.Q(('step', ''), _negated=True)), _connector='OR'), name='alert_of_a_deadline_names_it'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'chat'), models.Q(('address', ''), _negated=True), _connector='OR'), name='channel_of_mail_or_webhook_has_an_address'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'email'), models.Q(('secret', ''), _negated=True), _connector='OR'), name='channel_of_chat_or_webhook_has_a_secret'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False)), _connector='OR'), name='channel_quiet_hours_have_two_ends'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('old_secret', ''), ('old_secret_until__isnull', True)), models.Q(models.Q(('old_secret', ''), _negated=True), ('old_secret_until__isnull', False)), _connector='OR'), name='channel_old_secret_ends_some_day'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='alert',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='tracker.alert', verbose_name='alert'),
        ),
    ]
