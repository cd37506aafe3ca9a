"""From an article's address or text to what the spotter finds in it. Reads; what is kept is `claims.editorial`'s."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, assert_never

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Language
from tracker import fetch
from tracker.fetch import FailureKind, Fetched, FetchFailed, NotModified
from tracker.fetch.newsroom import newsroom_policy
from tracker.intake.extract import ArticlePage, NotAnArticle, NotAnArticleKind, extract_guarded
from tracker.models import Attachment, Fault
from tracker.spot import SpottedClaim, find_claims
from tracker.words.guessing import guess

# A person waits for the page: better a clear word soon than the text after half a minute.
PATIENCE_SECONDS: Final = 15
# Fewer characters are a teaser, a notice about cookies, or a page that only a browser can fill.
SHORTEST_TEXT: Final = 250

NOT_FOR_PROGRAMS: Final = frozenset({401, 402, 403, 407, 451})
NOT_THERE: Final = frozenset({404, 410})
NO_TEXT: Final[dict[NotAnArticleKind, Promise]] = {
    NotAnArticleKind.EMPTY: _("The page is empty."),
    NotAnArticleKind.PDF_LOCKED: _("This PDF is locked with a password. Copy its text and paste it below."),
    NotAnArticleKind.PDF_SCAN: _(
        "This PDF holds pictures of its pages and no text, as a scanner makes it. Type what matters below."
    ),
    NotAnArticleKind.PDF_BROKEN: _("This PDF is damaged and cannot be opened."),
    NotAnArticleKind.NOT_A_PAGE: _("This is no web page. Copy the text and paste it below."),
    NotAnArticleKind.NO_TEXT: _("No article was found on this page. Copy its text and paste it below."),
    NotAnArticleKind.TOO_SLOW: _("The page takes too long to read. Copy its text and paste it below."),
    NotAnArticleKind.TOO_LARGE: _("The page is too large to read. Copy its text and paste it below."),
}
BEHIND_A_WALL: Final = _(
    "The publisher does not let programs read this page. Copy the text and paste it below."
)
NO_SUCH_PAGE: Final = _("There is no page at this address.")
ONLY_A_TEASER: Final = _(
    "Only a few words could be read here; the rest may be for subscribers. Copy the text and paste it below."
)


class UnreadableArticle(Exception):
    """An address that gives no article; `explanation` is a sentence for the editor, to be shown at the address."""

    def __init__(self, explanation: Promise | str) -> None:
        super().__init__(str(explanation))
        self.explanation = explanation


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article as it was read or pasted: "" and None for what is not known."""

    text: str
    address: str = ""
    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    language: str = ""
    is_for_subscribers: bool = False
    # The number of the article that has a transcript, where it is one of a feed's.
    transcript: int | None = None


def read_address(address: str, *, now: datetime) -> SourceArticle:
    """Fetch and read the article at an address. Raises `UnreadableArticle`. Takes up to a minute, mostly a second."""
    policy = replace(newsroom_policy(), total_seconds=PATIENCE_SECONDS)
    answer = fetch.fetch_one(fetch.Request(address), policy=policy, now=now)
    match answer:
        case FetchFailed():
            raise UnreadableArticle(_why_not_fetched(answer))
        case NotModified():
            raise UnreadableArticle(Fault.PROTOCOL.label)  # nobody asked whether it changed
        case Fetched():
            return _read(answer)
        case _:
            assert_never(answer)


def _why_not_fetched(failure: FetchFailed) -> Promise | str:
    if failure.kind is FailureKind.TOO_LARGE:
        return NO_TEXT[NotAnArticleKind.TOO_LARGE]
    if failure.status in NOT_FOR_PROGRAMS:
        return BEHIND_A_WALL
    if failure.status in NOT_THERE:
        return NO_SUCH_PAGE
    return Fault(failure.kind).label


def _read(answer: Fetched) -> SourceArticle:
    page = extract_guarded(
        answer.body, url=answer.final_url, content_type=answer.content_type, zone=settings.TIME_ZONE
    )
    if isinstance(page, NotAnArticle):
        raise UnreadableArticle(NO_TEXT[page.kind])
    if len(page.text) < SHORTEST_TEXT:
        raise UnreadableArticle(ONLY_A_TEASER)
    return _article_of(page, answer.final_url)


def _article_of(page: ArticlePage, address: str) -> SourceArticle:
    return SourceArticle(
        text=page.text,
        address=address,
        title=page.title,
        publisher=page.publisher,
        published_on=page.published_on,
        language=language_of(page.text),
        is_for_subscribers=page.is_for_subscribers,
    )


def language_of(text: str) -> str:
    """The text's language if it is one that claims are read in, else ""."""
    guessed = guess(text[:5000])
    return guessed if guessed in Language.values else ""


def spot(article: SourceArticle) -> list[SpottedClaim]:
    """The sentences of an article that look ahead, the dated ones first; demands are left out.

    Needs the article's day and its language.
    """
    if article.published_on is None:
        return []
    found = find_claims(
        article.text,
        language=article.language,
        said_on=article.published_on,
        publisher=article.publisher,
    )
    return _by_speakers(article, [claim for claim in found if not claim.is_doubtful])


def _by_speakers(article: SourceArticle, found: list[SpottedClaim]) -> list[SpottedClaim]:
    """The claims, of a transcript those that nobody is said to have made by who speaks them."""
    heard = transcript_of(article)
    if heard is None:
        return found
    return [
        replace(claim, claimant=speaker, is_publication=False)
        if (not claim.claimant or claim.is_publication) and (speaker := heard.speaker_of(claim.quote))
        else claim
        for claim in found
    ]


def transcript_of(article: SourceArticle) -> Attachment | None:
    """The transcript that an article's text is, with the seconds; no query where it is none."""
    if article.transcript is None:
        return None
    return Attachment.objects.filter(pk=article.transcript).exclude(marks=[]).first()
