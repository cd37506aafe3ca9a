"""Asks others to vouch for the log's checkpoints, and keeps what they said. Whoever does not answer is asked again
in some minutes, and nobody waits for them: the log has signed and published long before.

newest checkpoint -> each witness that has not cosigned it -> its line        (409: once more, from the size it names)
the day's checkpoint -> each authority that has not stamped it -> its answer
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from rfc3161_client import TimeStampRequest

from claims.models import Cosignature, TimeStamp, TreeHead
from claims.record import published, tree
from tracker.fetch import Answer, Fetched, FetchFailed, Policy, Request, fetch_all
from tracker.fetch.newsroom import newsroom_policy
from tracker.witnesses import protocol, stamps
from tracker.witnesses.protocol import Witness

log: Final = logging.getLogger(__name__)

SECONDS: Final = 15
MOST_BYTES: Final = 256 * 1024
CONFLICT: Final = 409
ANSWERED: Final = frozenset({200, CONFLICT})


@dataclass(frozen=True, slots=True)
class _Question:
    """What one of them is asked: about which checkpoint, from which size on."""

    witness: Witness
    head: TreeHead
    old_size: int

    def request(self) -> Request:
        """The call of the protocol, with the way from the old size to the checkpoint's."""
        path = published.tree_of(self.head).consistency_path(self.old_size) if self.old_size else []
        body = protocol.add_checkpoint(old_size=self.old_size, path=path, note=self.head.note)
        return Request(f"{self.witness.address}/add-checkpoint", payload=body, keeps_body_of=ANSWERED)


def ask_witnesses(*, now: datetime) -> int:
    """Have the newest checkpoint cosigned by each witness that is set; returns how many did. Asks all at once."""
    head = TreeHead.objects.order_by("-number").first()
    if head is None or not settings.WITNESSES:
        return 0
    witnesses = [Witness.of(text) for text in settings.WITNESSES]
    done = set(head.cosignatures.values_list("witness", flat=True))
    questions = [_Question(each, head, _size_seen_by(each)) for each in witnesses if each.name not in done]
    count, once_more = 0, []
    for question, answer in _asked(questions, now=now):
        if size := _size_to_start_from(answer, question):
            once_more.append(replace(question, old_size=size.number))
        else:
            count += _keep_cosignature(question, answer, now=now)
    for question, answer in _asked(once_more, now=now):
        count += _keep_cosignature(question, answer, now=now)
    return count


@dataclass(frozen=True, slots=True)
class _Size:
    number: int


def _size_seen_by(witness: Witness) -> int:
    seen = Cosignature.objects.filter(witness=witness.name).order_by("-head__number")
    return seen.values_list("head__size", flat=True).first() or 0


def _size_to_start_from(answer: Answer, question: _Question) -> _Size | None:
    """The size that the witness names as the one that it saw last, where it was asked from another."""
    if not isinstance(answer, FetchFailed) or answer.status != CONFLICT:
        return None
    size = protocol.size_in(answer.body)
    if size is None or size == question.old_size or size > question.head.size:
        return None
    return _Size(size)


def _keep_cosignature(question: _Question, answer: Answer, *, now: datetime) -> bool:
    witness, head = question.witness, question.head
    cosigned = None
    if isinstance(answer, Fetched):
        cosigned = protocol.cosignature_in(answer.body, witness=witness, note=head.note, now=now)
    if cosigned is None:
        said = answer.detail if isinstance(answer, FetchFailed) else "no cosignature of its own"
        log.warning("Witness %s did not cosign checkpoint %d: %s", witness.name, head.number, said)
        return False
    row = Cosignature(head=head, witness=witness.name, at=cosigned.at, line=cosigned.line)
    Cosignature.objects.bulk_create([row], ignore_conflicts=True)
    return True


def ask_authorities(*, now: datetime) -> int:
    """Have the newest of the days' checkpoints stamped by each authority that is set; returns how many did."""
    head = TreeHead.objects.filter(day__isnull=False).order_by("-number").first()
    if head is None or not settings.TIMESTAMP_AUTHORITIES:
        return 0
    done = set(head.time_stamps.values_list("authority", flat=True))
    requests = {
        address: stamps.stamp_request(head.note)
        for address in settings.TIMESTAMP_AUTHORITIES
        if address not in done
    }
    return sum(_keep_stamp(head, requests[answer.url], answer) for answer in _stamped(requests, now=now))


def _stamped(requests: Mapping[str, TimeStampRequest], *, now: datetime) -> Iterator[Answer]:
    headers = (("Content-Type", stamps.QUERY_TYPE),)
    questions = [
        Request(address, payload=request.as_bytes(), headers=headers, keeps_body_of=ANSWERED)
        for address, request in requests.items()
    ]
    return fetch_all(questions, policy=_policy(), now=now)


def _keep_stamp(head: TreeHead, request: TimeStampRequest, answer: Answer) -> bool:
    try:
        if not isinstance(answer, Fetched):
            raise stamps.BadStamp(answer.detail if isinstance(answer, FetchFailed) else "")
        roots = stamps.trusted_roots(Path(settings.TIMESTAMP_CERTIFICATES))
        at = stamps.check_stamp(answer.body, request=request, note=head.note, roots=roots)
    except (OSError, ValueError) as fault:
        log.warning("%s did not stamp checkpoint %d: %s", answer.url, head.number, fault)
        return False
    row = TimeStamp(head=head, authority=answer.url, at=at, answer=answer.body)
    TimeStamp.objects.bulk_create([row], ignore_conflicts=True)
    return True


def _asked(questions: list[_Question], *, now: datetime) -> Iterator[tuple[_Question, Answer]]:
    """Each question with its answer; those who had to wait too long for their turn have none."""
    requests = {}
    for question in questions:
        try:
            requests[question.witness.address + "/add-checkpoint"] = question, question.request()
        except tree.BadProof:
            log.exception("No proof for witness %s", question.witness.name)
    for answer in fetch_all([request for _question, request in requests.values()], policy=_policy(), now=now):
        yield requests[answer.url][0], answer


def _policy() -> Policy:
    return replace(newsroom_policy(), total_seconds=SECONDS, max_bytes=MOST_BYTES)
