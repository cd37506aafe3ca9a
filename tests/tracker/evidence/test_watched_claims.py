"""How a process's index of the watched claims stays in step with the record."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Claim, RecordEntry, Topic, User
from tests.makers import Maker
from tests.stack import ROOT, Stack
from tests.tampering import guards_off
from tracker.evidence.watched_claims import WatchedClaims
from tracker.match import ArticleText, CutArticle
from tracker.models import Article, Feed

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
BRIDGE = "Elbe bridge will be open to traffic by the end of 2026, minister Mara Lindt repeats"
FERRY = "Hydrogen ferry sails to Borkum"


@pytest.fixture
def standing(tmp_path: Path, db: None) -> WatchedClaims:
    return WatchedClaims(tmp_path / "claims")


def found(standing: WatchedClaims, title: str) -> list[int]:
    standing.keep_in_step(now=NOW)
    news = ArticleText(title=title, summary="", text="", language="en", published_on=None)
    (matches,) = standing.match_all([CutArticle(news)])
    return [match.claim_id for match in matches]


def inode(tmp_path: Path) -> int:
    return (tmp_path / "claims").stat().st_ino


def test_the_first_batch_leaves_a_snapshot_for_the_other_processes(
    standing: WatchedClaims, claim: Claim, tmp_path: Path
) -> None:
    assert found(standing, BRIDGE) == [claim.pk]
    made = inode(tmp_path)

    assert found(WatchedClaims(tmp_path / "claims"), BRIDGE) == [claim.pk]
    assert inode(tmp_path) == made


def test_a_claim_is_found_by_its_translation_in_articles_of_that_language(
    standing: WatchedClaims, make: Maker
) -> None:
    words = {"statement": "Die Fähre nach Borkum fährt mit Wasserstoff.", "statement_language": "de"}
    plain = make.published(**words, quote="Sie wird mit Wasserstoff nach Borkum fahren.")
    assert found(standing, FERRY) == []

    facts = replace(make.facts, **words, quote=plain.quote)  # type: ignore[arg-type]
    translated = replace(facts, translated_statement="The hydrogen ferry sails to Borkum.")
    editorial.revise_claim(claim=plain, facts=translated, by=make.editor)

    assert found(standing, FERRY) == [plain.pk]


def test_a_claim_published_elsewhere_is_found_without_a_new_snapshot(
    standing: WatchedClaims, make: Maker, tmp_path: Path
) -> None:
    assert found(standing, BRIDGE) == []
    made = inode(tmp_path)

    claim = make.published()

    assert found(standing, BRIDGE) == [claim.pk]
    assert inode(tmp_path) == made


def test_a_claim_withdrawn_elsewhere_is_found_no_more(
    standing: WatchedClaims, claim: Claim, make: Maker
) -> None:
    assert found(standing, BRIDGE) == [claim.pk]

    make.editor.groups.add(Group.objects.get(name="chief"))
    editorial.withdraw_claim(
        claim=claim,
        reason="Logged twice.",
        by=User.objects.get(pk=make.editor.pk),  # permissions are cached
    )

    assert found(standing, BRIDGE) == []


def test_a_claims_new_wording_counts(standing: WatchedClaims, make: Maker) -> None:
    claim = make.published()
    found(standing, BRIDGE)

    facts = replace(make.facts, statement="A hydrogen ferry will sail to Borkum in 2026.", quote="Fähre.")
    editorial.revise_claim(reason="A slip.", claim=claim, facts=facts, by=make.editor)

    assert found(standing, BRIDGE) == []
    assert found(standing, FERRY) == [claim.pk]


def test_a_topics_new_name_counts(standing: WatchedClaims, make: Maker) -> None:
    topic = editorial.save_topic(topic=Topic(name="bridge"), by=make.editor)
    claim = make.published(topics=(topic,))
    news = ArticleText(
        title="Sandbrück open for traffic at the end of 2026",
        summary="",
        text="",
        language="en",
        published_on=None,
    )
    standing.keep_in_step(now=NOW)
    ((before,),) = standing.match_all([CutArticle(news)])

    topic.aliases = "Sandbrück"
    editorial.save_topic(topic=topic, by=make.editor)

    standing.keep_in_step(now=NOW)
    ((after,),) = standing.match_all([CutArticle(news)])
    assert (before.claim_id, after.claim_id) == (claim.pk, claim.pk)
    assert after.score > before.score


def test_when_nothing_changed_a_batch_costs_two_queries(
    standing: WatchedClaims, claim: Claim, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found(standing, BRIDGE)

    with django_assert_num_queries(2):  # what was written since, and what was set aside
        found(standing, BRIDGE)


def test_entries_that_settled_are_not_asked_for_again(standing: WatchedClaims, claim: Claim) -> None:
    found(standing, BRIDGE)

    standing.keep_in_step(now=timezone.now() + timedelta(hours=1))

    assert list(standing._known) == [RecordEntry.objects.latest("pk").pk]


def test_an_entry_that_was_committed_late_is_not_missed(standing: WatchedClaims, make: Maker) -> None:
    late = make.published()
    entries = list(RecordEntry.objects.filter(chain=f"claim:{late.pk}"))
    guards_off()
    RecordEntry.objects.filter(chain=f"claim:{late.pk}").delete()
    Claim.objects.filter(pk=late.pk).update(state="draft")
    make.published()
    assert late.pk not in found(standing, BRIDGE)

    Claim.objects.filter(pk=late.pk).update(state="published")
    RecordEntry.objects.bulk_create(entries)

    assert late.pk in found(standing, BRIDGE)


def test_a_database_put_back_to_an_earlier_state_is_read_anew(
    standing: WatchedClaims, claim: Claim, make: Maker
) -> None:
    later = make.published()
    assert found(standing, BRIDGE) == [claim.pk, later.pk]

    guards_off()
    RecordEntry.objects.filter(chain=f"claim:{later.pk}").delete()
    Claim.objects.filter(pk=later.pk).update(state="draft")

    assert found(standing, BRIDGE) == [claim.pk]


def test_a_database_put_back_whose_log_went_on_otherwise_is_read_anew(
    standing: WatchedClaims, claim: Claim, make: Maker
) -> None:
    later = make.published()
    assert found(standing, BRIDGE) == [claim.pk, later.pk]
    entries = list(RecordEntry.objects.filter(chain=f"claim:{later.pk}"))

    guards_off()
    RecordEntry.objects.filter(chain=f"claim:{later.pk}").delete()
    Claim.objects.filter(pk=later.pk).update(state="draft")
    for entry in entries:
        entry.hash, entry.subject = entry.hash[::-1], "topic:0"
    RecordEntry.objects.bulk_create(entries)

    assert found(standing, BRIDGE) == [claim.pk]


def test_after_very_many_entries_all_is_read_anew(
    standing: WatchedClaims, make: Maker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found(standing, BRIDGE)
    made = inode(tmp_path)
    monkeypatch.setattr("tracker.evidence.watched_claims.MOST_TO_TAKE_UP", 1)

    claim = make.published()

    assert found(standing, BRIDGE) == [claim.pk]
    assert inode(tmp_path) != made


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 100])
def test_a_damaged_snapshot_is_made_anew(
    damage: bytes, standing: WatchedClaims, claim: Claim, tmp_path: Path
) -> None:
    found(standing, BRIDGE)
    (tmp_path / "claims").unlink()
    (tmp_path / "claims").write_bytes(damage)

    assert found(standing, BRIDGE) == [claim.pk]
    assert (tmp_path / "claims").stat().st_size > len(damage)


def test_matching_goes_on_where_no_file_can_be_written(
    standing: WatchedClaims, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.evidence.snapshot.write", fail)

    assert [found(standing, BRIDGE) for _ in range(2)] == [[claim.pk], [claim.pk]]


def test_matching_goes_on_where_there_is_not_even_a_folder(tmp_path: Path, claim: Claim) -> None:
    assert found(WatchedClaims(tmp_path / "gone" / "claims"), BRIDGE) == [claim.pk]


def test_a_snapshot_is_made_anew_after_a_day_or_many_changes(
    standing: WatchedClaims, claim: Claim, monkeypatch: pytest.MonkeyPatch, make: Maker
) -> None:
    found(standing, BRIDGE)
    assert not standing.renew(now=NOW + timedelta(hours=23))
    assert standing.renew(now=NOW + timedelta(hours=25))

    monkeypatch.setattr("tracker.evidence.watched_claims.LEAST_CHANGES", 2)
    make.published()
    found(standing, BRIDGE)
    assert standing.renew(now=NOW + timedelta(hours=26))


def test_what_the_stream_says_all_the_time_weighs_less(standing: WatchedClaims, claim: Claim) -> None:
    feed = Feed.objects.create(url="https://news.example/rss")

    def weight() -> float:
        standing.lay_out(now=NOW)
        words = standing.explain(
            claim, ArticleText(title=BRIDGE, summary="", text="", language="en", published_on=None)
        ).words
        return next(word.weight for word in words if word.word == "traffic")

    before = weight()
    rows = [
        Article(feed=feed, key=str(n), title="Traffic again", language="en", published_at=NOW, stored_at=NOW)
        for n in range(400)
    ]
    Article.objects.bulk_create(rows)

    assert weight() < before * 0.8


WORKER = """
import sys
from django.utils import timezone
from tracker.evidence import watched_claims
from tracker.match import ArticleText, CutArticle
print("ready", flush=True)
for line in sys.stdin:
    own = watched_claims.here()
    own.keep_in_step(now=timezone.now())
    news = ArticleText(title=line.strip(), summary="", text="", language="en", published_on=None)
    (matches,) = own.match_all([CutArticle(news)])
    print("found", *[match.claim_id for match in matches], flush=True)
"""

NEWSROOM = """
from django.contrib.auth.models import Group
from claims import editorial
from claims.models import Claim, Claimant, User
from tests.makers import Maker
ada = User.objects.filter(username="ada").first() or User.objects.create_user("ada")
ada.groups.add(Group.objects.get(name="chief"), Group.objects.get(name="editor"))
mara = Claimant.objects.first() or editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=ada)
make = Maker(ada, mara)
"""


class Worker:
    """A process that matches a headline for each line that it is given."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", WORKER],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready"

    def find(self, headline: str) -> list[int]:
        assert self.process.stdin
        self.process.stdin.write(f"{headline}\n")
        self.process.stdin.flush()
        return [int(number) for number in self._line().split()[1:]]

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[Worker]:
    made = Worker(environment)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.communicate()


@pytest.mark.stack
def test_two_workers_stay_in_step_with_claims_edited_in_a_third_process(tmp_path: Path) -> None:
    with Stack(tmp_path) as stack, worker(stack.environment) as one, worker(stack.environment) as other:
        assert (one.find(BRIDGE), other.find(BRIDGE)) == ([], [])

        number = stack.do(f'{NEWSROOM}\nresult = make.published(horizon="bis Ende 2036").pk')
        assert (one.find(BRIDGE), other.find(BRIDGE)) == ([number], [number])

        stack.do(
            f"{NEWSROOM}\neditorial.withdraw_claim(claim=Claim.objects.get(), reason='Logged twice.', by=ada)"
        )
        assert (one.find(BRIDGE), other.find(BRIDGE)) == ([], [])

        (shared,) = (tmp_path / "match").glob("claims-*[!k]")
        mapped = [Path(f"/proc/{w.process.pid}/maps").read_text() for w in (one, other)]
        assert all(str(shared) in maps for maps in mapped), "one file in memory, not two copies"
