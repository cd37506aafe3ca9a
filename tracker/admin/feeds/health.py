"""How one feed fares, for its page and its row in the list: facts, and the words for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from claims.together import RowsWanted, asked_together
from tracker.admin.labels import POLL_LABELS, ago, until
from tracker.feeds import advice, chart, health, tracking, waiting
from tracker.feeds.health import FeedState
from tracker.feeds.waiting import Waiting, Why
from tracker.fetch import gate
from tracker.models import Feed, Host, Poll

POLLS_SHOWN: Final = 20
STATE_LABELS: Final[dict[str, str]] = {
    FeedState.PAUSED: "warning",
    FeedState.GONE: "danger",
    FeedState.BROKEN: "danger",
    FeedState.SILENT: "warning",
    FeedState.FAILING: "danger",
    FeedState.NEW: "info",
    FeedState.WORKING: "success",
}
_PLANNED_FOR_NO_REASON: Final = _("Due %(when)s.")
_SENTENCES: Final[dict[Why, Promise]] = {
    Why.PAUSED: _("Not polled: paused."),
    Why.STOPPED: _("Not polled any more: %(reason)s."),
    Why.POLLING: _("A worker is polling it at this moment."),
    Why.COOLING: _("Due %(when)s: its host asks to be left alone until then."),
    Why.PLANNED: _("Due %(when)s: %(reason)s."),
    Why.DUE: _("Due: the next free worker polls it."),
    Why.OVERDUE: _("Due for %(late)s: worker or clock may stand still."),
}
_TROUBLES: Final[dict[health.TroubleKind, Promise]] = {
    health.TroubleKind.GONE: _("The publisher took it down; it was given up on %(day)s."),
    health.TroubleKind.BROKEN: _("It could not be read since %(day)s."),
    health.TroubleKind.SILENT: _("It answers, but nothing in it was new since %(day)s."),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A fact that is a time: as the desk says it, and exactly."""

    words: str
    at: datetime | None


def hosts_of(rows: Iterable[Feed]) -> dict[str, Host]:
    """The rows of the feeds' hosts, by their registrable domains. One query."""
    domains = {gate.registrable_domain(feed.url) for feed in rows}
    return {host.domain: host for host in Host.objects.filter(domain__in=domains)}


def waiting_for(feed: Feed, hosts: dict[str, Host], now: datetime) -> Waiting:
    """What the feed waits for, given the rows of `hosts_of`."""
    return waiting.waiting(feed, host=hosts.get(gate.registrable_domain(feed.url)), now=now)


def in_words(feed: Feed, wait: Waiting, now: datetime) -> str:
    """Why the feed is polled then, or not at all, as a sentence."""
    reason = feed.get_next_poll_reason_display()
    is_bare = wait.why is Why.PLANNED and not reason
    values = {
        "when": until(wait.at, now) if wait.at else "",
        "late": timesince(wait.at, now, depth=1) if wait.at else "",
        "reason": feed.get_stopped_for_display() if wait.why is Why.STOPPED else reason,
    }
    return str(_PLANNED_FOR_NO_REASON if is_bare else _SENTENCES[wait.why]) % values


def card(feed: Feed, now: datetime) -> dict[str, object]:
    """What the feed's page tells of its health. Four queries, all on indexes."""
    alike, duplicates, former, polls, ((counted,)) = asked_together(*_questions(feed))
    wait = waiting_for(feed, hosts_of([feed]), now)
    state = health.state_of(feed, now=now)
    return {
        "state": state.label,
        "state_label": STATE_LABELS[state],
        "why": in_words(feed, wait, now),
        "next_poll_at": wait.at if wait.why in {Why.PLANNED, Why.COOLING} else None,
        "trouble": trouble_in_words(feed, now),
        "what_to_do": advice.what_to_do(feed.last_fault) if feed.failures or feed.stopped_for else "",
        "success": Moment(ago(feed.last_success_at, now), feed.last_success_at),
        "newest": Moment(ago(feed.last_new_at, now), feed.last_new_at),
        "added": Moment(ago(feed.added_at, now), feed.added_at),
        "usual_pause": _pause_in_words(feed),
        "articles": counted.number_of_articles,
        "may_resume": feed.is_paused or bool(feed.stopped_for),
        "look_alike": alike[0] if alike else None,
        "duplicates": duplicates,
        "former_addresses": former,
        "chart": chart.drawn(health.poll_days(feed, now=now), today=timezone.localdate(now)),
        "polls": [(poll, POLL_LABELS[poll.result]) for poll in polls],
    }


def _questions(feed: Feed) -> tuple[RowsWanted, ...]:
    """Feeds that may be the same or are, addresses it had, its last polls, and how many articles it brought."""
    alike = tracking.that_look_alike(title=feed.title, site_url=feed.site_url, url=feed.url)
    articles = feed.articles.order_by().values("feed").annotate(number=Count("pk")).values("number")
    return (
        RowsWanted(rows=alike),
        RowsWanted(rows=feed.duplicates.all(), key=lambda other: (other.title, other.url)),
        RowsWanted(rows=feed.former_addresses.all(), key=lambda old: -old.left_at.timestamp()),
        RowsWanted(
            rows=Poll.objects.filter(pk__in=feed.polls.order_by("-at", "-pk").values("pk")[:POLLS_SHOWN]),
            key=lambda poll: (-poll.at.timestamp(), -poll.pk),
        ),
        RowsWanted(
            rows=Feed.objects.filter(pk=feed.pk),
            fields=("id",),
            extra={"number_of_articles": Coalesce(Subquery(articles), 0)},
        ),
    )


def trouble_in_words(feed: Feed, now: datetime) -> str:
    """What is wrong with the feed and since when, as a sentence; "" if nobody need look at it."""
    trouble = health.judge(feed, now=now)
    if trouble is None:
        return ""
    day = date_format(timezone.localtime(trouble.since), "DATE_FORMAT")
    return str(_TROUBLES[trouble.kind]) % {"day": day}


def _pause_in_words(feed: Feed) -> str:
    pause = health.usual_pause(feed)
    if pause is None:
        return ""
    moment = timezone.now()
    return timesince(moment - pause, moment, depth=1)
