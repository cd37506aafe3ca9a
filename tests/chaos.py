"""A newsroom whose deadlines are all due, with channels on loopback that count what arrives: for races and killings."""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path
from subprocess import DEVNULL, Popen

from tests.receivers import HttpReceiver, MailServer
from tests.stack import ROOT, Shell, Stack, wait_for

# What the product's own settings run, through `Stack.do`.
SET_UP = """
from django.contrib.auth.models import Group
from claims import editorial
from claims.models import Claimant, Topic, User
from tracker.alerts.channels import webhook
from tracker.models import Channel
ada = User.objects.create_user("ada")
ada.groups.add(Group.objects.get(name="editor"))
editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=ada)
for number in range({channels}):
    topic = editorial.save_topic(topic=Topic(name=f"Topic {{number}}"), by=ada)
    if number % 2:
        channel = Channel(kind="webhook", address="{hook}", secret=webhook.new_secret())
    else:
        channel = Channel(address=f"desk{{number}}@example.org")
    channel.name = f"Channel {{number}}"
    channel.save()
    channel.topics.add(topic)
"""
PUBLISH = """
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from claims.models import Claimant, Topic, User
from tests.makers import Maker
make = Maker(User.objects.get(), Claimant.objects.get())
yesterday = timezone.localdate() - timedelta(days=1)
topics = list(Topic.objects.order_by("pk"))
moment = timezone.now().isoformat()
with transaction.atomic():
    for number in range({claims}):
        topic = topics[number % len(topics)]
        quote = f"Claim {{number}} of {{moment}}"
        make.published(by_hand=(make.facts.said_on, yesterday), topics=(topic,), quote=quote)
"""
# As a script would write them: each through `editorial`, in a transaction of its own.
OPEN = """
from datetime import timedelta
from django.utils import timezone
from claims.models import Claimant, User
from tests.chaos import about
from tests.makers import Maker
make = Maker(User.objects.get(), Claimant.objects.get())
closes_on = timezone.localdate() + timedelta(days=400)
for number in range({first}, {first} + {claims}):
    make.published(
        by_hand=(make.facts.said_on, closes_on),
        statement=f"{{about(number)}} will be open to traffic by then.",
        quote=f"{{about(number)}} wird dann frei sein.",
    )
"""
FOLLOW = """
from tracker.models import Feed
Feed.objects.bulk_create(Feed(url=url) for url in {urls})
"""
WAITING = """
from django.db.models import Min
from django.utils import timezone
from tracker.models import Alert, Article, Feed, Lookback
now = timezone.now()
since = lambda moment: (now - moment).total_seconds() if moment and moment < now else 0.0
free = Feed.objects.filter(leased_until=None)
result = {
    "polls": since(free.aggregate(first=Min("next_poll_at"))["first"]),
    "mail": since(Alert.objects.filter(state="owed").aggregate(first=Min("noticed_at"))["first"]),
    "articles": Article.objects.count(),
    "left": Article.objects.filter(matched_at=None).count() + Lookback.objects.filter(finished_at=None).count(),
}
"""
STATES = """
from django.db.models import Count
from tracker.models import Alert
result = dict(Alert.objects.values_list("state").annotate(Count("pk")).order_by())
"""


def about(number: int) -> str:
    """What a claim of that number is about, and nothing else."""
    words = sha256(str(number).encode()).hexdigest()
    return f"Road {words[:8].title()} from {words[8:16].title()} to {words[16:24].title()}"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the receivers counted: different alerts, and copies of one that had arrived before."""

    alerts: int
    copies: int


class Newsroom:
    """A running product with several workers and beats, and the other side of all of its channels."""

    def __init__(
        self,
        folder: Path,
        mail: MailServer,
        hook: HttpReceiver,
        *,
        channels: int,
        lease: int,
        hosts: str = "",
        **environment: str,
    ) -> None:
        self.mail, self.hook = mail, hook
        self.stack = Stack(
            folder,
            EMAIL_URL=f"smtp://127.0.0.1:{mail.port}",
            FETCH_ALLOWED_HOSTS=f"{hook.host},{hosts}".rstrip(","),
            LEASE_SECONDS=str(lease),
            ALERT_MOST_AN_HOUR="100000",
            WORKER_CONCURRENCY="2",
            **environment,
        )
        self._channels = channels

    def open(self) -> None:
        """Make the desk and its channels."""
        self.stack.do(SET_UP.format(channels=self._channels, hook=self.hook.url))

    def publish(self, claims: int) -> None:
        """That many claims, each for one of the channels, and each to be decided since today."""
        self.stack.do(PUBLISH.format(claims=claims))

    def import_claims(self, first: int, claims: int) -> None:
        """That many claims that are due long from now, by a script beside the running product."""
        script = Shell(self.stack.environment)
        try:
            script.run(OPEN.format(first=first, claims=claims))
        finally:
            script.close()

    def follow(self, urls: list[str]) -> None:
        """Track these feeds."""
        self.stack.do(FOLLOW.format(urls=urls))

    def waiting(self) -> dict[str, float]:
        """For how many seconds a poll and a mail have been due and not begun, and how much is left to compare."""
        found: dict[str, float] = self.stack.do(WAITING)
        return found

    def arrived(self) -> Arrived:
        """Counted by Message-ID and webhook-id: a copy that no receiver could tell would be one alert too many."""
        mails = [message_from_bytes(each, policy=policy.SMTP)["Message-ID"] for each in list(self.mail.got)]
        hooks = [headers["webhook-id"] for headers, _body in list(self.hook.got)]
        counts = Counter(str(name) for name in [*mails, *hooks])
        return Arrived(len(counts), counts.total() - len(counts))

    def wait_until_sent(self, alerts: int, *, seconds: float) -> None:
        """Until every alert is marked as sent."""
        wait_for(
            lambda: self.stack.do(STATES) == {"sent": alerts}, seconds=seconds, what=f"{alerts} alerts sent"
        )


@contextmanager
def newsroom(
    folder: Path, *, channels: int, lease: int, hosts: str = "", **environment: str
) -> Iterator[Newsroom]:
    """Started and stopped again: one beat and one worker with two processes; `one_more` adds to them."""
    with MailServer() as mail, HttpReceiver() as hook:
        room = Newsroom(folder, mail, hook, channels=channels, lease=lease, hosts=hosts, **environment)
        with room.stack:
            room.open()
            yield room


@contextmanager
def one_more(stack: Stack, what: str) -> Iterator["Popen[bytes]"]:
    """A second worker with two processes, or a second beat, on the same database and broker."""
    options = ["--concurrency=2"] if what == "worker" else [f"--schedule={stack.folder}/beat2", "--pidfile="]
    with (stack.folder / f"{what}2.log").open("wb") as log:
        process = Popen(
            [sys.executable, "-m", "celery", "--app=config.celery", what, *options],
            cwd=ROOT,
            env=stack.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            stdin=DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def kill_some(pids: Callable[[], list[int]], *, times: int, pause: tuple[float, float]) -> int:
    """`kill -9` at random moments, one of the processes each time; returns how many were killed."""
    killed = 0
    while killed < times:
        time.sleep(random.uniform(*pause))
        living = pids()
        if living:
            with suppress(ProcessLookupError):
                os.kill(random.choice(living), signal.SIGKILL)
                killed += 1
    return killed


def children_of(pid: int) -> list[int]:
    """The worker's own processes: those that do the work."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
