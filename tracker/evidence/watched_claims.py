"""This process's index of the watched claims; catches up with the record's log before each batch.

Why so: docs/decisions/0021-the-log-says-which-claims-changed.md
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce
from hashlib import sha256
from operator import or_
from pathlib import Path
from threading import RLock

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.html import strip_tags

from claims import terms
from claims.coverage import CORRECTABLE
from claims.models import Claim, Language, RecordEntry
from claims.querysets import ClaimQuerySet
from claims.record import SETTLED_AFTER
from tracker import setaside
from tracker.evidence import apart, calibrating, snapshot, vocabulary
from tracker.match import (
    ArticleText,
    ClaimQuery,
    ClaimsApart,
    ClaimTable,
    CutArticle,
    Explanation,
    Index,
    KeptArticle,
    Match,
    Rarity,
    SearchTerms,
    Translator,
    build_tables,
)
from tracker.models import Article, Job
from tracker.words import family_of, words_of
from tracker.words.dictionary import Dictionary

log = logging.getLogger(__name__)


# The stream's newest articles tell which words are common, each by its beginning.
STREAM_ARTICLES, STREAM_LETTERS = 1_000, 600

# The claims are laid out anew when so many have changed and they are a certain share, or once a day.
LEAST_CHANGES = 100
FRESH_FOR = timedelta(days=1)

# After so many entries all is read anew: a query cannot name more.
MOST_TO_TAKE_UP = 10_000

# What an entry in the log may be about that changes what is looked for.
SUBJECTS = {"claim": "pk", "claimant": "claimant", "topic": "topics"}


class WatchedClaims:
    """One process's index of the watched claims, on a snapshot that it shares with the others.

    Before each batch `keep_in_step` asks the record's log what was written since: one query, however many claims
    there are. A log that does not go on from what is known, as after a backup was put back, has all read anew.
    Threads take turns.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._dictionary: Dictionary | None = None
        self._translator = Translator()
        self._turn = RLock()
        self._index: Index | None = None
        self._made_from: object = None
        self._made_at: datetime | None = None
        self._known: Mapping[int, str] = {}

    def match_all(
        self, articles: Sequence[CutArticle], among: Container[int] | None = None
    ) -> list[list[Match]]:
        """Match articles with the claims as they were when last in step, at every level; `claim_id` is the claim's.

        `among` leaves only these claims, as they stand beside all others.
        """
        with self._turn:
            return self._in_step.match_cut(articles, among)

    def match_kept(
        self, articles: Sequence[KeptArticle], cut: Callable[[int], CutArticle], among: Container[int]
    ) -> list[list[Match]]:
        """The same of articles whose words were kept; only some of them are cut, by their places."""
        with self._turn:
            return self._in_step.match_kept(articles, cut, among)

    def asking(self, claims: Iterable[Claim], *, now: datetime) -> list[ClaimsApart]:
        """The claims laid out for themselves, to ask the index of articles. One that raises anything is set aside."""
        queries: list[ClaimQuery] = []
        for claim in claims:
            with setaside.going_on(Job.WATCHING, claim.pk, now=now):
                queries.extend(queries_of(claim))
        with self._turn:
            return self._in_step.asking(queries)

    def explain(self, claim: Claim, document: ArticleText) -> Explanation:
        """Why the article is, or is not, offered for the claim; of several readings the one that comes closest."""
        readings = [query for query in queries_of(claim) if query.article_language in {"", document.language}]
        with self._turn:
            explanations = [self._in_step.explain(query, document) for query in readings]
        return max(explanations, key=lambda explanation: (explanation.matches, explanation.score))

    def keep_in_step(self, *, now: datetime) -> None:
        """Take over what other processes wrote: a newer snapshot, or single claims; make a snapshot if none is fit."""
        with self._turn:
            if self._index is None or _identity(self._path) != self._made_from:
                self._open()
            # What could not be taken up before is taken up with all others, so that every process hears of it.
            tries_again = bool(setaside.take(Job.WATCHING, now=now))
            if self._index is None or not self._catch_up(now) or tries_again:
                self.lay_out(now=now)

    def renew(self, *, now: datetime) -> bool:
        """Make the snapshot anew if much has changed since, or it is old; returns whether it was."""
        is_old = self._made_at is None or now - self._made_at > FRESH_FOR
        if is_old or (self._in_step.is_worn and self._in_step.changes >= LEAST_CHANGES):
            self.lay_out(now=now)
            return True
        return False

    def lay_out(self, *, now: datetime) -> None:
        """Read all watched claims and leave them to the other processes as a snapshot. One process at a time.

        A claim that raises anything is set aside.
        """
        if apart.is_done():
            with self._turn:
                self._open()
                if self._index is not None and self._catch_up(now):
                    return
        seen = _identity(self._path)
        with self._turn, vocabulary.alone(self._path):
            if _identity(self._path) != seen:  # another process was quicker
                self._open()
                if self._index is not None and self._catch_up(now):
                    return
            self._use(vocabulary.prepared(self._path.parent))
            known = _pruned(_log_since(_last_settled(now)), now)
            tables, rarity = _build_all(now, self._translator)
            shift = calibrating.shift(sum(map(len, tables)), now=now)
            try:
                snapshot.write(
                    self._path,
                    tables,
                    rarity,
                    made_at=now,
                    known=known,
                    dictionary=self._dictionary_name,
                    shift=shift,
                )
            except OSError as fault:
                log.warning("the claims cannot be kept in %s: %s", self._path, fault)
                self._index, self._known, self._made_at = (
                    Index(tables, rarity, shift=shift, translator=self._translator),
                    known,
                    now,
                )
                self._made_from = _identity(self._path)
            else:
                self._open()

    @property
    def _dictionary_name(self) -> str:
        return self._dictionary.name if self._dictionary else ""

    @property
    def _in_step(self) -> Index:
        if self._index is None:
            msg = "call keep_in_step() first"
            raise RuntimeError(msg)
        return self._index

    def _use(self, dictionary: Dictionary | None) -> None:
        if (dictionary and dictionary.name) != (self._dictionary and self._dictionary.name):
            self._dictionary = dictionary
            self._translator = Translator(dictionary.translations) if dictionary else Translator()

    def _open(self) -> None:
        self._made_from = _identity(self._path)
        self._use(vocabulary.opened(self._path.parent))
        kept = snapshot.read_snapshot(self._path) if self._made_from else None
        if kept and kept.dictionary != self._dictionary_name:
            kept = None
        self._index = (
            Index(kept.tables, kept.rarity, shift=kept.shift, translator=self._translator) if kept else None
        )
        self._made_at = kept.made_at if kept else None
        self._known = kept.known if kept else {}

    def _catch_up(self, now: datetime) -> bool:
        """Take up the claims that were written about since; False when all has to be read anew."""
        entries = _log_since(min(self._known, default=0))
        for number, kept in self._known.items():
            if number not in entries or entries[number].hash != kept:
                return False
        new = {entry.subject for number, entry in entries.items() if number not in self._known}
        if len(new) > MOST_TO_TAKE_UP:
            return False
        self._take_up(new, now)
        self._known = _pruned(entries, now)
        return True

    def _take_up(self, subjects: Iterable[str], now: datetime) -> None:
        numbers: defaultdict[str, set[int]] = defaultdict(set)
        for kind, _, number in (subject.partition(":") for subject in subjects):
            if kind in SUBJECTS:
                numbers[SUBJECTS[kind]].add(int(number))
        if not numbers:
            return
        touched = reduce(or_, (Q(**{f"{field}__in": found}) for field, found in numbers.items()))
        taken_up: set[int] = set()
        failed: set[int] = set()
        for claim in watched(now).filter(touched).distinct():
            with setaside.going_on(Job.WATCHING, claim.pk, now=now) as attempt:
                self._in_step.add(*queries_of(claim))
            (failed if attempt.fault else taken_up).add(claim.pk)
        for claim_id in (numbers["pk"] | failed) - taken_up:
            self._in_step.remove(claim_id)
        setaside.done(Job.WATCHING, (numbers["pk"] | taken_up) - failed)


def here() -> WatchedClaims:
    """This process's own; its snapshot bears the name of the database."""
    database = f"{connection.settings_dict['HOST']}/{connection.settings_dict['NAME']}"
    if database not in _OF_THIS_PROCESS:
        folder = settings.DATA_DIR / "match"
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = sha256(database.encode()).hexdigest()[:16]
        _OF_THIS_PROCESS[database] = WatchedClaims(folder / f"claims-{name}")
    return _OF_THIS_PROCESS[database]


_OF_THIS_PROCESS: dict[str, WatchedClaims] = {}


def watched(now: datetime) -> ClaimQuerySet:
    """What new articles are matched against, with all that goes into a query."""
    claims = Claim.objects.watched(correctable_since=timezone.localdate(now) - CORRECTABLE)
    return claims.select_related("claimant").prefetch_related("topics")


def queries_of(claim: Claim) -> list[ClaimQuery]:
    """The claim as the matcher reads it: in the language of its statement, and in that of its quote or, where these are
    one, of its translation.

    Where the editor's terms differ by the article's language, each stands once for each language of articles.
    """
    given = terms.parse_terms("\n".join((claim.must_terms, claim.any_terms, claim.never_terms)))
    languages = list(Language.values) if any(term.language for term in given) else [""]
    return [query for language in languages for query in _readings(claim, language)]


def _readings(claim: Claim, article_language: str) -> list[ClaimQuery]:
    query = ClaimQuery(
        claim_id=claim.pk,
        statement=claim.statement,
        quote=claim.quote,
        claimant=claim.claimant.name,
        aliases=claim.claimant.alias_names,
        language=claim.language,
        said_on=claim.said_on,
        opens_on=claim.opens_on,
        closes_on=claim.closes_on,
        terms=SearchTerms(
            must=_words(claim.must_terms, article_language),
            any_of=_words(claim.any_terms, article_language),
            never=_words(claim.never_terms, article_language),
        ),
        synonyms=tuple(topic.all_names for topic in claim.topics.all() if topic.aliases),
        article_language=article_language,
    )
    if claim.statement_language == claim.language:
        translated = replace(
            query, statement=claim.translated_statement, quote="", language=claim.translation_language
        )
        return [query, translated] if claim.translated_statement else [query]
    in_newsrooms_words = replace(query, quote="", language=claim.statement_language)
    return [in_newsrooms_words, replace(query, statement=claim.quote, quote="")]


def _words(typed: str, language: str) -> tuple[str, ...]:
    return tuple(term.words for term in terms.parse_terms(typed) if term.language in {"", language})


def _build_all(now: datetime, translator: Translator) -> tuple[list[ClaimTable], Rarity]:
    """All watched claims; those that raise anything are set aside, and no others are any longer."""
    faults: dict[int, Exception] = {}
    built = build_tables(
        _all_queries(now, faults),
        _stream(),
        translator=translator,
        refuse=lambda query, fault: faults.update({query.claim_id: fault}),
    )
    for claim_id, fault in faults.items():
        setaside.note(Job.WATCHING, claim_id, fault, now=now)
    setaside.done_but(Job.WATCHING, faults)
    return built


def _all_queries(now: datetime, faults: dict[int, Exception]) -> Iterator[ClaimQuery]:
    for claim in watched(now).iterator(chunk_size=2_000):
        try:
            yield from queries_of(claim)
        except Exception as fault:  # noqa: BLE001  noted by the caller, when the reading is over
            faults[claim.pk] = fault


def _stream() -> Rarity:
    """How rare words are in the articles that were read last."""
    rarity = Rarity()
    newest = Article.objects.order_by("-pk").annotate(beginning=Left("content", STREAM_LETTERS))
    rows = newest.values_list("title", "summary", "beginning", "language")[:STREAM_ARTICLES]
    for title, summary, beginning, language in rows:
        text = f"{title}\n{summary[:STREAM_LETTERS]}\n{strip_tags(beginning)}"
        words = words_of(text, language)
        rarity.learn({key for word in words for key in (*word.keys, *word.parts, *family_of(word))})
    return rarity


def _log_since(number: int) -> dict[int, RecordEntry]:
    entries = RecordEntry.objects.filter(pk__gte=number).order_by("pk")
    return {entry.pk: entry for entry in entries.only("pk", "hash", "subject", "at")}


def _last_settled(now: datetime) -> int:
    """The number of the last entry that no earlier one can be committed after; 0 without any. Read from the end."""
    settled = RecordEntry.objects.filter(at__lt=now - SETTLED_AFTER).order_by("-pk")
    return settled.values_list("pk", flat=True).first() or 0


def _pruned(entries: Mapping[int, RecordEntry], now: datetime) -> dict[int, str]:
    """Keep the entries that are not settled yet and the last one that is: the log has to go on from these."""
    settled = [number for number, entry in entries.items() if entry.at < now - SETTLED_AFTER]
    first = max(settled, default=0)
    return {number: entry.hash for number, entry in entries.items() if number >= first}


def _identity(path: Path) -> object:
    """What tells one snapshot from the next; None without one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
