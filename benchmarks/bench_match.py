"""Measures how well the matcher finds, beside BM25 with stemming on the same claims and articles.

    python benchmarks/bench_match.py [--data FOLDER] [--rounds N]

The folder holds claims.jsonl (id, text), items.jsonl (id, text) and links.jsonl (item_id, claim_id); claims and items
may have a title and a language (lang, else English), items a split. It is kept outside the project. The floor was
calibrated on the split "train", so "dev" is what was held out. Two German sets of the project's own are measured in any
case; of the wide one the half "unseen" was held out. In each round other claims are withheld, so that their items
concern no claim that is open.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import bm25s
import snowballstemmer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tracker.match import ArticleText, ClaimQuery, Index, floor_for  # noqa: E402 - found through the line above

SAID_ON = date(2000, 1, 1)
GERMAN = ROOT / "tests/data/matching/german.json"

# Written before the matcher was tried on it. What it misses was looked at for claims with odd numbers only.
GERMAN_WIDE = ROOT / "tests/data/matching/german_wide.json"

# For the ranking alone: low enough that an item's right claim is listed even when an editor would not see it.
RANKING_FLOOR = 0.05
LISTED = 50

Ranked = list[tuple[float, int]]
Matcher = Callable[[Iterable[int], Sequence[int]], list[Ranked]]


@dataclass(frozen=True)
class Data:
    """Claims and items by number, and for each item the numbers of its claims."""

    language: str
    claims: Sequence[ClaimQuery]
    items: Sequence[ArticleText]
    links: Sequence[frozenset[int]]
    splits: Sequence[str]


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared/data/evidence_dev")
    options.add_argument("--rounds", type=int, default=2)
    given = options.parse_args()
    report(german(GERMAN), given.rounds)
    report(german(GERMAN_WIDE), given.rounds)
    if given.data.is_dir():
        report(from_folder(given.data), given.rounds)
    else:
        print(f"No folder {given.data}: only German is measured.")


def from_folder(folder: Path) -> Data:
    """Read the three files."""
    claims, items, links = (
        [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("claims", "items", "links")
    )
    numbers = {claim["id"]: number for number, claim in enumerate(claims)}
    right: dict[str, set[int]] = {}
    for link in links:
        right.setdefault(link["item_id"], set()).add(numbers[link["claim_id"]])
    (language, _), *_ = Counter(language_of(item) for item in items).most_common(1)
    return Data(
        language,
        [
            query(number, claim["text"], claim.get("title", ""), language_of(claim, language))
            for number, claim in enumerate(claims)
        ],
        [
            ArticleText(
                title=item.get("title", ""),
                summary="",
                text=item["text"],
                language=language_of(item),
                published_on=None,
            )
            for item in items
        ],
        [frozenset(right.get(item["id"], ())) for item in items],
        [item.get("split", "all") for item in items],
    )


def language_of(row: Mapping[str, str], otherwise: str = "en") -> str:
    """Give the language of a claim or an item."""
    return row.get("lang") or otherwise


def german(path: Path) -> Data:
    """Read one of the project's own sets: made-up claims, articles about them, and some that only look like it."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    claims = [
        query(
            claim["id"] - 1,
            claim["statement"],
            "",
            "de",
            claimant=claim["claimant"],
            aliases=tuple(claim["aliases"]),
            synonyms=tuple(map(tuple, claim["synonyms"])),
        )
        for claim in kept["claims"]
    ]
    articles = kept["articles"]
    return Data(
        "de",
        claims,
        [
            ArticleText(
                title=article["title"], summary=article["summary"], text="", language="de", published_on=None
            )
            for article in articles
        ],
        [frozenset(number - 1 for number in article["claims"]) for article in articles],
        ["own"] * len(articles) if path == GERMAN else list(map(half, articles)),
    )


def half(article: Mapping[str, Any]) -> str:
    """Say whether an article goes with a claim that was looked at while the matcher was made better."""
    near = article["claims"][0] if article["claims"] else article.get("resembles", len(article["title"]))
    return "seen" if near % 2 else "unseen"


def query(number: int, statement: str, quote: str, language: str, **names: object) -> ClaimQuery:
    """A claim without days."""
    values = {"claimant": "", "aliases": (), **names}
    return ClaimQuery(
        claim_id=number,
        statement=statement,
        quote=quote,
        language=language,
        said_on=SAID_ON,
        opens_on=None,
        closes_on=None,
        **values,  # type: ignore[arg-type]
    )


def ours(data: Data, floor: float) -> Matcher:
    """The matcher; withheld claims are taken out and put back, as withdrawn and published ones are."""
    index = Index.of(data.claims, floor=floor)

    def ranked(withheld: Iterable[int], items: Sequence[int]) -> list[Ranked]:
        for claim in withheld:
            index.remove(claim)
        matches = index.match_all(data.items[item] for item in items)
        index.add(*(data.claims[claim] for claim in withheld))
        return [[(match.score, match.claim_id) for match in found] for found in matches]

    return ranked


def bm25(data: Data) -> Matcher:
    """BM25 over statement and title, stemmed, without stop words; the claims stay counted when withheld."""
    stemmer = snowballstemmer.stemmer({"de": "german", "en": "english"}[data.language])

    def words(texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords=data.language, stemmer=stemmer.stemWords, show_progress=False)

    index = bm25s.BM25()
    index.index(words([f"{claim.statement} {claim.quote}" for claim in data.claims]), show_progress=False)
    listed = min(2 * LISTED, len(data.claims))
    texts = [f"{item.title} {item.summary} {item.text}" for item in data.items]
    claims, scores = index.retrieve(words(texts), k=listed, show_progress=False)

    def ranked(withheld: Iterable[int], items: Sequence[int]) -> list[Ranked]:
        gone = set(withheld)
        return [
            [
                (float(score), int(claim))
                for score, claim in zip(scores[item], claims[item], strict=True)
                if score > 0 and int(claim) not in gone
            ]
            for item in items
        ]

    return ranked


def report(data: Data, rounds: int) -> None:
    """Rank in both directions, then filter with half and with three quarters of the claims withheld."""
    print(f"\n== {data.language}: {len(data.claims)} claims, {len(data.items)} items")
    ranking = {"matcher": ours(data, RANKING_FLOOR), "BM25": bm25(data)}
    filtering = {"matcher": ours(data, 0.2), "BM25": ranking["BM25"]}
    for split in dict.fromkeys(data.splits):
        items = [item for item, its in enumerate(data.splits) if its == split]
        print(f"\n{split}: {len(items)} items                item -> claims        claim -> items")
        print("                  recall@1  recall@5    MRR   recall@1  recall@5    MRR")
        for name, matcher in ranking.items():
            ranked = matcher((), items)
            there, back = claims_of_items(data, items, ranked), items_of_claims(data, items, ranked)
            print(f"  {name:<16}{places_line(there)}   {places_line(back)}", flush=True)
        for share, what in ((0.5, "half the claims withheld"), (0.75, "three of four withheld")):
            print(f"{what:<26} best F1 (precision recall)  false alarms per 1,000  precision at 80 % recall")
            for name, matcher in filtering.items():
                print(f"  {name:<22}{filter_line(data, items, matcher, share, rounds)}", flush=True)


def claims_of_items(data: Data, items: Sequence[int], ranked: Sequence[Ranked]) -> list[int]:
    """Give the place of each item's first right claim, 0 when it is not listed; items without one are left out."""
    return [
        next((place for place, (_, claim) in enumerate(found, 1) if claim in data.links[item]), 0)
        for item, found in zip(items, ranked, strict=True)
        if data.links[item]
    ]


def items_of_claims(data: Data, items: Sequence[int], ranked: Sequence[Ranked]) -> list[int]:
    """Give the place of each claim's first right item among all items that list the claim."""
    by_claim: dict[int, Ranked] = {claim: [] for item in items for claim in data.links[item]}
    for item, found in zip(items, ranked, strict=True):
        for score, claim in found:
            if claim in by_claim:
                by_claim[claim].append((score, item))
    return [
        next(
            (n for n, (_, item) in enumerate(sorted(found, reverse=True), 1) if claim in data.links[item]), 0
        )
        for claim, found in by_claim.items()
    ]


def places_line(places: Sequence[int]) -> str:
    """Recall at one and at five, and the mean reciprocal rank."""
    first = sum(place == 1 for place in places) / len(places)
    five = sum(0 < place <= 5 for place in places) / len(places)
    return f"{first:>8.3f}  {five:>8.3f}  {sum(1 / place for place in places if place) / len(places):>5.3f}"


def filter_line(data: Data, items: Sequence[int], matcher: Matcher, share: float, rounds: int) -> str:
    """What a yes or no to each item's best claim is worth, over some rounds; at the floor too for the matcher."""
    outcomes = [filtered(data, items, matcher, share, seed) for seed in range(1, rounds + 1)]
    means = [sum(column) / rounds for column in zip(*outcomes, strict=True)]
    f1, precision, recall, alarms, at_80, *at_floor = means
    line = f"{f1:>8.3f}  ({precision:.2f} {recall:.2f})  {alarms:>18.0f}  {at_80:>22.2f}"
    if at_floor[0] < 1 or at_floor[1]:
        line += f"    at the floor: F1 {at_floor[0]:.3f}, {at_floor[1]:.0f} false alarms"
    return line


def filtered(
    data: Data, items: Sequence[int], matcher: Matcher, share: float, seed: int
) -> tuple[float, ...]:
    """Withhold a share of the claims; items whose claims are all withheld concern nothing that is open."""
    linked = sorted({claim for item in items for claim in data.links[item]})
    withheld = set(random.Random(seed).sample(linked, int(len(linked) * share)))
    open_links = [data.links[item] - withheld for item in items]
    findable = sum(map(bool, open_links))
    least = floor_for(len(data.claims) - len(withheld))
    pairs = [
        (found[0][0], found[0][1] in right, not right)
        for found, right in zip(matcher(sorted(withheld), items), open_links, strict=True)
        if found
    ]
    best, floor, at_80, hits, alarms = (0.0, 0.0, 0.0, 0.0), (1.0, 0.0), 0.0, 0, 0
    for offered, (score, is_right, concerns_nothing) in enumerate(sorted(pairs, reverse=True), 1):
        hits, alarms = hits + is_right, alarms + concerns_nothing
        f1, per_1000 = 2 * hits / (offered + findable), 1000 * alarms / (len(items) - findable)
        best = max(best, (f1, hits / offered, hits / findable, per_1000))
        if least <= score <= 1:
            floor = (f1, per_1000)
        if not at_80 and hits >= 0.8 * findable:
            at_80 = hits / offered
    return (*best, at_80, *floor)


if __name__ == "__main__":
    main()
