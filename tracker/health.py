"""When a feed counts as gone, broken or silent for long, and which feeds do. Tells nobody and changes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from django.db.models import F, Q, QuerySet, TextChoices
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from tracker.models import Article, Fault, Feed

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


class Kind(TextChoices):
    """What is wrong with a feed, the worst first."""

    GONE = "gone", _("Gone")
    BROKEN = "broken", _("Broken")
    SILENT = "silent", _("Silent")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A feed that somebody should look at.

    `since` is when the feed last did well: the same moment for as long as the trouble lasts, so that who was told of
    (feed, kind, since) need not be told again. `usual_pause` is the feed's rhythm, where it is known.
    """

    feed: Feed
    kind: Kind
    since: datetime
    usual_pause: timedelta | None = None


def judge(feed: Feed, *, usual_pause: timedelta | None, now: datetime) -> Trouble | None:
    """What is wrong with the feed at this moment; None while all is well, or nobody wants it polled."""
    if feed.is_paused:
        return None
    answered = feed.last_success_at or feed.added_at
    if feed.failures and feed.last_fault == Fault.GONE:
        return Trouble(feed, Kind.GONE, answered)
    if feed.failures >= BROKEN_FAILURES and now - answered >= BROKEN_AFTER:
        return Trouble(feed, Kind.BROKEN, answered)
    spoke = feed.last_new_at or feed.added_at
    if feed.last_success_at and not feed.failures and now - spoke >= longest_silence(usual_pause):
        return Trouble(feed, Kind.SILENT, spoke, usual_pause)
    return None


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
    """Every feed that is gone, broken or silent now, the longest first. Two queries, whatever the number of feeds."""
    suspects = Feed.objects.filter(Q(failures__gt=0) | _quiet(now), is_paused=False)
    pauses = usual_pauses(Feed.objects.filter(_quiet(now), is_paused=False, failures=0))
    found = (judge(feed, usual_pause=pauses.get(feed.pk), now=now) for feed in suspects)
    return sorted((trouble for trouble in found if trouble), key=lambda trouble: trouble.since)


def trouble_of(feed: Feed, *, now: datetime) -> Trouble | None:
    """What is wrong with this one feed, or None. One query."""
    return judge(feed, usual_pause=usual_pause(feed), now=now)


def usual_pause(feed: Feed) -> timedelta | None:
    """The feed's rhythm, None where it is not known yet. One query."""
    return usual_pauses(Feed.objects.filter(pk=feed.pk)).get(feed.pk)


def usual_pauses(feeds: QuerySet[Feed]) -> dict[int, timedelta]:
    """The rhythm of each of the feeds that have one. One query."""
    days: dict[int, list[date]] = defaultdict(list)
    published = Article.objects.filter(
        feed__in=feeds.order_by().values("pk"), published_at__gte=F("feed__last_new_at") - RHYTHM_SPAN
    )
    rows = published.order_by().values_list("feed_id", TruncDate("published_at")).distinct()
    for feed_id, day in rows.iterator():
        days[feed_id].append(day)
    return {feed_id: pause for feed_id, its_days in days.items() if (pause := rhythm(its_days)) is not None}


def _quiet(now: datetime) -> Q:
    """Feeds that have brought nothing for so long that their rhythm matters."""
    return Q(last_success_at__isnull=False) & (
        Q(last_new_at__lte=now - LEAST_SILENCE)
        | Q(last_new_at__isnull=True, added_at__lte=now - SILENCE_WITHOUT_RHYTHM)
    )
