"""German and English words for one another, from Debian's `trans-de-en` where it is installed (GPL-2+, never shipped).

    /usr/share/trans/de-en --(build: once, some ten seconds)--> dictionary-HASH --> translations("Wasserstoff", "de")

The file there is an index of the best few translations of each word, of some 20 MB; it is made anew when the package
changes. Without the package every word has no translation.
"""

import math
import os
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

# The second language of each.
OTHER: Final = {"de": "en", "en": "de"}

# A change of how the index is made has it made anew.
VERSION: Final = 3

# So many translations of a word are kept, best first, each of at most so many words.
KEPT, MOST_WORDS = 4, 3

# What a translation is worth by its place among the synonyms, and where it stands in a sub-entry.
NEXT_SYNONYM, SUB_ENTRY = 0.7, 0.3

A_WORD = re.compile(r"\w+")
ASIDE = re.compile(r"\{[^}]*\}|\[[^\]]*\]|\([^)]*\)|<[^>]*>|/[^/]*/|„|“|\"")
LEADING = re.compile(r"^(?:to|the|an?|der|die|das|etw\.|jdn\.|jdm\.|sich|sth\.|sb\.)\s+")
TRAILING = re.compile(r"\s+(?:sth\.|sb\.|etw\.|jdn\.|jdm\.|sein)$")

Votes = defaultdict[str, defaultdict[str, float]]


class Dictionary:
    """The index of one installed dictionary. `name` changes with the dictionary and with how it is read."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def translations(self, word: str, language: str) -> tuple[str, ...]:
        """Give a word's translations into the other language, best first; none for one that is not listed.

        `word` is a lemma, in any case.
        """
        if self._connection is None:
            self._connection = sqlite3.connect(
                f"file:{self._path}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        found = self._connection.execute(
            "SELECT translations FROM words WHERE language = ? AND word = ?", (language, word.casefold())
        ).fetchone()
        return tuple(found[0].split("|")) if found else ()


def index_of(source: Path, folder: Path) -> Path:
    """Give where the index of an installed dictionary belongs. Raises OSError when none is installed."""
    found = source.stat()
    identity = f"{VERSION} {source} {found.st_size} {found.st_mtime_ns}"
    return folder / f"dictionary-{blake2b(identity.encode(), digest_size=8).hexdigest()}"


def build(source: Path, path: Path) -> None:
    """Make the index of a dictionary, aside first, so that a reader finds a whole one or none."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        aside.unlink()
    with closing(sqlite3.connect(aside)) as connection:
        connection.execute(
            "CREATE TABLE words (language, word, translations, PRIMARY KEY (language, word)) WITHOUT ROWID"
        )
        with source.open(encoding="utf-8", errors="replace") as lines:
            votes, uses = votes_of(lines)
        for language, words in votes.items():
            rows = ((language, word, "|".join(_best(others, uses))) for word, others in sorted(words.items()))
            connection.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)
        connection.commit()
    aside.replace(path)


def votes_of(lines: Iterable[str]) -> tuple[Mapping[str, Votes], Mapping[str, int]]:
    """Count for each language's words how well each translation is attested, and how often each word is used at all."""
    votes: dict[str, Votes] = {code: defaultdict(lambda: defaultdict(float)) for code in OTHER}
    uses: Counter[str] = Counter()
    for line in lines:
        german, parted, english = line.partition("::")
        if line.startswith("#") or not parted:
            continue
        uses.update(A_WORD.findall(line))
        lefts, rights = german.split("|"), english.split("|")
        for number, (left, right) in enumerate(zip(lefts, rights, strict=False)):
            _vote(votes, list(_terms(left)), list(_terms(right)), SUB_ENTRY if number else 1.0)
    return votes, uses


def _vote(votes: Mapping[str, Votes], german: list[str], english: list[str], weight: float) -> None:
    for i, left in enumerate(german):
        for j, right in enumerate(english):
            vote = weight * NEXT_SYNONYM ** (i + j)
            if " " not in left:
                votes["de"][left.casefold()][right] += vote
            if " " not in right:
                votes["en"][right.casefold()][left] += vote


def _terms(part: str) -> Iterator[str]:
    """Give the synonyms of one side of an entry, without grammar and remarks."""
    for synonym in ASIDE.sub(" ", part).split(";"):
        term = " ".join(synonym.split())
        term = TRAILING.sub("", LEADING.sub("", term))
        if term and term.count(" ") < MOST_WORDS and re.fullmatch(r"[\w' -]+", term):
            yield term


def _best(others: Mapping[str, float], uses: Mapping[str, int]) -> list[str]:
    """Give the best attested, of which words that are used all over the dictionary are likelier."""

    def worth(other: str) -> float:
        return (
            others[other]
            * math.log(1 + min(uses.get(word, 0) for word in A_WORD.findall(other) or ("",))) ** 2
        )

    return sorted(others, key=lambda other: (-worth(other), other))[:KEPT]
