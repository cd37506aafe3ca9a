"""How each public claim counts now, and what that adds up to. `claims.kept_counts` keeps these rows, not the record."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.people import Claimant, Topic

COUNTERS = ("confirmed", "partly", "late", "missed", "void", "early", "awaiting", "running")


class CountedClaim(models.Model):
    """Where a public claim is counted: by whom and how firmly it was said, of which topics, and as what.

    `counts_as` is one of COUNTERS. `is_closed` is whether its window had closed when it was counted last.
    """

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="+")
    claimant = models.ForeignKey(Claimant, on_delete=models.CASCADE, related_name="+")
    firmness = models.CharField(max_length=10)
    counts_as = models.CharField(max_length=10)
    closes_on = models.DateField()
    is_closed = models.BooleanField()
    topics = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [
            # Read with every board: whether a window has closed that is counted as open.
            models.Index(fields=("is_closed", "closes_on"), name="counted_claim_closes"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.counts_as}"


class ClaimCounts(models.Model):
    """So many claims count as each. `n` is the rate's denominator, `total` all of them."""

    firmness = models.CharField(max_length=10, blank=True)
    confirmed = models.IntegerField(default=0)
    partly = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    missed = models.IntegerField(default=0)
    void = models.IntegerField(default=0)
    early = models.IntegerField(default=0)
    awaiting = models.IntegerField(default=0)
    running = models.IntegerField(default=0)

    class Meta:
        abstract = True


class ClaimantCounts(ClaimCounts):
    """The counts of a claimant: of a topic, or of all without one; said so firmly, or all where that is empty."""

    claimant = models.ForeignKey(Claimant, on_delete=models.CASCADE, related_name="counts")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+")
    n = models.GeneratedField(
        expression=F("confirmed") + F("partly") + F("late") + F("missed"),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    total = models.GeneratedField(
        expression=F("confirmed")
        + F("partly")
        + F("late")
        + F("missed")
        + F("void")
        + F("early")
        + F("awaiting")
        + F("running"),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    # The claimant's: those with the same record stand in this order.
    sort_key = models.CharField(max_length=320, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("claimant", "topic", "firmness"),
                condition=Q(topic__isnull=False),
                name="claimant_counts_once_for_a_topic",
            ),
            models.UniqueConstraint(
                fields=("claimant", "firmness"),
                condition=Q(topic__isnull=True),
                name="claimant_counts_once_for_all",
            ),
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 0 for name in COUNTERS}), name="claimant_counts_not_below_zero"
            ),
        ]
        indexes: ClassVar = [
            # Read with every board: how often each record is met, and who has one, in the order of their names.
            models.Index(
                fields=("topic", "firmness", "n", "confirmed", "late", "partly", "total"),
                name="claimant_counts_alike",
            ),
            models.Index(
                fields=("topic", "firmness", "-n", "sort_key", "claimant"), name="claimant_counts_few"
            ),
            # Who said most of a topic.
            models.Index(fields=("topic", "firmness", "-total", "sort_key"), name="claimant_counts_most"),
        ]

    def __str__(self) -> str:
        return f"{self.claimant_id}: {self.n}"


class BoardCounts(ClaimCounts):
    """What the counts of a topic, or of all without one, changed by. Rows are added, never changed, so that writers do
    not wait for each other; the rows of one topic and firmness are summed, and put together now and then.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.firmness}"


class MonthCounts(ClaimCounts):
    """The same of the claims whose windows close in the month that begins on that day; however firmly said."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+")
    month = models.DateField()

    class Meta:
        indexes: ClassVar = [
            # Read with every chart: some years' months of a topic.
            models.Index(fields=("topic", "month"), name="month_counts_of_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.month}"
