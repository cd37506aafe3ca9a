"""Ten years of alerts in a time that the test drives, beside an oracle that was written apart from the product.

    walk: day by day, twice a day: verdicts -> alerts.notice -> alerts.deliver_due -> what arrived
    oracle: the same days and verdicts -> what had to arrive, and on which day

Days are left out (an outage), the clock is put back, and whoever sends dies before or after the receiver has the
message. What the ladder is, is said here once more, from the documentation and not from the code.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine

from claims.models import Claim
from tests.makers import Maker
from tracker import alerts
from tracker.alerts.channels import Message
from tracker.models import Channel

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 6, 17), date(2036, 6, 17)
DAY = timedelta(days=1)
# Days on which calendars go wrong: leap days, both changes of clocks, ends of months and years.
ODD_DAYS = (
    *(date(year, 2, 29) for year in (2028, 2032, 2036)),
    *(date(2027, 3, 28), date(2027, 10, 31), date(2030, 3, 31), date(2030, 10, 27), date(2035, 3, 25)),
    *(date(2029, 2, 28), date(2026, 12, 31), date(2031, 1, 31), date(2033, 4, 30), date(2034, 1, 1)),
)


class Death(BaseException):
    """The process that sends ends here."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message, as the receiver saw it, and the newsroom's day."""

    claim: int
    step: str
    day: date
    message_id: str


@dataclass(slots=True)
class Receiver:
    """Takes every message; so often in a hundred the sender dies just before or just after."""

    chance: random.Random
    deaths: int
    now: datetime = field(default_factory=lambda: datetime.combine(FIRST, time(), BERLIN))
    died: int = 0
    got: list[Arrival] = field(default_factory=list)

    def __call__(self, _channel: Channel, message: Message) -> str:
        fate = self.chance.randrange(100)
        if fate < self.deaths:
            self._die()
        facts = message.facts
        if "step" in facts:
            self.got.append(Arrival(facts["claim_id"], facts["step"], self.now.date(), message.message_id))
        if self.deaths <= fate < 2 * self.deaths:
            self._die()
        return "250 OK"

    def _die(self) -> None:
        self.died += 1
        raise Death


def closing_days(claims: int, chance: random.Random) -> list[date]:
    """The odd days first, then others between."""
    span = (LAST - FIRST).days - 60
    others = (FIRST + timedelta(days=40 + chance.randrange(span - 40)) for _ in range(claims))
    return [*ODD_DAYS, *others][:claims]


def days_up(closing: Sequence[date], chance: random.Random, *, every_day: bool) -> list[date]:
    """The days on which the machine runs: all but some outages of up to twelve days; or those around a rung alone."""
    up, day = [], FIRST
    near = {close + timedelta(days=off) for close in closing for off in NEAR}
    while day <= LAST:
        if chance.randrange(100) == 0:
            day += timedelta(days=chance.randrange(1, 13))
        if every_day or day in near:
            up.append(day)
        day += DAY
    return up


NEAR = frozenset(rung + off for rung in (-30, -7, -1, 1, 8, 15, 22, 29, 36) for off in (0, 1))


def oracle(
    closing: Mapping[int, date], decided: Mapping[int, date], up: Sequence[date]
) -> list[tuple[int, str, date]]:
    """What had to arrive: on each day that the machine runs the latest rung that a claim has reached, once."""
    owed: list[tuple[int, str, date]] = []
    told: set[tuple[int, str]] = set()
    for day in up:
        for claim, closes in closing.items():
            rung = _rung(closes, day) if day < decided[claim] else ""
            if rung and (claim, rung) not in told:
                told.add((claim, rung))
                owed.append((claim, rung, day))
    return owed


def _rung(closes: date, today: date) -> str:
    """Thirty, seven and one day before; the day after the window; then every seven days."""
    left = (closes - today).days
    if left < 0:
        weeks = (-left - 1) // 7
        return f"overdue-{weeks}" if weeks else "decide"
    return next((f"before-{days}" for days in (1, 7, 30) if left <= days), "")


@dataclass(frozen=True, slots=True)
class Soaked:
    """What a walk came to."""

    owed: list[tuple[int, str, date]]
    arrived: list[Arrival]
    deaths: int
    days: int

    def faults(self) -> Iterator[str]:
        """What did not come as the oracle says; a copy may come under the id of the first alone."""
        first: dict[str, Arrival] = {}
        for each in self.arrived:
            known = first.setdefault(each.message_id, each)
            if (known.claim, known.step) != (each.claim, each.step):
                yield f"{each.message_id} is two alerts: {known}, {each}"
        came = sorted((each.claim, each.step, each.day) for each in first.values())
        yield from (f"missing: {owed}" for owed in sorted(set(self.owed) - set(came)))
        yield from (f"not owed: {told}" for told in sorted(set(came) - set(self.owed)))
        if len(came) != len(set(came)):
            yield "one alert under two ids"


def soak(
    make: Maker,
    *,
    claims: int,
    seed: int,
    deaths: int,
    every_day: bool,
    befalls: Callable[[int, datetime], None] = lambda number, now: None,
) -> Soaked:
    """Walk through the ten years with so many claims. Some are decided 2 to 36 days after their window.

    `befalls` is called before anything else happens on a day, with the day's number and the moment.
    """
    chance = random.Random(seed)
    closing = {_publish(make, number, day): day for number, day in enumerate(closing_days(claims, chance))}
    decided = {claim: day + timedelta(days=chance.randrange(2, 37)) for claim, day in closing.items()}
    up = days_up(list(closing.values()), chance, every_day=every_day)
    receiver = Receiver(chance, deaths)
    for number, day in enumerate(up):
        with time_machine.travel(datetime.combine(day, time(), BERLIN), tick=False):
            befalls(number, datetime.combine(day, time(), BERLIN))
        hours = sorted(chance.sample(range(24 * 60), 2))
        for minutes in (*hours, *([hours[0]] if chance.randrange(10) == 0 else [])):
            receiver.now = datetime.combine(day, time(minutes // 60, minutes % 60), BERLIN)
            with time_machine.travel(receiver.now, tick=False):
                _decide(make, decided, day)
                _run(receiver)
    return Soaked(oracle(closing, decided, up), receiver.got, receiver.died, len(up))


def _publish(make: Maker, number: int, closes_on: date) -> int:
    claim = make.published(
        by_hand=(make.facts.said_on, closes_on),
        statement=f"Road {number} will be open.",
        quote=f"Straße {number}",
    )
    return claim.pk


def _decide(make: Maker, decided: Mapping[int, date], today: date) -> None:
    for claim in Claim.objects.pending().filter(pk__in=[pk for pk, day in decided.items() if day <= today]):
        make.ruled(claim, "missed")


def _run(receiver: Receiver) -> None:
    """A tick; where the sender dies, another comes once its lease is over."""
    start = receiver.now
    for tries in range(20):
        now = start + timedelta(seconds=tries)
        try:
            alerts.notice(now=now)
            while alerts.deliver_due(now=now, send=receiver):
                pass
        except Death:
            continue
        return
