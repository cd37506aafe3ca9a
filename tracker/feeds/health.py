"""When a feed counts as gone, broken or silent for long, and which feeds do. Tells nobody.

Why so: docs/decisions/0015-silence-by-a-feeds-own-rhythm.md
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from django.db.models import Count, F, Q, QuerySet, Sum, TextChoices
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker import setaside
from tracker.feeds.chart import DAYS, PollDay
from tracker.models import Article, Feed, Job, Poll

# A single failure after a long night of the newsroom's own is no news: it takes both, days and tries.
BROKEN_AFTER: Final = timedelta(days=2)
BROKEN_FAILURES: Final = 3

# A long weekend passes without a word; a feed whose rhythm is unknown is given a month.
LEAST_SILENCE: Final = timedelta(days=3)
SILENCE_WITHOUT_RHYTHM: Final = timedelta(days=30)
TIMES_ITS_RHYTHM: Final = 3

# The rhythm is that of the year before the last new article, from so many publishing days at least.
RHYTHM_SPAN: Final = timedelta(days=365)
RHYTHM_DAYS: Final = 4
# So long before it matters it is taken: longer than the day between two takings.
RHYTHM_AHEAD: Final = timedelta(days=1, hours=6)


class TroubleKind(TextChoices):
    """What is wrong with a feed, the worst first."""

    GONE = "gone", _("Gone")
    BROKEN = "broken", _("Broken")
    SILENT = "silent", _("Silent")


class FeedState(TextChoices):
    """How a feed fares, in a word."""

    PAUSED = "paused", _("Paused")
    GONE = "gone", _("Gone")
    BROKEN = "broken", _("Broken")
    SILENT = "silent", _("Silent")
    FAILING = "failing", _("Failing")
    NEW = "new", _("Not polled yet")
    WORKING = "working", _("Working")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A feed that somebody should look at.

    `since` is when the feed last did well, or was given up: the same moment for as long as the trouble lasts, so that
    who was told of (feed, kind, since) need not be told again.
    """

    feed: Feed
    kind: TroubleKind
    since: datetime


def judge(feed: Feed, *, now: datetime) -> Trouble | None:
    """What is wrong with the feed at this moment; None while all is well, or nobody wants it polled."""
    if feed.is_paused:
        return None
    if feed.stopped_at:
        return Trouble(
            feed,
            TroubleKind.GONE if feed.stopped_for == Feed.Stop.GONE else TroubleKind.BROKEN,
            feed.stopped_at,
        )
    answered = feed.last_success_at or feed.added_at
    if feed.failures >= BROKEN_FAILURES and now - answered >= BROKEN_AFTER:
        return Trouble(feed, TroubleKind.BROKEN, answered)
    spoke = feed.last_new_at or feed.added_at
    # Up to the last answer and not up to now: what was said while nobody listened is not known yet.
    if not feed.failures and answered - spoke >= longest_silence(feed.usual_pause):
        return Trouble(feed, TroubleKind.SILENT, spoke)
    return None


def state_of(feed: Feed, *, now: datetime) -> FeedState:
    """The word for how the feed fares at this moment."""
    if feed.is_paused:
        return FeedState.PAUSED
    if trouble := judge(feed, now=now):
        return FeedState(trouble.kind)
    if feed.failures:
        return FeedState.FAILING
    return FeedState.WORKING if feed.last_success_at else FeedState.NEW


def longest_silence(usual_pause: timedelta | None) -> timedelta:
    """How long a feed with this rhythm may bring nothing new before the desk should wonder."""
    if usual_pause is None:
        return SILENCE_WITHOUT_RHYTHM
    return max(LEAST_SILENCE, TIMES_ITS_RHYTHM * usual_pause)


def rhythm(days: Sequence[date]) -> timedelta | None:
    """The pause between publishing days that nine in ten don't exceed; None where there are too few to tell.

    Days and not articles: a weekly that brings ten articles on Monday pauses for a week, not for 17 hours. Nine in ten
    and not the mean: weekends belong to a weekday feed's rhythm, and one summer break does not.
    """
    ordered = sorted(set(days))
    if len(ordered) < RHYTHM_DAYS:
        return None
    gaps = sorted(later - earlier for earlier, later in pairwise(ordered))
    return gaps[(len(gaps) * 9 - 1) // 10]


def troubled(*, now: datetime) -> list[Trouble]:
    """Every feed that is gone, broken or silent now, the longest first. One query."""
    suspects = Feed.objects.filter(
        Q(failures__gte=BROKEN_FAILURES) | ~Q(stopped_for="") | quiet(LEAST_SILENCE), is_paused=False
    )
    found = (judge(feed, now=now) for feed in suspects)
    return sorted((trouble for trouble in found if trouble), key=lambda trouble: trouble.since)


def quiet(least: timedelta) -> Q:
    """Feeds that answered for so long without bringing anything new."""
    silent = Q(last_success_at__gte=F("last_new_at") + least)
    never_spoke = Q(last_new_at__isnull=True, last_success_at__gte=F("added_at") + least)
    return Q(failures=0) & (silent | never_spoke)


def take_rhythms(*, now: datetime) -> int:
    """Keep the rhythm of each feed that may soon count as silent; returns how many changed.

    A rhythm matters only in silence, so that feeds with news today cost nothing. Due once a day at least: a feed is
    quiet enough for this a day before it is quiet enough to be judged. Two queries, and the writes. A feed that raises
    anything is set aside.
    """
    soon_quiet = Feed.objects.filter(quiet(LEAST_SILENCE - RHYTHM_AHEAD), is_paused=False)
    days = _publishing_days(soon_quiet)

    def taken(feed: Feed) -> Feed | None:
        before, feed.usual_pause = feed.usual_pause, rhythm(days.get(feed.pk, ()))
        return feed if feed.usual_pause != before else None

    found = setaside.results_of(Job.RHYTHM, soon_quiet.only("usual_pause"), taken, now=now)
    return Feed.objects.bulk_update(filter(None, found), ["usual_pause"], batch_size=500)


def poll_days(feed: Feed, *, now: datetime) -> list[PollDay]:
    """The feed's polls of the last days, counted by day, the oldest first. One indexed query."""
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(
        days=DAYS - 1
    )
    rows = (
        feed.polls.filter(at__gte=since)
        .order_by()
        .values(day=TruncDate("at"))
        .annotate(
            count=Count("pk"),
            failed=Count("pk", filter=Q(result=Poll.Result.FAILED)),
            new=Sum("new_articles"),
        )
        .order_by("day")
    )
    return [PollDay(row["day"], row["count"], row["failed"], row["new"]) for row in rows]


def usual_pause(feed: Feed) -> timedelta | None:
    """The feed's rhythm as of now, None where it is not known yet. One query."""
    return rhythm(_publishing_days(Feed.objects.filter(pk=feed.pk)).get(feed.pk, ()))


def _publishing_days(feeds: QuerySet[Feed]) -> dict[int, list[date]]:
    """The days on which each of the feeds published, in the year before its last new article. One query."""
    days: dict[int, list[date]] = defaultdict(list)
    published = Article.objects.filter(
        feed__in=feeds.order_by().values("pk"), published_at__gte=F("feed__last_new_at") - RHYTHM_SPAN
    )
    rows = published.order_by().values_list("feed_id", TruncDate("published_at")).distinct()
    for feed_id, day in rows.iterator():
        days[feed_id].append(day)
    return days
