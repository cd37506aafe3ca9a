"""What receivers outside are told: new claims, verdicts and corrections, each once, in the shapes of the API.

notice: the record's log --> claims written about --> what is public of them --> a row of the outbox for each receiver
is_still_told: asked again before it is sent; facts: what is sent, as it is public at that moment
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims import corrections
from claims.api import shapes
from claims.json_values import JsonObject
from claims.models import Claim, Correction, Forgetting, Verdict
from tracker import changes, setaside
from tracker.alerts.audience import hears_of, receivers
from tracker.alerts.rows import row, write
from tracker.models import Alert, Channel

# What was held back for longer is no news once it is shown; below it no row of the outbox is cleared away.
NEWS_FOR: Final = timedelta(days=30)
CLAIMS_AT_ONCE: Final = 500
ROWS_AT_ONCE: Final = 500
EVENTS: Final = {
    Alert.Kind.NEW_CLAIM: "claim.published",
    Alert.Kind.VERDICT: "verdict.published",
    Alert.Kind.CORRECTION: "correction.published",
}
# Of a claim that is no longer told such a correction says no more than that.
FAREWELLS: Final = (Correction.Kind.WITHDRAWN, Correction.Kind.MERGED)


def notice(*, now: datetime) -> int:
    """Write a row for whatever was published and a receiver has none of; returns how many rows it tried to write.

    A receiver hears of what is published from the moment at which it was set up, or set active again. Twice at once
    adds nothing: a row is unique on its kind, what it is about, and the receiver.
    """
    told = receivers()
    if not told:
        return 0
    written = changes.since_last_look("publishing", now=now, terms=_terms(told))
    numbers: list[int] = []
    slices = list(_slices(written))
    for claims in slices:
        _owe_again(claims, now)
        for channel in told:
            with setaside.going_on_after(f"publishing: channel {channel.pk}", now=now):
                numbers.append(_tell(channel, claims, now))
    if len(numbers) == len(slices) * len(told):  # else all of it is looked at again
        changes.looked(written)
    return sum(numbers)


def _tell(channel: Channel, claims: Sequence[int] | None, now: datetime) -> int:
    wanted = [kind for kind in EVENTS if _wants(channel, kind)]
    rows = [each for kind in wanted for each in _rows(channel, kind, claims, now)]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        write(rows[start : start + ROWS_AT_ONCE], now=now)
    return len(rows)


def _terms(told: Sequence[Channel]) -> str:
    """A digest of who hears of what, since when: where it changes, all that is news is looked at once."""
    heard = [
        (
            *(each.pk, each.hears_since, each.wants_claims, each.wants_verdicts, each.wants_corrections),
            *(
                sorted(row.pk for row in rows.all())
                for rows in (each.topics, each.muted_topics, each.claimants)
            ),
        )
        for each in told
    ]
    return sha256(repr(heard).encode()).hexdigest()


def _slices(written: changes.Changes) -> Iterator[Sequence[int] | None]:
    """The numbers of the claims to look at, some at once; None for all of which there is news."""
    if written.is_anew:
        yield None
        return
    # A claimant who was held back is shown again: so are their claims, of which nothing else was written.
    of_claimants = Claim.objects.filter(claimant__in=written.numbers("claimant"))
    numbers = sorted(written.numbers("claim") | set(of_claimants.values_list("pk", flat=True)))
    for start in range(0, len(numbers), CLAIMS_AT_ONCE):
        yield numbers[start : start + CLAIMS_AT_ONCE]


def _owe_again(claims: Sequence[int] | None, now: datetime) -> None:
    """What was not sent because it was held back may be told now; before it is sent that is asked again."""
    silenced = Alert.objects.filter(state=Alert.State.SILENCED, kind__in=EVENTS, noticed_at__gte=_oldest(now))
    if claims is not None:
        silenced = silenced.filter(claim__in=claims)
    silenced.update(state=Alert.State.OWED, next_try_at=now)


def _oldest(now: datetime) -> datetime:
    return now - min(NEWS_FOR, timedelta(days=settings.KEEP_ALERTS_DAYS))


def _rows(channel: Channel, kind: Alert.Kind, claims: Sequence[int] | None, now: datetime) -> Iterator[Alert]:
    """Unsaved rows, the earliest first, of what it has none of."""
    since = max(channel.hears_since, _oldest(now))
    found = _published(kind, since=since)
    if claims is not None:
        found = found.filter(**{"pk__in" if kind is Alert.Kind.NEW_CLAIM else "claim__in": claims})
    written = Alert.objects.filter(channel=channel, kind=kind, noticed_at__gte=since)
    has = set(written.values_list("once_key", flat=True))
    for each in found:
        claim = each if isinstance(each, Claim) else each.claim
        if str(each.pk) not in has and _hears_of(channel, claim):
            about = {} if each is claim else {kind.value: each}
            yield row(kind, str(each.pk), channel, now=now, claim=claim, **about)


def _published(
    kind: Alert.Kind, *, since: datetime
) -> QuerySet[Claim] | QuerySet[Verdict] | QuerySet[Correction]:
    """What readers may see of that kind and took effect since that moment, the earliest first."""
    if kind is Alert.Kind.NEW_CLAIM:
        claims = Claim.objects.public().filter(published_at__gte=since).order_by("published_at", "pk")
        return claims.prefetch_related("topics")
    rows = Verdict.objects.of_public_claims() if kind is Alert.Kind.VERDICT else _told_corrections()
    rows = rows.filter(effective_at__gte=since).order_by("effective_at", "pk")
    return rows.select_related("claim").prefetch_related("claim__topics")


def _told_corrections() -> QuerySet[Correction]:
    public = Claim.objects.public().order_by().values("pk")
    return Correction.objects.public().filter(Q(claim__in=public) | Q(kind__in=FAREWELLS))


def _wants(channel: Channel, kind: Alert.Kind) -> bool:
    return {
        Alert.Kind.NEW_CLAIM: channel.wants_claims,
        Alert.Kind.VERDICT: channel.wants_verdicts,
        Alert.Kind.CORRECTION: channel.wants_corrections,
    }[kind]


def _hears_of(channel: Channel, claim: Claim) -> bool:
    """By topics as the desk's channels, and by claimant, whoever they were merged into since."""
    chosen = {each.that_stays().pk for each in channel.claimants.all()}
    return hears_of(channel, claim) and (not chosen or claim.claimant_id in chosen)


# --- Before it is sent ---


def is_still_told(alert: Alert) -> bool:
    """Whether readers may see it at this moment, the receiver wants it, and nothing of it was forgotten meanwhile."""
    kind, claim = Alert.Kind(alert.kind), alert.claim
    if claim is None or not _wants(alert.channel, kind) or not _hears_of(alert.channel, claim):
        return False
    if Forgetting.objects.filter(claims=claim, done_at__gte=alert.noticed_at).exists():
        return False
    found = _published(kind, since=alert.noticed_at - NEWS_FOR)
    return found.filter(pk__in=[int(alert.once_key)]).exists()


def facts(alert: Alert) -> JsonObject:
    """The claim as the API tells it, and the verdict or correction; of a claim that is no longer told that alone."""
    found: dict[str, shapes.Shape] = {}
    assert alert.claim  # the constraint
    claim = shapes.fetched(Claim.objects.public()).filter(pk=alert.claim.pk).first()
    if claim is not None:
        found["claim"] = shapes.claim_shape(claim)
    if alert.verdict_id is not None:
        verdicts = Verdict.objects.public(timezone.now()).filter(pk=alert.verdict_id)
        found["verdict"] = shapes.verdict_shape(shapes.fetched_verdicts(verdicts).get())
    if alert.correction is not None:
        found["correction"] = shapes.correction_shape(corrections.notices([alert.correction])[0])
    return {name: shape.model_dump(mode="json") for name, shape in found.items()}
