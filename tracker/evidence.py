"""New articles against the open claims: from `match` to the editors' queue. Scores nothing itself."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from claims import editorial, stories, terms
from claims.models import Claim, Evidence, Language
from tracker import stance
from tracker.excerpts import excerpt
from tracker.match import Document, Explanation, Index, Match, StandingQuery, Terms
from tracker.match import explain as explain_match
from tracker.models import Article, Feed

log = logging.getLogger(__name__)
# A decided claim can still be corrected by what comes to light soon after its window.
CORRECTABLE = timedelta(days=90)


def match_waiting(*, now: datetime, limit: int = 200) -> int:
    """Match the articles that were not matched yet, oldest first; returns how many evidence rows they gave.

    Suggestions and the mark on the article are one transaction: killed between two articles, the rest is found again.
    """
    waiting = list(
        Article.objects.filter(matched_at__isnull=True)
        .select_related("feed")
        .order_by("stored_at", "pk")[:limit]
    )
    if not waiting:
        return 0
    watched = Claim.objects.watched(correctable_since=timezone.localdate(now) - CORRECTABLE)
    standing = Standing(watched.select_related("claimant").prefetch_related("topics"))
    return sum(_match_or_pass_over(article, standing, now) for article in waiting)


class Standing:
    """The watched claims as the matcher's standing queries.

    A claim whose statement and quote differ in language stands there twice, since the matcher reads a query in one;
    and one with terms for articles of one language once more for each language.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims: dict[int, tuple[Claim, str]] = {}
        self._index = Index()
        for claim in claims:
            for language in languages_of_terms(claim):
                for query in queries_of(claim, first_id=len(self._claims), language=language):
                    self._claims[query.claim_id] = claim, language
                    self._index.add(query)

    def match(self, document: Document) -> dict[Claim, Match]:
        """The claims that the article may bear on, each with its better match."""
        found: dict[Claim, Match] = {}
        for match in self._index.match(document):  # best first
            claim, language = self._claims[match.claim_id]
            if language in {"", document.language}:
                found.setdefault(claim, match)
        return found


def explain(*, claim: Claim, article: Article) -> Explanation:
    """Why the article is, or is not, offered for the claim: "Why?" and "Why not?" at the desk.

    Of a claim in two languages the reading that comes closer is explained.
    """
    return explain_document(claim=claim, document=document_of(article))


def explain_document(*, claim: Claim, document: Document) -> Explanation:
    """The same of an article that is not stored."""
    queries = queries_of(claim, first_id=0, language=document.language)
    explanations = [explain_match(query, document) for query in queries]
    return max(explanations, key=lambda explanation: (explanation.matches, explanation.score))


def _match_or_pass_over(article: Article, standing: Standing, now: datetime) -> int:
    """One article that cannot be evidence never holds up those behind it."""
    try:
        return _match_one(article, standing, now)
    except ValidationError as fault:
        log.warning("article %s is not offered: %s", article.pk, fault)
        Article.objects.filter(pk=article.pk).update(matched_at=now)
        return 0


@transaction.atomic
def _match_one(article: Article, standing: Standing, now: datetime) -> int:
    suggested = suggest_from(article, standing)
    Article.objects.filter(pk=article.pk).update(matched_at=now)
    return len(suggested)


@transaction.atomic
def suggest_from(article: Article, standing: Standing) -> list[Evidence]:
    """Offer an article to every claim it fits; returns what is new. ValidationError if it cannot be evidence at all."""
    # Evidence that no reader can open proves nothing: an entry without an address is never offered.
    document = document_of(article)
    matches = standing.match(document) if article.url else {}
    # Claims are locked one after another: in one order everywhere, so that two workers never wait for each other.
    in_order = sorted(matches.items(), key=lambda pair: pair[0].pk)
    suggested = (
        editorial.suggest_evidence(claim=claim, article=found(claim, article, document, match))
        for claim, match in in_order
    )
    return [evidence for evidence in suggested if evidence is not None]


def languages_of_terms(claim: Claim) -> list[str]:
    """The languages of articles for which the claim's terms differ; one empty one where they are the same for all."""
    given = terms.read("\n".join((claim.must_terms, claim.any_terms, claim.never_terms)))
    return list(Language.values) if any(term.language for term in given) else [""]


def queries_of(claim: Claim, *, first_id: int, language: str) -> list[StandingQuery]:
    """The claim as the matcher reads it: one query a language of its own, numbered from `first_id`.

    `language` is that of the articles: with it go the editor's terms for it.
    """
    query = StandingQuery(
        claim_id=first_id,
        statement=claim.statement,
        quote=claim.quote,
        claimant=claim.claimant.name,
        aliases=claim.claimant.alias_names,
        language=claim.language,
        said_on=claim.said_on,
        opens_on=claim.opens_on,
        closes_on=claim.closes_on,
        terms=Terms(
            must=_words(claim.must_terms, language),
            any_of=_words(claim.any_terms, language),
            never=_words(claim.never_terms, language),
        ),
        synonyms=tuple(topic.all_names for topic in claim.topics.all() if topic.aliases),
    )
    if claim.statement_language == claim.language:
        return [query]
    in_newsrooms_words = replace(query, quote="", language=claim.statement_language)
    in_claimants_words = replace(query, claim_id=first_id + 1, statement=claim.quote, quote="")
    return [in_newsrooms_words, in_claimants_words]


def _words(typed: str, language: str) -> tuple[str, ...]:
    return tuple(term.words for term in terms.read(typed) if term.language in {"", language})


def document_of(article: Article) -> Document:
    """The article as the matcher reads it."""
    return Document(
        title=article.title,
        summary=article.summary,
        text=strip_tags(article.content),
        language=article.language,
        published_on=timezone.localdate(article.published_at),
    )


def publisher_of(feed: Feed) -> str:
    """The outlet's name, else its host: a feed's own address may hold a reader's key."""
    return feed.title[:200] or urlsplit(feed.url).hostname or ""


def found(claim: Claim, article: Article, document: Document, match: Match) -> editorial.FoundArticle:
    """The snapshot that goes into evidence. `document` is the article as the matcher read it."""
    shown = excerpt(document, match.words)
    side = stance.hint(
        claim=claim.statement,
        claim_language=claim.statement_language,
        title=document.title,
        text=shown.text,
        language=document.language,
    )
    return editorial.FoundArticle(
        address=article.url,
        title=article.title or article.summary[:100] or article.url,  # some entries have none
        publisher=publisher_of(article.feed),
        published_at=article.published_at,
        excerpt=shown.text,
        language=article.language,
        matched_words=tuple((word.word, word.weight) for word in match.words),
        forms=shown.forms,
        score=match.score,
        fingerprint=str(stories.fingerprint(f"{document.summary}\n{document.text}")),
        hint=side.stance,
        hint_reason={"reason": side.reason, "words": side.words} if side.reason else {},
    )
