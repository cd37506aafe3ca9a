"""The articles in `tests/data/articles/`, their expected claims, and how a spotter does on them.

An article begins with `=== name | genre | day of publication`; its text follows, then its dated claims as
`> last day | firmness | claimant | words of the sentence`; the claimant "@" is the publication itself, "?" is open,
"A/B" either of two.
`~ words of the sentence` marks what fair people may see either way; it counts neither for nor against.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from claims.horizon import Window
from tracker import spot

FOLDER = Path(__file__).parent / "data" / "articles"
PARTS = (
    "dev",
    "heldout",
    "fresh",
    "late",
    "unseen",
    "last",
    "wide",
    "newer",
    "newest",
    "sundry",
    "long",
    "closing",
    "traps",
    "evening",
    "night",
)
PUBLISHER = "The paper"


@dataclass(frozen=True)
class Expected:
    """A dated claim that a reader finds in the article."""

    closes_on: date
    firmness: str
    claimant: str
    words: str


@dataclass(frozen=True)
class Article:
    """An article with what is to be found in it."""

    name: str
    genre: str
    language: str
    published_on: date
    text: str
    expected: tuple[Expected, ...]
    either_way: tuple[str, ...]


@dataclass
class Score:
    """How many dated claims were found, missed and raised for nothing."""

    articles: int = 0
    expected: int = 0
    found: int = 0
    false_alarms: int = 0
    right_claimants: int = 0
    right_firmness: int = 0
    remarks: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the expected claims that was found."""
        return self.found / self.expected

    @property
    def precision(self) -> float:
        """The share of what was found that was expected."""
        return self.found / (self.found + self.false_alarms)

    @property
    def false_alarms_an_article(self) -> float:
        """Dated finds that are no claim, or have the wrong window, for each article."""
        return self.false_alarms / self.articles


def read(part: str, language: str) -> list[Article]:
    """The articles of a part."""
    whole = (FOLDER / f"{part}.{language}.txt").read_text(encoding="utf-8")
    return [_article(block, language) for block in whole.split("=== ")[1:]]


def score(articles: list[Article]) -> Score:
    """What the spotter makes of the articles."""
    total = Score()
    for article in articles:
        _add(total, article)
    return total


def _article(block: str, language: str) -> Article:
    head, *lines = block.strip().split("\n")
    name, genre, day = head.split(" | ")
    claims = [line[2:].split(" | ") for line in lines if line.startswith("> ")]
    return Article(
        name=name,
        genre=genre,
        language=language,
        published_on=date.fromisoformat(day),
        text="\n".join(line for line in lines if not re.match(r"[>~] ", line)),
        expected=tuple(Expected(date.fromisoformat(a), b, c, d) for a, b, c, d in claims),
        either_way=tuple(line[2:] for line in lines if line.startswith("~ ")),
    )


def _add(total: Score, article: Article) -> None:
    claims = spot.find_claims(
        article.text, language=article.language, said_on=article.published_on, publisher=PUBLISHER
    )
    dated = [claim for claim in claims if claim.is_dated]
    total.articles += 1
    total.expected += len(article.expected)
    for expected in article.expected:
        hit = next((claim for claim in dated if _is_hit(claim, expected)), None)
        if hit is None:
            total.remarks.append(f"{article.name}: missed {expected.words!r} {expected.closes_on}")
            continue
        dated.remove(hit)
        total.found += 1
        _compare(total, article, hit, expected)
    for claim in dated:
        if not any(words in claim.quote for words in article.either_way):
            total.false_alarms += 1
            total.remarks.append(f"{article.name}: false alarm [{claim.horizon}] {claim.cue!r} {claim.quote}")


def _compare(total: Score, article: Article, hit: spot.SpottedClaim, expected: Expected) -> None:
    claimant = "@" if hit.is_publication else hit.claimant
    right = expected.claimant == "?" or claimant in expected.claimant.split("/")
    total.right_claimants += right
    total.right_firmness += hit.firmness == expected.firmness
    if not right:
        total.remarks.append(
            f"{article.name}: {expected.words!r} said by {claimant!r}, not {expected.claimant!r}"
        )
    if hit.firmness != expected.firmness:
        total.remarks.append(
            f"{article.name}: {expected.words!r} is {hit.firmness} by {hit.cue!r}, not {expected.firmness}"
        )


def _is_hit(claim: spot.SpottedClaim, expected: Expected) -> bool:
    window = claim.window
    return (
        isinstance(window, Window)
        and window.closes_on == expected.closes_on
        and expected.words in claim.quote
    )
