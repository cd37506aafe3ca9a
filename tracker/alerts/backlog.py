"""What a channel would be owed at once if it were saved as it is filled in: for its form to say. Reads only."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from tracker.alerts.audience import claims_of
from tracker.alerts.deadlines import Step, owed_step
from tracker.alerts.ladders import ladders
from tracker.alerts.noticing import once_key_of
from tracker.alerts.relevance import deadline_of, trouble_key
from tracker.feeds import health
from tracker.models import Alert

# What of a claim decides what it owes.
READ: Final = (
    *("state", "said_on", "opens_on", "closes_on"),
    *("published_at", "snoozed_until", "deadline_version"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWishes:
    """What a channel, stored under `channel_id` or not yet, is to hear of; owner and topics by their ids."""

    channel_id: int | None
    owner: int | None
    topics: Collection[int]
    muted_topics: Collection[int]
    is_chief: bool
    wants_deadlines: bool
    wants_feeds: bool


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many steps of claims, how many of them after the window, and how many feeds in trouble."""

    deadlines: int
    late: int
    feeds: int

    @property
    def total(self) -> int:
        """How many alerts that makes."""
        return self.deadlines + self.feeds


def owed_to(wishes: ChannelWishes, *, now: datetime) -> Backlog:
    """What is owed at this moment and was not told to this channel. Looks at every pending claim that it hears of."""
    told = Alert.objects.filter(channel=wishes.channel_id)
    known = set(told.values_list("once_key", flat=True)) if wishes.channel_id else set()
    steps = list(_steps(wishes, known, now)) if wishes.wants_deadlines else []
    troubles = health.troubled(now=now) if wishes.wants_feeds else []
    feeds = sum(trouble_key(trouble) not in known for trouble in troubles)
    return Backlog(len(steps), sum(step.is_late for step in steps), feeds)


def _steps(wishes: ChannelWishes, known: Collection[str], now: datetime) -> Iterator[Step]:
    today, steps = timezone.localdate(now), ladders()
    claims = claims_of(owner=wishes.owner, wanted=wishes.topics, muted=wishes.muted_topics).pending()
    if steps.by_topic:
        claims = claims.prefetch_related("topics")
    for claim in claims.only(*READ):
        ladder = steps.of(claim) if steps.by_topic else steps.usual
        step = owed_step(deadline_of(claim), today=today, ladder=ladder)
        is_heard = step is not None and (step.to_chief or not wishes.is_chief)
        if step is not None and is_heard and once_key_of(claim, step) not in known:
            yield step
