"""The demo's content as read from its files, with days in words. Loads nothing into the database."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from claims.json_values import JsonObject
from claims.models import Language, slug_of
from tracker.demo.wording import fill

TomlTable = JsonObject
FOLDER: Final = Path(__file__).parent / "content"
LANGUAGES: Final = ("de", "en")
FEEDS: Final = ("kuestenkurier", "ansel-ledger", "calder-radio")
SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class PersonContent:
    """Someone at the demo's desk; `role` is the name of a group."""

    username: str
    role: str
    first_name: str
    last_name: str
    language: str


@dataclass(frozen=True, slots=True)
class ChannelContent:
    """Where the demo's alerts go."""

    name: str
    address: str
    language: str
    is_chief: bool = False


@dataclass(frozen=True, slots=True)
class LostFeedContent:
    """A feed that was there for a month and is not any more."""

    name: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class DeskContent:
    """The desk: its people, its channels, its topics by key (German, English or empty), and a feed that fails."""

    people: tuple[PersonContent, ...]
    channels: tuple[ChannelContent, ...]
    topics: dict[str, tuple[str, str]]
    lost_feed: LostFeedContent


@dataclass(frozen=True, slots=True)
class ClaimantContent:
    """Someone who made claims; `key` is what claims call them, `translation` the description in the other language."""

    key: str
    name: str
    kind: str
    description: str
    aliases: tuple[str, ...]
    translation: str = ""


@dataclass(frozen=True, slots=True)
class SourceContent:
    """Where something was published."""

    publisher: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class EvidenceContent:
    """An article on a claim; `stance` may also be "rejected" or "waiting". `ago` counts days before loading."""

    publisher: str
    title: str
    address: str
    ago: int
    stance: str
    excerpt: str
    words: tuple[tuple[str, float], ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class VerdictContent:
    """A ruling; `ago` says when it came true, in days before loading."""

    outcome: str
    reasoning: str
    ago: int | None = None
    by: str = "ada"


@dataclass(frozen=True, slots=True)
class ClaimContent:
    """A claim and all that became of it. `said` and `by_hand` count days before and after loading; `translation` is
    the statement in the other language.
    """

    key: str
    claimant: str
    language: str
    topics: tuple[str, ...]
    said: int
    firmness: str
    statement: str
    quote: str
    horizon: str
    criteria: str
    source: SourceContent
    evidence: tuple[EvidenceContent, ...] = ()
    verdicts: tuple[VerdictContent, ...] = ()
    by_hand: tuple[int, int] | None = None
    restates: str = ""
    assigned: str = ""
    logged_by: str = "ada"
    is_draft: bool = False
    withdrawal: str = ""
    translation: str = ""


@dataclass(frozen=True, slots=True)
class DemoRecord:
    """One language's half of the record."""

    language: str
    claimants: tuple[ClaimantContent, ...]
    claims: tuple[ClaimContent, ...]


@dataclass(frozen=True, slots=True)
class ArticleContent:
    """An article of a demo feed; it is published `after` the loading, mostly a negative time."""

    slug: str
    after: timedelta
    author: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedContent:
    """A demo feed; `kind` is "rss" or "atom"."""

    name: str
    title: str
    description: str
    language: str
    kind: str
    articles: tuple[ArticleContent, ...] = field(default=())


def read_desk() -> DeskContent:
    """The people, channels, topics and the failing feed of the demo."""
    raw = _read("newsroom")
    return DeskContent(
        people=tuple(PersonContent(**person) for person in raw["person"]),
        channels=tuple(ChannelContent(**channel) for channel in raw["channel"]),
        topics={key: (name, translation) for key, (name, translation) in raw["topics"].items()},
        lost_feed=LostFeedContent(**raw["lost_feed"]),
    )


def read_record(language: str, *, today: date) -> DemoRecord:
    """The claims of one language, with every day in their texts counted from `today`."""
    raw: TomlTable = {
        name: _filled(value, today, language) for name, value in _read(f"claims.{language}").items()
    }
    domains: dict[str, str] = raw["publishers"]
    return DemoRecord(
        language=language,
        claimants=tuple(_claimant(entry) for entry in raw["claimant"]),
        claims=tuple(_claim(entry, language, domains) for entry in raw["claim"]),
    )


@lru_cache
def read_feed(name: str) -> FeedContent:
    """A feed by its name, one of `FEEDS`."""
    raw = _read(f"feed.{name}")
    articles = tuple(_article(entry) for entry in raw.pop("article"))
    return FeedContent(**raw, articles=articles)


def _read(name: str) -> TomlTable:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _filled(value: object, today: date, language: str) -> object:
    """The same tree with the days in all its texts filled in; a translation has them in the other language."""
    if isinstance(value, dict):
        other = Language.second(language)
        return {
            key: _filled(item, today, other if key == "translation" else language)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_filled(item, today, language) for item in value]
    return fill(value, today=today, language=language) if isinstance(value, str) else value


def _claimant(entry: TomlTable) -> ClaimantContent:
    return ClaimantContent(**entry | {"aliases": tuple(entry["aliases"])})


def _claim(entry: TomlTable, language: str, domains: dict[str, str]) -> ClaimContent:
    values = dict(entry)
    found = values.pop("evidence", [])
    ruled = values.pop("verdict", [])
    return ClaimContent(
        **values
        | {
            "language": language,
            "topics": tuple(entry["topics"]),
            "source": SourceContent(**entry["source"], address=_address(entry["source"], domains)),
            "evidence": tuple(_evidence(item, domains) for item in found),
            "verdicts": tuple(VerdictContent(**item) for item in ruled),
        }
    )


def _evidence(entry: TomlTable, domains: dict[str, str]) -> EvidenceContent:
    words = tuple((word, weight) for word, weight in entry.get("words", ()))
    return EvidenceContent(**entry | {"words": words, "address": _address(entry, domains)})


def _address(entry: TomlTable, domains: dict[str, str]) -> str:
    return f"https://{domains[entry['publisher']]}/{slug_of(entry['title'])}"


def _article(entry: TomlTable) -> ArticleContent:
    values = dict(entry)
    count, unit = int(values["at"][:-1]), values.pop("at")[-1]
    text = values.pop("text")
    return ArticleContent(
        **values,
        after=timedelta(seconds=count * SECONDS[unit]),
        paragraphs=tuple(paragraph.strip() for paragraph in text.strip().split("\n\n")),
    )
