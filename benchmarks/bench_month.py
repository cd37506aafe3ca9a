"""Measures what an editor is offered in a month of a newsroom: precision, recall and near misses at the floor, sides.

    python benchmarks/bench_month.py [--data FOLDER] [--dictionary FILE] [--terms]

The folder holds claims.jsonl and items.jsonl as its README says; it is kept outside the project. Copies of a wire story
are left out. With a dictionary (Debian's trans-de-en) the second vocabulary is used too, and both are shown.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())

import django  # noqa: E402

django.setup()

from tracker.evidence import stance, suggesting  # noqa: E402 - after Django is set up
from tracker.evidence.excerpts import excerpt  # noqa: E402
from tracker.match import ArticleText, ClaimQuery, Index, Match, SearchTerms, Translator  # noqa: E402
from tracker.words.dictionary import Dictionary, build, index_of  # noqa: E402

# For the ranking and the best F1: low enough that a right claim is listed even when nobody would be asked.
RANKING_FLOOR = 0.01


@dataclass(frozen=True, kw_only=True)
class Month:
    """Claims and items by number; `gold` are the numbers of an item's claims with the side it takes."""

    queries: Sequence[ClaimQuery]
    articles: Sequence[ArticleText]
    gold: Sequence[Mapping[int, str]]
    near: Sequence[frozenset[int]]
    kinds: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was offered: pairs of an article and a claim."""

    offered: int
    right: int
    near: int
    gold: int
    kinds: Counter[str]

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.offered + self.gold)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.offered), self.right / self.gold
        near = 100 * self.near / max(1, self.offered)
        kinds = ", ".join(f"{kind} {number}" for kind, number in self.kinds.most_common())
        return (
            f"P {precision:.2f}  R {recall:.2f}  F1 {self.f1:.3f}  {self.offered} offered, "
            f"{near:.0f} near misses per 100  ({kinds})"
        )


def main() -> None:
    """Print the figures, without and with a dictionary."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared/data/month_dev")
    options.add_argument("--dictionary", type=Path, default=Path("/usr/share/trans/de-en"))
    options.add_argument("--terms", action="store_true", help="as if an editor had given the terms")
    given = options.parse_args()
    if not given.data.is_dir():
        print(f"No folder {given.data}: nothing is measured.")
        return
    month = read(given.data, with_terms=given.terms)
    report("without a dictionary", month, Translator())
    if given.dictionary.is_file():
        report("with the dictionary", month, Translator(dictionary(given.dictionary).translations))


def dictionary(source: Path) -> Dictionary:
    """The installed dictionary's index, made in a folder of its own."""
    path = index_of(source, Path(tempfile.mkdtemp()))
    build(source, path)
    return Dictionary(path)


def read(folder: Path, *, with_terms: bool = False) -> Month:
    """Read the two files; copies are left out."""
    claims, items = (
        [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("claims", "items")
    )
    items = [item for item in items if not item["copy_of"]]
    numbers = {claim["id"]: number for number, claim in enumerate(claims)}
    return Month(
        queries=[query(number, claim, with_terms=with_terms) for number, claim in enumerate(claims)],
        articles=[article(item) for item in items],
        gold=[{numbers[claim]: side for claim, side in item["gold"].items()} for item in items],
        near=[frozenset(numbers[claim] for claim in item["near"]) for item in items],
        kinds=[item["near_kind"] for item in items],
    )


def query(number: int, claim: Mapping[str, Any], *, with_terms: bool) -> ClaimQuery:
    """A claim of the file."""
    return ClaimQuery(
        claim_id=number,
        statement=claim["statement"],
        quote=claim["quote"],
        claimant=claim["claimant"],
        aliases=(),
        language=claim["lang"],
        said_on=date.fromisoformat(claim["said_on"]),
        opens_on=day(claim["opens_on"]),
        closes_on=day(claim["closes_on"]),
        terms=SearchTerms(),
        synonyms=(tuple(claim["terms"]),) if with_terms else (),
    )


def article(item: Mapping[str, Any]) -> ArticleText:
    """An item of the file."""
    return ArticleText(
        title=item["title"],
        summary=item["summary"],
        text=item["body"],
        language=item["lang"],
        published_on=day(item["date"]),
    )


def day(written: str | None) -> date | None:
    """A day, or none."""
    return date.fromisoformat(written) if written else None


def report(name: str, month: Month, translator: Translator) -> None:
    """Print one block."""
    index = Index.of(month.queries, translator=translator)
    at_floor = index.match_all(month.articles)
    ranked = Index.of(month.queries, floor=RANKING_FLOOR, translator=translator).match_all(month.articles)
    floors = [number / 100 for number in range(2, 90)]
    best = max(floors, key=lambda floor: outcome(month, ranked, floor).f1)
    print(f"\n{name}, floor {index.floor:.2f}")
    print(f"  at the floor      {outcome(month, at_floor, index.floor)}")
    print(f"  best F1 at {best:.2f}   {outcome(month, ranked, best)}")
    print(f"  right claim first, in five: {places(month, ranked, across=False)}")
    print(f"  of other languages:         {places(month, ranked, across=True)}")
    print(f"  sides of all pairs: {sides(month)}")


def outcome(month: Month, found: Sequence[Sequence[Match]], floor: float) -> Outcome:
    """Compare what is offered with what is right."""
    kinds: Counter[str] = Counter()
    for number, matches in enumerate(found):
        for match in matches:
            if match.score < floor:
                continue
            is_right, is_near = match.claim_id in month.gold[number], match.claim_id in month.near[number]
            kinds["right" if is_right else month.kinds[number] if is_near else "unrelated"] += 1
    offered = kinds.total()
    near = offered - kinds["right"] - kinds["unrelated"]
    gold = sum(map(len, month.gold))
    return Outcome(offered=offered, right=kinds["right"], near=near, gold=gold, kinds=kinds)


def places(month: Month, ranked: Sequence[Sequence[Match]], *, across: bool) -> str:
    """How often a right claim is first and among the first five, of items that have one."""
    chosen = [
        [match.claim_id in month.gold[number] for match in matches[:5]]
        for number, matches in enumerate(ranked)
        if any(
            not across or month.queries[claim].language != month.articles[number].language
            for claim in month.gold[number]
        )
    ]
    first, five = (sum(any(each[:depth]) for each in chosen) / len(chosen) for depth in (1, 5))
    return f"{first:.2f} {five:.2f} of {len(chosen)}"


def sides(month: Month) -> str:
    """How the hints on the sides of the right pairs come out, context left out."""
    counts: Counter[str] = Counter()
    for number, gold in enumerate(month.gold):
        for claim, side in gold.items():
            if side == "context":
                continue
            query, document = month.queries[claim], month.articles[number]
            words = Index.of([query]).explain(query, document).words
            hint = stance.hint(
                claim=query.statement,
                claim_language=query.language,
                title=document.title,
                text=suggesting.told(document, excerpt(document, words).text),
                language=document.language,
            )
            is_silent = hint.stance == "unclear"
            counts["silent" if is_silent else "right" if hint.stance == side else "opposite"] += 1
            counts["all"] += 1
    return f"{counts['right']} right, {counts['opposite']} opposite, {counts['silent']} silent of {counts['all']}"


if __name__ == "__main__":
    main()
