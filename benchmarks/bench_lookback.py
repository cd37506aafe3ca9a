"""Measures what a new claim costs against the articles read before it, in milliseconds of CPU, beside a walk.

    python benchmarks/bench_lookback.py [--articles 100000] [--claims 100] [--import 5000] [--data FOLDER] [--walk 1000]

Articles are of real sentences (real_texts.py), half German and half English, their words kept as by matching. Then
claims come one by one, each with its look-back from the asking to the end; of that it is said what went into finding
the articles that may fit, and what into each of these, which is cut, compared with all claims and suggested. Then a
script writes many claims at once through `editorial`, and looks back for all. The peer is the walk that the index
replaced: every article cut and compared, measured on some and multiplied. Of the pairs that the walk finds there it
is said how many the index names.
DATABASE_URL names another database than a fresh SQLite file; its server's CPU is not counted, so that wall time is
shown too.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import django  # noqa: E402 - found through the line above

if TYPE_CHECKING:
    from tracker.jobs import Held
    from tracker.models import Article, Feed

QUOTED = 500  # characters, which is what a statement may have
LANGUAGES = ("en", "de")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--claims", type=int, default=100)
    options.add_argument("--import", type=int, default=1_000, dest="imported")
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    options.add_argument(
        "--walk", type=int, default=1_000, help="articles that are compared one and all, for the peer"
    )
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": folder, "LOG_LEVEL": "ERROR"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        measure(given)


def measure(given: argparse.Namespace) -> None:
    from tracker.evidence import lookback

    desk = Desk(given.data)
    look_back = partial(lookback.work, turn(), now=desk.now)
    desk.publish(2_000)  # what is open already, and found nothing to look back at
    look_back()
    desk.store(given.articles)
    kept_in = spent(desk.keep_words)
    print(
        f"{given.articles:,} articles; cut, and their words kept, in {kept_in.cpu / given.articles:.2f} ms of CPU each"
    )
    alone(desk, look_back, given.claims)
    new = imported(desk, look_back, given.imported)
    walked, pairs = desk.walk(new, given.walk)
    of_all = walked.cpu * given.articles / given.walk
    print(f"{'a walk, for one or for all':<28}{of_all:>10,.0f} ms of CPU")
    kept = len(pairs & desk.candidates(new))
    print(f"of {len(pairs)} pairs that a walk finds in {given.walk:,} articles the index named {kept}")


def alone(desk: "Desk", look_back: Callable[[], object], claims: int) -> None:
    """Claims that come one by one."""
    whole, finding = [], []
    for _ in range(claims):
        desk.publish(1)
        finding.append(spent(desk.find))
        rest = spent(look_back)
        whole.append(Spent(*map(sum, zip(finding[-1], rest, strict=True))))
    show("a new claim by itself", whole, claims=1)
    show("of that to find articles", finding, claims=1)
    found = sum(desk.found)
    rest = sum(all_of_it.cpu - first.cpu for all_of_it, first in zip(whole, finding, strict=True))
    print(
        f"{'articles found for a claim':<28}{median(desk.found):>10.0f} (at most {max(desk.found)}),"
        f" {rest / max(1, found):.1f} ms of CPU each"
    )


def imported(desk: "Desk", look_back: Callable[[], object], claims: int) -> set[int]:
    """Claims that a script writes; returns their ids."""
    new: set[int] = set()
    show("a claim that a script writes", [spent(lambda: new.update(desk.log(claims)))], claims=claims)
    show(f"each of {claims:,} at once", [spent(look_back)], claims=claims)
    return new


class Spent(NamedTuple):
    """What something took, in milliseconds."""

    cpu: float
    wall: float


def spent(work: Callable[[], object]) -> Spent:
    cpu, wall = process_time(), perf_counter()
    work()
    return Spent(1_000 * (process_time() - cpu), 1_000 * (perf_counter() - wall))


def show(name: str, spent: Collection[Spent], *, claims: int) -> None:
    cpu, wall = (median(each) / claims for each in zip(*spent, strict=True))
    most = max(each.cpu for each in spent) / claims
    print(f"{name:<28}{cpu:>10.1f} ms of CPU (at most {most:.1f}), {wall:.1f} ms in all")


def turn() -> "Held":
    from tracker.jobs import Held

    return Held("bench", "", monotonic() + 36_000)  # ends when nothing is left


class Desk:
    """Claims and articles of real sentences, one in German for one in English."""

    def __init__(self, data: Path) -> None:
        from django.contrib.auth.models import Group
        from django.utils import timezone

        from benchmarks.newsroom import Newsroom
        from benchmarks.real_texts import Texts
        from tests.makers import Maker

        self.now = timezone.now()
        self.found: list[int] = []
        self._room = Newsroom()
        self._room.editor.groups.add(Group.objects.get(name="editor"))
        self._make = Maker(self._room.editor, self._room.claimant)
        self._texts = {language: Texts(language, data) for language in LANGUAGES}
        self._claims = {language: iter(texts.claims(20_000)) for language, texts in self._texts.items()}
        self._told = {language: texts.claims(2_000) for language, texts in self._texts.items()}
        self._numbers = count()

    def publish(self, number: int) -> set[int]:
        """New claims; returns their ids."""
        wordings = [(language, next(self._claims[language])) for language in self._languages(number)]
        return self._room.publish(wordings)

    def store(self, number: int) -> None:
        """New articles, one in five with a claim's words in its headline."""
        from tracker.models import Article, Feed

        feed = Feed.objects.order_by("pk")[0]
        for start in range(0, number, 1_000):
            languages = self._languages(min(1_000, number - start))
            Article.objects.bulk_create(self._article(feed, language) for language in languages)

    def _languages(self, number: int) -> Iterable[str]:
        return [LANGUAGES[place % 2] for place in range(number)]

    def _article(self, feed: "Feed", language: str) -> "Article":
        from tracker.models import Article

        number, texts = next(self._numbers), self._texts[language]
        (text,) = texts.about(self._told[language], 1) if number % 5 == 0 else texts.others(1)
        return Article(
            feed=feed,
            key=str(number),
            url=f"https://news.example/{number}",
            title=text.title,
            summary=text.summary,
            language=language,
            published_at=self.now,
            stored_at=self.now,
            matched_at=self.now,
        )

    def log(self, number: int) -> set[int]:
        """New claims, written through `editorial` as by a script, one after the other; returns their ids."""
        closes_on = self.now.date() + timedelta(days=400)
        made = [
            self._make.published(
                statement=words,
                statement_language=language,
                quote=words,
                language=language,
                by_hand=(self._make.facts.said_on, closes_on),
            )
            for language in self._languages(number)
            for words in (next(self._claims[language])[:QUOTED],)
        ]
        return {claim.pk for claim in made}

    def find(self) -> None:
        """The first part of a look-back, for one claim: which articles may fit. `found` keeps how many."""
        from tracker.evidence import lookback
        from tracker.models import Lookback

        lookback.ask(now=self.now)
        lookback.step(now=self.now, lease_seconds=3_600)
        self.found.append(len(Lookback.objects.latest("pk").left))

    def walk(self, claims: Collection[int], articles: int) -> tuple[Spent, set[tuple[int, int]]]:
        """What comparing so many of the newest articles with the claims takes, and the pairs it finds."""
        from tracker import evidence
        from tracker.models import Article

        newest = list(Article.objects.order_by("-pk")[:articles])
        found: list[evidence.Matches | None] = []
        took = spent(lambda: found.extend(evidence.matches_of(newest, now=self.now, among=claims)))
        pairs = zip(newest, found, strict=True)
        return took, {(claim.pk, article.pk) for article, matches in pairs for claim in matches or ()}

    def keep_words(self) -> None:
        """What matching does with each article beside comparing it."""
        from tracker import evidence
        from tracker.evidence import kept
        from tracker.match import CutArticle
        from tracker.models import Article

        waiting = Article.objects.order_by("pk").iterator(chunk_size=200)
        while some := list(islice(waiting, 200)):
            kept.keep((article, CutArticle(evidence.document_of(article))) for article in some)

    def candidates(self, claims: Collection[int]) -> set[tuple[int, int]]:
        """The pairs of a claim and an article that the index names."""
        from tracker.evidence import searching, watched_claims

        asked = watched_claims.watched(self.now).in_bulk(claims).values()
        found = searching.candidates(asked, since=self.now, now=self.now)
        return {(claim, article) for claim, articles in found.items() for article in articles}


if __name__ == "__main__":
    main()
