"""Writes down which readers are owed a mail: each truth here is a row that can be written once.

Why so: docs/decisions/0043-readers-letters-leave-nothing.md
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from claims.models import Claim, Verdict, Wish
from tracker import setaside
from tracker.letters.decisions import latest_verdict
from tracker.models import Letter, ToldVerdict

# A verdict that was held back for longer is no news when it is shown.
NEWS_FOR: Final = timedelta(days=30)
ROWS_AT_ONCE: Final = 500


def notice(*, now: datetime) -> None:
    """Write all letters that are owed now. One wish or verdict that raises does not keep the others."""
    for step in (_to_be_asked, _of_merged, _of_withdrawn, _just_confirmed, _decided):
        with setaside.going_on_after(f"letters: {step.__name__.strip('_')}", now=now):
            step(now)


def _to_be_asked(now: datetime) -> None:
    """Ask whoever just wished."""
    new = list(Wish.objects.filter(stage=Wish.Stage.NEW).order_by("pk")[:ROWS_AT_ONCE])
    with transaction.atomic():
        _write(_letter(wish, Letter.Kind.CONFIRM, now) for wish in new)
        _move_on(new, Wish.Stage.NEW, Wish.Stage.ASKED)


def _of_merged(now: datetime) -> None:
    """What was merged into another is decided with it. A reader who waits for both waits once."""
    merged = Q(claim__merged_into__isnull=False) | Q(claimant__merged_into__isnull=False)
    for wish in Wish.objects.filter(merged).select_related("claim__merged_into", "claimant__merged_into"):
        with setaside.going_on_after(f"letters: merged {wish.pk}", now=now), transaction.atomic():
            _follow(wish)


def _follow(wish: Wish) -> None:
    into = (
        {"claim": wish.claim.merged_into_id}
        if wish.claim
        else {"claimant": wish.claimant and wish.claimant.merged_into_id}
    )
    if Wish.objects.filter(address_digest=wish.address_digest, **into).exists():
        Wish.objects.filter(pk=wish.pk).delete()
        return
    Wish.objects.filter(pk=wish.pk).update(**{f"{name}_id": number for name, number in into.items()})
    # The other may be decided: it is looked at like one that was just confirmed.
    Wish.objects.filter(pk=wish.pk, stage=Wish.Stage.WAITING).update(stage=Wish.Stage.CONFIRMED)


def _of_withdrawn(now: datetime) -> None:
    """A claim that was withdrawn is decided no more: who waits for it is told so, and waits no longer."""
    letters = Letter.objects.filter(wish=OuterRef("pk"), kind=Letter.Kind.WITHDRAWN)
    waits = Wish.objects.filter(
        ~Exists(letters),
        stage__in=(Wish.Stage.CONFIRMED, Wish.Stage.WAITING),
        claim__state=Claim.State.WITHDRAWN,
        claim__merged_into__isnull=True,
    )
    _write(_letter(wish, Letter.Kind.WITHDRAWN, now) for wish in waits.order_by("pk")[:ROWS_AT_ONCE])


def _just_confirmed(now: datetime) -> None:
    """What was decided between wish and confirmation is told at once."""
    fresh = list(
        Wish.objects.filter(stage=Wish.Stage.CONFIRMED).select_related("claim").order_by("pk")[:ROWS_AT_ONCE]
    )
    decided = [(wish, latest_verdict(wish.claim)) for wish in fresh if wish.claim]
    with transaction.atomic():
        _write(_letter(wish, Letter.Kind.DECISION, now, verdict) for wish, verdict in decided if verdict)
        _move_on(fresh, Wish.Stage.CONFIRMED, Wish.Stage.WAITING)


def _decided(now: datetime) -> None:
    """Each verdict that took effect and was not told yet: what is held back meanwhile is told when it is shown."""
    told = ToldVerdict.objects.filter(verdict=OuterRef("pk"))
    news = Verdict.objects.of_public_claims().filter(effective_at__gt=now - NEWS_FOR).exclude(Exists(told))
    for verdict in news.select_related("claim").order_by("effective_at", "pk")[:ROWS_AT_ONCE]:
        with setaside.going_on_after(f"letters: verdict {verdict.pk}", now=now):
            _tell(verdict, now)


@transaction.atomic
def _tell(verdict: Verdict, now: datetime) -> None:
    """One letter to each address that waits for it. Whoever is second at this finds the row, and writes none."""
    _row, is_ours = ToldVerdict.objects.get_or_create(verdict=verdict)
    if not is_ours or latest_verdict(verdict.claim) != verdict:
        return
    claim = verdict.claim
    wanted = Q(claim=claim) | Q(confirmed_at__lt=verdict.effective_at) & (
        Q(claimant=claim.claimant_id) | Q(topic__in=claim.topics.values("pk"))
    )
    waits = Wish.objects.filter(wanted, stage__in=(Wish.Stage.CONFIRMED, Wish.Stage.WAITING))
    # Those of the claim itself come first: with their letter they are fulfilled.
    by_address: dict[str, Wish] = {}
    for wish in waits.order_by("claim", "pk"):
        if wish.claim_id or wish.address_digest not in by_address:
            by_address[wish.address_digest] = wish
    _write(_letter(wish, Letter.Kind.DECISION, now, verdict) for wish in by_address.values())


def _letter(wish: Wish, kind: Letter.Kind, now: datetime, verdict: Verdict | None = None) -> Letter:
    return Letter(
        wish=wish,
        kind=kind,
        verdict=verdict,
        address_digest=wish.address_digest,
        message_id=f"<letter-{secrets.token_hex(12)}@{urlsplit(settings.SITE_URL).hostname}>",
        noticed_at=now,
        next_try_at=now,
    )


def _write(letters: Iterable[Letter]) -> None:
    """What is owed already, by the database's word, stays as it is."""
    Letter.objects.bulk_create(list(letters), ignore_conflicts=True, batch_size=ROWS_AT_ONCE)


def _move_on(wishes: Iterable[Wish], before: Wish.Stage, after: Wish.Stage) -> None:
    Wish.objects.filter(pk__in=[wish.pk for wish in wishes], stage=before).update(stage=after)
