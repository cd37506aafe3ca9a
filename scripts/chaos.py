"""Races, kills, outages and clocks: whether every alert arrives, and none twice. Takes some ten minutes.

Usage: make chaos, or python scripts/chaos.py load for one part. CHAOS_CLAIMS, CHAOS_ARTICLES and CHAOS_IMPORTED change
the size of the load. Needs no network: it brings its own PostgreSQL, broker, mail server and webhook receiver. Ends
with 1 where a promise of docs/reference/reliability.md is broken.
"""

import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Thread

os.environ["TEST_DATABASE"] = "postgresql"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import tests.database  # starts PostgreSQL and says where it is, before Django reads its settings

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from claims.models import Claim, Claimant, User  # noqa: E402
from tests import chaos  # noqa: E402
from tests.feeds import Item, rss  # noqa: E402
from tests.feedserver import FeedServer  # noqa: E402
from tests.makers import Maker  # noqa: E402
from tests.receivers import MailServer  # noqa: E402
from tracker import alerts  # noqa: E402
from tracker.alerts.channels import Message  # noqa: E402
from tracker.models import Alert, Channel  # noqa: E402

# Each alert is counted by itself here, however many come in an hour.
settings.ALERT_MOST_AN_HOUR = 100_000
ALERTS, KILLS, CHANNELS = 1_000, 200, 20
# The load: claims that are open, articles that come, and claims that a script adds meanwhile. One feed for so many.
CLAIMS, ARTICLES, IMPORTED = (
    int(os.environ.get(f"CHAOS_{name}", default))
    for name, default in (("CLAIMS", 20_000), ("ARTICLES", 9_000), ("IMPORTED", 5_000))
)
ITEMS, TICK = 30, 15
HOUR = timedelta(hours=1)


def main() -> int:
    """Each promise in turn; prints a line for each and returns how many are broken."""
    print(f"PostgreSQL, {os.cpu_count()} cores")
    promises: list[tuple[str, Callable[[], str]]] = [
        ("race", race),
        ("kill", kill),
        ("outage", outage),
        ("clock", clock),
        ("load", load),
    ]
    wanted = sys.argv[1:]
    broken = 0
    for name, promise in promises:
        if wanted and name not in wanted:
            continue
        began = time.monotonic()
        try:
            print(f"{name}: {promise()} ({time.monotonic() - began:.0f} s)", flush=True)
        except AssertionError as fault:
            broken += 1
            print(f"{name}: BROKEN: {fault}", flush=True)
    return broken


def race() -> str:
    """Two beats and four workers over a thousand due claims."""
    with chaos.newsroom(_folder(), channels=CHANNELS, lease=60) as room:
        with chaos.one_more(room.stack, "worker"), chaos.one_more(room.stack, "beat"):
            room.publish(ALERTS)
            room.wait_until_sent(ALERTS, seconds=900)
        arrived = room.arrived()
    assert arrived == chaos.Arrived(ALERTS, copies=0), arrived
    return f"{arrived.alerts} alerts by 2 beats and 4 workers, {arrived.copies} copies"


def kill() -> str:
    """A worker killed at a random moment, two hundred times, while alerts are noticed, written, sent and marked."""
    with chaos.newsroom(_folder(), channels=CHANNELS, lease=10) as room:
        room.mail.seconds = room.hook.seconds = 0.1
        killed = alerts_made = 0
        with chaos.one_more(room.stack, "worker") as second:
            pids = [lambda: room.stack.pid("worker"), lambda: second.pid]
            for _round in range(KILLS // 10):
                room.publish(ALERTS // (KILLS // 10))
                alerts_made += ALERTS // (KILLS // 10)
                killed += chaos.kill_some(
                    lambda: [child for pid in pids for child in chaos.children_of(pid())],
                    times=10,
                    pause=(0.1, 0.8),
                )
            room.wait_until_sent(alerts_made, seconds=900)
        arrived = room.arrived()
    assert arrived.alerts == alerts_made, arrived
    assert arrived.copies <= killed, arrived
    of_them = f"{arrived.alerts} of {alerts_made} alerts arrived"
    return f"{killed} kills, {of_them}, {arrived.copies} copies under the same id"


def outage() -> str:
    """A mail server that is down for two days of a simulated clock, while five hundred deadlines come."""
    _empty_newsroom(channels=2)
    start = datetime(2026, 6, 17, 8, tzinfo=UTC)
    # The claims close one after the other, so that new alerts come while the old ones wait.
    _publish_closing([date(2026, 6, 17) + timedelta(days=number % 3) for number in range(500)])
    with MailServer() as mail:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        for hours in range(80):
            if hours == 48:
                settings.EMAIL_PORT = mail.port
            now = start + hours * HOUR
            alerts.notice(now=now)
            while alerts.deliver_due(now=now):
                pass
        got = [message_from_bytes(each, policy=policy.SMTP) for each in mail.got]
    order: dict[str, list[str]] = defaultdict(list)
    for each in got:
        order[str(each["To"])].append(str(each["Message-ID"]))
    for channel in Channel.objects.all():
        sent = channel.alerts.filter(state=Alert.State.SENT).order_by("noticed_at", "pk")
        assert order[channel.address] == list(sent.values_list("message_id", flat=True)), "out of order"
    states = Counter(Alert.objects.values_list("state", flat=True))
    assert not states[Alert.State.OWED] + states[Alert.State.FAILED], states
    told = set(Alert.objects.filter(state="sent").values_list("claim", "channel"))
    assert len(told) == 2 * 500, len(told)
    return f"{len(got)} mails after 48 h, in order, 0 twice; {states['silenced']} overtaken steps silenced"


def clock() -> str:
    """The clock is stepped by the hour through changes of clocks and a leap day; every step comes on its own day."""
    _empty_newsroom(channels=1)
    days = [date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29), date(2028, 3, 26)]
    _publish_closing(days)
    told: list[tuple[int, str, date]] = []
    now = datetime(2027, 2, 20, tzinfo=UTC)
    while now < datetime(2028, 4, 20, tzinfo=UTC):
        alerts.notice(now=now)
        alerts.deliver_due(now=now, send=lambda _to, message, now=now: _hear(told, message, now))  # type: ignore[misc]
        now += HOUR
    pending = Claim.objects.pending().order_by("closes_on")
    for claim in pending:
        heard = [(step, day) for pk, step, day in told if pk == claim.pk]
        closes = claim.closes_on
        assert closes is not None
        expected = [(f"before-{left}", closes - timedelta(days=left)) for left in (30, 7, 1)]
        expected.append(("decide", closes + timedelta(days=1)))
        assert heard[:4] == [each for each in expected if each[1] >= date(2027, 2, 20)], heard[:4]
        weeks = [day for step, day in heard if step.startswith("overdue")]
        assert weeks == [closes + timedelta(days=1 + 7 * n) for n in range(1, len(weeks) + 1)], weeks
    assert len(told) == len({(pk, step) for pk, step, _day in told})
    return f"{len(told)} alerts over 14 months by the hour, each once and on its day"


def load() -> str:
    """Articles pour in while a script adds claims: no poll waits longer than a tick, no mail longer than a minute."""
    worst = {"polls": 0.0, "mail": 0.0}
    quick = {"TICK_SECONDS": str(TICK), "POLL_FLOOR_SECONDS": "60", "HOST_SPACING_SECONDS": "0"}
    with (
        FeedServer() as server,
        chaos.newsroom(_folder(), channels=2, lease=300, hosts=server.host, **quick) as room,
    ):
        room.import_claims(0, CLAIMS)
        room.follow([server.serve(f"/{number}", _feed(number)) for number in range(ARTICLES // ITEMS)])
        script = Thread(target=room.import_claims, args=(CLAIMS, IMPORTED))
        script.start()
        began = time.monotonic()
        due = 0
        while time.monotonic() - began < 3_600:
            if time.monotonic() - began > 20 * due:
                room.publish(2)
                due += 1
            waiting = room.waiting()
            worst = {name: max(seconds, waiting[name]) for name, seconds in worst.items()}
            if (
                waiting["articles"] >= ARTICLES // ITEMS * ITEMS
                and not waiting["left"]
                and not script.is_alive()
            ):
                break
            time.sleep(1)
        took = time.monotonic() - began
    told = (
        f"{CLAIMS:,} claims, {ARTICLES:,} articles and {IMPORTED:,} claims more in {took:.0f} s; a due poll waited"
        f" {worst['polls']:.0f} s at most, a mail {worst['mail']:.0f} s"
    )
    # A poll that is due just after a tick waits for the next one, and one tick more is allowed.
    assert worst["polls"] <= 2 * TICK, told
    assert worst["mail"] <= 60, told
    return told


def _feed(number: int) -> bytes:
    """Thirty articles, three of which are each about a claim that is open."""
    first = number * ITEMS
    subjects = (place if place % 10 == 0 else place + 1_000_000 for place in range(first, first + ITEMS))
    return rss(*(Item(f"{each}", f"{chaos.about(each)} is open to traffic") for each in subjects))


def _hear(told: list[tuple[int, str, date]], message: Message, now: datetime) -> str:
    told.append((message.facts["claim_id"], message.facts["step"], timezone.localdate(now)))
    return "250 OK"


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="foresaid-chaos-"))
    folder.chmod(0o755)
    return folder


def _empty_newsroom(*, channels: int) -> None:
    """The suite's own database, emptied, with an editor and mailboxes that hear of everything."""
    call_command("migrate", verbosity=0)
    tests.database.let_tables_be_emptied()
    call_command("flush", verbosity=0, interactive=False)
    User.objects.create_superuser("ada")
    Claimant.objects.create(name="Mara Lindt", slug="mara-lindt")
    for number in range(channels):
        Channel.objects.create(name=f"Desk {number}", address=f"desk{number}@example.org")


def _publish_closing(days: list[date]) -> None:
    make = Maker(User.objects.get(), Claimant.objects.get())
    for number, day in enumerate(days):
        make.published(by_hand=(make.facts.said_on, day), quote=f"Claim {number}")
    Claim.objects.update(published_at=datetime(2026, 3, 3, tzinfo=UTC))


if __name__ == "__main__":
    sys.exit(main())
