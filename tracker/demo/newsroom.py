"""Loads the demo newsroom: its people, its record through `claims.editorial`, its feeds and channels."""

import secrets
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims import editorial, rulings
from claims.models import Claim, Claimant, Evidence, Outcome, Topic, User
from tracker.demo.content import (
    FEEDS,
    LANGUAGES,
    ClaimantContent,
    ClaimContent,
    DeskContent,
    EvidenceContent,
    LostFeedContent,
    VerdictContent,
    read_desk,
    read_feed,
    read_record,
)
from tracker.models import Channel, Fault, Feed, Poll

MAIL_DOMAIN: Final = "newsroom.example.org"
# Short, so that a visitor sees news arrive; `schedule` holds it to the floor that the operator set.
INTERVAL_SECONDS: Final = 15
NOON: Final = time(12)
HOW_CHECKED: Final = {
    "de": "Zuständige Stellen und Zeitungen melden es; die Quellen sind öffentlich.",
    "en": "The authorities and papers concerned report it; the sources are public.",
}
# The feed that fails: for so long, after so many polls at this distance.
LOST_FOR: Final = timedelta(days=4)
LOST_EVERY: Final = timedelta(hours=6)
LOST_POLLS: Final = 4 * 28


class NotEmpty(Exception):
    """The demo never mixes with a newsroom's own record, from which nothing can be deleted again."""


def load(*, now: datetime) -> str:
    """Load everything once, in one transaction, and return the demo people's common password.

    Loaded already: changes nothing but the feeds' addresses if the site's own has moved, and the password if the
    file that kept it is lost. Raises `NotEmpty` where a newsroom has begun its own record or accounts.
    """
    if loaded_at() is None and (User.objects.exists() or Claim.objects.exists()):
        raise NotEmpty(
            "This data folder holds a newsroom of its own. Start it without the demo: make run DEMO=0"
        )
    password, is_new = _sign_in(settings.DATA_DIR / "demo-sign-in.txt")
    with transaction.atomic():
        if loaded_at() is None:
            _load(password, now)
        elif is_new:
            _people().update(password=make_password(password))
        _move_feeds()
    return password


def loaded_at() -> datetime | None:
    """When the demo was loaded; None if it isn't. One query."""
    return _people().values_list("date_joined", flat=True).first()


def feed_address(name: str) -> str:
    """Where the web process serves the feed of that name."""
    return f"{settings.SITE_URL}{_feed_path(name)}"


def _feed_path(name: str) -> str:
    return f"/demo/feeds/{name}.xml"


def _people() -> QuerySet[User]:
    return User.objects.filter(email__endswith=f"@{MAIL_DOMAIN}").order_by("pk")


def _sign_in(path: Path) -> tuple[str, bool]:
    """The kept password, or a new one that only the owner of the file can read, and whether it is new."""
    if path.exists() and (kept := path.read_text(encoding="utf-8").strip()):
        return kept, False
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(password + "\n", encoding="utf-8")
    return password, True


def _load(password: str, now: datetime) -> None:
    desk = read_desk()
    people = _hire(desk, password, now)
    _Loading(people, desk, now).load_record()
    _subscribe(now)
    _lose(desk.lost_feed, now)
    Channel.objects.bulk_create(
        Channel(name=entry.name, address=entry.address, language=entry.language, is_chief=entry.is_chief)
        for entry in desk.channels
    )


def _hire(desk: DeskContent, password: str, now: datetime) -> dict[str, User]:
    stored = make_password(password)
    people = {}
    for entry in desk.people:
        person = User.objects.create(
            username=entry.username,
            email=f"{entry.username}@{MAIL_DOMAIN}",
            first_name=entry.first_name,
            last_name=entry.last_name,
            language=entry.language,
            password=stored,
            is_staff=True,
            date_joined=now,
        )
        person.groups.add(Group.objects.get(name=entry.role))
        people[entry.username] = person
    return people


def _subscribe(now: datetime) -> None:
    for name in FEEDS:
        content = read_feed(name)
        Feed.objects.create(
            url=feed_address(name),
            title=content.title,
            site_url=f"{settings.SITE_URL}/",
            language=content.language,
            interval_seconds=INTERVAL_SECONDS,
            added_at=now,
            next_poll_at=now,
        )


def _lose(entry: LostFeedContent, now: datetime) -> None:
    """A feed with a month behind it, which has been answered with 404 since `LOST_FOR`."""
    lost_at = now - LOST_FOR
    moments = [now - number * LOST_EVERY for number in range(1, LOST_POLLS)]
    failed = [at for at in moments if at > lost_at]
    feed = Feed.objects.create(
        url=feed_address(entry.name),
        title=entry.title,
        site_url=f"{settings.SITE_URL}/",
        language=entry.language,
        interval_seconds=int(LOST_EVERY.total_seconds()),
        added_at=moments[-1],
        next_poll_at=now,
        failures=len(failed),
        last_fault=Fault.STATUS,
        last_polled_at=moments[0],
        last_success_at=lost_at,
        last_new_at=lost_at,
    )
    Poll.objects.bulk_create(_past_poll(feed, at, is_failed=at > lost_at) for at in moments)


def _past_poll(feed: Feed, at: datetime, *, is_failed: bool) -> Poll:
    if is_failed:
        detail = f"{urlsplit(feed.url).hostname} answered with HTTP status 404."
        return Poll(feed=feed, at=at, result=Poll.Result.FAILED, detail=detail)
    new_articles = (at.day * 7 + at.hour) % 5
    result = Poll.Result.NEW if new_articles else Poll.Result.NOTHING_NEW
    return Poll(feed=feed, at=at, result=result, new_articles=new_articles)


def _move_feeds() -> None:
    """The demo serves its own feeds: started under another address, they are found there."""
    for name in (*FEEDS, read_desk().lost_feed.name):
        moved = Feed.objects.filter(url__endswith=_feed_path(name)).exclude(url=feed_address(name))
        moved.update(url=feed_address(name), next_poll_at=timezone.now())


class _Loading:
    """One loading of the record: what was made so far, by the keys that the content uses."""

    def __init__(self, people: dict[str, User], desk: DeskContent, now: datetime) -> None:
        self.people = people
        self.today = timezone.localdate(now)
        save_topic = partial(editorial.save_topic, by=people["ada"])
        self.topics = {
            key: save_topic(topic=Topic(name=name, name_language="de", translated_name=translation))
            for key, (name, translation) in desk.topics.items()
        }
        self.claimants: dict[str, Claimant] = {}
        self.claims: dict[str, Claim] = {}

    def load_record(self) -> None:
        """Every claimant and claim, in both languages."""
        for language in LANGUAGES:
            content = read_record(language, today=self.today)
            for claimant in content.claimants:
                self.claimants[claimant.key] = self._claimant(claimant, language)
            for entry in content.claims:
                self.claims[entry.key] = self._claim(entry)

    def _claimant(self, entry: ClaimantContent, language: str) -> Claimant:
        claimant = Claimant(
            name=entry.name,
            kind=entry.kind,
            description=entry.description,
            description_language=language,
            translated_description=entry.translation,
            aliases="\n".join(entry.aliases),
        )
        return editorial.save_claimant(claimant=claimant, by=self.people["ada"])

    def _claim(self, entry: ClaimContent) -> Claim:
        claim = editorial.log_claim(
            facts=self._facts(entry), source=self._source(entry), by=self.people[entry.logged_by]
        )
        if entry.is_draft:
            return claim
        claim = editorial.publish_claim(claim=claim, by=self.people["ada"])
        found = [self._evidence(claim, item) for item in entry.evidence]
        accepted = [item for item in found if item.status == Evidence.Status.ACCEPTED]
        for verdict in entry.verdicts:
            self._rule(claim, verdict, accepted)
        if entry.withdrawal:
            editorial.withdraw_claim(claim=claim, reason=entry.withdrawal, by=self.people["dora"])
        return claim

    def _facts(self, entry: ClaimContent) -> editorial.ClaimFacts:
        return editorial.ClaimFacts(
            claimant=self.claimants[entry.claimant],
            statement=entry.statement,
            statement_language=entry.language,
            translated_statement=entry.translation,
            quote=entry.quote,
            language=entry.language,
            said_on=self._day(entry.said),
            horizon=entry.horizon,
            criteria=entry.criteria,
            checkable=HOW_CHECKED[entry.language],
            firmness=entry.firmness,
            restates=self.claims[entry.restates] if entry.restates else None,
            assigned_to=self.people[entry.assigned] if entry.assigned else None,
            topics=tuple(self.topics[key] for key in entry.topics),
            by_hand=(self._day(-entry.by_hand[0]), self._day(-entry.by_hand[1])) if entry.by_hand else None,
        )

    def _source(self, entry: ClaimContent) -> editorial.Source:
        return editorial.Source(
            publisher=entry.source.publisher,
            title=entry.source.title,
            address=entry.source.address,
            published_on=self._day(entry.said),
        )

    def _evidence(self, claim: Claim, entry: EvidenceContent) -> Evidence:
        """Given as a person's find, unless the content says that it waits or was rejected: the tracker's then."""
        article = editorial.FoundArticle(
            address=entry.address,
            title=entry.title,
            publisher=entry.publisher,
            published_at=timezone.make_aware(datetime.combine(self._day(entry.ago), NOON)),
            excerpt=entry.excerpt,
            language=claim.language,
            matched_words=entry.words,
            score=entry.score,
        )
        if entry.stance not in {"waiting", "rejected"}:
            return editorial.add_evidence(
                claim=claim, article=article, stance=entry.stance, by=self.people["ada"]
            )
        evidence = editorial.suggest_evidence(claim=claim, article=article)
        if evidence is None:
            raise ValueError(f"Offered twice: {entry.address}")
        if entry.stance == "waiting":
            return evidence
        return editorial.reject_evidence(evidence=evidence, by=self.people["ada"])

    def _rule(self, claim: Claim, entry: VerdictContent, accepted: list[Evidence]) -> None:
        ruling = rulings.Ruling(
            outcome=Outcome(entry.outcome),
            reasoning=entry.reasoning,
            happened_on=None if entry.ago is None else self._day(entry.ago),
        )
        editorial.rule(claim=claim, ruling=ruling, evidence=accepted, by=self.people[entry.by])

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)
