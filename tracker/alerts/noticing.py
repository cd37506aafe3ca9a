"""Notices what is owed and writes it into the outbox, once. Sends nothing.

Nothing due costs a handful of indexed queries, whatever the number of claims: a claim is looked at on the day that was
noted when it was looked at before, and when the record's log tells of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from claims.models import Claim, colleagues
from tracker import changes, setaside
from tracker.alerts import audience, digests, installation, reports
from tracker.alerts.deadlines import Step, next_step_on, owed_step
from tracker.alerts.ladders import Ladders, ladders
from tracker.alerts.relevance import deadline_of
from tracker.alerts.rows import row, write
from tracker.models import Alert, Channel, Job, NextStep, SetAside

# So many claims are looked at before what they owe is written.
CLAIMS_AT_ONCE: Final = 500
# What of a channel decides which steps it hears of.
HEARD: Final = (
    *("pk", "kind", "address", "owner_id", "is_chief", "rhythm"),
    *("wants_deadlines", "wants_evidence", "wants_feeds", "hears_since"),
)
SLEEP_NOTED_EVERY: Final = timedelta(days=1)


def notice(*, now: datetime) -> int:
    """Write a row for whatever is owed at this moment and has none; returns how many rows it tried to write.

    Running it twice, or twice at once, adds nothing: a row is unique on its kind, what makes it once only, and the
    channel. A deadline's is unique on claim, deadline version, step and channel. What is written is found before the
    writing begins. A claim or a channel that raises anything is set aside.
    """
    _let_sleep(now)
    channels, steps, reached_by = audience.listening(), ladders(), audience.places()
    written = changes.since_last_look("noticing", now=now, terms=_terms(channels, steps))
    if written.is_anew:
        Channel.objects.update(looked_until=None)
        for channel in channels:
            channel.looked_until = None
    of_deadlines = _notice_deadlines(channels, steps, written, reached_by, now)
    rows = [
        *reports.rows(channels, written.numbers("claim"), reached_by, now=now),
        *installation.rows(now=now, of_workers=True),
    ]
    write(rows, now=now)
    failed = SetAside.objects.filter(job=Job.REPORTING).values_list("item", flat=True)
    told = Channel.objects.filter(is_active=True, wants_evidence=True).exclude(pk__in=list(failed))
    told.update(looked_until=now)
    for channel in channels:
        if not channel.is_caught_up:
            digests.catch_up(channel, now=now)
    changes.looked(written)
    return of_deadlines + len(rows)


def _let_sleep(now: datetime) -> None:
    """What comes due while a channel is off, or its owner away, is summed up for it once it hears again."""
    sleeping = Channel.objects.filter(audience.SLEEPS)
    stale = sleeping.filter(Q(is_caught_up=True) | Q(hears_since__lt=now - SLEEP_NOTED_EVERY))
    if ids := list(stale.values_list("pk", flat=True)):
        Channel.objects.filter(pk__in=ids).update(hears_since=now, is_caught_up=False)


@dataclass(frozen=True, slots=True)
class Look:
    """What a claim owes on a day, and the day of its next step."""

    claim: Claim
    rows: list[Alert]
    next_on: date


def _notice_deadlines(
    channels: Sequence[Channel],
    steps: Ladders,
    written: changes.Changes,
    reached_by: dict[int, audience.Place],
    now: datetime,
) -> int:
    ids = _to_look_at(written, timezone.localdate(now), now)
    number, seen = 0, set[int]()
    for looks in _slices(_looks(sorted(ids), channels, steps, reached_by, now)):
        rows = [row for look in looks for row in look.rows]
        write(rows, now=now)
        _note_next(looks)
        number += len(rows)
        seen |= {look.claim.pk for look in looks}
    # Pending no more, or set aside.
    NextStep.objects.filter(claim__in=ids - seen).delete()
    return number


def _slices(looks: Iterator[Look]) -> Iterator[list[Look]]:
    while some := list(islice(looks, CLAIMS_AT_ONCE)):
        yield some


def _to_look_at(written: changes.Changes, today: date, now: datetime) -> set[int]:
    """The ids of the claims that may owe something they did not owe at the last look."""
    if written.is_anew:
        return set(Claim.objects.pending().values_list("pk", flat=True))
    come = NextStep.objects.filter(day__lte=today).values_list("claim", flat=True)
    again = SetAside.objects.filter(job=Job.NOTICING, due_at__lte=now).values_list("item", flat=True)
    # A claimant who was held back is shown again: so are their claims, of which nothing else was written.
    of_claimants = Claim.objects.pending().filter(claimant__in=written.numbers("claimant"))
    shown_again = of_claimants.values_list("pk", flat=True)
    return written.numbers("claim") | set(come) | set(map(int, again)) | set(shown_again)


def _looks(
    ids: Sequence[int],
    channels: Sequence[Channel],
    steps: Ladders,
    reached_by: dict[int, audience.Place],
    now: datetime,
) -> Iterator[Look]:
    today, before = timezone.localdate(now), defaultdict[str, dict[int, str]](dict)

    def look(claim: Claim) -> Look:
        deadline, ladder = deadline_of(claim), steps.of(claim)
        step = owed_step(deadline, today=today, ladder=ladder)
        rows: list[Alert] = []
        if step is not None:
            hear = audience.hearers(channels, claim, step)
            told = before.get(once_key_of(claim, step), {})
            rows = [_row(claim, step, channel, now) for channel in audience.once_each(hear, told, reached_by)]
        return Look(claim, rows, next_step_on(deadline, today=today, ladder=ladder))

    return setaside.results_of(Job.NOTICING, _claims(ids, before), look, now=now)


def _claims(ids: Sequence[int], before: dict[str, dict[int, str]]) -> Iterator[Claim]:
    """The pending ones among them, and in `before` what was written of them, by channel."""
    for start in range(0, len(ids), CLAIMS_AT_ONCE):
        some = ids[start : start + CLAIMS_AT_ONCE]
        written = Alert.objects.filter(kind=Alert.Kind.DEADLINE, claim__in=some)
        for key, channel, state in written.values_list("once_key", "channel", "state"):
            before[key][channel] = state
        pending = Claim.objects.pending().filter(pk__in=some)
        yield from pending.select_related("assigned_to").prefetch_related("topics")


def _note_next(looks: Iterable[Look]) -> None:
    """Note on which day each is to be looked at again."""
    NextStep.objects.bulk_create(
        [NextStep(claim=look.claim, day=look.next_on) for look in looks],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["day"],
    )


def _terms(channels: Sequence[Channel], steps: Ladders) -> str:
    """A digest of what else decides what is owed: where it changes, every pending claim is looked at once."""
    heard = [
        (
            *(getattr(channel, name) for name in HEARD),
            sorted(topic.pk for topic in channel.topics.all()),
            sorted(topic.pk for topic in channel.muted_topics.all()),
        )
        for channel in sorted(channels, key=lambda channel: channel.pk)
    ]
    people = sorted(colleagues().values_list("pk", flat=True))
    return sha256(repr((heard, people, steps, settings.TIME_ZONE)).encode()).hexdigest()


def once_key_of(claim: Claim, step: Step) -> str:
    """What makes a deadline's alert once only: the claim, the version of its window, and the step."""
    return f"{claim.pk}/{claim.deadline_version}/{step.name}"


def _row(claim: Claim, step: Step, channel: Channel, now: datetime) -> Alert:
    return row(
        Alert.Kind.DEADLINE,
        once_key_of(claim, step),
        channel,
        now=now,
        claim=claim,
        deadline_version=claim.deadline_version,
        step=step.name,
        in_digest=channel.rhythm == Channel.Rhythm.DAILY or _was_owed_before(channel, claim, step),
    )


def _was_owed_before(channel: Channel, claim: Claim, step: Step) -> bool:
    """Whether the channel is to hear of it in the one message that sums up what was owed before it was there."""
    since = channel.hears_since
    if channel.is_caught_up or claim.published_at is None or claim.published_at > since:
        return False
    return step.day <= timezone.localdate(since)
