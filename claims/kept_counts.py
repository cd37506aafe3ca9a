"""How every public claim counts, kept as rows with each write, so that no reader's page counts claims.

    a write to a claim, a verdict, a hold, topics ──> recount ──> CountedClaim ──> ClaimantCounts, BoardCounts,
    the day after a window's last ──> pass_days ──────┘                            MonthCounts

In the transaction of the write, the claim is asked anew what it counts as; what differs from its row is added to the
counts. `differences` counts all claims afresh and compares.

Why so: docs/decisions/0042-counts-are-rows.md
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from claims.models import (
    COUNTERS,
    BoardCounts,
    Claim,
    Claimant,
    ClaimantCounts,
    CountedClaim,
    Hold,
    MonthCounts,
    Topic,
    Verdict,
)
from claims.querysets import counts_as_on

logger = logging.getLogger(__name__)
# What of a claim says where it is counted.
OF_A_CLAIM: Final = frozenset(
    {"claimant", "claimant_id", "state", "outcome", "opens_on", "closes_on", "firmness"}
)
AT_ONCE: Final = 2_000
# Claimant (None: of the board), topic (None: all), firmness (empty: all), the month's first day (None: all).
CountKey = tuple[int | None, int | None, str, date | None]
# Rows of these are added, never changed, and told apart by these fields.
ADDED: Final[dict[type[BoardCounts | MonthCounts], tuple[str, ...]]] = {
    BoardCounts: ("topic", "firmness"),
    MonthCounts: ("topic", "month"),
}
Counts = dict[CountKey, Counter[str]]


# --- Kept with a write ---


def keep_claim(sender: object, instance: Claim, update_fields: Iterable[str] | None, **_more: object) -> None:
    """After a claim was saved: Django's signal."""
    if instance.state == Claim.State.DRAFT or (update_fields and not OF_A_CLAIM & set(update_fields)):
        return
    recount([instance.pk])


def keep_verdict(sender: object, instance: Verdict, **_more: object) -> None:
    """After a verdict was saved: it may be the same outcome once more, on another day."""
    if instance.in_effect:
        recount([instance.claim_id])


def keep_hold(sender: object, instance: Hold, **_more: object) -> None:
    """After a hold was made or lifted."""
    if instance.kind == Hold.Kind.CLAIM and instance.claim_id:
        recount([instance.claim_id])
    elif instance.kind == Hold.Kind.CLAIMANT and instance.claimant_id:
        recount(Claim.objects.filter(claimant=instance.claimant_id).values_list("pk", flat=True))


def keep_topics(
    sender: object, instance: Claim | Topic, action: str, pk_set: Collection[int] | None, **_more: object
) -> None:
    """After a claim was given topics."""
    if not action.startswith("post_"):
        return
    recount([instance.pk] if isinstance(instance, Claim) else pk_set or ())


def keep_name(
    sender: object,
    instance: Claimant,
    created: bool,  # noqa: FBT001  Django's signature
    **_more: object,
) -> None:
    """After a claimant was saved: their rows stand in the order of names."""
    if not created:
        rows = ClaimantCounts.objects.filter(claimant=instance.pk)
        rows.exclude(sort_key=instance.sort_key).update(sort_key=instance.sort_key)


# --- Counted ---


@transaction.atomic
def recount(claims: Iterable[int]) -> int:
    """Bring the counts up to date for these claims; returns how many of them counted otherwise.

    All of them are locked before any count is: whoever writes to a claim has locked it, and waits for counts only.
    """
    numbers = sorted(set(claims))
    for some in _in_parts(numbers):
        list(
            Claim.objects.filter(pk__in=some).order_by("pk").select_for_update(no_key=True).values_list("pk")
        )
    return sum(_recount_some(some) for some in _in_parts(numbers))


def pass_days() -> int:
    """Count the claims anew whose windows closed since they were counted; also where the clock went back."""
    numbers = list(behind(timezone.localdate()).values_list("pk", flat=True))
    return recount(numbers) if numbers else 0


def behind(today: date) -> QuerySet[CountedClaim]:
    """The claims that were counted on the other side of their window's last day. Found by an index."""
    closed = Q(is_closed=False, closes_on__lt=today) | Q(is_closed=True, closes_on__gte=today)
    return CountedClaim.objects.filter(closed)


def _recount_some(numbers: Collection[int]) -> int:
    was = CountedClaim.objects.in_bulk(numbers)
    now = {row.claim_id: row for row in _afresh(numbers)}
    changed = [pk for pk in numbers if _values(was.get(pk)) != _values(now.get(pk))]
    if not changed:
        return 0
    gone = [pk for pk in changed if pk not in now]
    CountedClaim.objects.filter(pk__in=gone).delete()
    CountedClaim.objects.bulk_create(
        [now[pk] for pk in changed if pk in now],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["claimant", "firmness", "counts_as", "closes_on", "is_closed", "topics"],
    )
    moved: Counts = defaultdict(Counter)
    for rows, step in ((was, -1), (now, 1)):
        for pk in changed:
            if pk in rows:
                _count(rows[pk], moved, step)
    _add({key: counts for key, counts in moved.items() if any(counts.values())})
    return len(changed)


def _afresh(numbers: Collection[int] | None = None) -> list[CountedClaim]:
    """The rows that these claims, or all, should have."""
    today = timezone.localdate()
    claims, listed = Claim.objects.public(), Claim.topics.through.objects.all()
    if numbers is not None:
        claims, listed = claims.filter(pk__in=numbers), listed.filter(claim__in=numbers)
    topics: dict[int, list[int]] = defaultdict(list)
    for claim, topic in listed.order_by("topic_id").values_list("claim_id", "topic_id"):
        topics[claim].append(topic)
    found = claims.order_by("pk").annotate(counted_as=counts_as_on(today))
    columns = ("pk", "claimant_id", "firmness", "counted_as", "closes_on")
    return [
        CountedClaim(
            claim_id=pk,
            claimant_id=claimant,
            firmness=firmness,
            counts_as=counts_as,
            closes_on=closes_on,
            is_closed=closes_on < today,
            topics=topics[pk],
        )
        for pk, claimant, firmness, counts_as, closes_on in found.values_list(*columns)
    ]


def _values(row: CountedClaim | None) -> tuple[object, ...] | None:
    if row is None:
        return None
    return row.claimant_id, row.firmness, row.counts_as, row.closes_on, row.is_closed, row.topics


def _count(row: CountedClaim, into: Counts, step: int = 1) -> None:
    for topic in (None, *row.topics):
        into[None, topic, row.firmness, None][row.counts_as] += step
        into[None, topic, "", row.closes_on.replace(day=1)][row.counts_as] += step
        for firmness in ("", row.firmness):
            into[row.claimant_id, topic, firmness, None][row.counts_as] += step


def _add(moved: Mapping[CountKey, Counter[str]]) -> None:
    """Add to the counts. Claimants' rows are locked in one order, so that no two writers lock each other out."""
    of_claimants = sorted((key for key in moved if key[0] is not None), key=repr)
    names = dict(
        Claimant.objects.filter(pk__in={key[0] for key in of_claimants}).values_list("pk", "sort_key")
    )
    ClaimantCounts.objects.bulk_create(
        [_claimants_row(key, names) for key in of_claimants], ignore_conflicts=True, batch_size=AT_ONCE
    )
    for key in of_claimants:
        claimant, topic, firmness, _month = key
        row = ClaimantCounts.objects.filter(claimant=claimant, topic=topic, firmness=firmness)
        row.update(**{name: F(name) + step for name, step in moved[key].items()})
    _add_rows(moved)


def _claimants_row(key: CountKey, names: Mapping[int, str], **counts: int) -> ClaimantCounts:
    claimant, topic, firmness, _month = key
    assert claimant is not None
    return ClaimantCounts(
        claimant_id=claimant, topic_id=topic, firmness=firmness, sort_key=names[claimant], **counts
    )


def _add_rows(counts: Mapping[CountKey, Mapping[str, int]]) -> None:
    """The rows of boards and months that add so much."""
    boards, months = list[BoardCounts](), list[MonthCounts]()
    for (claimant, topic, firmness, month), counted in counts.items():
        if claimant is None and month is None:
            boards.append(BoardCounts(topic_id=topic, firmness=firmness, **counted))
        elif claimant is None and month is not None:
            months.append(MonthCounts(topic_id=topic, month=month, **counted))
    BoardCounts.objects.bulk_create(boards, batch_size=AT_ONCE)
    MonthCounts.objects.bulk_create(months, batch_size=AT_ONCE)


# --- Kept in order ---


def put_together() -> int:
    """Make one row of those that a board's or a month's counts were changed by; returns how many of them there are."""
    found = 0
    for model, names in ADDED.items():
        many = model.objects.order_by().values(*names).annotate(rows=Count("pk")).filter(rows__gt=1)
        found += sum(_put_together(model, {name: each[name] for name in names}) for each in many)
    return found


@transaction.atomic
def _put_together(model: type[BoardCounts | MonthCounts], values: Mapping[str, object]) -> int:
    told = {("topic_id" if name == "topic" else name): value for name, value in values.items()}
    every = model.objects.filter(**told)
    rows = list(every.select_for_update(no_key=True).order_by("pk"))
    together = {name: sum(getattr(row, name) for row in rows) for name in COUNTERS}
    model.objects.filter(pk__in=[row.pk for row in rows]).delete()
    model.objects.create(**told, **together)
    return len(rows)


@transaction.atomic
def rebuild() -> int:
    """Count all claims afresh and put that in the place of what is kept; returns how many claims count."""
    list(Claim.objects.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    for model in (CountedClaim, ClaimantCounts, BoardCounts, MonthCounts):
        model.objects.all().delete()
    rows = _afresh()
    counts = _summed(rows)
    names = dict(Claimant.objects.values_list("pk", "sort_key"))
    CountedClaim.objects.bulk_create(rows, batch_size=AT_ONCE)
    ClaimantCounts.objects.bulk_create(
        [_claimants_row(key, names, **counted) for key, counted in counts.items() if key[0] is not None],
        batch_size=AT_ONCE,
    )
    _add_rows(counts)
    return len(rows)


def differences() -> int:
    """How many counts are other than counting all claims afresh finds them; 0 is as it should be.

    Writes nothing: what a window's last day has passed by since it was counted stands as it is. A write that ends
    meanwhile may show up.
    """
    waiting = {row.claim_id: row for row in behind(timezone.localdate())}
    rows = [*waiting.values(), *(row for row in _afresh() if row.claim_id not in waiting)]
    wanted, kept = _plain(_summed(rows)), _plain(dict(_kept()))
    return sum(wanted.get(key) != kept.get(key) for key in wanted.keys() | kept.keys())


def check() -> int:
    """Compare, and write into the log where something differs; returns how many counts do."""
    if number := differences():
        logger.error("%d kept counts differ from the claims counted afresh: run `count_claims`", number)
    return number


def _summed(rows: Iterable[CountedClaim]) -> Counts:
    counts: Counts = defaultdict(Counter)
    for row in rows:
        _count(row, counts)
    return counts


def _kept() -> Iterator[tuple[CountKey, Counter[str]]]:
    of_claimants = ClaimantCounts.objects.values_list("claimant", "topic", "firmness", *COUNTERS)
    sums = [Sum(name) for name in COUNTERS]
    of_boards = BoardCounts.objects.order_by().values_list("topic", "firmness").annotate(*sums)
    of_months = MonthCounts.objects.order_by().values_list("topic", "month").annotate(*sums)
    for claimant, topic, firmness, *counted in of_claimants:
        yield (claimant, topic, firmness, None), _counter(counted)
    for topic, firmness, *counted in of_boards:
        yield (None, topic, firmness, None), _counter(counted)
    for topic, month, *counted in of_months:
        yield (None, topic, "", month), _counter(counted)


def _counter(counted: Iterable[int]) -> Counter[str]:
    return Counter(dict(zip(COUNTERS, counted, strict=True)))


def _plain(counts: Mapping[CountKey, Counter[str]]) -> dict[CountKey, dict[str, int]]:
    """Without zeros: somebody without public claims may have rows and may have none."""
    found = {key: {name: number for name, number in each.items() if number} for key, each in counts.items()}
    return {key: each for key, each in found.items() if each}


def _in_parts(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
