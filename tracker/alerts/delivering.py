"""Delivers what is owed: leases a channel, sends its alerts in order, marks each, and tries again later.

Why so: docs/decisions/0025-one-worker-to-a-channel.md
"""

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F, Min, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from tracker import setaside
from tracker.alerts import audience, channels, composing, digests
from tracker.alerts.channels import Blame, Message, NotDelivered
from tracker.alerts.ladders import ladders
from tracker.alerts.relevance import is_still_owed
from tracker.alerts.rows import row, write
from tracker.alerts.timing import DEAD_AFTER, RETRIES, is_quiet, wait_after
from tracker.models import Alert, Channel, Delivery, Job, unleased

IDS_AT_ONCE: Final = 5_000
HOUR: Final = timedelta(hours=1)
Send = Callable[[Channel, Message], str]
# What a message may be about.
ABOUT: Final = (
    *("channel__owner", "claim__claimant", "claim__assigned_to"),
    *("evidence", "feed", "about_channel", "verdict", "correction"),
)


def channels_due(*, now: datetime) -> list[int]:
    """Ids of channels that something waits for, that nobody holds and that are not backing off. Two queries."""
    if again := setaside.take(Job.DELIVERING, now=now):
        _try_again(Alert.objects.filter(pk__in=again), now)
    due = _due(now).values("channel")
    free = Channel.objects.filter(unleased(now), _ready(now), is_active=True, pk__in=due)
    return list(free.values_list("pk", flat=True))


def oldest_unsent(*, now: datetime) -> datetime | None:
    """Since when the alert is due that waits longest though neither quiet hours, nor its channel's pause or share of
    the hour keep it back; None where none does. One query, and another where an alert is due.
    """
    ready = Channel.objects.filter(_ready(now), is_active=True)
    hours = ("channel__quiet_from", "channel__quiet_until")
    due = (
        _due(now)
        .order_by()
        .filter(channel__in=ready)
        .values("channel", *hours)
        .annotate(since=Min("next_try_at"))
    )
    waiting = list(due.values_list("channel", "since", *hours))
    sent = tries_since(now - HOUR).values_list("alert__channel", flat=True)
    tries = Counter(sent) if waiting else Counter()
    hour = timezone.localtime(now).time()
    kept_by_nothing = (
        since
        for channel, since, start, end in waiting
        if not is_quiet(hour, start=start, end=end) and tries[channel] < settings.ALERT_MOST_AN_HOUR
    )
    return min(kept_by_nothing, default=None)


def _try_again(set_aside: QuerySet[Alert], now: datetime) -> None:
    """What the desk asks for, or a new program may cope with: before its time, and also what was given up."""
    set_aside.filter(state=Alert.State.OWED).update(next_try_at=now)
    send_again(set_aside, now=now)


def _due(now: datetime) -> QuerySet[Alert]:
    """The alerts that may be sent, oldest first, without those that go as a part of a digest."""
    return Alert.objects.filter(state=Alert.State.OWED, in_digest=False, next_try_at__lte=now).order_by(
        "noticed_at", "pk"
    )


def _ready(now: datetime) -> Q:
    return Q(retry_at__isnull=True) | Q(retry_at__lte=now)


def deliver_due(*, now: datetime, send: Send = channels.send, limit: int = 100) -> int:
    """Deliver to every channel that something waits for, one after the other; returns how many alerts were sent."""
    return sum(deliver_channel(pk, now=now, send=send, limit=limit) for pk in channels_due(now=now))


def deliver_channel(channel_id: int, *, now: datetime, send: Send = channels.send, limit: int = 100) -> int:
    """Send one channel what is due, in the order of noticing; returns how many alerts were sent.

    The lease on the channel is a conditional UPDATE: nobody else sends to it meanwhile. It ends well before it would
    run out. Killed in mid-send, the alert is sent again once the lease has run out, under the same Message-ID.
    """
    channel = Channel.objects.get(pk=channel_id)
    hour = timezone.localtime(now).time()
    if is_quiet(hour, start=channel.quiet_from, end=channel.quiet_until):
        return 0
    token = _lease(channel, now)
    if not token:
        return 0
    try:
        return _deliver_all(channel, token, now=now, send=send, limit=limit)
    finally:
        Channel.objects.filter(pk=channel_id, lease_token=token).update(leased_until=None, lease_token="")


def _lease(channel: Channel, now: datetime) -> str:
    token = secrets.token_hex(16)
    until = now + timedelta(seconds=settings.LEASE_SECONDS)
    free = Channel.objects.filter(unleased(now), _ready(now), pk=channel.pk)
    return token if free.update(leased_until=until, lease_token=token) == 1 else ""


def _deliver_all(channel: Channel, token: str, *, now: datetime, send: Send, limit: int) -> int:
    """Until nothing is due, the channel fails or has had its hour's share, or a third of the lease is over."""
    stop_at = monotonic() + settings.LEASE_SECONDS / 3
    sent = 0
    for alert_id in _allowed(channel, now, limit):
        holds = Channel.objects.filter(pk=channel.pk, lease_token=token, is_active=True)
        if monotonic() > stop_at or not holds.exists():
            break
        try:
            sent += _deliver(alert_id, now, send)
        except NotDelivered as fault:
            if fault.blame != Blame.MESSAGE:
                _hold_back(channel, fault, now)
                break
    return sent


def tries_since(moment: datetime) -> QuerySet[Delivery]:
    """By the index of moments alone: asked for one channel, a database reads all that the channel ever got."""
    return Delivery.objects.filter(at__gt=moment).order_by()


def _allowed(channel: Channel, now: datetime, limit: int) -> list[int]:
    """The ids of what may go to the channel now: no more than its share of an hour, the rest of which is gathered."""
    within_the_hour = list(tries_since(now - HOUR).values_list("alert__channel", flat=True))
    left = max(0, settings.ALERT_MOST_AN_HOUR - within_the_hour.count(channel.pk))
    due = _due(now).filter(channel=channel)
    ids = list(due.values_list("pk", flat=True)[: min(limit, left + 1)]) if left else []
    if len(ids) <= left:
        return ids
    rest = digests.gather_rest(channel, due.exclude(pk__in=ids[: left - 1]), now=now)
    return ids[:left] if rest is None else [*ids[: left - 1], rest]


def _deliver(alert_id: int, now: datetime, send: Send) -> bool:
    """Send one, or silence it. NotDelivered, after it was noted, where the other side did not take it."""
    alert = Alert.objects.select_related(*ABOUT).get(pk=alert_id)
    try:
        gathered = _still_owed(alert, now)
        is_digest = alert.kind == Alert.Kind.DIGEST
        if not (gathered if is_digest else is_still_owed(alert, now=now)):
            _owed(alert).update(state=Alert.State.SILENCED)
            setaside.done(Job.DELIVERING, [alert.pk])
            return False
        message, gathered = _composed(alert, gathered, now)
        answer = send(alert.channel, message)
    except NotDelivered as fault:
        _note_fault(alert, fault, now)
        raise
    except Exception as fault:  # noqa: BLE001  logged where it is set aside
        broken = _set_aside(alert, fault, now)
        _note_fault(alert, broken, now)
        raise broken from None
    _mark_sent(alert, gathered, message, answer, now)
    setaside.done(Job.DELIVERING, [alert.pk, *(each.pk for each in gathered)])
    return True


def _set_aside(alert: Alert, fault: Exception, now: datetime) -> NotDelivered:
    """One alert that breaks the program must not hold up all that stand behind it."""
    setaside.note(Job.DELIVERING, alert.pk, fault, now=now)
    return NotDelivered(f"{type(fault).__name__}: {setaside.text_of(fault)}", Blame.MESSAGE)


# --- A digest and what it has gathered ---


def _still_owed(digest: Alert, now: datetime) -> list[Alert]:
    """What a digest has gathered and is still so; the rest is silenced."""
    owed: list[Alert] = []
    overtaken: list[Alert] = []
    if digest.kind != Alert.Kind.DIGEST:
        return owed
    steps = ladders()
    prefetch_related_objects([digest.channel], "topics", "muted_topics")
    gathered = digest.gathered.filter(state=Alert.State.OWED).order_by("noticed_at", "pk")
    for alert in gathered.select_related(*ABOUT).prefetch_related("claim__topics"):
        alert.channel = digest.channel
        try:
            (owed if is_still_owed(alert, now=now, steps=steps) else overtaken).append(alert)
        except Exception as fault:  # noqa: BLE001  logged where it is set aside
            _put_off(alert, fault, now)
    _update(overtaken, state=Alert.State.SILENCED)
    return owed


def _composed(alert: Alert, gathered: list[Alert], now: datetime) -> tuple[Message, list[Alert]]:
    """The message, and what it tells of. A digest is written without those that break it, if any others are left."""
    try:
        return composing.compose(alert, gathered, now=now), gathered
    except Exception:
        well = [each for each in gathered if _can_be_told(alert, each, now)]
        if not well or len(well) == len(gathered):
            raise
        return composing.compose(alert, well, now=now), well


def _can_be_told(digest: Alert, gathered: Alert, now: datetime) -> bool:
    try:
        composing.compose(digest, [gathered], now=now)
    except Exception as fault:  # noqa: BLE001  logged where it is set aside
        _put_off(gathered, fault, now)
        return False
    return True


def _put_off(gathered: Alert, fault: Exception, now: datetime) -> None:
    """What breaks a digest waits for the next one, and is given up after the last try."""
    _note_fault(gathered, _set_aside(gathered, fault, now), now)
    _owed(gathered).update(gathered_into=None)


def _update(alerts: Sequence[Alert], **fields: object) -> None:
    """What is still owed of them, in slices: a database takes only so many numbers at once."""
    ids = [alert.pk for alert in alerts]
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = ids[start : start + IDS_AT_ONCE]
        Alert.objects.filter(pk__in=some, state=Alert.State.OWED).update(**fields)


def _owed(alert: Alert) -> QuerySet[Alert]:
    return Alert.objects.filter(pk=alert.pk, state=Alert.State.OWED)


def _mark_sent(alert: Alert, gathered: list[Alert], message: Message, answer: str, now: datetime) -> None:
    """What was sent is never sent again for want of a mark: where the database refuses the words, without them."""
    try:
        _mark(alert, gathered, now, subject=message.subject[:300], answer=answer[:500])
    except OperationalError:
        raise  # no words would help
    except Exception as fault:  # noqa: BLE001  logged where it is set aside
        setaside.note(Job.DELIVERING, alert.pk, fault, now=now)
        _mark(alert, gathered, now, subject="", answer="")


@transaction.atomic
def _mark(alert: Alert, gathered: list[Alert], now: datetime, *, subject: str, answer: str) -> None:
    sent = {"state": Alert.State.SENT, "sent_at": now, "last_error": ""}
    _owed(alert).update(tries=F("tries") + 1, subject=subject, **sent)
    _update(gathered, **sent)
    Delivery.objects.create(alert=alert, at=now, succeeded=True, answer=answer)
    Channel.objects.filter(pk=alert.channel_id).update(
        last_sent_at=now, failures=0, failing_since=None, retry_at=None, last_error=""
    )


@transaction.atomic
def _note_fault(alert: Alert, fault: NotDelivered, now: datetime) -> None:
    """What was answered; a message refused for itself is tried again later, and given up after the last try."""
    Delivery.objects.create(alert=alert, at=now, succeeded=False, answer=fault.answer[:500])
    changes: dict[str, object] = {"last_error": fault.answer[:500]}
    if fault.blame == Blame.MESSAGE:
        tries = alert.tries + 1
        changes |= {"tries": tries, "next_try_at": now + wait_after(tries)}
        if tries > len(RETRIES):
            changes["state"] = Alert.State.FAILED
    _owed(alert).update(**changes)
    if "state" in changes:
        alert.gathered.filter(state=Alert.State.OWED).update(**changes)


# --- A channel that fails ---


def _hold_back(channel: Channel, fault: NotDelivered, now: datetime) -> None:
    """Nothing goes to this channel for a while; after three dead days, or once it is gone, it is switched off."""
    channel.refresh_from_db(fields=["failures", "failing_since"])
    failures, since = channel.failures + 1, channel.failing_since or now
    Channel.objects.filter(pk=channel.pk).update(
        failures=failures,
        failing_since=since,
        retry_at=now + wait_after(failures),
        last_error=fault.answer[:500],
    )
    if fault.blame == Blame.GONE or now - since >= DEAD_AFTER:
        switch_off(channel, fault.answer, now=now)


@transaction.atomic
def switch_off(channel: Channel, reason: str, *, now: datetime) -> bool:
    """Send it nothing more, give up what it is owed, and tell every other channel of the desk. Once."""
    on = Channel.objects.filter(pk=channel.pk, is_active=True)
    if on.update(is_active=False, off_reason=reason[:500], retry_at=None) != 1:
        return False
    given_up = Alert.objects.filter(channel=channel, state=Alert.State.OWED)
    given_up.update(state=Alert.State.FAILED, last_error=reason[:500])
    others = Channel.objects.filter(Q(owner=None) | Q(owner=channel.owner_id))
    key = f"{channel.pk}/{now.isoformat()}"
    to_tell = audience.one_for_each(others.filter(audience.LISTENS))
    rows = [row(Alert.Kind.CHANNEL_OFF, key, other, now=now, about_channel=channel) for other in to_tell]
    write(rows, now=now)
    return True


def switch_on(channel: Channel) -> None:
    """Begin anew, as if it had never failed. What was given up meanwhile stays given up until it is sent again."""
    Channel.objects.filter(pk=channel.pk).update(
        is_active=True, off_reason="", failures=0, failing_since=None, retry_at=None, last_error=""
    )


@transaction.atomic
def send_again(given_up: QuerySet[Alert], *, now: datetime) -> int:
    """Owe again what was given up, under its old Message-ID; returns how many. What is no longer so is silenced."""
    ids = list(
        given_up.filter(state=Alert.State.FAILED, channel__is_active=True).values_list("pk", flat=True)
    )
    again = Alert.objects.filter(Q(pk__in=ids) | Q(gathered_into__in=ids), state=Alert.State.FAILED)
    again.update(state=Alert.State.OWED, tries=0, next_try_at=now)
    return len(ids)
