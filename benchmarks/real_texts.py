"""Real sentences for the benchmarks: claims, articles about them and articles about other things, in two languages.

Read from a folder kept outside the project, and where it is missing from the tests. They are made more by joining
the beginning of one sentence to the end of another, never by inventing words.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tracker.match import ArticleText

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = re.compile(r"(?<=[.!?])\s+")

# A sentence of fewer or more characters is no claim.
SHORTEST, LONGEST = 40, 220


class Texts:
    """Sentences of one language in two halves: for claims, and for articles about other things."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        own = list(_own(language))
        self._claims = list(_claims(language, folder)) or own
        self._others = list(_others(language, folder)) or own
        self._chance = random.Random(7)

    def claims(self, count: int) -> list[str]:
        """So many claims: the sentences themselves, then mixed ones."""
        return [*self._claims[:count], *(self._mixed(self._claims) for _ in range(count - len(self._claims)))]

    def about(self, claims: Sequence[str], count: int) -> list[ArticleText]:
        """Articles about claims: the headline is one, mixed with another sentence; the rest is about other things."""
        return [self._article(self._joined(self._chance.choice(claims), self._others)) for _ in range(count)]

    def others(self, count: int) -> list[ArticleText]:
        """Articles about other things."""
        return [self._article(self._mixed(self._others)) for _ in range(count)]

    def _article(self, title: str) -> ArticleText:
        summary = " ".join(self._mixed(self._others) for _ in range(3))
        return ArticleText(
            title=title[:100], summary=summary, text="", language=self.language, published_on=None
        )

    def _mixed(self, sentences: Sequence[str]) -> str:
        return self._joined(self._chance.choice(sentences), sentences)

    def _joined(self, first: str, sentences: Sequence[str]) -> str:
        beginning, end = first.split(), self._chance.choice(sentences).split()
        cut = self._chance.randint(len(beginning) // 2, len(beginning))
        return " ".join([*beginning[:cut], *end[len(end) // 2 :]])


def _claims(language: str, folder: Path) -> Iterator[str]:
    if language == "en":
        yield from (row["text"] for row in _rows(folder / "evidence_dev/claims.jsonl"))
    else:
        yield from _sentences(_rows(folder / "quotes_de_dev/articles.jsonl")[::2])


def _others(language: str, folder: Path) -> Iterator[str]:
    if language == "en":
        yield from _sentences(_rows(folder / "quotes_en_dev/articles.jsonl"))
        items = [row for row in _rows(folder / "month_dev/items.jsonl") if row["lang"] == "en"]
        yield from (row["summary"] for row in items if len(row["summary"]) > SHORTEST)
    else:
        yield from _sentences(_rows(folder / "quotes_de_dev/articles.jsonl")[1::2])


def _own(language: str) -> Iterator[str]:
    lines = (ROOT / f"tests/data/sentences.{language}.txt").read_text(encoding="utf-8").splitlines()
    told = (line.partition(" => ")[0] for line in lines if not line.startswith("#"))
    yield from (sentence for sentence in told if SHORTEST < len(sentence) < LONGEST)


def _rows(path: Path) -> list[dict[str, str]]:
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    )


def _sentences(rows: Sequence[dict[str, str]]) -> Iterator[str]:
    for row in rows:
        for sentence in SENTENCE.split(row["text"]):
            if SHORTEST < len(sentence) < LONGEST:
                yield sentence
