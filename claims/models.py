"""The record's tables and the truths that the database itself keeps. Writes go through `claims.editorial`."""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from claims.querysets import ClaimQuerySet, EvidenceQuerySet, VerdictQuerySet

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def slug_of(text: str, *, length: int = 60) -> str:
    """The text as part of an address: ASCII words joined by hyphens, cut at a word; never empty."""
    slug = slugify(text.translate(UMLAUTS))
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug or "x"


class Language(models.TextChoices):
    """Languages that claims and articles are read in."""

    GERMAN = "de", _("German")
    ENGLISH = "en", _("English")


class User(AbstractUser):
    """Someone at the desk: reporter, editor or chief, by group."""

    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")


class Topic(models.Model):
    """A field of coverage by which readers filter claims."""

    record_fields: ClassVar = ("name", "slug")

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name


class Claimant(models.Model):
    """The person or body that made claims."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        BODY = "body", _("Body")

    record_fields: ClassVar = ("name", "slug", "kind", "description", "aliases")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    description = models.CharField(
        _("description"),
        max_length=200,
        blank=True,
        help_text=_("Office or role, as a reader should see it."),
    )
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One per line: short names and abbreviations that articles use."),
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("name", "description"),
                name="claimant_unique_name_and_description",
                violation_error_message=_(
                    "This claimant exists. If it is another, say who in the description."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("claims:claimant", args=[self.slug])

    @property
    def alias_names(self) -> tuple[str, ...]:
        """The other names, as given, without blank lines."""
        return tuple(line.strip() for line in self.aliases.splitlines() if line.strip())


class Outcome(models.TextChoices):
    """What came of a claim, in an editor's ruling."""

    PENDING = "pending", _("Pending")
    CONFIRMED = "confirmed", _("Confirmed")
    PARTLY = "partly", _("Partly confirmed")
    MISSED = "missed", _("Missed")
    VOID = "void", _("Cannot be judged")


class Schedule(models.TextChoices):
    """Where a claim's window stands today; derived, never stored."""

    UNDATED = "undated", _("No date yet")
    UPCOMING = "upcoming", _("Upcoming")
    OPEN = "open", _("Window open")
    CLOSED = "closed", _("Window closed")


class Claim(models.Model):
    """What someone said would happen, and by when."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Firmness(models.TextChoices):
        WILL = "will", _("will: said as certain")
        EXPECTED = "expected", _("expected: said as likely")
        COULD = "could", _("could: said as possible")

    class Precision(models.TextChoices):
        DAY = "day", _("Day")
        WEEK = "week", _("Week")
        MONTH = "month", _("Month")
        QUARTER = "quarter", _("Quarter")
        HALF = "half", _("Half-year")
        SEASON = "season", _("Season")
        YEAR = "year", _("Year")
        DECADE = "decade", _("Decade")
        CENTURY = "century", _("Century")

    record_fields: ClassVar = (
        "claimant_id",
        "statement",
        "statement_language",
        "quote",
        "language",
        "said_on",
        "horizon",
        "opens_on",
        "closes_on",
        "precision",
        "horizon_rule",
        "horizon_note",
        "deadline_version",
        "criteria",
        "firmness",
        "restates_id",
        "assigned_to_id",
        "topics",
        "state",
        "published_at",
        "published_by_id",
        "withdrawn_reason",
        "outcome",
    )
    BY_HAND: ClassVar = "by hand"

    claimant = models.ForeignKey(
        Claimant, on_delete=models.PROTECT, related_name="claims", verbose_name=_("claimant")
    )
    statement = models.TextField(
        _("statement"),
        max_length=500,
        help_text=_("What must be checkable, in the newsroom's words: one sentence."),
    )
    statement_language = models.CharField(
        _("language of the statement"), max_length=5, choices=Language, default=Language.ENGLISH
    )
    quote = models.TextField(
        _("quote"), max_length=2000, help_text=_("The words as they were said or printed.")
    )
    language = models.CharField(
        _("language of the quote"), max_length=5, choices=Language, default=Language.ENGLISH
    )
    said_on = models.DateField(_("said on"))
    horizon = models.CharField(
        _("horizon"),
        max_length=200,
        help_text=_("The words that set the deadline, as they were said: “within the next 12 to 18 months”."),
    )
    opens_on = models.DateField(_("window opens on"), null=True, blank=True)
    closes_on = models.DateField(_("window closes on"), null=True, blank=True)
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.DAY)
    horizon_rule = models.CharField(_("rule of the window"), max_length=60, blank=True, editable=False)
    horizon_note = models.CharField(_("note on the window"), max_length=300, blank=True, editable=False)
    # Counts the windows this claim has had, so that an alert for a moved deadline is never taken for the new one's.
    deadline_version = models.PositiveIntegerField(_("deadline version"), default=1, editable=False)
    criteria = models.TextField(
        _("criteria"),
        max_length=2000,
        blank=True,
        help_text=_("What would count as confirmed, and what would not. Needed before publication."),
    )
    firmness = models.CharField(_("firmness"), max_length=10, choices=Firmness, default=Firmness.EXPECTED)
    restates = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="restated_by",
        verbose_name=_("restates"),
        help_text=_("The earlier claim whose deadline this one moves."),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="claims", verbose_name=_("topics"))
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_claims",
        verbose_name=_("assigned to"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("logged at"), editable=False)
    state = models.CharField(
        _("editorial state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_reason = models.TextField(_("reason for withdrawal"), blank=True, editable=False)
    # The outcome of the latest verdict in effect, written with it in one transaction; `record.verify` compares them.
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.PENDING, editable=False
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("closes_on", "pk")
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        permissions: ClassVar = [
            ("publish_claim", "Can publish and revise published claims"),
            ("withdraw_claim", "Can withdraw published claims"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True, closes_on__isnull=True) | Q(opens_on__lte=F("closes_on")),
                name="claim_window_has_two_ends_in_order",
                violation_error_message=_("A window has two days, and opens before it closes."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("said_on")),
                name="claim_window_closes_after_it_was_said",
                violation_error_message=_("The window closes before the claim was made."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(closes_on__isnull=False, published_at__isnull=False),
                name="claim_published_has_a_window",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="claim_published_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="claim_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(restates=F("pk")), name="claim_never_restates_itself"),
        ]
        indexes: ClassVar = [
            # Read each tick by `open()` and `awaiting_verdict()`: only the undecided rows are in it.
            models.Index(
                fields=("closes_on",),
                condition=Q(state="published", outcome="pending"),
                name="claim_due",
            ),
            models.Index(fields=("state", "-closes_on"), name="claim_public_list"),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("claims:claim", args=[self.pk, slug_of(self.statement)])

    @property
    def is_public(self) -> bool:
        """Whether readers may open its page: withdrawn claims stay readable, with the reason."""
        return self.state != self.State.DRAFT

    def schedule(self, today: date) -> Schedule:
        """Where the window stands on `today`, a day in the newsroom's time zone."""
        if self.opens_on is None or self.closes_on is None:
            return Schedule.UNDATED
        if today < self.opens_on:
            return Schedule.UPCOMING
        return Schedule.OPEN if today <= self.closes_on else Schedule.CLOSED

    def is_overdue(self, today: date) -> bool:
        """Whether the window has closed without a ruling."""
        return self.outcome == Outcome.PENDING and self.schedule(today) == Schedule.CLOSED

    @property
    def public_verdicts(self) -> list["Verdict"]:
        """The verdicts in effect, newest first. No query where `verdicts` was prefetched."""
        return [verdict for verdict in self.verdicts.all() if verdict.in_effect]

    def days_left(self, today: date) -> int | None:
        """Days until the window closes; negative once it has; None without a window."""
        return (self.closes_on - today).days if self.closes_on else None


class Appearance(models.Model):
    """One place where a claim was published, with that outlet's wording."""

    record_fields: ClassVar = ("address", "publisher", "title", "published_on", "language", "quote")

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="appearances")
    address = models.URLField(_("address"), max_length=1000, blank=True)
    publisher = models.CharField(_("publisher"), max_length=160)
    title = models.CharField(_("title"), max_length=300, blank=True)
    published_on = models.DateField(_("published on"))
    language = models.CharField(_("language"), max_length=5, choices=Language)
    quote = models.TextField(_("wording there"), max_length=2000)

    class Meta:
        ordering = ("published_on", "pk")
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("claim", "address"),
                condition=~Q(address=""),
                name="appearance_once_per_claim_and_address",
            ),
            models.CheckConstraint(
                condition=~Q(address="") | ~Q(title=""), name="appearance_can_be_found_again"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}" if self.title else self.publisher


class Evidence(models.Model):
    """A snapshot of an article that bears on a claim. It outlives the article and its feed."""

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        CONTRADICTS = "contradicts", _("Contradicts")
        CONTEXT = "context", _("Context")

    record_fields: ClassVar = ("canonical_address", "title", "publisher", "status", "stance")

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    address = models.URLField(_("address"), max_length=2000)
    canonical_address = models.CharField(max_length=2000, editable=False)
    title = models.CharField(_("title"), max_length=1000)
    publisher = models.CharField(_("publisher"), max_length=200)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    # [{"word": "as it stands in the article", "weight": 3.2}, ...], heaviest first; empty if added by hand.
    matched_words = models.JSONField(_("matched words"), default=list, editable=False)
    score = models.FloatField(_("score"), default=0.0, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.SUGGESTED, editable=False
    )
    stance = models.CharField(_("stance"), max_length=12, choices=Stance, blank=True)
    suggested_at = models.DateTimeField(_("suggested at"), editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("-score", "-published_at", "pk")
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        permissions: ClassVar = [("review_evidence", "Can accept and reject evidence")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("claim", "canonical_address"), name="evidence_once_per_claim_and_address"
            ),
            models.CheckConstraint(
                condition=(Q(status="accepted") & ~Q(stance="")) | (~Q(status="accepted") & Q(stance="")),
                name="evidence_stance_exactly_when_accepted",
            ),
            models.CheckConstraint(
                condition=Q(status="suggested", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | (~Q(status="suggested") & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)),
                name="evidence_reviewed_by_and_at_together",
            ),
        ]
        indexes: ClassVar = [
            # Read by the review queue, which shows only what still waits.
            models.Index(
                fields=("claim", "-score"), condition=Q(status="suggested"), name="evidence_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class Verdict(models.Model):
    """An editor's dated ruling. Appended, never edited: a correction is a new one."""

    record_fields: ClassVar = (
        "outcome",
        "happened_on",
        "reasoning",
        "can_no_longer_happen",
        "evidence",
        "by_id",
        "at",
        "needs_countersignature",
        "countersigned_by_id",
        "countersigned_at",
    )

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    happened_on = models.DateField(
        _("happened on"), null=True, blank=True, help_text=_("The day it came true or became known.")
    )
    reasoning = models.TextField(_("reasoning"), max_length=4000, help_text=_("Public. Why, in plain words."))
    can_no_longer_happen = models.BooleanField(_("can no longer happen"), default=False)
    evidence = models.ManyToManyField(
        Evidence, blank=True, related_name="verdicts", verbose_name=_("rests on")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    needs_countersignature = models.BooleanField(default=False)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(null=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        permissions: ClassVar = [("countersign_verdict", "Can countersign verdicts")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reasoning=""), name="verdict_has_reasoning"),
            models.CheckConstraint(
                condition=Q(countersigned_by__isnull=True, countersigned_at__isnull=True)
                | Q(countersigned_by__isnull=False, countersigned_at__isnull=False),
                name="verdict_countersigned_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(countersigned_by__isnull=True) | ~Q(countersigned_by=F("by")),
                name="verdict_countersigned_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.at:%Y-%m-%d})"

    @property
    def in_effect(self) -> bool:
        """Whether readers may see it: not while it waits for a second person."""
        return not self.needs_countersignature or self.countersigned_at is not None

    @property
    def days_late(self) -> int:
        """Days between the window's end and the day it came true; 0 if in time or never."""
        closes_on = self.claim.closes_on
        if self.happened_on is None or closes_on is None:
            return 0
        return max(0, (self.happened_on - closes_on).days)


class RecordEntry(models.Model):
    """One write to the record, bound by its hash to the one before it in the same chain."""

    chain = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # The name at the time: an account may be renamed, the log may not. "tracker" where no person acted.
    by_name = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    # {"field": [before, after], ...}
    changes = models.JSONField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("chain", "sequence")
        verbose_name = _("record entry")
        verbose_name_plural = _("record entries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("chain", "sequence"), name="record_chain_never_forks"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.action}"


class Checkpoint(models.Model):
    """A day's hash over the heads of all chains, published so that readers can hold the record to it."""

    day = models.DateField(unique=True)
    made_at = models.DateTimeField()
    last_entry_id = models.BigIntegerField()
    chains = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-day",)
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")

    def __str__(self) -> str:
        return f"{self.day}: {self.hash[:12]}"


class DailyTally(models.Model):
    """What the tracker read on a day, kept here so that pages can say what was searched without asking it."""

    day = models.DateField(unique=True)
    articles_read = models.PositiveIntegerField(default=0)
    feeds_reached = models.PositiveIntegerField(default=0)
    feeds_silent = models.PositiveIntegerField(default=0)
    last_success_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True
    )

    class Meta:
        ordering = ("-day",)
        verbose_name = _("daily tally")
        verbose_name_plural = _("daily tallies")

    def __str__(self) -> str:
        return f"{self.day}: {self.articles_read}"
