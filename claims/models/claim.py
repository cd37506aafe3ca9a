"""What was claimed, by when, and where it was published.

Why so: docs/decisions/0003-outcome-beside-verdicts.md
"""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims import terms, translations
from claims.models.languages import Language
from claims.models.people import Claimant, Topic, slug_of, translation_language
from claims.models.source import SourceText
from claims.models.years import Dated, years_of
from claims.querysets import AppearanceQuerySet, ClaimQuerySet

if TYPE_CHECKING:
    from claims.models.ruling import Verdict


class Outcome(models.TextChoices):
    """What came of a claim, in an editor's ruling."""

    PENDING = "pending", _("Pending")
    """No verdict is in effect, or the latest one reopened the claim."""
    CONFIRMED = "confirmed", _("Confirmed")
    """It happened inside the window."""
    PARTLY = "partly", _("Partly confirmed")
    """A part of it happened inside the window."""
    MISSED = "missed", _("Missed")
    """It did not happen inside the window, though it may have come true later."""
    VOID = "void", _("Cannot be judged")
    """Nobody can say; the claim counts in no rate."""


class Schedule(models.TextChoices):
    """Where a claim's window stands today; derived, never stored."""

    UNDATED = "undated", _("No date yet")
    UPCOMING = "upcoming", _("Upcoming")
    OPEN = "open", _("Window open")
    CLOSED = "closed", _("Window closed")


class Claim(Dated):
    """What someone said would happen, and by when."""

    class State(models.TextChoices):
        """How far the desk has let the claim out."""

        DRAFT = "draft", _("Draft")
        """The desk alone sees it."""
        PUBLISHED = "published", _("Published")
        """Readers see it, and it counts."""
        WITHDRAWN = "withdrawn", _("Withdrawn")
        """Its page stays with the reason; it counts nowhere."""

    class Firmness(models.TextChoices):
        """How sure the claimant sounded."""

        WILL = "will", _("will: said as certain")
        EXPECTED = "expected", _("expected: said as likely")
        COULD = "could", _("could: said as possible")

    class Precision(models.TextChoices):
        """The unit of time that the words name: how exactly the deadline was said."""

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
        "translated_statement",
        "translation_language",
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
        "condition",
        "restates_id",
        "assigned_to_id",
        "snoozed_until",
        "snooze_reason",
        "topics",
        "state",
        "created_by_id",
        "created_at",
        "published_at",
        "published_by_id",
        "publish_at",
        "publish_by_id",
        "withdrawn_reason",
        "merged_into_id",
        "outcome",
        "must_terms",
        "any_terms",
        "never_terms",
        "checkable",
    )
    BY_HAND: ClassVar = "by hand"

    claimant = models.ForeignKey(
        Claimant, on_delete=models.PROTECT, related_name="claims", verbose_name=_("claimant")
    )
    statement = models.TextField(
        _("statement"),
        max_length=500,
        validators=[MaxLengthValidator(500)],  # a TextField's own max_length binds forms only
        help_text=_("What must be checkable, in the newsroom's words: one sentence."),
    )
    statement_language = models.CharField(
        _("language of the statement"), max_length=5, choices=Language, default=Language.ENGLISH
    )
    translated_statement = models.TextField(
        _("translation of the statement"),
        max_length=500,
        blank=True,
        default="",
        db_default="",
        validators=[MaxLengthValidator(500)],
        help_text=_(
            "For readers of the other language; they see that it is one, and the original. Empty: they get the "
            "statement as it is. The quote is never translated."
        ),
    )
    translation_language = translation_language()
    quote = models.TextField(
        _("quote"),
        max_length=2000,
        validators=[MaxLengthValidator(2000)],
        help_text=_("The words as they were said or printed."),
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
        validators=[MaxLengthValidator(2000)],
        blank=True,
        help_text=_("What would count as confirmed, and what would not. Needed before publication."),
    )
    checkable = models.CharField(
        _("how it can be checked"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Who or what will show it: a register, a figure, a visit. For the desk only; needed before publication."
        ),
    )
    firmness = models.CharField(_("firmness"), max_length=10, choices=Firmness, default=Firmness.EXPECTED)
    condition = models.CharField(
        _("condition"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the claim was said to hang on, in its words: “if elected”. Where it is not met, nothing was claimed."
        ),
    )
    restates = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="restated_by",
        verbose_name=_("restates"),
        help_text=_("The earlier claim whose deadline this one moves."),
    )
    must_terms = models.TextField(
        _("must have"),
        max_length=2000,
        blank=True,
        validators=[MaxLengthValidator(2000), terms.check],
        help_text=_(
            "One word or phrase per line; an article needs all. “de:” before it: only German articles need it."
        ),
    )
    any_terms = models.TextField(
        _("any of"),
        max_length=2000,
        blank=True,
        validators=[MaxLengthValidator(2000), terms.check],
        help_text=_("One per line; an article needs at least one. Give them in both languages to find both."),
    )
    never_terms = models.TextField(
        _("never"),
        max_length=2000,
        blank=True,
        validators=[MaxLengthValidator(2000), terms.check],
        help_text=_("One per line; an article that has one is never suggested."),
    )
    # Counts the wordings under which articles were looked for: the tracker searches anew for each.
    search_version = models.PositiveIntegerField(default=1, editable=False)
    topics = models.ManyToManyField(Topic, blank=True, related_name="claims", verbose_name=_("topics"))
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_claims",
        verbose_name=_("assigned to"),
    )
    # Reminders go on from this day; they say nothing to readers, so the reason stays at the desk.
    snoozed_until = models.DateField(_("snoozed until"), null=True, blank=True, editable=False)
    snooze_reason = models.CharField(_("reason of the snooze"), max_length=300, blank=True, editable=False)
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
    # A publication that waits some minutes, and may be taken back until then.
    publish_at = models.DateTimeField(_("to be published at"), null=True, editable=False)
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_reason = models.TextField(_("reason for withdrawal"), blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        editable=False,
        verbose_name=_("merged into"),
    )
    # The outcome of the latest verdict in effect, written with it in one transaction.
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.PENDING, editable=False
    )

    objects = ClaimQuerySet.as_manager()
    # Of what its page may show, the kinds of which there is anything, as `one_for_page` found; None: nobody looked.
    page_has: frozenset[str] | None = None

    class Meta:
        ordering = ("closes_on", "pk")
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        permissions: ClassVar = [
            ("publish_claim", "Can publish and revise published claims"),
            ("withdraw_claim", "Can withdraw published claims"),
            ("merge_claim", "Can merge claims"),
        ]
        constraints: ClassVar = [
            years_of(
                "claim_within_the_years",
                *("said_on", "opens_on", "closes_on", "snoozed_until"),
                *("created_at", "published_at", "publish_at"),
            ),
            models.CheckConstraint(
                # Both said to be there: of a comparison with NULL a database says neither yes nor no, and lets it pass.
                condition=Q(opens_on__isnull=True, closes_on__isnull=True)
                | Q(opens_on__isnull=False, closes_on__isnull=False, opens_on__lte=F("closes_on")),
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
                condition=Q(publish_at__isnull=True, publish_by__isnull=True)
                | Q(publish_at__isnull=False, publish_by__isnull=False, state="draft"),
                name="claim_waits_for_its_publication_as_a_draft",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="claim_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(restates=F("pk")), name="claim_never_restates_itself"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | (Q(state="withdrawn") & ~Q(merged_into=F("pk"))),
                name="claim_merged_into_another_and_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(snoozed_until__isnull=True, snooze_reason="")
                | (Q(snoozed_until__isnull=False) & ~Q(snooze_reason="")),
                name="claim_snoozed_with_a_reason",
            ),
            translations.two_languages(
                "claim_translated_into_another_language",
                original="statement",
                language="statement_language",
                translated="translated_statement",
            ),
        ]
        indexes: ClassVar = [
            # Read each tick by `open()` and `awaiting_verdict()`: only the undecided rows are in it.
            models.Index(
                fields=("closes_on",),
                condition=Q(state="published", outcome="pending"),
                name="claim_due",
            ),
            models.Index(fields=("state", "-closes_on"), name="claim_public_list"),
            # Read by each page of the list in the orders that it has, and by the claimant's page.
            models.Index(fields=("state", "-published_at", "-id"), name="claim_newest"),
            models.Index(fields=("state", "-said_on", "-id"), name="claim_said_last"),
            models.Index(fields=("state", "outcome", "closes_on"), name="claim_by_outcome"),
            models.Index(fields=("claimant", "state", "closes_on"), name="claim_of_claimant"),
            # What calendars of deadlines begin with, however many claims there are.
            models.Index(fields=("closes_on", "id"), condition=~Q(state="draft"), name="claim_deadlines"),
            # Read each tick by what publishes claims: only those that wait are in it.
            models.Index(
                fields=("publish_at",), condition=Q(publish_at__isnull=False), name="claim_to_publish"
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("claims:claim", args=[self.pk, slug_of(self.statement)])

    def clean(self) -> None:
        """Refuse terms that are wanted and forbidden at once: nothing could ever be found."""
        wanted = (*terms.parse_terms(self.must_terms), *terms.parse_terms(self.any_terms))
        clash = terms.contradictions(wanted, terms.parse_terms(self.never_terms))
        if clash:
            fault = _("“%(term)s” is wanted above: nothing could be found.")
            raise ValidationError({"never_terms": [fault % {"term": term} for term in clash]})

    @property
    def told_statement(self) -> translations.ReadersText:
        """The statement for readers of the page's language."""
        return translations.told(
            self.statement,
            self.statement_language,
            translated=self.translated_statement,
            translation_language=self.translation_language,
        )

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

    def that_stays(self) -> "Claim":
        """The claim into which this one went in the end; itself where it was not merged. A query for each step."""
        claim, met = self, {self.pk}
        while claim.merged_into is not None and claim.merged_into_id not in met:
            claim = claim.merged_into
            met.add(claim.pk)
        return claim

    @property
    def public_verdicts(self) -> list["Verdict"]:
        """The verdicts in effect, newest first. No query where `verdicts` was prefetched."""
        return [verdict for verdict in self.verdicts.all() if verdict.in_effect]

    def may_have(self, kind: str) -> bool:
        """Whether its page may have something of this kind to show, like "has_holds"."""
        return self.page_has is None or kind in self.page_has

    @property
    def days_late(self) -> int:
        """Days by which a missed claim came true late, by the latest verdict in effect; 0 where it was not."""
        latest = next(iter(self.public_verdicts), None) if self.outcome == Outcome.MISSED else None
        return latest.days_late if latest else 0

    def is_snoozed(self, today: date) -> bool:
        """Whether the desk has put its reminders off to a later day."""
        return self.snoozed_until is not None and today < self.snoozed_until

    def days_left(self, today: date) -> int | None:
        """Days until the window closes; negative once it has; None without a window."""
        return (self.closes_on - today).days if self.closes_on else None


class Appearance(Dated):
    """One place where a claim was published, with that outlet's wording."""

    record_fields: ClassVar = (
        "claim_id",
        "address",
        "publisher",
        "title",
        "published_on",
        "language",
        "quote",
        "horizon",
        "opens_on",
        "closes_on",
        "recording",
        "second",
        "source_text_id",
    )

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="appearances", verbose_name=_("claim")
    )
    address = models.URLField(_("address"), max_length=1000, blank=True)
    publisher = models.CharField(_("publisher"), max_length=160)
    title = models.CharField(_("title"), max_length=300, blank=True)
    published_on = models.DateField(_("published on"))
    language = models.CharField(_("language"), max_length=5, choices=Language)
    quote = models.TextField(_("wording there"), max_length=2000, validators=[MaxLengthValidator(2000)])
    # Outlets disagree on the time, too: what this one wrote, and the window that its words would give.
    horizon = models.CharField(_("words on time there"), max_length=200, blank=True)
    opens_on = models.DateField(_("window opens on"), null=True, blank=True)
    closes_on = models.DateField(_("window closes on"), null=True, blank=True)
    # Of what was said in a recording: where that is, and how far from its beginning.
    recording = models.URLField(_("recording"), max_length=2000, blank=True, default="", db_default="")
    second = models.PositiveIntegerField(_("said at, in seconds"), null=True, blank=True)
    source_text = models.ForeignKey(
        SourceText,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("kept text"),
    )

    objects = AppearanceQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True, closes_on__isnull=True)
                | (Q(opens_on__isnull=False, closes_on__isnull=False) & ~Q(horizon="")),
                name="appearance_window_comes_from_its_words",
            ),
            models.CheckConstraint(
                condition=Q(recording="") | Q(second__isnull=False),
                name="appearance_recording_has_its_second",
            ),
            years_of("appearance_within_the_years", "published_on", "opens_on", "closes_on"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}" if self.title else self.publisher

    @property
    def has_another_deadline(self) -> bool:
        """Whether this outlet's words end the window on another day than the claim's: readers are told so."""
        return self.closes_on is not None and self.closes_on != self.claim.closes_on
