"""Measures the matcher: how well it finds (on data kept outside the project) and how fast, beside SQLite's FTS5.

    python benchmarks/bench_match.py [--data FOLDER] [--articles N]

The folder holds claims.jsonl (id, text, title), items.jsonl (id, text) and links.jsonl (item_id, claim_id). Without
it only the speed is measured, on made-up text.
"""

import argparse
import json
import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tracker.match import FLOOR, Document, Index, StandingQuery  # noqa: E402 - found through the line above

SAID_ON = date(2000, 1, 1)
CLAIM_COUNTS = (100, 1_000, 10_000)

# For the ranking alone: low enough that an item's right claim is listed even when an editor would not see it.
RANKING_FLOOR = 0.15

Ranked = list[tuple[float, int]]


@dataclass(frozen=True)
class Data:
    """Claims and items by number, and for each item the numbers of its claims."""

    claims: Sequence[tuple[str, str]]
    items: Sequence[str]
    links: Sequence[frozenset[int]]


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared/data/evidence_dev")
    options.add_argument("--articles", type=int, default=300)
    given = options.parse_args()
    if given.data.is_dir():
        report_quality(load(given.data))
    else:
        print(f"No folder {given.data}: quality is not measured.")
    report_speed(given.articles)


def load(folder: Path) -> Data:
    """Read the three files."""
    claims, items, links = (
        [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("claims", "items", "links")
    )
    numbers = {claim["id"]: number for number, claim in enumerate(claims)}
    right: dict[str, set[int]] = {}
    for link in links:
        right.setdefault(link["item_id"], set()).add(numbers[link["claim_id"]])
    return Data(
        [(claim["text"], claim["title"]) for claim in claims],
        [item["text"] for item in items],
        [frozenset(right.get(item["id"], ())) for item in items],
    )


def query(number: int, statement: str, quote: str = "") -> StandingQuery:
    """A claim that nobody made."""
    return StandingQuery(number, statement, quote, "", (), "en", SAID_ON, None, None)


def report_quality(data: Data) -> None:
    """Rank claims for each item, then filter with half of the linked claims withheld, so that items go unlinked."""
    matcher = Index((query(n, *claim) for n, claim in enumerate(data.claims)), floor=RANKING_FLOOR)
    fts = Fts(f"{statement} {title}" for statement, title in data.claims)
    print(f"{len(data.claims)} claims, {len(data.items)} items\n")
    print("                    recall@1  recall@5    MRR   best F1  (precision recall)")
    for name, rank in (
        ("matcher, as text", lambda item: scores(matcher, Document("", "", item, "en", None))),
        ("matcher, as title", lambda item: scores(matcher, Document(item, "", "", "en", None))),
        ("SQLite FTS5, BM25", fts.ranked),
    ):
        rankings = [rank(item) for item in data.items]
        print(
            f"{name:<20}{ranking_line(rankings, data.links)}   {filter_line(rankings, data.links)}",
            flush=True,
        )
        if name.startswith("matcher"):
            print(f"{'  at the floor':<20}{floor_line(rankings, data.links)}")


def scores(index: Index, document: Document) -> Ranked:
    """Give (score, claim) best first."""
    return [(match.score, match.claim_id) for match in index.match(document)]


def ranking_line(rankings: Sequence[Ranked], links: Sequence[frozenset[int]]) -> str:
    """Recall at one and at five, and the mean reciprocal rank."""
    places = [
        next((place for place, (_, claim) in enumerate(ranked, 1) if claim in right), 0)
        for ranked, right in zip(rankings, links, strict=True)
    ]
    first = sum(place == 1 for place in places) / len(places)
    five = sum(0 < place <= 5 for place in places) / len(places)
    reciprocal = sum(1 / place for place in places if place) / len(places)
    return f"{first:>8.3f}  {five:>8.3f}  {reciprocal:>5.3f}"


def judged(
    rankings: Sequence[Ranked], links: Sequence[frozenset[int]]
) -> tuple[list[tuple[float, bool]], int]:
    """Give each item's best pair with whether it is right, best first, and how many items have a right claim."""
    linked = sorted({claim for right in links for claim in right})
    withheld = set(random.Random(1).sample(linked, len(linked) // 2))
    pairs, findable = [], 0
    for ranked, right in zip(rankings, links, strict=True):
        findable += bool(right - withheld)
        best = next((pair for pair in ranked if pair[1] not in withheld), None)
        if best:
            pairs.append((best[0], best[1] in right))
    return sorted(pairs, reverse=True), findable


def filter_line(rankings: Sequence[Ranked], links: Sequence[frozenset[int]]) -> str:
    """The best F1 over all floors."""
    pairs, findable = judged(rankings, links)
    best, found = (0.0, 0.0, 0.0), 0
    for offered, (_, right) in enumerate(pairs, 1):
        found += right
        best = max(best, (2 * found / (offered + findable), found / offered, found / findable))
    return f"{best[0]:.3f}  ({best[1]:.2f} {best[2]:.2f})"


def floor_line(rankings: Sequence[Ranked], links: Sequence[frozenset[int]]) -> str:
    """What editors would see."""
    pairs, findable = judged(rankings, links)
    offered = [right for score, right in pairs if score >= FLOOR]
    return f"  precision {sum(offered) / len(offered):.2f}, recall {sum(offered) / findable:.2f}"


class Fts:
    """Claims in an FTS5 table; each article's words are one OR query, ranked by BM25."""

    def __init__(self, claims: Iterable[str]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE claim USING fts5(body, tokenize='porter unicode61')")
        self._base.executemany("INSERT INTO claim (rowid, body) VALUES (?, ?)", enumerate(claims))

    def match(self, document: Document) -> Ranked:
        """Rank the claims for a whole article."""
        return self.ranked(f"{document.title} {document.summary} {document.text}")

    def ranked(self, text: str) -> Ranked:
        """Give the 20 best as (score, claim)."""
        words = dict.fromkeys(re.findall(r"\w+", text.lower()))
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' for word in words)
        rows = self._base.execute(
            "SELECT -bm25(claim), rowid FROM claim WHERE claim MATCH ? ORDER BY bm25(claim) LIMIT 20",
            (asked,),
        )
        return [(float(score), int(number)) for score, number in rows]


def report_speed(articles: int) -> None:
    """Match made-up articles of some 300 words, whose words are as unevenly common as real ones."""
    writer = Writer(random.Random(7))
    documents = [
        Document(writer.text(9), writer.text(30), writer.text(260), "en", None) for _ in range(articles)
    ]
    print(f"\n{articles} articles of about 300 words  articles per second")
    print("  claims    matcher   SQLite FTS5   matcher's weights made in")
    for count in CLAIM_COUNTS:
        claims = [writer.text(18) for _ in range(count)]
        index, fts = Index(query(n, claim) for n, claim in enumerate(claims)), Fts(claims)
        started = time.perf_counter()
        index.match(Document("", "", "", "en", None))
        made = time.perf_counter() - started
        ours = rate(documents, index.match)
        theirs = rate(documents, fts.match)
        print(f"{count:>8}   {ours:>8.0f}   {theirs:>11.0f}   {made:.2f} s", flush=True)


def rate(documents: Sequence[Document], match: Callable[[Document], object]) -> float:
    """Documents per second, after a first round that fills the caches."""
    for document in documents[:20]:
        match(document)
    started = time.perf_counter()
    for document in documents:
        match(document)
    return len(documents) / (time.perf_counter() - started)


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

    def text(self, words: int) -> str:
        """Give so many words."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._sums, k=words))


if __name__ == "__main__":
    main()
