"""Where alerts go: a mailbox, a chat service or a webhook, and how it bears up."""

from datetime import datetime, time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Claimant, EncryptedTextField, Language, Topic


class Channel(models.Model):
    """A desk's or a person's way to hear of what is owed.

    Alerts go out in the order in which they were noticed, from one worker at a time: whoever holds the lease. A fault
    of the whole channel holds all of it back (`failures`, `retry_at`), one of a single message only that message.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        CHAT = "chat", _("Chat service")
        WEBHOOK = "webhook", _("Webhook")
        RECEIVER = "receiver", _("Receiver outside: what is published")

    class Rhythm(models.TextChoices):
        INSTANT = "instant", _("At once")
        DAILY = "daily", _("Once a day, in one message")

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EMAIL)
    # An e-mail address, or a webhook's; of a chat service only its name: its address is a secret.
    address = models.CharField(_("address"), max_length=1000, blank=True)
    # A chat service's address with its tokens, or the key that signs a webhook. Never shown, logged or exported.
    secret = EncryptedTextField(blank=True, editable=False)
    old_secret = EncryptedTextField(blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("owner"),
        help_text=_("With an owner: only claims assigned to them. Without: every claim."),
    )
    is_chief = models.BooleanField(
        _("for the chief"),
        default=False,
        help_text=_(
            "Only hears of claims that have waited long for a verdict, and of those of which nobody else would."
        ),
    )
    wants_deadlines = models.BooleanField(
        _("deadlines"), default=True, help_text=_("Reminders before and after a window closes.")
    )
    wants_evidence = models.BooleanField(
        _("new evidence"),
        default=False,
        help_text=_("Strong suggestions at once, the others in the daily message."),
    )
    wants_feeds = models.BooleanField(
        _("feeds in trouble"), default=False, help_text=_("A feed that is gone, broken or silent for long.")
    )
    wants_weekly = models.BooleanField(
        _("the week"), default=False, help_text=_("On Mondays: what is due, overdue, waiting and failing.")
    )
    wants_checkpoints = models.BooleanField(
        _("the record's checkpoint"),
        default=False,
        help_text=_(
            "Each day, to be kept by somebody outside the newsroom: nobody can rewrite what it covers."
        ),
    )
    # What a receiver outside is sent, and nobody else.
    wants_claims = models.BooleanField(_("new claims"), default=False)
    wants_verdicts = models.BooleanField(_("verdicts"), default=False)
    wants_corrections = models.BooleanField(_("corrections"), default=False)
    claimants = models.ManyToManyField(
        Claimant,
        blank=True,
        related_name="+",
        verbose_name=_("claimants"),
        help_text=_("None chosen: all claimants."),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="+", verbose_name=_("topics"), help_text=_("None chosen: all topics.")
    )
    muted_topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="+",
        verbose_name=_("muted topics"),
        help_text=_("Nothing of claims on these topics, whatever else they are about."),
    )
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm, default=Rhythm.INSTANT)
    digest_at = models.TimeField(_("hour of the digest"), default=time(8))
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)

    # Since when it hears of what it hears of now, and whether what was owed before has been summed up for it.
    hears_since = models.DateTimeField(default=timezone.now, editable=False)
    is_caught_up = models.BooleanField(default=False, editable=False)
    # Evidence suggested up to then was looked at for this channel; null where all that is fresh is to be looked at.
    looked_until = models.DateTimeField(null=True, editable=False)
    # Why it was switched off by itself; empty while it works or was switched off by hand.
    off_reason = models.CharField(_("why it is off"), max_length=500, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    retry_at = models.DateTimeField(_("next try"), null=True, editable=False)
    last_error = models.CharField(_("last error"), max_length=500, blank=True, editable=False)
    last_sent_at = models.DateTimeField(_("last sent"), null=True, editable=False)
    leased_until: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True, editable=False
    )
    lease_token = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        ordering = ("name",)
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="chat") | ~Q(address=""), name="channel_of_mail_or_webhook_has_an_address"
            ),
            models.CheckConstraint(
                condition=Q(kind="email") | ~Q(secret=""), name="channel_of_chat_or_webhook_has_a_secret"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="receiver",
                    owner__isnull=True,
                    is_chief=False,
                    wants_deadlines=False,
                    wants_evidence=False,
                    wants_feeds=False,
                    wants_weekly=False,
                    wants_checkpoints=False,
                )
                | (
                    ~Q(kind="receiver") & Q(wants_claims=False, wants_verdicts=False, wants_corrections=False)
                ),
                name="channel_hears_of_the_desk_or_of_what_is_published",
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="channel_quiet_hours_have_two_ends",
            ),
            models.CheckConstraint(
                condition=Q(old_secret="", old_secret_until__isnull=True)
                | (~Q(old_secret="") & Q(old_secret_until__isnull=False)),
                name="channel_old_secret_ends_some_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name
