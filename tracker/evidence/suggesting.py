"""New articles against the open claims: from `match` to the editors' queue. Scores nothing itself."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims import editorial, stories
from claims.models import Claim, Evidence
from tracker import setaside
from tracker.evidence import kept, stance, watched_claims
from tracker.evidence.documents import document_of
from tracker.evidence.excerpts import excerpt
from tracker.jobs import Held
from tracker.match import ArticleText, CutArticle, Explanation, Match, MatchLevel
from tracker.models import Article, Job

log = logging.getLogger(__name__)

Matches = Mapping[Claim, Match]
# So many articles are compared with all claims together.
ARTICLES_AT_ONCE = 200
# So many suggestions are written in one transaction, for which others wait.
WRITTEN_AT_ONCE = 50

LEVELS: Final = {
    MatchLevel.OFFERED: Evidence.Level.OFFERED,
    MatchLevel.PERHAPS: Evidence.Level.PERHAPS,
    MatchLevel.SAID_AGAIN: Evidence.Level.SAID_AGAIN,
}


@dataclass(slots=True)
class Offered:
    """What became of an article: the new evidence, and whether all its claims had it offered."""

    new: list[Evidence] = field(default_factory=list)
    is_whole: bool = True


def work(turn: Held, *, now: datetime) -> None:
    """Match what waits, until the turn is over or nothing is left."""
    if turn.lost_item:
        setaside.note(Job.COMPARING, turn.lost_item, setaside.WorkerLost(), now=now)
        Article.objects.filter(pk=turn.lost_item).update(matched_at=now)
    limit = 1 if turn.is_careful else ARTICLES_AT_ONCE
    while waiting := _waiting(now, limit):
        turn.begin(waiting[0].pk)
        _match(waiting, now)
        if turn.is_over:
            break


def match_waiting(*, now: datetime, limit: int = ARTICLES_AT_ONCE) -> int:
    """Match the articles that were not matched yet, oldest first; returns how many evidence rows they gave.

    Killed between two articles, the rest is found again. An article that raises anything is set aside.
    """
    return _match(_waiting(now, limit), now)


def _waiting(now: datetime, limit: int) -> list[Article]:
    if again := setaside.take(Job.COMPARING, now=now):
        Article.objects.filter(pk__in=again).update(matched_at=None)
    waiting = Article.objects.filter(matched_at__isnull=True).select_related("feed")
    return list(waiting.order_by("stored_at", "pk")[:limit])


def _match(waiting: Sequence[Article], now: datetime) -> int:
    if not waiting:
        return 0
    cut = _cut_all(waiting, now)
    matched = _matches_of(waiting, cut, now)
    kept.keep((article, of_article) for article, of_article in zip(waiting, cut, strict=True) if of_article)
    offered: dict[int, Offered] = {}
    for article, matches in zip(waiting, matched, strict=True):
        offered[article.pk] = offer(article, matches, now=now)
        # What was edited meanwhile is matched once more.
        Article.objects.filter(pk=article.pk, edited_at=article.edited_at).update(matched_at=now)
    setaside.done(Job.COMPARING, (pk for pk, given in offered.items() if given.is_whole))
    watched_claims.here().renew(now=now)  # the articles come first
    return sum(len(given.new) for given in offered.values())


def matches_of(
    articles: Sequence[Article], *, now: datetime, among: Collection[int] | None = None
) -> list[Matches | None]:
    """The watched claims that each article may bear on; `among` leaves only these claims, by their ids.

    None for an article that cannot be compared, which is set aside.
    """
    return _matches_of(articles, _cut_all(articles, now), now, among)


def matches_by_words(
    articles: Sequence[Article], *, now: datetime, among: Collection[int]
) -> list[Matches | None]:
    """The same from the words that were kept, without cutting what these claims do not fit."""
    ours = watched_claims.here()
    ours.keep_in_step(now=now)
    words = kept.words_of_matched(articles)
    known = [article for article in articles if article.pk in words]
    try:
        found = ours.match_kept(
            [words[article.pk] for article in known],
            lambda place: CutArticle(document_of(known[place])),
            among,
        )
    except Exception:
        log.warning("%d articles are cut one by one", len(known), exc_info=True)
        return matches_of(articles, now=now, among=among)
    others = [article for article in articles if article.pk not in words]
    matched = dict(zip((article.pk for article in known), _with_claims(found, now), strict=True))
    matched |= zip((article.pk for article in others), matches_of(others, now=now, among=among), strict=True)
    return [matched[article.pk] for article in articles]


def _matches_of(
    articles: Sequence[Article],
    cut: Sequence[CutArticle | None],
    now: datetime,
    among: Collection[int] | None = None,
) -> list[Matches | None]:
    ours = watched_claims.here()
    ours.keep_in_step(now=now)
    return _with_claims(_match_all(ours, articles, cut, now, among), now)


def _with_claims(found: Sequence[Sequence[Match] | None], now: datetime) -> list[Matches | None]:
    wanted = {m.claim_id for matches in found for m in matches or ()}
    claims = watched_claims.watched(now).in_bulk(wanted)
    return [
        None if matches is None else {claims[m.claim_id]: m for m in matches if m.claim_id in claims}
        for matches in found
    ]


def _cut_all(articles: Sequence[Article], now: datetime) -> list[CutArticle | None]:
    """The articles cut into words; None for one that raises, which is set aside."""
    cut: list[CutArticle | None] = []
    for article in articles:
        of_article = None
        with setaside.going_on(Job.COMPARING, article.pk, now=now):
            of_article = CutArticle(document_of(article))
        cut.append(of_article)
    return cut


def _match_all(
    ours: watched_claims.WatchedClaims,
    articles: Sequence[Article],
    cut: Sequence[CutArticle | None],
    now: datetime,
    among: Collection[int] | None,
) -> list[list[Match] | None]:
    """All at once; one by one where that raises, so that the fault is one article's."""
    try:
        matched = iter(ours.match_all([of_article for of_article in cut if of_article], among))
        return [next(matched) if of_article else None for of_article in cut]
    except Exception:
        log.warning("%d articles are compared one by one", len(articles), exc_info=True)
    found: list[list[Match] | None] = []
    for article, of_article in zip(articles, cut, strict=True):
        matches = None
        with setaside.going_on(Job.COMPARING, article.pk, now=now):
            matches = ours.match_all([of_article], among)[0] if of_article else None
        found.append(matches)
    return found


def offer(article: Article, matches: Matches | None, *, now: datetime) -> Offered:
    """Suggest the article for the claims that it matches; one at which anything is raised is set aside.

    An article that can be no evidence at all is passed over: that is no fault.
    """
    offered = Offered()
    with _telling(article, now) as attempt:
        _for_each(
            article,
            matches or {},
            lambda claim, each: offered.new.extend(
                editorial.suggest_prepared(claim=claim, suggestions=[each])
            ),
        )
    offered.is_whole = matches is not None and attempt.fault is None
    return offered


def offer_all(
    articles: Sequence[Article], matched: Sequence[Matches | None], *, now: datetime
) -> dict[int, int]:
    """Suggest the same of many articles, a claim's together; returns how many are new to each claim, by its id."""
    of_claim: dict[Claim, list[tuple[Article, Evidence]]] = {}
    for article, matches in zip(articles, matched, strict=True):
        with _telling(article, now):
            _for_each(
                article,
                matches or {},
                lambda claim, each, article=article: of_claim.setdefault(claim, []).append((article, each)),  # type: ignore[misc]
            )
    return {claim.pk: _suggest_to(claim, found, now) for claim, found in of_claim.items()}


def _suggest_to(claim: Claim, found: Sequence[tuple[Article, Evidence]], now: datetime) -> int:
    """A few dozen in one transaction, so that others do not wait long; one by one where these cannot be written."""
    new = 0
    for start in range(0, len(found), WRITTEN_AT_ONCE):
        some = found[start : start + WRITTEN_AT_ONCE]
        try:
            new += len(editorial.suggest_prepared(claim=claim, suggestions=[each for _, each in some]))
        except Exception:
            log.warning(
                "%d suggestions for claim %s are written one by one", len(some), claim.pk, exc_info=True
            )
            for article, suggestion in some:
                with setaside.going_on(Job.COMPARING, article.pk, now=now):
                    suggestion.pk = None  # what was not written has no number
                    new += len(editorial.suggest_prepared(claim=claim, suggestions=[suggestion]))
    return new


@contextmanager
def _telling(article: Article, now: datetime) -> Iterator[setaside.Attempt]:
    """Set the article aside if the block raises. One that can be no evidence at all is told to the log alone."""
    with setaside.going_on(Job.COMPARING, article.pk, now=now) as attempt:
        try:
            yield attempt
        except ValidationError as fault:
            log.warning("article %s is not offered: %s", article.pk, fault)


def explain(*, claim: Claim, article: Article) -> Explanation:
    """Why the article is, or is not, offered for the claim: "Why?" and "Why not?" at the desk.

    Of a claim in two languages the reading that comes closer is explained.
    """
    return explain_document(claim=claim, document=document_of(article))


def explain_document(*, claim: Claim, document: ArticleText) -> Explanation:
    """The same of an article that is not stored."""
    ours = watched_claims.here()
    ours.keep_in_step(now=timezone.now())
    return ours.explain(claim, document)


def _for_each(article: Article, matches: Matches, take: Callable[[Claim, Evidence], None]) -> None:
    """Hand on what to suggest to each of the claims that an article fits, one after the other.

    ValidationError if it cannot be evidence at all. What one claim raises comes after the others have their turn.
    """
    # Evidence that no reader can open proves nothing: an entry without an address is never offered.
    document = document_of(article)
    faults: list[Exception] = []
    for claim, match in matches.items() if article.url else ():
        try:
            take(claim, editorial.prepared(claim=claim, article=found(claim, article, document, match)))
        except ValidationError:
            raise
        except Exception as fault:  # noqa: BLE001  raised below
            faults.append(fault)
    if faults:
        raise faults[0]


def told(document: ArticleText, passage: str) -> str:
    """What a hint is read from: the summary, which says what happened, and the passage about the claim."""
    is_shown = not document.summary or document.summary[:60] in passage
    return passage if is_shown else f"{document.summary}\n{passage}"


def found(claim: Claim, article: Article, document: ArticleText, match: Match) -> editorial.FoundArticle:
    """The snapshot that goes into evidence. `document` is the article as the matcher read it."""
    shown = excerpt(document, match.words)
    side = stance.hint(
        claim=claim.statement,
        claim_language=claim.statement_language,
        title=document.title,
        text=told(document, shown.text),
        language=document.language,
    )
    return editorial.FoundArticle(
        address=article.url,
        title=article.title or article.summary[:100] or article.url,  # some entries have none
        publisher=article.feed.publisher,
        published_at=article.published_at,
        excerpt=shown.text,
        language=article.language,
        matched_words=tuple((word.word, word.weight) for word in match.words),
        forms=shown.forms,
        score=match.score,
        fingerprint=str(stories.fingerprint(f"{document.summary}\n{document.text}")),
        hint=side.stance,
        hint_reason={"reason": side.reason, "words": side.words} if side.reason else {},
        level=LEVELS[match.level],
    )
