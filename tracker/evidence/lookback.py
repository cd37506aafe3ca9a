"""Claims that are new or were changed, against the articles read before them: in the background, once a wording.

ask     notes a look-back for each wording
step    first asks the index of articles which may fit, for many claims at once; then compares these, 500 at a time
"""

import secrets
from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import reduce
from itertools import chain
from operator import or_
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from claims.models import Claim
from tracker import changes, evidence
from tracker.evidence import kept, searching, watched_claims
from tracker.jobs import Held
from tracker.models import Article, Lookback, Turn, unleased

# An article is compared once for all claims that it may fit.
ARTICLES_A_STEP = 500
CLAIMS_A_STEP = 1_000
# So many claims ask the index together: what they have in common is looked up once.
CLAIMS_ASKED_AT_ONCE = 100

# A lookback that nobody holds.
FREE: Final[Mapping[str, str | None]] = {"leased_until": None, "lease_token": ""}


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
    """Note what is new and read on, until the turn is over or nothing is left. Articles without words come first."""
    ask(now=now)
    if kept.keep_older(turn):
        while step(now=now, lease_seconds=settings.LEASE_SECONDS) and not turn.is_over:
            pass


def step(*, now: datetime, lease_seconds: int) -> bool:
    """Find candidates for claims that have none yet, or compare the next ones; returns whether there was any to do.

    Killed in the middle, its successor does the same again once the lease has run out, and finds what was suggested
    already in the record.
    """
    unfinished = Lookback.objects.filter(finished_at=None)
    if held := _lease(
        unfinished.filter(candidates=None), CLAIMS_ASKED_AT_ONCE, now=now, seconds=lease_seconds
    ):
        _find_candidates(held, now)
        return True
    asked = unfinished.exclude(candidates=None)
    if held := _lease(asked, CLAIMS_A_STEP, now=now, seconds=lease_seconds):
        _compare(held, now)
        return True
    return False


def _lease(lookbacks: QuerySet[Lookback], most: int, *, now: datetime, seconds: int) -> Sequence[Lookback]:
    """Take free ones, the newest first, since an editor may be waiting: a conditional UPDATE, as for feeds.

    They are read by the index of the unfinished: in the order of their numbers SQLite would go through all there ever
    were.
    """
    free = lookbacks.filter(unleased(now))
    chosen = sorted(free.order_by("next_below").values_list("pk", flat=True), reverse=True)[:most]
    if not chosen:
        return ()
    token = secrets.token_hex(16)
    free.filter(pk__in=chosen).update(lease_token=token, leased_until=now + timedelta(seconds=seconds))
    return list(lookbacks.filter(pk__in=chosen, lease_token=token))


def _find_candidates(held: Sequence[Lookback], now: datetime) -> None:
    claims = watched_claims.watched(now).in_bulk([lookback.claim_id for lookback in held])
    found = searching.candidates(claims.values(), since=min(each.since for each in held), now=now)
    going = _being_matched(now)
    for lookback in held:
        numbers = sorted(found.get(lookback.claim_id, set()) | going if lookback.claim_id in claims else ())
        lookback.candidates = array("q", numbers).tobytes()
        lookback.next_below = numbers[-1] + 1 if numbers else 0
        lookback.finished_at = None if numbers else now
    with transaction.atomic():
        for lookback in held:
            _held(lookback).filter(pk=lookback.pk).update(
                candidates=lookback.candidates,
                next_below=lookback.next_below,
                finished_at=lookback.finished_at,
                **FREE,
            )


def _being_matched(now: datetime) -> set[int]:
    """Articles that a worker may be matching with the claims as they were before: it found them waiting, the oldest."""
    if not Turn.objects.filter(job="match_waiting_articles", leased_until__gt=now).exists():
        return set()
    waiting = Article.objects.filter(matched_at__isnull=True).order_by("stored_at", "pk")
    return set(waiting.values_list("pk", flat=True)[: evidence.ARTICLES_AT_ONCE])


def _compare(held: Sequence[Lookback], now: datetime) -> None:
    """Compare the newest candidates of all with their claims. Only the holder of the lease moves on."""
    left = {lookback.pk: lookback.left for lookback in held}
    chosen = sorted(set(chain.from_iterable(left.values())))[-ARTICLES_A_STEP:]
    articles = Article.objects.filter(pk__in=chosen).select_related("feed").order_by("-pk")
    found = _suggest(held, list(articles), now)
    place = chosen[0] if chosen else 0
    through = [pk for pk, numbers in left.items() if not numbers or numbers[0] >= place]
    ours = _held(held[0])
    for claim, number in found.items():
        ours.filter(claim=claim).update(found=F("found") + number)
    ours.filter(pk__in=through).update(candidates=b"", finished_at=now)
    ours.filter(next_below__gt=place).update(next_below=place)
    ours.update(**FREE)


def _held(lookback: Lookback) -> QuerySet[Lookback]:
    """What is held under the same lease, which another may have taken over meanwhile."""
    return Lookback.objects.filter(lease_token=lookback.lease_token)


def _suggest(held: Sequence[Lookback], articles: Sequence[Article], now: datetime) -> dict[int, int]:
    """Suggest what fits; returns how many each claim got. An article that raises is set aside, and later compared
    with all claims.
    """
    matched = evidence.matches_by_words(articles, now=now, among={lookback.claim_id for lookback in held})
    return evidence.offer_all(articles, matched, now=now)


def of_wording(claim: Claim) -> QuerySet[Lookback]:
    """The look-back for the claim's present wording; no row while none has been noted."""
    return Lookback.objects.filter(claim=claim, search_version=claim.search_version)
