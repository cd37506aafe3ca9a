"""Probes planted in a farm of feeds with outages: as many are found as a claim's page says would be."""

import json
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from claims import coverage
from tests.stack import ROOT
from tracker.match import ArticleText, ClaimQuery, Index
from tracker.models import Feed
from tracker.polling import tally

BEGAN = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)  # midnight in Berlin
DAYS, FEEDS, PROBES = 40, 10, 2_000
STEP, STANDS = timedelta(hours=4), timedelta(hours=24)
Outage = tuple[datetime, datetime]


def offered(half: int) -> list[bool]:
    """Of each report about a claim with odd (1) or even (0) number: whether the matcher offers it for that claim."""
    kept = json.loads((ROOT / "tests/data/matching/german_wide.json").read_text(encoding="utf-8"))
    queries = [
        ClaimQuery(
            claim_id=claim["id"],
            statement=claim["statement"],
            quote="",
            claimant=claim["claimant"],
            aliases=tuple(claim["aliases"]),
            language="de",
            said_on=date(2026, 1, 1),
            opens_on=None,
            closes_on=None,
            synonyms=tuple(map(tuple, claim["synonyms"])),
        )
        for claim in kept["claims"]
    ]
    about = [each for each in kept["articles"] if each["claims"] and each["claims"][0] % 2 == half]
    texts = [
        ArticleText(title=each["title"], summary=each["summary"], text="", language="de", published_on=None)
        for each in about
    ]
    found = Index.of(queries).match_all(texts)
    return [
        any(match.claim_id in each["claims"] for match in matches)
        for each, matches in zip(about, found, strict=True)
    ]


def outages(random: Random, *, number: int, longest: int) -> list[Outage]:
    """At any hours, six and more long."""
    hours = DAYS * 24
    begun = [BEGAN + timedelta(hours=random.randrange(hours)) for _each in range(number)]
    return [(at, at + timedelta(hours=random.randint(6, longest))) for at in begun]


def is_out(moment: datetime, spans: list[Outage]) -> bool:
    return any(begin <= moment < end for begin, end in spans)


def read_at(random: Random, severity: int) -> list[list[datetime]]:
    """When each feed was read: polled every few hours, tallied as the tracker does, unless it or the machine is out."""
    feeds = [Feed.objects.create(url=f"https://farm{number}.example/") for number in range(FEEDS)]
    out = [outages(random, number=severity, longest=150) for _feed in feeds]
    machine = outages(random, number=severity, longest=80)
    times: list[list[datetime]] = [[] for _feed in feeds]
    for step in range(int(timedelta(days=DAYS) / STEP)):
        now = BEGAN + step * STEP
        if is_out(now, machine):
            continue
        up = [number for number in range(FEEDS) if not is_out(now, out[number])]
        Feed.objects.filter(pk__in=[feeds[number].pk for number in up]).update(last_success_at=now)
        tally.add(new_articles=1, now=now)
        for number in up:
            times[number].append(now)
    return times


@pytest.mark.django_db
@pytest.mark.parametrize(("seed", "severity"), [(1, 1), (2, 3), (3, 6)])
def test_what_is_stated_and_what_is_found_agree_within_five_points(seed: int, severity: int) -> None:
    random = Random(seed)
    times, of_matcher = read_at(random, severity), offered(0)
    seen = offered(1)

    found = 0
    for _probe in range(PROBES):
        planted = BEGAN + timedelta(hours=random.uniform(0, (DAYS - 2) * 24))
        of_feed = times[random.randrange(FEEDS)]
        is_read = any(planted <= moment < planted + STANDS for moment in of_feed)
        found += is_read and random.choice(of_matcher)

    first = date(2026, 3, 2)
    read = coverage.between(first, first + timedelta(days=DAYS - 1), today=first + timedelta(days=DAYS))
    assert read.chance is not None
    stated = read.chance.reach * sum(seen) / len(seen)
    assert stated == pytest.approx(found / PROBES, abs=0.05)
    assert read.chance.reach < 1
