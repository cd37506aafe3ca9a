"""A newsroom of any size for benchmarks, written past `editorial`, which writes claims one by one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from time import monotonic

from claims import editorial, kept_counts, record
from claims.models import Claim, Claimant, Evidence, RecordContent, RecordEntry, User
from claims.record import keys, tree
from tracker import alerts, backups, clearing, hints, letters, open_data, tables, witnesses
from tracker.evidence import lookback, suggesting
from tracker.feeds import health
from tracker.intake import attachments, proposals
from tracker.jobs import Held
from tracker.models import Channel, Feed, Lookback
from tracker.polling import schedule, tally

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=2)
SAID_ON = date(2026, 1, 5)

Task = Callable[[datetime], object]

# Jobs of the clock that are about all claims, however few are due.
NOT_FLAT = {
    "compare counts": "Once a day all claims are counted afresh, to see whether the kept counts are right."
}


class Newsroom:
    """Claims whose windows close from next year on, so that none owes anything; a channel of each kind; ten feeds."""

    def __init__(self) -> None:
        self.editor = User.objects.create_user("ada")
        self.claimant = Claimant.objects.create(name="Mara Lindt")
        self.claims = 0
        Channel.objects.create(name="All", address="all@paper.example", wants_evidence=True, wants_feeds=True)
        Channel.objects.create(
            name="Ada", address="ada@paper.example", wants_evidence=True, owner=self.editor, wants_weekly=True
        )
        Feed.objects.bulk_create(
            Feed(
                url=f"https://feed{number}.example/",
                last_success_at=NOW,
                next_poll_at=NOW + timedelta(days=9),
            )
            for number in range(10)
        )

    def grow_to(self, number: int) -> None:
        """Publish claims until there are so many."""
        for start in range(self.claims, number, 5_000):
            self._publish(range(start, min(start + 5_000, number)))
        self.claims = max(self.claims, number)

    def _publish(self, numbers: range) -> None:
        claims = Claim.objects.bulk_create(self._claim(number) for number in numbers)
        self._write_down(claims)
        Evidence.objects.bulk_create(_evidence(claim) for claim in claims[::5])

    def publish(self, wordings: Iterable[tuple[str, str]]) -> set[int]:
        """Publish claims of these languages and words; returns their ids."""
        claims = [
            self._claim(number, statement=words, statement_language=language, language=language)
            for number, (language, words) in enumerate(wordings)
        ]
        self._write_down(Claim.objects.bulk_create(claims))
        return {claim.pk for claim in claims}

    def _write_down(self, claims: Sequence[Claim]) -> None:
        entries = RecordEntry.objects.bulk_create(_entry(claim) for claim in claims)
        RecordContent.objects.bulk_create(
            RecordContent(entry=entry, by_name="ada", changes={}, salts="{}") for entry in entries
        )

    def _claim(self, number: int, **wording: str) -> Claim:
        closes_on = date(2027, 1, 1) + timedelta(days=number % 3_650)
        return Claim(
            **(wording or _made_up(number)),
            claimant=self.claimant,
            said_on=SAID_ON,
            horizon="by then",
            opens_on=SAID_ON,
            closes_on=closes_on,
            criteria="Cars drive on it.",
            state=Claim.State.PUBLISHED,
            created_by=self.editor,
            created_at=BEFORE,
            published_by=self.editor,
            published_at=BEFORE,
        )

    def periodic_jobs(self) -> dict[str, Task]:
        """What the clock starts, by its names in the beat table, with nothing to do; and what comes after each poll."""
        turn = Held("bench", "", monotonic() + 36_000)  # longer than any measurement
        return {
            "dispatch due feeds": lambda now: schedule.due(now=now, limit=1_000),
            "count the day": lambda now: tally.add(new_articles=0, now=now),
            "match what waits": lambda now: suggesting.work(turn, now=now),
            "look for claims": lambda now: proposals.work(turn, now=now),
            "look back": partial(_look_back, turn),
            "notice deadlines": _notice_deadlines,
            "deliver alerts": lambda now: alerts.channels_due(now=now),
            "tell readers": partial(_tell_readers, turn),
            "look at hints": lambda now: hints.work(turn, now=now),
            "clear away": lambda now: clearing.work(turn, now=now),
            "take rhythms": lambda now: health.take_rhythms(now=now),
            "read attachments": lambda now: attachments.work(turn, now=now),
            "release what is due": lambda now: editorial.release_due(now=now),
            "take in tables": lambda _now: tables.work(turn),
            "pass days": lambda _now: (kept_counts.pass_days(), kept_counts.put_together()),
            "number entries": lambda now: record.number_entries(now=now),
            "ask witnesses": lambda now: (
                witnesses.ask_witnesses(now=now),
                witnesses.ask_authorities(now=now),
            ),
            "back up": lambda now: backups.take(now=now),
            "make open data": lambda now: open_data.is_due(now=now),
        }


def _notice_deadlines(now: datetime) -> None:
    alerts.notice(now=now)
    alerts.gather(now=now)


def _look_back(turn: Held, now: datetime) -> None:
    """With all claims compared already: what that takes is not this question (bench_lookback.py)."""
    lookback.ask(now=now)
    Lookback.objects.filter(finished_at=None).update(finished_at=now)
    lookback.work(turn, now=now)


def _tell_readers(turn: Held, now: datetime) -> None:
    letters.notice(now=now)
    letters.deliver(turn, now=now)


def _made_up(number: int) -> dict[str, str]:
    words = sha256(str(number).encode()).hexdigest()
    return {
        "statement": f"Road {words[:8]} from {words[8:16]} to {words[16:24]} will be open by then.",
        "statement_language": "en",
        "quote": f"We shall open {words[:8]} in time.",
        "language": "en",
    }


def _entry(claim: Claim) -> RecordEntry:
    """One that gets its place in the tree, though its leaf says nothing."""
    chain = f"claim:{claim.pk}"
    leaf = tree.leaf_hash(chain.encode()).hex()
    return RecordEntry(
        chain=chain,
        sequence=1,
        at=BEFORE,
        action="published",
        subject=chain,
        leaf=chain,
        hash=leaf,
        mac=keys.mark_of(chain, 1, leaf),
    )


def _evidence(claim: Claim) -> Evidence:
    address = f"https://news.example/{claim.pk}"
    return Evidence(
        claim=claim,
        address=address,
        address_digest=sha256(address.encode()).hexdigest(),
        publisher="News",
        title="Road",
        suggested_at=BEFORE,
        score=0.6,
    )
