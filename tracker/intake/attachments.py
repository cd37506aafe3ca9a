"""Reads the transcripts and PDFs that feeds' items name, through the gate, and gives their words to the articles.

due -> fetched -> read in a process that can be killed -> the article's text, to be matched and searched for claims
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F

from tracker import confined, fetch, setaside
from tracker.fetch import FailureKind, Fetched, FetchFailed
from tracker.fetch.newsroom import newsroom_policy
from tracker.intake.extract import ArticlePage, NotAnArticle, NotAnArticleKind, extract_guarded
from tracker.intake.extract.guard import KINDS
from tracker.intake.extract.transcript import Transcript, load
from tracker.jobs import Held
from tracker.models import Article, Attachment, Job

JOB: Final = Job.TASK
AT_ONCE: Final = 20
# After the n-th failure; after the last it is given up. A transcript often follows its episode by hours.
PAUSES: Final = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72))
# No worker that was killed leaves one due at once again.
TAKEN_FOR: Final = timedelta(hours=1)
_FAULTS: Final = {
    FailureKind.TOO_LARGE: Attachment.WithoutText.TOO_LARGE,
    FailureKind.REFUSED_ADDRESS: Attachment.WithoutText.REFUSED_ADDRESS,
}
_NO_TEXT: Final = {
    NotAnArticleKind.EMPTY: Attachment.WithoutText.NO_TEXT,
    NotAnArticleKind.NOT_A_PAGE: Attachment.WithoutText.NO_TEXT,
}


def work(turn: Held, *, now: datetime) -> int:
    """Read what is due, until the turn is over or nothing is left; returns how many were read."""
    number = 0
    while not turn.is_over and (taken := _take(now)):
        number += _read_all(taken, now)
    return number


def _take(now: datetime) -> list[Attachment]:
    """The next ones, so marked that whoever fails at one does not meet it at once again."""
    due = list(Attachment.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:AT_ONCE])
    if due:
        taken = Attachment.objects.filter(pk__in=[each.pk for each in due])
        taken.update(due_at=now + TAKEN_FOR, tries=F("tries") + 1)
    return due


def _read_all(taken: Iterable[Attachment], now: datetime) -> int:
    by_url: dict[str, list[Attachment]] = defaultdict(list)
    for attachment in taken:
        by_url[attachment.url].append(attachment)
    number = 0
    for answer in _answers(by_url, now):
        for attachment in by_url.pop(answer.url):
            with setaside.going_on(JOB, f"attachment {attachment.pk}", now=now):
                number += _write(attachment, _meaning(attachment, answer), now)
    # Whoever had to wait too long for its host's turn was not asked.
    left = [each.pk for several in by_url.values() for each in several]
    Attachment.objects.filter(pk__in=left).update(due_at=now + timedelta(minutes=1), tries=F("tries") - 1)
    return number


def _answers(addresses: Iterable[str], now: datetime) -> Iterator[fetch.Answer]:
    policy = replace(newsroom_policy(), max_in_flight=AT_ONCE)
    return fetch.fetch_all(map(fetch.Request, addresses), policy=policy, now=now)


Words = Transcript | ArticlePage | Attachment.WithoutText


def _meaning(attachment: Attachment, answer: fetch.Answer) -> Words:
    if isinstance(answer, FetchFailed):
        return _FAULTS.get(answer.kind, Attachment.WithoutText.UNREACHABLE)
    if not isinstance(answer, Fetched):
        return Attachment.WithoutText.UNREACHABLE  # nobody asked whether it changed
    found = (
        _pdf(answer) if attachment.kind == Attachment.Kind.PDF else _transcript(attachment.kind, answer.body)
    )
    if isinstance(found, NotAnArticle):
        return _NO_TEXT.get(found.kind) or Attachment.WithoutText(found.kind)
    return found


def _pdf(answer: Fetched) -> ArticlePage | NotAnArticle:
    return extract_guarded(
        answer.body, url=answer.final_url, content_type=answer.content_type, zone=settings.TIME_ZONE
    )


def _transcript(kind: str, body: bytes) -> Transcript | NotAnArticle:
    try:
        values = confined.run(
            "tracker.intake.extract.transcript_process", {"kind": str(kind)}, body, cpu_seconds=10
        )
    except confined.EndedEarly as end:
        return NotAnArticle(KINDS[end.ending])
    return load(values)


@transaction.atomic
def _write(attachment: Attachment, found: Words, now: datetime) -> bool:
    """Keep the words, or the fault and the next try. An article that is gone takes its document with it."""
    row = Attachment.objects.filter(pk=attachment.pk)
    if isinstance(found, Attachment.WithoutText):
        wait = PAUSES[attachment.tries] if attachment.tries < len(PAUSES) else None
        row.update(fault=found, due_at=now + wait if wait else None)
        return False
    attachment.text = found.text
    marks = list(found.marks) if isinstance(found, Transcript) else []
    if not row.update(text=found.text, marks=marks, fault="", due_at=None, read_at=now):
        return False
    # Matched and searched once more, as what was edited is.
    Article.objects.filter(pk=attachment.pk).update(
        content=attachment.markup, edited_at=now, matched_at=None, spotted_at=None
    )
    return True
