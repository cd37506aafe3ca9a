"""A newsroom of any size for benchmarks, written past `editorial`, which writes claims one by one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from time import monotonic

from claims.models import Claim, Claimant, Evidence, RecordContent, RecordEntry, User
from tracker import alerts
from tracker.evidence import lookback, suggesting
from tracker.feeds import health
from tracker.intake import attachments, proposals
from tracker.jobs import Held
from tracker.models import Channel, Feed
from tracker.polling import schedule, tally

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=2)
SAID_ON = date(2026, 1, 5)

Task = Callable[[datetime], object]


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
        """What the clock starts, with nothing to do."""
        return {
            "notice deadlines": lambda now: alerts.notice(now=now),
            "gather digests": lambda now: alerts.gather(now=now),
            "deliver": lambda now: alerts.channels_due(now=now),
            "ask for look-backs": lambda now: lookback.ask(now=now),
            "match what waits": lambda now: suggesting.match_waiting(now=now),
            "look for claims": lambda now: proposals.spot_waiting(now=now),
            "read attachments": lambda now: attachments.work(Held("", "", monotonic() + 60), now=now),
            "dispatch due feeds": lambda now: schedule.due(now=now, limit=1_000),
            "count the day": lambda now: tally.add(new_articles=0, now=now),
            "take rhythms": lambda now: health.take_rhythms(now=now),
        }


def _made_up(number: int) -> dict[str, str]:
    words = sha256(str(number).encode()).hexdigest()
    return {
        "statement": f"Road {words[:8]} from {words[8:16]} to {words[16:24]} will be open by then.",
        "statement_language": "en",
        "quote": f"We shall open {words[:8]} in time.",
        "language": "en",
    }


def _entry(claim: Claim) -> RecordEntry:
    chain = f"claim:{claim.pk}"
    return RecordEntry(
        chain=chain,
        sequence=1,
        at=BEFORE,
        action="published",
        subject=chain,
        leaf="{}",
        hash=sha256(chain.encode()).hexdigest(),
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
