"""What bears on a claim, and what the desk ruled."""

from datetime import UTC, date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models.claim import Claim, Outcome
from claims.models.languages import Language
from claims.models.signatures import signed_by_and_at_together, signed_by_another
from claims.models.years import Dated, years_of
from claims.querysets import CopyQuerySet, EvidenceQuerySet, VerdictQuerySet


class Evidence(Dated):
    """A snapshot of an article that bears on a claim. It outlives the article and its feed."""

    class Status(models.TextChoices):
        """How far a piece of evidence has come."""

        SUGGESTED = "suggested", _("Suggested")
        """The tracker offers it; no person has looked at it yet."""
        ACCEPTED = "accepted", _("Accepted")
        """A person accepted it with a stance: readers see it."""
        REJECTED = "rejected", _("Rejected")
        """Kept for the desk alone, so that the same story is not offered twice."""

    class Level(models.TextChoices):
        """How the tracker took the article when it found it; only what it offers waits for an editor."""

        OFFERED = "offered", _("Offered")
        """It scores enough: it stands in the review queue."""
        PERHAPS = "perhaps", _("Perhaps")
        """It scores a little too low: it stands in a fold."""
        SAID_AGAIN = "said_again", _("Said again")
        """It says the claim again, before anything came of it: no evidence, and gathered in a fold."""

    class Stance(models.TextChoices):
        """What accepted evidence says of the claim, as a person read it."""

        SUPPORTS = "supports", _("Supports")
        CONTRADICTS = "contradicts", _("Contradicts")
        CONTEXT = "context", _("Context")

    class Hint(models.TextChoices):
        """What a machine takes an article to say of a claim: preselected for the editor, never decided."""

        SUPPORTS = "supports", _("Seems to support it")
        CONTRADICTS = "contradicts", _("Seems to contradict it")
        UNCLEAR = "unclear", _("Unclear")

    class HintReason(models.TextChoices):
        """By what a hint was given; the words themselves stand beside it."""

        FAILURE = "failure", _("says that something was put off, given up or denied")
        SUCCESS = "success", _("says that something was done, reached or decided")
        NEGATION = "negation", _("says that something did not happen")
        LITTLE = "little", _("says that it was little")
        SAME_WAY = "same_way", _("the number went the way that was said")
        OTHER_WAY = "other_way", _("the number went the other way")
        WITHIN = "within", _("a number is on the side that was said")
        BEYOND = "beyond", _("a number is on the other side of what was said")
        SAID_SO = "said_so", _("tells as done what was said of the future")
        AT_ODDS = "at_odds", _("has signs of both sides")

    record_fields: ClassVar = (
        "claim_id",
        "address",
        "canonical_address",
        "title",
        "publisher",
        "published_at",
        "excerpt",
        "language",
        "matched_words",
        "status",
        "stance",
        "reviewed_by_id",
        "reviewed_at",
    )

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("claim")
    )
    address = models.URLField(_("address"), max_length=2000)
    canonical_address = models.TextField(editable=False)
    # SHA-256 of the canonical address: an index entry has a size that an address may exceed.
    address_digest = models.CharField(max_length=64, editable=False)
    title = models.CharField(_("title"), max_length=1000)
    publisher = models.CharField(_("publisher"), max_length=200)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    # [{"word": "as it stands in the article", "weight": 3.2}, ...], heaviest first; empty if added by hand. With
    # "forms": [...] where the article has the word in other spellings too.
    matched_words = models.JSONField(_("matched words"), default=list, editable=False)
    score = models.FloatField(_("score"), default=0.0, editable=False)
    hint = models.CharField(_("hint"), max_length=12, choices=Hint, blank=True, editable=False)
    # {"reason": a `HintReason`, "words": ["as they stand in the article", ...]}
    hint_reason = models.JSONField(default=dict, editable=False)
    # The text form of a `stories.Fingerprint`; empty where the text was too short, or was never seen.
    fingerprint = models.TextField(blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.SUGGESTED, editable=False
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.OFFERED, editable=False)
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
        verbose_name_plural = pgettext_lazy("several", "evidence")
        permissions: ClassVar = [("review_evidence", "Can accept and reject evidence")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("claim", "address_digest"), name="evidence_once_per_claim_and_address"
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
            years_of("evidence_within_the_years", "published_at", "suggested_at", "reviewed_at"),
        ]
        indexes: ClassVar = [
            # Read by the review queue, which shows only what still waits.
            models.Index(
                fields=("claim", "-score"), condition=Q(status="suggested"), name="evidence_waiting"
            ),
            # Read each minute by what tells channels of fresh evidence.
            models.Index(fields=("suggested_at",), condition=Q(status="suggested"), name="evidence_fresh"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    @property
    def unlisted_copies(self) -> list["Copy"]:
        """The places of the story that readers do not see. No query where `copies` was prefetched."""
        return [copy for copy in self.copies.all() if not copy.is_listed]


class Copy(Dated):
    """Another place that carries the same story as a piece of evidence: one suggestion, many sources."""

    record_fields: ClassVar = (
        "claim_id",
        "evidence_id",
        "address",
        "canonical_address",
        "title",
        "publisher",
        "published_at",
        "is_listed",
    )

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", verbose_name=_("claim"))
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="copies", verbose_name=_("evidence")
    )
    address = models.URLField(_("address"), max_length=2000)
    canonical_address = models.TextField(editable=False)
    address_digest = models.CharField(max_length=64, editable=False)
    title = models.CharField(_("title"), max_length=1000)
    publisher = models.CharField(_("publisher"), max_length=200)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    found_at = models.DateTimeField(_("found at"), editable=False)
    # Whether readers may see it: a person accepted the evidence with this copy in sight.
    is_listed = models.BooleanField(_("listed"), default=False, editable=False)

    objects = CopyQuerySet.as_manager()

    class Meta:
        ordering = ("published_at", "pk")
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("claim", "address_digest"), name="copy_once_per_claim_and_address"
            ),
            years_of("copy_within_the_years", "published_at", "found_at"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class Verdict(Dated):
    """An editor's dated ruling. Appended, never edited: a correction is a new one."""

    record_fields: ClassVar = (
        "claim_id",
        "outcome",
        "happened_on",
        "known_on",
        "reasoning",
        "can_no_longer_happen",
        "condition_failed",
        "evidence",
        "by_id",
        "at",
        "needs_countersignature",
        "countersigned_by_id",
        "countersigned_at",
        "public_at",
        "due_at",
        "effective_at",
        "taken_back_by_id",
        "taken_back_at",
        "taken_back_reason",
    )

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="verdicts", verbose_name=_("claim")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    # Until 2026-11 one field held both days; `came_true_on` and `became_known_on` tell them apart.
    happened_on = models.DateField(_("came true on"), null=True, blank=True)
    known_on = models.DateField(_("became known on"), null=True, blank=True)
    reasoning = models.TextField(
        _("reasoning"),
        max_length=4000,
        validators=[MaxLengthValidator(4000)],
        help_text=_("Public. Why, in plain words."),
    )
    can_no_longer_happen = models.BooleanField(_("can no longer happen"), default=False)
    condition_failed = models.BooleanField(_("condition not met"), default=False)
    evidence = models.ManyToManyField(
        Evidence, blank=True, related_name="verdicts", verbose_name=_("rests on")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    needs_countersignature = models.BooleanField(default=False)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("countersigned by"),
    )
    countersigned_at = models.DateTimeField(_("countersigned at"), null=True, editable=False)
    # From when readers may see it, as announced or in effect; and when it is to take effect. None: not signed yet.
    public_at = models.DateTimeField(_("public from"), null=True, editable=False)
    due_at = models.DateTimeField(_("takes effect on"), null=True, editable=False)
    # When it did.
    effective_at = models.DateTimeField(_("in effect since"), null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("taken back by"),
    )
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, editable=False)
    taken_back_reason = models.TextField(_("why it was taken back"), blank=True, editable=False)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        permissions: ClassVar = [("countersign_verdict", "Can countersign verdicts")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reasoning=""), name="verdict_has_reasoning"),
            *signed_by_another("verdict"),
            signed_by_and_at_together("verdict"),
            models.CheckConstraint(
                condition=Q(effective_at__isnull=True) | Q(taken_back_at__isnull=True),
                name="verdict_in_effect_or_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_reason="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="verdict_taken_back_by_and_at_together",
            ),
            years_of(
                "verdict_within_the_years",
                *("happened_on", "known_on", "at", "countersigned_at"),
                *("public_at", "due_at", "effective_at", "taken_back_at"),
            ),
        ]
        indexes: ClassVar = [
            # Read each tick by what puts verdicts into effect: only those that wait are in it.
            models.Index(
                fields=("due_at",),
                condition=Q(effective_at__isnull=True, taken_back_at__isnull=True, due_at__isnull=False),
                name="verdict_due",
            ),
            # Read by the first page, for what was decided last, and by the feed of verdicts.
            models.Index(
                fields=("-effective_at", "-id"),
                condition=Q(effective_at__isnull=False),
                name="verdict_newest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.at:%Y-%m-%d})"

    @property
    def in_effect(self) -> bool:
        """Whether it counts: signed where the newsroom asks for it, its announcement over, and not taken back."""
        return self.effective_at is not None

    @property
    def waits_for_a_signature(self) -> bool:
        """Whether a second person has yet to sign it."""
        return self.needs_countersignature and self.countersigned_at is None and self.taken_back_at is None

    @property
    def waits(self) -> bool:
        """Whether it may still be taken back: not in effect, whatever it waits for."""
        return self.effective_at is None and self.taken_back_at is None

    def began_as(self) -> dict[str, object]:
        """What fields held when they came, in a row that was older than they."""
        since = self.countersigned_at or self.at
        return {"effective_at": since.astimezone(UTC).isoformat()}

    @property
    def came_true_on(self) -> date | None:
        """The day on which it came true, in the window or outside it; None where it did not, or nobody knows."""
        return None if self._never_came_true else self.happened_on

    @property
    def became_known_on(self) -> date | None:
        """The day on which the outcome became known, where the desk gave one."""
        return self.known_on or (self.happened_on if self._never_came_true else None)

    @property
    def _never_came_true(self) -> bool:
        return self.can_no_longer_happen or self.outcome in {Outcome.VOID, Outcome.PENDING}

    @property
    def days_late(self) -> int:
        """Days between the window's end and the day it came true; 0 if in time or never."""
        came_true_on, closes_on = self.came_true_on, self.claim.closes_on
        if came_true_on is None or closes_on is None:
            return 0
        return max(0, (came_true_on - closes_on).days)

    @property
    def days_early(self) -> int:
        """Days between the day it came true and the window's first day; 0 if it came later or never."""
        came_true_on, opens_on = self.came_true_on, self.claim.opens_on
        if came_true_on is None or opens_on is None:
            return 0
        return max(0, (opens_on - came_true_on).days)
