"""The board as readers see it: read from the kept counts, a part of it at a time. No claim is counted here.

Who has the same number of claims and of right ones stands at the same place. So the comparison is made of how often
each such record is met, some hundreds however many claimants there are; of the claimants themselves only those are
read that a page shows, in the order of their records and, among those alike, of their names.

Why so: docs/decisions/0042-counts-are-rows.md
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from django.db.models import Count, Exists, F, Q, QuerySet, Sum, Window, prefetch_related_objects
from django.db.models.expressions import Combinable
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import folding, kept_counts, paging
from claims.comparing import BoardComparison, Group, Prior, RightOf, compare_alike, estimate, mean_of
from claims.counting import CountingRule
from claims.models import COUNTERS, BoardCounts, Claimant, ClaimantCounts, MonthCounts, Topic
from claims.scoreboard import Move, Standing, TrackRecord

CountRow = TypeVar("CountRow", BoardCounts, ClaimantCounts, MonthCounts)
FIRST, PER_PAGE = 10, 30
MOVES_SHOWN: Final = 12
# Beside the groups, who has too few claims to be compared.
FEW: Final = "few"
_BETWEEN: Final = "~"
# Twice the number of right claims, so that "partly counts half" is a whole number too.
_TWICE_RIGHT: Final[Mapping[CountingRule, Combinable]] = {
    CountingRule.STRICT: F("confirmed") * 2,
    CountingRule.LATE: F("confirmed") * 2 + F("late") * 2,
    CountingRule.HALF: F("confirmed") * 2 + F("partly"),
}
# Where somebody stands: by the estimate, then by the record, the name and the number of the claimant.
_Spot = tuple[float, int, float, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some of those who stand in a group, or who have too few claims; `number` is how many there are in all.

    `previous` and `next` are the keys of the pages before and after.
    """

    name: str
    number: int
    standings: Sequence[Standing]
    previous: str = ""
    next: str = ""
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.standings)


@dataclass(frozen=True, slots=True)
class KeptBoard:
    """A board's records by a rule, with how often each is met; `few` is how many have too few claims.

    `by_rule` has the board's mean by each rule; `moved` the records in another group than by the newsroom's own rule.
    """

    rows: QuerySet[ClaimantCounts]
    rule: CountingRule
    minimum: int
    times: dict[RightOf, int]
    few: int
    comparison: BoardComparison
    by_rule: dict[CountingRule, float | None]

    @property
    def prior(self) -> Prior:
        """What its claimants have in common."""
        return self.comparison.prior

    def first(self) -> list[Section]:
        """The first of each group that has somebody. One query."""
        orders = {group: self._order(group) for group in Group}
        shares = [share for order in orders.values() for share in self._enough(order, FIRST)]
        found = self._standings(self._of(shares, FIRST))
        sections = []
        for group, order in orders.items():
            here = [each for each in found if each.place and each.place.group is group]
            number = sum(self.times[share] for share in order)
            sections.append(Section(name=group, number=number, standings=here[:FIRST]))
        return [each for each in sections if each.number]

    def of_group(self, group: Group, asked: Mapping[str, str]) -> Section:
        """A page of a group, by the key of the standing where another ended. One query."""
        back = bool(asked.get(paging.BEFORE))
        typed = asked.get(paging.BEFORE if back else paging.AFTER, "")
        spot = self._spot_of(typed)
        back = back and spot is not None
        order = self._order(group)
        wanted = self._beyond(order, spot, back=back)
        rows = self._of(self._enough(wanted, PER_PAGE, begun=spot is not None), PER_PAGE, spot, back=back)
        found = [
            each for each in self._standings(rows) if spot is None or _is_beyond(self._spot(each), spot, back)
        ]
        some = found[-PER_PAGE:] if back else found[:PER_PAGE]
        more = len(found) > PER_PAGE
        has_previous, has_next = (more, True) if back else (spot is not None, more)
        return Section(
            name=group,
            number=sum(self.times[share] for share in order),
            standings=some,
            previous=_as_key(some[0]) if some and has_previous else "",
            next=_as_key(some[-1]) if some and has_next else "",
            faults=() if not typed or spot else ((_("Page"), _("No page begins there.")),),
        )

    def of_few(self, asked: Mapping[str, str], *, size: int = PER_PAGE) -> Section:
        """A page of those with too few claims, the most first. One query; none where there is nobody."""
        if not self.few:
            return Section(name=FEW, number=0, standings=())
        rows = self.rows.filter(n__lt=self.minimum).select_related("claimant")
        page = paging.page_of(rows, ("-n", "sort_key", "claimant_id"), asked, size=size)
        shown = [Standing(row.claimant, track_of(row, self.rule)) for row in page.rows]
        return Section(
            name=FEW,
            number=self.few,
            standings=shown,
            previous=page.previous,
            next=page.next,
            faults=page.faults,
        )

    def _order(self, group: Group) -> list[RightOf]:
        places = self.comparison.places
        return sorted((share for share in places if places[share].group is group), key=self._rank)

    def _rank(self, share: RightOf) -> tuple[float, int, float]:
        return -estimate(share, self.prior).rate, share.n, share.right

    def _enough(self, shares: Sequence[RightOf], size: int, *, begun: bool = False) -> list[RightOf]:
        """The first of the records that more than `size` claimants have; of the first, some may be passed already."""
        taken, number = [], 0
        for place, share in enumerate(shares):
            if number > size:
                break
            taken.append(share)
            number += 0 if begun and place == 0 else self.times[share]
        return taken

    def _beyond(self, order: list[RightOf], spot: _Spot | None, *, back: bool) -> list[RightOf]:
        if spot is None:
            return order
        if back:
            return [share for share in reversed(order) if self._rank(share) <= spot[:3]]
        return [share for share in order if self._rank(share) >= spot[:3]]

    def _of(
        self, shares: Iterable[RightOf], size: int, spot: _Spot | None = None, *, back: bool = False
    ) -> Iterable[ClaimantCounts]:
        """The first `size` of each record, and one more, by their names."""
        wanted = Q()
        for share in shares:
            alike = Q(n=share.n, twice=round(2 * share.right))
            wanted |= (
                alike & _named_beyond(spot, back=back) if spot and self._rank(share) == spot[:3] else alike
            )
        if not wanted:
            return []
        names = (F("sort_key"), F("claimant_id"))
        place = Window(
            RowNumber(),
            partition_by=(F("n"), F("twice")),
            order_by=[each.desc() if back else each.asc() for each in names],
        )
        rows = self.rows.annotate(twice=_TWICE_RIGHT[self.rule]).filter(wanted)
        return rows.annotate(place=place).filter(place__lte=size + 1).select_related("claimant")

    def _standings(self, rows: Iterable[ClaimantCounts]) -> list[Standing]:
        found = [Standing(row.claimant, track_of(row, self.rule)) for row in rows]
        places = self.comparison.places
        placed = [
            Standing(each.claimant, each.track, places.get(each.track.share)) for each in found
        ]  # a record that is new since the comparison comes with the next page
        return sorted((each for each in placed if each.place), key=self._spot)

    def _spot(self, standing: Standing) -> _Spot:
        claimant = standing.claimant
        return *self._rank(standing.track.share), claimant.sort_key, claimant.pk

    def _spot_of(self, typed: str) -> _Spot | None:
        parts = typed.split(_BETWEEN)
        if len(typed) > paging.LONGEST_KEY or "\0" in typed or len(parts) != 4:
            return None
        numbers = [int(part) for part in (parts[0], parts[1], parts[3]) if part.isascii() and part.isdigit()]
        if len(numbers) != 3 or max(numbers) >= 2**63 or not 0 < numbers[1] < 10**7:
            return None
        twice, n, pk = numbers
        if twice > 2 * n:
            return None
        return *self._rank(RightOf(twice / 2, n)), parts[2], pk


def board_of_topic(topic: Topic | None, *, rule: CountingRule, minimum: int) -> KeptBoard:
    """The board of a topic, or of all. One query."""
    rows = ClaimantCounts.objects.filter(topic=topic, firmness="", total__gt=0)
    met = rows.annotate(twice=_TWICE_RIGHT[rule]).order_by("n", "twice").values_list("n", "twice")
    sums = (Sum(name) for name in ("confirmed", "partly", "late"))
    times, few, whole = Counter[RightOf](), 0, TrackRecord()
    for n, twice, number, confirmed, partly, late in met.annotate(Count("pk"), *sums):
        if n < minimum:
            few += number
            continue
        times[RightOf(twice / 2, n)] += number
        whole += TrackRecord(
            confirmed=confirmed, partly=partly, late=late, missed=n * number - confirmed - partly - late
        )
    means = {each: mean_of([whole.counted_by(each).share]) if times else None for each in CountingRule}
    return KeptBoard(rows, rule, minimum, dict(times), few, compare_alike(tuple(times.items())), means)


def moves(topic: Topic | None, *, own: CountingRule, shown: KeptBoard) -> tuple[list[Move], int]:
    """Who stands in another group than by the newsroom's own rule: the first of them, and how many. Two queries."""
    rows = shown.rows.filter(n__gte=shown.minimum)
    rows = rows.annotate(twice=_TWICE_RIGHT[shown.rule], own=_TWICE_RIGHT[own])
    met = rows.order_by().values_list("n", "own", "twice").annotate(Count("pk"))
    both = [(RightOf(own_ / 2, n), RightOf(twice / 2, n), number) for n, own_, twice, number in met]
    times = Counter[RightOf]()
    for before, _after, number in both:
        times[before] += number
    own_places = compare_alike(tuple(sorted(times.items(), key=_by_record))).places
    places = shown.comparison.places
    other = [
        (before, after, number)
        for before, after, number in both
        if after in places and own_places[before].group is not places[after].group
    ]
    other.sort(key=lambda each: (list(Group).index(places[each[1]].group), -places[each[1]].estimate.rate))
    wanted = Q()
    for before, after, _number in other[:MOVES_SHOWN]:
        wanted |= Q(n=after.n, own=round(2 * before.right), twice=round(2 * after.right))
    found = rows.filter(wanted) if other else rows.none()
    listed = [
        Move(row.claimant, own_places[before].group, places[after].group)
        for row in found.select_related("claimant").order_by("n", "sort_key")[:MOVES_SHOWN]
        for before, after in [(track_of(row, own).share, track_of(row, shown.rule).share)]
    ]
    return listed, sum(number for _before, _after, number in other)


def _by_record(met: tuple[RightOf, int]) -> tuple[int, float]:
    return met[0].n, met[0].right


def of_board(topic: Topic | None, rule: CountingRule) -> dict[str, TrackRecord]:
    """The claims of a topic, or all, by how firmly they were said. One query; some more after midnight."""
    sums = (Sum(name) for name in COUNTERS)
    rows = BoardCounts.objects.filter(topic=topic).order_by().values_list("firmness").annotate(*sums)
    tracks = {str(firmness): _track(counts, rule) for firmness, *counts in _up_to_date(rows)}
    return {firmness: track for firmness, track in tracks.items() if track.total}


def by_month(topic: Topic | None, *, since: date, until: date) -> dict[date, TrackRecord]:
    """How the claims count, of a topic or of all, whose windows close in each month from `since` to `until`, by the
    month's first day; months without any are left out. One query; some more after midnight.
    """
    sums = (Sum(name) for name in COUNTERS)
    months = MonthCounts.objects.filter(topic=topic, month__gte=since, month__lte=until).order_by()
    rows = _up_to_date(months.values_list("month").annotate(*sums))
    tracks = {month: _track(counts, CountingRule.STRICT) for month, *counts in rows}
    return {month: track for month, track in sorted(tracks.items()) if track.total}


def said_most(topic: Topic, rule: CountingRule, *, number: int) -> list[Standing]:
    """The claimants with the most public claims of the topic, without a place. One query."""
    rows = ClaimantCounts.objects.filter(topic=topic, firmness="", total__gt=0).select_related("claimant")
    return [
        Standing(row.claimant, track_of(row, rule)) for row in rows.order_by("-total", "sort_key")[:number]
    ]


def of_claimant(claimant: Claimant, rule: CountingRule) -> dict[str, TrackRecord]:
    """The same of a claimant. One query; some more after midnight."""
    rows = ClaimantCounts.objects.filter(claimant=claimant, topic=None, total__gt=0).exclude(firmness="")
    found = _up_to_date(rows.values_list("firmness", *COUNTERS))
    return {str(firmness): _track(counts, rule) for firmness, *counts in found}


def of_claimants(claimants: Iterable[Claimant], rule: CountingRule) -> dict[int, TrackRecord]:
    """The records of these claimants who have public claims. One query; some more after midnight."""
    rows = ClaimantCounts.objects.filter(topic=None, firmness="", total__gt=0)
    rows = rows.filter(claimant__in=[each.pk for each in claimants])
    found = _up_to_date(rows.values_list("claimant_id", *COUNTERS))
    return {int(pk): _track(counts, rule) for pk, *counts in found}


def topics_on_record() -> list[Topic]:
    """The topics of public claims, by name in the page's language. One query."""
    numbers = BoardCounts.objects.filter(topic__isnull=False).order_by().values("topic")
    total = sum((Sum(name) for name in COUNTERS[1:]), Sum(COUNTERS[0]))
    found = Topic.objects.filter(pk__in=numbers.annotate(all=total).filter(all__gt=0).values("topic"))
    return sorted(found, key=lambda topic: folding.sort_key(topic.told_name.text))


def give_offices(sections: Iterable[Section]) -> None:
    """Have the claimants' offices at hand. One query."""
    prefetch_related_objects([each.claimant for section in sections for each in section.standings], "tenures")


def track_of(row: ClaimantCounts, rule: CountingRule) -> TrackRecord:
    """The row's counts as a record."""
    return _track([getattr(row, name) for name in COUNTERS], rule)


def _track(counts: Sequence[int], rule: CountingRule) -> TrackRecord:
    return TrackRecord(**dict(zip(COUNTERS, counts, strict=True)), rule=rule)


def _up_to_date(rows: "QuerySet[CountRow, tuple[Any, ...]]") -> list[tuple[Any, ...]]:
    """The rows; where windows have closed that no job has counted yet, they are counted first."""
    behind = Exists(kept_counts.behind(timezone.localdate()))
    found = [tuple(row) for row in rows.annotate(is_behind=behind)]
    if any(row[-1] for row in found):
        kept_counts.pass_days()
        found = [tuple(row) for row in rows.annotate(is_behind=behind)]
    return [row[:-1] for row in found]


def _as_key(standing: Standing) -> str:
    track, claimant = standing.track, standing.claimant
    return _BETWEEN.join(map(str, (round(2 * track.right), track.n, claimant.sort_key, claimant.pk)))


def _is_beyond(spot: _Spot, key: _Spot, back: bool) -> bool:  # noqa: FBT001  one of two directions
    return spot < key if back else spot > key


def _named_beyond(spot: _Spot, *, back: bool) -> Q:
    way, name, pk = "lt" if back else "gt", spot[3], spot[4]
    return Q(**{f"sort_key__{way}": name}) | Q(sort_key=name, **{f"claimant_id__{way}": pk})
