"""Figures for whoever watches the machine, as Prometheus reads them; for who has METRICS_TOKEN, and else not there.

What the database knows is asked for when they are read, by indexes or of a newest few. How long pages took is counted
by each web process in a file of its own (`config.page_times`), and added up.
"""

import hmac
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count, Max, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from claims.models import Claim, Evidence, RecordEntry
from config import page_times
from config.urgency import QUEUE, URGENT_QUEUE, Urgency
from tracker import jobs, lateness, setaside
from tracker.models import Alert, Article, Delivery, Feed, NightlyBackup, Poll

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
# Of so many newest rows those of the last hour are counted.
NEWEST: Final = 5_000
# As the log calls them.
REVIEWS: Final = ("accepted", "rejected", "returned")
HOUR: Final = timedelta(hours=1)
Family = Iterator[Metric]


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures, for who sends METRICS_TOKEN as a bearer token; for everybody else there is no such page."""
    given = request.headers.get("authorization", "").encode()
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given, wanted):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Figures(now=timezone.now()))
    return HttpResponse(generate_latest(registry) + page_times.text(), content_type=CONTENT_TYPE)


class Figures:
    """What the database and the broker know at a moment. A group that raises is left out and counted."""

    def __init__(self, *, now: datetime) -> None:
        self._now = now

    def describe(self) -> list[Metric]:
        """Nothing beforehand: each figure is asked for once."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Every figure. Some twenty queries."""
        failed = 0
        groups: tuple[Callable[[datetime], Family], ...] = (
            _late,
            _feeds,
            _polls,
            _made,
            _reviews,
            _alerts,
            _queues,
        )
        for group in groups:
            try:
                yield from list(group(self._now))
            except Exception:  # noqa: BLE001  the other figures are wanted all the more
                failed += 1
        yield _gauge("scrape_groups_failed", "Groups of figures that could not be asked for.", failed)


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"foresaid_{name}", text, value=value)


def _by(name: str, text: str, label: str, numbers: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"foresaid_{name}", text, labels=[label])
    for value, number in sorted(numbers.items()):
        family.add_metric([value], number)
    return family


def _seconds(age: timedelta | None) -> float:
    return age.total_seconds() if age else 0.0


# --- Each group ---


def _late(now: datetime) -> Family:
    last = jobs.last_dispatch()
    yield _gauge(
        "heartbeat_age_seconds",
        "Since work was last handed out; NaN before the first time.",
        _seconds(now - last) if last else float("nan"),
    )
    copied = NightlyBackup.objects.aggregate(at=Max("done_at"))["at"]
    yield _gauge(
        "backup_age_seconds",
        "Since the newest backup by schedule; NaN before the first.",
        _seconds(now - copied) if copied else float("nan"),
    )
    for name, text, ask in (
        ("poll_lag_seconds", "How long the feed that is due longest has been due.", lateness.oldest_due_feed),
        ("alert_lag_seconds", "How long an alert has been due.", lateness.oldest_unsent_alert),
        (
            "match_lag_seconds",
            "How long an article has waited to be matched.",
            lateness.oldest_unmatched_article,
        ),
    ):
        yield _gauge(name, text, _seconds(ask(now=now)))


def _feeds(now: datetime) -> Family:
    feeds = Feed.objects.filter(is_paused=False, stopped_for="")
    yield _gauge("feeds", "Feeds that are polled.", feeds.count())
    by_fault = feeds.exclude(last_fault="").values_list("last_fault").annotate(Count("pk")).order_by()
    yield _by("feeds_failing", "Feeds whose last poll failed, by fault.", "fault", dict(by_fault))


def _polls(now: datetime) -> Family:
    newest = Poll.objects.order_by("-pk").values_list("at", "result")[:NEWEST]
    outcomes = Counter(result for at, result in newest if at > now - HOUR)
    text = "Polls of the last hour by outcome, of the newest 5,000."
    yield _by("polls_last_hour", text, "outcome", {value: outcomes[value] for value in Poll.Result.values})


def _made(now: datetime) -> Family:
    """By the highest number given out: to count a million rows would take longer than it is worth."""
    rows: tuple[tuple[str, type[Model], str], ...] = (
        ("polls", Poll, "Polls made."),
        ("articles", Article, "Articles stored."),
        ("evidence", Evidence, "Pieces of evidence, suggested or added by hand."),
        ("alerts", Alert, "Alerts written."),
        ("record_entries", RecordEntry, "Entries of the record."),
    )
    for name, model, text in rows:
        highest = model._default_manager.aggregate(highest=Max("pk"))["highest"]  # noqa: SLF001  documented
        yield CounterMetricFamily(f"foresaid_{name}", text, value=highest or 0)


def _reviews(now: datetime) -> Family:
    waiting = Evidence.objects.awaiting_review().count()
    yield _gauge("suggestions_waiting", "Suggestions that wait for an editor.", waiting)
    today = timezone.localdate(now)
    overdue = Claim.objects.awaiting_verdict(today).count()
    yield _gauge("claims_to_decide", "Claims whose window has closed without a verdict.", overdue)
    newest = RecordEntry.objects.order_by("-pk").values_list("at", "action")[:NEWEST]
    counted = Counter(action for at, action in newest if at > now - HOUR)
    text = "What editors did with suggestions within the last hour, of the newest 5,000 entries."
    yield _by("reviews_last_hour", text, "decision", {value: counted[value] for value in REVIEWS})


def _alerts(now: datetime) -> Family:
    by_state = dict(Alert.objects.values_list("state").annotate(Count("pk")).order_by())
    numbers = {value: by_state.get(value, 0) for value in Alert.State.values}
    yield _by("alerts_by_state", "Alerts that are kept, by state.", "state", numbers)
    tries = Counter(Delivery.objects.filter(at__gt=now - HOUR).values_list("succeeded", flat=True))
    text = "Tries to send within the last hour."
    yield _by("deliveries_last_hour", text, "result", {"taken": tries[True], "refused": tries[False]})


def _queues(now: datetime) -> Family:
    yield _by("set_aside", "Items that the program could not cope with, by job.", "job", setaside.counts())
    family = GaugeMetricFamily(
        "foresaid_queue_length", "Messages that wait at the broker.", labels=["urgency"]
    )
    for urgency, waiting in queue_lengths().items():
        family.add_metric([urgency.name.lower()], waiting)
    yield family


def queue_lengths() -> dict[Urgency, int]:
    """Messages that wait at the broker. Raises `redis.RedisError` where it does not answer within two seconds."""
    import redis  # noqa: PLC0415  some 7 MB: readers' pages do without

    address = str(settings.CACHES["default"]["LOCATION"])
    with redis.Redis.from_url(address, socket_connect_timeout=2, socket_timeout=2) as client:
        return {urgency: sum(int(client.llen(key)) for key in _keys(urgency)) for urgency in Urgency}


def _keys(urgency: Urgency) -> list[str]:
    """Where kombu keeps the messages of a priority: a list of its own behind two control characters."""
    return [name if urgency == 0 else f"{name}\x06\x16{int(urgency)}" for name in (QUEUE, URGENT_QUEUE)]
