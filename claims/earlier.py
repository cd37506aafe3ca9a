"""The logs that this record was taken over with: tiles, checkpoints, keys and claims' files as another newsroom had
signed them. They lie in files of the data folder and are never made anew, so that proofs that readers kept still hold.

A claim's file has words: it is shown only while readers may see all that stood in it.

Why so: docs/decisions/0056-a-record-is-taken-over-under-a-new-log.md
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.models import Claim, Forgetting

# Of what was held or forgotten before the record was taken over: the claims' files of that log were made after it.
TAKEN_OVER: Final = "Taken over with the record, from an export that does not say why."
_OF_THE_LOG: Final = re.compile(
    r"checkpoint|key|checkpoints/\d+\.(?:txt|note|\d+\.tsr)|tile/(?:\d+|entries)/(?:x\d{3}/)*\d{3}(?:\.p/\d{1,3})?"
)
_OF_A_CLAIM: Final = re.compile(r"claims/(\d{1,18})/record\.json")


def _root() -> Path:
    folder: Path = settings.DATA_DIR / "earlier"
    return folder


def _path(number: int, place: str) -> Path | None:
    """Where the file lies; None for a place that no such log has. What has words lies apart from what has hashes."""
    if _OF_THE_LOG.fullmatch(place):
        return _root() / "log" / str(number) / place
    found = _OF_A_CLAIM.fullmatch(place)
    return _root() / "claims" / str(number) / f"{found[1]}.json" if found else None


def keep(record: Path) -> int:
    """Keep the logs in this folder of an export, those that it was taken over with before and its own as the last of
    them; returns how many there are. What was kept before, of a taking over that was given up, goes.
    """
    shutil.rmtree(_root(), ignore_errors=True)
    before = sorted(int(each.name) for each in (record / "earlier").glob("*") if each.name.isdigit())
    for number in before:
        _copy(record / "earlier" / str(number), number)
    number = max(before, default=0)
    if (record / "checkpoint").is_file():
        number += 1
        _copy(record, number)
    return number


def _copy(folder: Path, number: int) -> None:
    for found in folder.rglob("*"):
        path = _path(number, found.relative_to(folder).as_posix()) if found.is_file() else None
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, path)


def logs() -> list[int]:
    """The numbers of these logs, oldest first."""
    return sorted(int(each.name) for each in (_root() / "log").glob("*"))


def kept() -> Iterator[tuple[str, Path]]:
    """The place of each file that readers may have, like `1/tile/0/000`, and where it lies."""
    for number in logs():
        log = _root() / "log" / str(number)
        for path in sorted(log.rglob("*")):
            if path.is_file():
                yield f"{number}/{path.relative_to(log).as_posix()}", path
        for path in sorted((_root() / "claims" / str(number)).glob("*.json")):
            if _is_shown(int(path.stem)):
                yield f"{number}/claims/{path.stem}/record.json", path


def _is_shown(claim_number: int) -> bool:
    """Whether all that stood in the claim's file is still for readers."""
    claim = Claim.objects.readable().select_related("claimant").filter(pk=claim_number).first()
    if claim is None or claim.holds.public().in_force().exclude(reason=TAKEN_OVER).exists():
        return False
    forgotten = Forgetting.objects.public().of(claim=claim, claimant=claim.claimant)
    if forgotten.exclude(reason=TAKEN_OVER).exists():
        return False
    today = timezone.localdate()
    return all(reply.is_shown(today) or reply.received_on is None for reply in claim.replies.all())


@require_safe
def kept_file(_request: HttpRequest, number: int, place: str) -> HttpResponse:
    """A file of such a log."""
    path, of_a_claim = _path(number, place), _OF_A_CLAIM.fullmatch(place)
    if path is None or not path.is_file() or (of_a_claim and not _is_shown(int(of_a_claim[1]))):
        raise Http404
    kind = "application/json" if of_a_claim else "text/plain; charset=utf-8"
    is_bytes = place.startswith("tile/") or place.endswith(".tsr")
    return HttpResponse(path.read_bytes(), content_type="application/octet-stream" if is_bytes else kind)
