"""Claims that are new or were changed, against the articles read before them: in the background, once a wording."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from claims.models import Claim
from tracker import changes, evidence
from tracker.evidence import watched_claims
from tracker.jobs import Held
from tracker.models import Article, Lookback, unleased

# Articles are read once for all claims that have come equally far.
ARTICLES_A_STEP = 200
CLAIMS_A_STEP = 5_000


def ask(*, now: datetime) -> int:
    """Note a look-back for every watched claim whose wording has had none; returns their number.

    Only claims that the record's log tells of are asked for. One for an older wording that is still under way ends
    here. Two who ask at once note each of them once.
    """
    written = changes.since_last_look("lookback", now=now)
    missing = _without_lookback(written, now)
    if missing:
        _note(missing, now)
        outdated = Lookback.objects.filter(finished_at=None, search_version__lt=F("claim__search_version"))
        outdated_ids = list(outdated.values_list("pk", flat=True))
        Lookback.objects.filter(pk__in=outdated_ids).update(finished_at=now)
    changes.looked(written)
    return len(missing)


def _without_lookback(written: changes.Changes, now: datetime) -> dict[int, int]:
    """The search versions of watched claims that were written about and not looked for, by the claim's id."""
    touched = {field: written.numbers(kind) for kind, field in watched_claims.SUBJECTS.items()}
    if not written.is_anew and not any(touched.values()):
        return {}
    had = Lookback.objects.filter(claim=OuterRef("pk"), search_version=OuterRef("search_version"))
    claims = watched_claims.watched(now).filter(~Exists(had))
    if not written.is_anew:
        claims = claims.filter(reduce(or_, (Q(**{f"{field}__in": ids}) for field, ids in touched.items())))
    return dict(claims.values_list("pk", "search_version"))


def _note(missing: dict[int, int], now: datetime) -> None:
    since = now - timedelta(days=settings.LOOKBACK_DAYS)
    newest = Article.objects.aggregate(newest=Max("pk", default=0))["newest"]
    total = Article.objects.filter(stored_at__gte=since).count()
    Lookback.objects.bulk_create(
        [
            Lookback(
                claim_id=claim,
                search_version=version,
                requested_at=now,
                since=since,
                next_below=newest + 1,
                total=total,
            )
            for claim, version in missing.items()
        ],
        ignore_conflicts=True,
    )


def work(turn: Held, *, now: datetime) -> None:
    """Note what is new and read on, until the turn is over or nothing is left."""
    ask(now=now)
    while step(now=now, lease_seconds=settings.LEASE_SECONDS) and not turn.is_over:
        pass


def step(*, now: datetime, lease_seconds: int) -> bool:
    """Read the next articles for the claims that have come least far; returns whether there was anything to do.

    Killed in the middle, its successor reads the same articles again once the lease has run out, and finds what was
    suggested already in the record. Where it comes to those that had come further, it stops, and all go on together.
    """
    unfinished = Lookback.objects.filter(finished_at=None)
    held = _lease(unfinished, now=now, seconds=lease_seconds)
    if not held:
        return False
    place, since = held[0].next_below, min(lookback.since for lookback in held)
    further = unfinished.filter(next_below__lt=place).aggregate(place=Max("next_below"))["place"] or 0
    articles = list(
        Article.objects.filter(pk__lt=place, pk__gte=further, stored_at__gte=since)
        .select_related("feed")
        .order_by("-pk")[:ARTICLES_A_STEP]
    )
    found = _suggest(held, articles, now)
    is_through = len(articles) < ARTICLES_A_STEP
    next_below = further if is_through else articles[-1].pk
    _advance(held, next_below if further or not is_through else None, len(articles), found, now)
    return True


def _lease(unfinished: QuerySet[Lookback], *, now: datetime, seconds: int) -> Sequence[Lookback]:
    """Take the free ones that stand at the same article, the highest first: a conditional UPDATE, as for feeds."""
    free = unfinished.filter(unleased(now))
    place = free.aggregate(place=Max("next_below"))["place"]
    if place is None:
        return ()
    chosen = free.filter(next_below=place).order_by("pk").values_list("pk", flat=True)[:CLAIMS_A_STEP]
    token = secrets.token_hex(16)
    free.filter(pk__in=list(chosen), next_below=place).update(
        lease_token=token, leased_until=now + timedelta(seconds=seconds)
    )
    return list(unfinished.filter(next_below=place, lease_token=token))


def _suggest(held: Sequence[Lookback], articles: Sequence[Article], now: datetime) -> dict[int, int]:
    """Suggest what fits; returns how many each claim got. An article that raises is set aside, and later compared
    with all claims.
    """
    matched = evidence.matches_of(articles, now=now, among={lookback.claim_id for lookback in held})
    found: dict[int, int] = {}
    for article, matches in zip(articles, matched, strict=True):
        for suggested in evidence.offer(article, matches, now=now).new:
            found[suggested.claim_id] = found.get(suggested.claim_id, 0) + 1
    return found


def _advance(
    held: Sequence[Lookback], next_below: int | None, read: int, found: dict[int, int], now: datetime
) -> None:
    """Only the holder of the lease moves on: whoever took it over has begun again where this one did. None: at the end.

    Two statements, and one for each claim that got something.
    """
    ours = Lookback.objects.filter(
        finished_at=None, next_below=held[0].next_below, lease_token=held[0].lease_token
    )
    for claim, number in found.items():
        ours.filter(claim=claim).update(found=F("found") + number)
    ours.update(
        next_below=F("next_below") if next_below is None else next_below,
        read=F("read") + read,
        finished_at=now if next_below is None else None,
        leased_until=None,
        lease_token="",
    )


def latest(claim: Claim) -> Lookback | None:
    """The claim's look-back for its present wording; None while none has been noted."""
    return Lookback.objects.filter(claim=claim, search_version=claim.search_version).first()
