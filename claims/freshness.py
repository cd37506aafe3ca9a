"""Answers readers who have a page already with 304, before session, language or view are asked.

What readers' pages show changes with an entry of the record's log, with a checkpoint, with the day, with a verdict
whose announcement begins, and with the newsroom's settings. Those make an edition; with the address it is the ETag.
Whoever comes with a session is left alone. Who does not have the page gets it as it is kept under its edition, or made:
a verdict changes the edition at once, and with it every page.

Why so: docs/decisions/0040-an-edition-instead-of-kept-pages.md,
docs/decisions/0041-pages-are-kept-under-their-edition.md
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Aggregate, Count, Max, Model, QuerySet, Subquery, Sum, Value
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from claims import kept_pages
from claims.models import (
    Cosignature,
    DailyTally,
    Forgetting,
    RecordEntry,
    SelectionTally,
    TimeStamp,
    TreeHead,
    Verdict,
)

# Readers' pages in their languages. What programs ask for has its own answers; who is signed in, their own pages.
PAGES: Final = re.compile(r"/(?:en|de)/(?!feeds/|hints/|embed/|data/)(?:[^.]*/)?")
# Pages that also say what was searched or considered, or who vouched for the log: that changes without an entry.
SAY_MORE: Final = re.compile(r"/(?:en|de)/(?:claims/[0-9]|record/|newsroom/)")
# The settings that are seen on pages; a test looks for those that are missing here.
SEEN: Final = (
    *("SITE_NAME", "SITE_URL", "MANAGE", "VERSION", "TIME_ZONE", "HOUSE_TEXTS", "READERS_CONTACT", "LOGO"),
    *("ACCENT_COLOUR", "ACCENT_COLOUR_DARK", "COUNTING_RULE", "RANKING_MINIMUM", "FOUR_EYES"),
    *("ANNOUNCE_HOURS", "PUBLICATION_DELAY_MINUTES", "REPLY_DAYS", "STATIC_IS_COLLECTED"),
    *("FOLLOW_BY_MAIL", "DATA_LICENCE", "DATA_LICENCE_ADDRESS", "DICTIONARY_FILE"),
)
# Of what an edition is made of, the times.
MOMENTS: Final = frozenset({"at", "last_announced", "forgotten", "tally_last_success_at", "head_made_at"})
# A browser's clock is as fine as a second: a page that young may have changed again within it.
SETTLED_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Edition:
    """What the record and the newsroom's settings were when a page was made, and since when."""

    tag: str
    since: datetime


class FreshPages:
    """Middleware: an ETag and Last-Modified on every page that all readers share; 304 where theirs is the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_shared(request):
            return self.get_response(request)
        now = timezone.now()
        # Taken before the page is made: what changes meanwhile makes it older than it is, never newer.
        edition = edition_of(request.path, now)
        if edition is None:
            return self.get_response(request)
        tag = _tag_of(request, edition)
        if _is_known(request, tag, edition, now):
            return _marked(HttpResponseNotModified(), tag, edition)
        under = kept_pages.KeptUnder(edition.tag, tag, SAY_MORE.match(request.path) is not None)
        if (kept := kept_pages.find(request, under)) is not None:
            return _marked(kept.answer(request), tag, edition)
        answer = self.get_response(request)
        if answer.status_code != 200 or answer.has_header("ETag") or not kept_pages.may_be_kept(answer):
            return answer
        page = kept_pages.keep(request, answer, under)
        return _marked(page.answer(request) if page else answer, tag, edition)


def edition_of(path: str, now: datetime) -> Edition | None:
    """The edition of the page at this path; None while the record is empty. One query, that asks indexes only."""
    question = _question(connection.vendor, says_more=SAY_MORE.match(path) is not None)
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(question.sql, [moment if each is None else each for each in question.params])
        found = cursor.fetchone()
    if found is None:
        return None
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    parts = repr([found, midnight, [getattr(settings, name) for name in SEEN]])
    moments = [_moment(found[place]) for place in question.moments if found[place] is not None]
    return Edition(hashlib.sha256(parts.encode()).hexdigest()[:24], max([midnight, *moments]))


@dataclass(frozen=True, slots=True)
class _Question:
    """The edition's query as SQL: to put it together anew takes ten times as long as to ask it. A parameter that is
    None is the moment of asking; `moments` are the columns that have times.
    """

    sql: str
    params: tuple[str | int | None, ...]
    moments: tuple[int, ...]


@cache
def _question(vendor: str, *, says_more: bool) -> _Question:
    some_moment = datetime(2000, 1, 1, tzinfo=UTC)
    asked = {**_always(some_moment), **(_of_claims() if says_more else {})}
    names = ("pk", "hash", "at", *asked)
    rows = RecordEntry.objects.order_by("-pk").annotate(**asked).values_list(*names)[:1]
    sql, params = rows.query.sql_with_params()
    stands_for = connection.ops.adapt_datetimefield_value(some_moment)
    return _Question(
        sql,
        tuple(None if each == stands_for else each for each in params),
        tuple(place for place, name in enumerate(names) if name in MOMENTS),
    )


def _moment(value: object) -> datetime:
    """A time as the database gives it: SQLite as text, in UTC."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _always(now: datetime) -> dict[str, Subquery]:
    """What every page hangs on, beside the newest entry."""
    # Of any claim, since to look at it, too, would read all claims where many verdicts wait. Both times are set at
    # once: by the second, the index of those that wait answers.
    waiting = Verdict.objects.filter(
        effective_at__isnull=True, taken_back_at__isnull=True, due_at__isnull=False
    )
    announced = waiting.filter(public_at__lte=now)
    return {
        # An entry may become visible after one with a higher number: it waits for its place in the tree then.
        "unnumbered": _summed(RecordEntry.objects.filter(tree_index__isnull=True), Count("pk")),
        "last_place": _summed(RecordEntry.objects.filter(tree_index__isnull=False), Max("tree_index")),
        "announced": _summed(announced, Count("pk")),
        "last_announced": _summed(announced, Max("public_at")),
        "forgotten": _summed(Forgetting.objects.all(), Max("done_at")),
    }


def _of_claims() -> dict[str, Subquery]:
    """What was searched and considered, and who vouched for the log."""
    tally, head = DailyTally.objects.order_by("-day"), TreeHead.objects.order_by("-number")
    searched = ("day", "articles_read", "feeds_reached", "feeds_silent", "last_success_at")
    return {
        **{f"tally_{name}": Subquery(tally.values(name)[:1]) for name in searched},
        **{f"head_{name}": Subquery(head.values(name)[:1]) for name in ("number", "made_at")},
        "cosigned": Subquery(Cosignature.objects.order_by("-pk").values("pk")[:1]),
        "considered": _summed(SelectionTally.objects.all(), Sum("number")),
        "stamped": Subquery(TimeStamp.objects.order_by("-pk").values("pk")[:1]),
    }


def _summed(rows: QuerySet[Model], summary: Aggregate) -> Subquery:
    return Subquery(rows.order_by().values(every=Value(1)).annotate(found=summary).values("found"))


def _is_shared(request: HttpRequest) -> bool:
    """Whether everybody who asks for this gets the same."""
    if request.method not in {"GET", "HEAD"} or settings.DEBUG:
        return False
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and PAGES.fullmatch(request.path) is not None


def _tag_of(request: HttpRequest, edition: Edition) -> str:
    # With its scheme: over https a page says more in its headers, and over http perhaps only where to find it.
    address = f"{edition.tag} {request.scheme} {request.get_full_path()}"
    # Weak: a proxy may compress the page, and its words stay the same.
    return f'W/"{hashlib.sha256(address.encode()).hexdigest()[:32]}"'


def _is_known(request: HttpRequest, tag: str, edition: Edition, now: datetime) -> bool:
    """Whether the reader has this very page (RFC 9110, 13.1: the tag decides where one is given)."""
    if tags := request.headers.get("If-None-Match"):
        wanted = tag.removeprefix("W/")
        return any(each.strip().removeprefix("W/") == wanted for each in tags.split(","))
    if not (given := request.headers.get("If-Modified-Since")):
        return False
    since = parse_http_date_safe(given)
    if since is None or (now - edition.since).total_seconds() < SETTLED_SECONDS:
        return False
    return datetime.fromtimestamp(since, UTC) >= edition.since.replace(microsecond=0)


def _marked(answer: HttpResponse, tag: str, edition: Edition) -> HttpResponse:
    answer["ETag"] = tag
    answer["Last-Modified"] = http_date(edition.since.timestamp())
    answer["Cache-Control"] = "no-cache"
    patch_vary_headers(answer, ["Cookie"])
    return answer
