"""What was searched for a claim, on its page at the desk: how much was read, which feeds were silent, the look-back."""

from datetime import UTC, date, datetime
from typing import Final

from django.db.models import Count, F, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from claims import coverage
from claims.admin import panels
from claims.models import Claim
from claims.together import RowsWanted, asked_together
from tracker.admin.labels import ago
from tracker.evidence import lookback
from tracker.models import Feed
from tracker.polling import tally

FEEDS_NAMED: Final = 10
# So many suggestions are more than anybody reads: the search asks for too little.
TOO_MANY: Final = 100


@panels.register
def searched(request: HttpRequest, claim: Claim) -> SafeString:
    """The panel; empty for drafts, for which nothing is searched. Two queries where the page has read what it needs."""
    if claim.published_at is None:
        return SafeString("")
    now = timezone.now()
    lookbacks, silent, any_feed = asked_together(*_questions(claim, now))
    silent_in_all = silent[0].silent_in_all if silent else 0
    waiting = _waiting(claim)
    context = {
        "claim": claim,
        "coverage": coverage.of_claim(
            claim,
            first_day=timezone.localdate(claim.published_at),
            last_verdict_on=_last_verdict_on(claim),
            today=timezone.localdate(now),
        ),
        "feeds": bool(any_feed),
        "silent": [(feed, ago(feed.last_success_at, now)) for feed in silent],
        "silent_more": silent_in_all - len(silent),
        "lookback": lookbacks[0] if lookbacks else None,
        "too_many": waiting if waiting >= TOO_MANY else 0,
    }
    return render_to_string("tracker/desk/searched.html", context, request)


def _questions(claim: Claim, now: datetime) -> tuple[RowsWanted, ...]:
    """The look-back for the claim's wording, the feeds that were silent longest, and any feed at all."""
    silent = tally.silent_feeds(now).order_by(F("last_success_at").asc(nulls_first=True), "pk")
    number = silent.order_by().values("is_paused").annotate(number=Count("pk")).values("number")
    read = Feed.objects.filter(is_paused=False).order_by("pk")
    columns = ("id", "title", "url", "last_success_at")
    return (
        RowsWanted(
            # Not the candidates: they are bytes, and only asked for while they are compared.
            rows=lookback.of_wording(claim),
            fields=("id", "since", "finished_at", "next_below", "found", "total"),
        ),
        RowsWanted(
            rows=Feed.objects.filter(pk__in=silent.values("pk")[:FEEDS_NAMED]),
            fields=columns,
            extra={"silent_in_all": Subquery(number)},
            key=lambda feed: (feed.last_success_at or datetime.min.replace(tzinfo=UTC), feed.pk),
        ),
        RowsWanted(rows=Feed.objects.filter(pk__in=read.values("pk")[:1]), fields=("id",)),
    )


def _waiting(claim: Claim) -> int:
    """How much waits for review; counted here only where the page has not."""
    known: int | None = claim.__dict__.get("waiting")
    return claim.evidence.awaiting_review().count() if known is None else known


def _last_verdict_on(claim: Claim) -> date | None:
    """The day of the latest verdict in effect."""
    at = max((verdict.at for verdict in claim.verdicts.all() if verdict.in_effect), default=None)
    return timezone.localdate(at) if at else None
