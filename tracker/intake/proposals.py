"""Claims to consider: what the spotter finds in the articles of feeds, once each. Nothing here is in the record."""

import html
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from claims import selection
from claims.horizon import Window
from claims.models import SelectionTally, User, sha256_of
from tracker import setaside
from tracker.intake import articles
from tracker.intake.articles import SourceArticle
from tracker.intake.extract import cleaned
from tracker.intake.likeness import Kinship, Said, kin_of
from tracker.jobs import Held
from tracker.models import Article, Attachment, Job, ProposedClaim
from tracker.spot import SpottedClaim

# So many articles are searched before the clock is looked at.
ARTICLES_AT_ONCE: Final = 20
# An article with more is a list of announcements, and the first say what kind.
PER_ARTICLE: Final = 10
# A story runs through the papers in days; against so many proposals a new one is compared.
COPIED_WITHIN: Final = timedelta(days=7)
COMPARED: Final = 200
_END_OF_LINE: Final = re.compile(r"</(?:p|h\d|li|blockquote|pre|d[td]|t[dhr]|figcaption)>|<[bh]r\s*/?>")


def work(turn: Held, *, now: datetime) -> None:
    """Search what waits, until the turn is over or nothing is left."""
    if turn.lost_item:
        setaside.note(Job.SPOTTING, turn.lost_item, setaside.WorkerLost(), now=now)
        Article.objects.filter(pk=turn.lost_item).update(spotted_at=now)
    limit = 1 if turn.is_careful else ARTICLES_AT_ONCE
    while waiting := _waiting(now, limit):
        turn.begin(waiting[0].pk)
        _spot(waiting, now)
        if turn.is_over:
            break


def spot_waiting(*, now: datetime, limit: int = 100) -> int:
    """Look for claims in the articles that were not searched yet, oldest first; returns how many were proposed.

    An article that raises anything is set aside.
    """
    return _spot(_waiting(now, limit), now)


def _waiting(now: datetime, limit: int) -> list[Article]:
    if again := setaside.take(Job.SPOTTING, now=now):
        Article.objects.filter(pk__in=again).update(spotted_at=None)
    waiting = Article.objects.filter(spotted_at__isnull=True).select_related("feed", "attachment")
    return list(waiting.order_by("stored_at", "pk")[:limit])


def _spot(waiting: Sequence[Article], now: datetime) -> int:
    proposed = {article.pk: _spot_or_set_aside(article, now) for article in waiting}
    setaside.done(Job.SPOTTING, (pk for pk, number in proposed.items() if number is not None))
    return sum(number or 0 for number in proposed.values())


def _spot_or_set_aside(article: Article, now: datetime) -> int | None:
    with setaside.going_on(Job.SPOTTING, article.pk, now=now):
        return _spot_one(article, now)
    Article.objects.filter(pk=article.pk).update(spotted_at=now)
    return None


def _spot_one(article: Article, now: datetime) -> int:
    """Find everything first: other writers wait for none of it."""
    dated = [claim for claim in articles.spot(source_of(article)) if claim.is_dated][:PER_ARTICLE]
    found = [_proposal(article, claim, now) for claim in dated] if article.url else []
    for proposal in found:
        proposal.copy_of = _original_of(proposal, now)
    return _write(article, found, now)


@transaction.atomic
def _write(article: Article, found: list[ProposedClaim], now: datetime) -> int:
    # Whoever changes the row proposes; a second worker finds nothing to change.
    if not Article.objects.filter(pk=article.pk, spotted_at__isnull=True).update(spotted_at=now):
        return 0
    ProposedClaim.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def _proposal(article: Article, claim: SpottedClaim, now: datetime) -> ProposedClaim:
    assert isinstance(claim.window, Window)
    return ProposedClaim(
        article=article,
        quote=claim.quote,
        quote_digest=sha256_of(claim.quote),
        language=article.language,
        claimant=claim.claimant[:160],
        said_on=timezone.localdate(article.published_at),
        horizon=claim.horizon[:200],
        opens_on=claim.window.opens_on,
        closes_on=claim.window.closes_on,
        firmness=str(claim.firmness),
        reason=str(claim.reason),
        second=heard.said_at(claim.quote) if (heard := _heard(article)) else None,
        found_at=now,
    )


def _original_of(proposal: ProposedClaim, now: datetime) -> ProposedClaim | None:
    """The earlier proposal, of another article, that says the same; the first of them where there are several."""
    # Also what was dismissed or drafted already: the editor who sees the copy should know.
    recent = list(
        ProposedClaim.objects.filter(copy_of__isnull=True, found_at__gte=now - COPIED_WITHIN)
        .exclude(article=proposal.article_id)
        .order_by("-found_at", "-pk")[:COMPARED]
    )
    for kin in kin_of(_as_reported(proposal), [_as_reported(each) for each in recent]):
        if kin.kinship is Kinship.APPEARANCE:
            return recent[kin.place]
    return None


def _as_reported(proposal: ProposedClaim) -> Said:
    return Said(
        wordings=((proposal.quote, proposal.language),),
        names=(proposal.claimant,) if proposal.claimant else (),
        horizon=proposal.horizon,
        said_on=proposal.said_on,
        closes_on=proposal.closes_on,
    )


@transaction.atomic
def dismiss(numbers: Iterable[int], *, why: SelectionTally.Disposition, by: User, now: datetime) -> int:
    """Take proposals out of the queue, with their copies; returns how many. What is out already stays as it is.

    Each is counted under its reason, a sentence with its copies once.
    """
    wanted = list(numbers)
    chosen = ProposedClaim.objects.waiting().filter(pk__in=wanted).select_for_update(no_key=True)
    said = [selection.ConsideredSentence(each.claimant, each.said_on) for each in chosen]
    number = ProposedClaim.objects.waiting_with_copies(wanted).update(
        state=ProposedClaim.State.DISMISSED, why_dismissed=why, considered_by=by, considered_at=now
    )
    selection.count(why, said, today=timezone.localdate(now))
    return number


def source_of(article: Article) -> SourceArticle:
    """A feed's article as the spotter and the intake read it: its whole text where the feed gave one."""
    return SourceArticle(
        text=_text_of(article.content or article.summary),
        address=article.url,
        title=article.title[:300],
        publisher=article.feed.publisher[:160],
        published_on=timezone.localdate(article.published_at),
        language=article.language,
        transcript=article.pk if _heard(article) else None,
    )


def _heard(article: Article) -> Attachment | None:
    """The article's transcript, if it has one that was read."""
    attachment = getattr(article, "attachment", None)
    return attachment if attachment is not None and attachment.marks else None


def _text_of(markup: str) -> str:
    """The words of a feed's cleaned markup, a paragraph a line."""
    return cleaned(html.unescape(strip_tags(_END_OF_LINE.sub("\n", markup))))
