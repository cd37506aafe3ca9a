"""What a claim's pages are made of, told by a few columns: while that is the same, a copy's pages stay as they are."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils import timezone

from claims.freshness import SEEN
from claims.models import Claim, Forgetting, Hold, Outcome, RecordEntry, Reply, User, Verdict

Heads = Mapping[str, tuple[int, int]]
_PARTS: Final = 24


def of_everything() -> str:
    """What all pages hang on: settings, holds, forgettings, people's names and topics. A hold or a forgetting has
    every page made anew, so that none can tell what is hidden now.
    """
    holds = Hold.objects.in_force().aggregate(Count("pk"), Max("pk"))
    lifted = Hold.objects.public().order_by().aggregate(Count("pk"), Max("lifted_at"))
    forgotten = Forgetting.objects.public().order_by().aggregate(Count("pk"), Max("done_at"))
    people = User.objects.order_by("pk").values_list("pk", "first_name", "last_name", "username")
    topics = RecordEntry.objects.filter(chain__startswith="topic:").aggregate(Max("pk"))
    seen = [str(getattr(settings, name)) for name in SEEN]
    return digest_of(holds, lifted, forgotten, list(people), topics, seen)


def digest_of(*parts: object) -> str:
    """A short digest of values that `repr` tells apart."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:_PARTS]


def of_claims(claims: Sequence[Claim], *, everything: str, now: datetime) -> dict[int, str]:
    """Each claim's edition. Of a claim that is not settled it changes with the day. Six queries."""
    related = _related(claims)
    heads = _heads({f"claim:{number}" for numbers in related.values() for number in numbers}, claims)
    announced = _announced(claims, now)
    moving = _moving(claims, now)
    return {
        claim.pk: digest_of(
            everything,
            [heads.get(f"claim:{number}") for number in sorted(related[claim.pk])],
            heads.get(f"claimant:{claim.claimant_id}"),
            announced.get(claim.pk),
            timezone.localdate(now) if claim.pk in moving else None,
        )
        for claim in claims
    }


def _related(claims: Iterable[Claim]) -> dict[int, set[int]]:
    """The claims that each one's page tells of, itself among them."""
    found = {
        claim.pk: {claim.pk, *filter(None, (claim.restates_id, claim.merged_into_id))} for claim in claims
    }
    others = Claim.objects.readable().filter(Q(restates__in=found) | Q(merged_into__in=found)).order_by()
    for number, restates, merged_into in others.values_list("pk", "restates", "merged_into"):
        for told in (restates, merged_into):
            if told in found:
                found[told].add(number)
    return found


def _heads(chains: set[str], claims: Iterable[Claim]) -> Heads:
    """Of each chain the newest entry, and how many of its entries have their place in the tree."""
    wanted = chains | {f"claimant:{claim.claimant_id}" for claim in claims}
    entries = RecordEntry.objects.filter(chain__in=wanted).order_by().values_list("chain")
    told = entries.annotate(last=Max("pk"), numbered=Count("tree_index"))
    return {chain: (last, numbered) for chain, last, numbered in told}


def _announced(claims: Iterable[Claim], now: datetime) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    shown = Verdict.objects.public(now).filter(claim__in=[claim.pk for claim in claims])
    for claim in shown.order_by().values_list("claim", flat=True):
        found[claim] += 1
    return found


def _moving(claims: Sequence[Claim], now: datetime) -> set[int]:
    """Whose page another day makes another: pending, decided before its window closes or only today, or with a reply
    that may still come.
    """
    today, numbers = timezone.localdate(now), [claim.pk for claim in claims]
    replies = set(Reply.objects.public().filter(claim__in=numbers).values_list("claim", flat=True))
    fresh = Verdict.objects.public(now).filter(claim__in=numbers).order_by().values_list("claim")
    latest = {number: timezone.localdate(at) for number, at in fresh.annotate(at=Max("at")) if at}
    return {
        claim.pk
        for claim in claims
        if claim.state == Claim.State.PUBLISHED
        and (
            claim.outcome == Outcome.PENDING
            or claim.pk in replies
            or (claim.closes_on and claim.closes_on >= today)
            or latest.get(claim.pk) == today
        )
    }
