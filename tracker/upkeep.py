"""What people set up for the tracker: feeds, channels, ladders. Every such write is here, and checks the right to it.

As `claims.editorial` does for the record: keyword-only, `by=` the person, `rules.NotAllowed` for want of a role. The
tracker's own writes (a poll, a move, a channel that fails) are not a person's, and lie with what they belong to.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from claims.editorial.floor import require
from claims.models import SelectionTally, User
from claims.rules import NotAllowed
from tracker import alerts, setaside
from tracker.alerts import channels, trials
from tracker.feeds import lists, tracking
from tracker.feeds.lists import ListedFeed
from tracker.intake import proposals
from tracker.models import Alert, Channel, Feed, SetAside, TopicLadder

# What the owner of a channel may change without the right to set up channels.
OWNERS: Final = frozenset(
    {
        *("wants_deadlines", "wants_evidence", "wants_feeds", "wants_weekly", "wants_checkpoints"),
        "language",
        *("topics", "muted_topics", "rhythm", "digest_at", "quiet_from", "quiet_until"),
    }
)

# --- Feeds ---


def track_feed(*, url: str, title: str, language: str, by: User, now: datetime) -> Feed | None:
    """A new feed, due at once; None if another request tracked the same address a moment ago."""
    require(by, "tracker.add_feed")
    return tracking.track(url=url, title=title, language=language, now=now)


def track_list(*, rows: Iterable[ListedFeed], language: str, by: User, now: datetime) -> int:
    """The new ones among a list's rows, all or none; returns how many."""
    require(by, "tracker.add_feed")
    return lists.track(rows, language=language, now=now)


def change_feed(*, feed: Feed, fields: Mapping[str, object], by: User, now: datetime) -> None:
    """Write only these fields: a worker may be writing others at this moment."""
    require(by, "tracker.change_feed")
    tracking.change(feed, now=now, **fields)


def set_language(*, feeds: QuerySet[Feed], language: str, by: User) -> int:
    """Have all of these read in this language; returns how many."""
    require(by, "tracker.change_feed")
    return feeds.update(language=language)


def poll_feeds(*, feeds: QuerySet[Feed], by: User, now: datetime) -> int:
    """Ask for a poll of each that is neither paused nor stopped; returns how many."""
    require(by, "tracker.change_feed")
    return tracking.poll_now(feeds, now=now)


def pause_feeds(*, feeds: QuerySet[Feed], because: str, by: User, now: datetime) -> int:
    """Stop polling until someone resumes; returns how many were not paused before."""
    require(by, "tracker.change_feed")
    return tracking.pause(feeds, because=because, by=by, now=now)


def resume_feeds(*, feeds: QuerySet[Feed], by: User, now: datetime) -> int:
    """Poll the paused and the stopped ones again; returns how many."""
    require(by, "tracker.change_feed")
    return tracking.resume(feeds, now=now)


def delete_feeds(*, feeds: QuerySet[Feed], by: User) -> None:
    """With their articles and polls. The evidence that came of them stays."""
    require(by, "tracker.delete_feed")
    feeds.delete()


# --- Channels and ladders ---


def add_channel(*, channel: Channel, by: User) -> Channel:
    """Store it as it was filled in."""
    require(by, "tracker.add_channel")
    channel.save()
    return channel


def change_channel(
    *, channel: Channel, fields: Mapping[str, object], by: User, hears_anew: bool = False
) -> None:
    """Write only these fields: a worker may be sending. Whoever owns the channel may change what it hears of.

    `hears_anew` where it will hear of what it did not hear of: what is owed of that already comes in one message.
    """
    if not _owns(by, channel) or not fields.keys() <= OWNERS:
        require(by, "tracker.change_channel")
    if hears_anew and channel.kind == Channel.Kind.RECEIVER:
        alerts.notice_published(now=timezone.now())  # by what it wished until now
    Channel.objects.filter(pk=channel.pk).update(**fields)
    if fields.get("is_active"):
        alerts.switch_on(channel)
    if hears_anew or fields.get("is_active"):
        Channel.objects.filter(pk=channel.pk).update(hears_since=timezone.now(), is_caught_up=False)


def try_channel(*, channel: Channel, by: User, now: datetime) -> str:
    """Send a message that says it is a test; returns the answer. `channels.NotDelivered` says why it did not arrive."""
    if not _owns(by, channel):
        require(by, "tracker.change_channel")
    return channels.send(channel, trials.message(channel, by=by, now=now))


def rekey_channel(*, channel: Channel, by: User, now: datetime) -> str:
    """A new signing key, known only now; the old one is honoured for a day more."""
    require(by, "tracker.change_channel")
    return channels.webhook.rekey(channel, now=now)


def delete_channels(*, channels: QuerySet[Channel], by: User) -> None:
    """With their alerts."""
    require(by, "tracker.delete_channel")
    channels.delete()


def save_ladder(*, ladder: TopicLadder, by: User) -> TopicLadder:
    """The steps of a topic's claims, new or changed."""
    require(by, "tracker.change_topicladder" if ladder.pk else "tracker.add_topicladder")
    ladder.save()
    return ladder


def delete_ladders(*, ladders: QuerySet[TopicLadder], by: User) -> None:
    """Claims of these topics have the newsroom's steps again."""
    require(by, "tracker.delete_topicladder")
    ladders.delete()


# --- What waits or was given up ---


def send_again(*, given_up: QuerySet[Alert], by: User, now: datetime) -> int:
    """Owe again what was given up; returns how many. An editor answers for what the desk hears of."""
    require(by, "claims.publish_claim")
    return alerts.send_again(given_up, now=now)


def try_again(*, items: QuerySet[SetAside], by: User, now: datetime) -> int:
    """Have set-aside items tried once more; returns how many."""
    require(by, "tracker.change_setaside")
    return setaside.again(items, now=now)


def dismiss(*, numbers: Iterable[int], why: SelectionTally.Disposition, by: User, now: datetime) -> int:
    """Take proposed claims out of the queue for a reason, with their copies; returns how many."""
    require(by, "tracker.change_proposedclaim")
    return proposals.dismiss(numbers, why=why, by=by, now=now)


def _owns(by: User, channel: Channel) -> bool:
    if not by.is_active:
        raise NotAllowed
    return channel.owner_id is not None and channel.owner_id == by.pk
