"""What was searched for a claim, on its page at the desk: how much was read, which feeds were silent, the look-back."""

from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from claims import coverage
from claims.admin import panels
from claims.models import Claim
from tracker.admin.labels import ago
from tracker.evidence import lookback
from tracker.models import Feed
from tracker.polling import tally

FEEDS_NAMED: Final = 10
# So many suggestions are more than anybody reads: the search asks for too little.
TOO_MANY: Final = 100


@panels.register
def searched(request: HttpRequest, claim: Claim) -> SafeString:
    """The panel; empty for drafts, for which nothing is searched. Some seven queries."""
    if claim.published_at is None:
        return SafeString("")
    now = timezone.now()
    verdict = claim.verdicts.in_effect().order_by("-at", "-pk").first()
    waiting = claim.evidence.awaiting_review().count()
    silent = list(tally.silent_feeds(now).order_by("last_success_at", "pk"))
    context = {
        "claim": claim,
        "coverage": coverage.of_claim(
            claim,
            first_day=timezone.localdate(claim.published_at),
            last_verdict_on=timezone.localdate(verdict.at) if verdict else None,
            today=timezone.localdate(now),
        ),
        "feeds": Feed.objects.filter(is_paused=False).count(),
        "silent": [(feed, ago(feed.last_success_at, now)) for feed in silent[:FEEDS_NAMED]],
        "silent_more": max(0, len(silent) - FEEDS_NAMED),
        "lookback": lookback.latest(claim),
        "too_many": waiting if waiting >= TOO_MANY else 0,
    }
    return render_to_string("tracker/desk/searched.html", context, request)
