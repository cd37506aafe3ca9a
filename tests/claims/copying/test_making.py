"""A copy is whole, leads nowhere but to itself, follows the record, and takes away what is hidden."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

from claims import editorial, record
from claims.copying.blocks import INDEXED
from claims.copying.making import SUMS, copy_to
from claims.models import Topic, User
from claims.record.reader import SCRIPT
from tests.conftest import NOW
from tests.copies import files, leads_nowhere, links
from tests.makers import Maker
from tests.pictures import give_image, picture
from tests.tokens import SecretNewsroom


@pytest.fixture
def newsroom(make: Maker, dora: User) -> SecretNewsroom:
    made = SecretNewsroom(make, dora)
    record.number_entries(now=NOW)
    return made


def test_a_copy_leads_nowhere_but_to_itself_and_tells_nothing_that_is_not_public(
    newsroom: SecretNewsroom, tmp_path: Path
) -> None:
    copy_to(tmp_path)

    found = list(links(tmp_path))
    assert len(found) > 500
    assert {each for each in found if leads_nowhere(tmp_path, *each)} == set()
    told = {
        str(path.relative_to(tmp_path)): words
        for path in tmp_path.rglob("*")
        if path.is_file()
        and (words := newsroom.tokens.found_in(str(path) + path.read_bytes().decode(errors="replace")))
    }
    assert told == {}
    assert f"en/claims/{newsroom.claim.pk}/index.html" in files(tmp_path)


def test_a_second_run_writes_only_what_one_verdict_changed(make: Maker, tmp_path: Path) -> None:
    claim, other = make.published(), make.published(statement="The dam holds.")
    record.number_entries(now=NOW)
    copy_to(tmp_path)
    still = copy_to(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    make.ruled(claim, "confirmed", happened_on=claim.said_on)

    done = copy_to(tmp_path)

    changed = {
        str(path.relative_to(tmp_path)) for path, content in before.items() if path.read_bytes() != content
    }
    assert (still.written, still.removed) == (0, 0)
    assert f"en/claims/{claim.pk}/index.html" in changed
    assert "de/feeds/verdicts.atom" in changed
    assert not [place for place in changed if f"claims/{other.pk}/" in place]
    assert done.written == len(changed - {SUMS, ".foresaid-copy.sqlite3"})


def test_what_is_held_back_leaves_the_copy(make: Maker, dora: User, tmp_path: Path) -> None:
    claim = make.published(statement="Xylograph works.")
    record.number_entries(now=NOW)
    copy_to(tmp_path)
    editorial.hold(thing=claim, office="A court", reason="It asks.", by=dora)

    copy_to(tmp_path)

    assert not (tmp_path / f"en/claims/{claim.pk}").exists()
    assert not (tmp_path / f"record/claims/{claim.pk}").exists()
    assert "A court" in next(tmp_path.glob("en/held-back/*/index.html")).read_text()
    assert [
        path for path in tmp_path.rglob("*") if path.is_file() and b"Xylograph" in path.read_bytes()
    ] == []


def test_images_are_in_the_copy_as_long_as_readers_see_them(
    make: Maker, ada: User, dora: User, tmp_path: Path
) -> None:
    claimant = make.published().claimant
    give_image(claimant, ada)
    copy_to(tmp_path)

    large = f"images/{picture().key}/large.webp"
    assert (tmp_path / large).read_bytes() == picture().large
    page = (tmp_path / f"en/claimants/{claimant.slug}/index.html").read_text()
    assert f'src="../../../{large}"' in page

    editorial.hold(thing=claimant, office="A court", concerns="", reason="Asked for.", by=dora)
    copy_to(tmp_path)

    assert not any(place.startswith("images/") for place in files(tmp_path))


def test_the_claims_own_script_checks_it_from_the_copy(make: Maker, tmp_path: Path) -> None:
    claim = make.published()
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    record.number_entries(now=NOW)
    copy_to(tmp_path)

    place = tmp_path / "record"
    file = place / f"claims/{claim.pk}/record.json"
    command = [sys.executable, "-I", str(SCRIPT), str(file), "--log", str(place)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout + told.stderr
    assert (place / "verify_claim.py").read_bytes() == SCRIPT.read_bytes()


def test_feeds_calendars_and_data_of_a_copy_are_read_by_their_readers(make: Maker, tmp_path: Path) -> None:
    claim = make.published()
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    copy_to(tmp_path)

    feed = feedparser.parse((tmp_path / "en/feeds/claims.atom").read_bytes())
    calendar = Calendar.from_ical((tmp_path / f"de/claims/{claim.pk}/deadline.ics").read_bytes())
    data = json.loads((tmp_path / f"data/claims/{claim.pk}.json").read_text())
    reviews = f"data/claim-reviews-{claim.pk // INDEXED}.json"
    (review,) = json.loads((tmp_path / reviews).read_text())["dataFeedElement"]

    assert feed.entries[0].link == f"../claims/{claim.pk}/index.html"
    assert len(calendar.walk("VEVENT")) == 1
    assert data["claim"]["statement"] == claim.statement
    assert data["verdicts"][0]["outcome"] == "confirmed"
    assert review["item"][0]["claimReviewed"] == claim.statement
    lines = [line.split("  ") for line in (tmp_path / SUMS).read_text().splitlines()]
    sums = {place: digest for digest, place in lines}
    assert {place: hashlib.sha256((tmp_path / place).read_bytes()).hexdigest() for place in sums} == sums
    assert set(sums) == files(tmp_path) - {SUMS}


def test_what_moved_leads_on_and_topics_have_their_boards(make: Maker, dora: User, tmp_path: Path) -> None:
    kept, gone = make.published(), make.published(statement="The same bridge opens.")
    kept.topics.add(editorial.save_topic(topic=Topic(name="Energy"), by=dora))
    editorial.merge_claims(claim=gone, into=kept, reason="The same.", by=dora)

    copy_to(tmp_path)

    page = (tmp_path / f"en/claims/{gone.pk}/index.html").read_text()
    assert f'url=../{kept.pk}/index.html#merged-{gone.pk}"' in page
    assert {"en/topic-energy.html", "de/feeds/claims.atom"} <= files(tmp_path)


def test_a_copy_has_the_pictures_that_its_pages_name_where_they_are_wanted(
    make: Maker, dora: User, tmp_path: Path
) -> None:
    claim = make.published()
    record.number_entries(now=NOW)
    page = tmp_path / f"de/claims/{claim.pk}/index.html"
    copy_to(tmp_path)
    assert "og:image" not in page.read_text()

    copy_to(tmp_path, images=True)

    named = {
        found
        for path in tmp_path.rglob("*.html")
        for found in re.findall(r'"og:image" content="http://localhost:8000/([^"]+)"', path.read_text())
    }
    assert len(named) == 6
    assert {each for each in named if not (tmp_path / each).read_bytes().startswith(b"\x89PNG")} == set()
    editorial.hold(thing=claim, office="A court", reason="It asks.", by=dora)
    copy_to(tmp_path, images=True)
    assert list(tmp_path.glob("*/share/cl*/*/*.png")) == []
