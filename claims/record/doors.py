"""The addresses of the published log, the same in every language: for programs, and for readers who keep something."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.models import TreeHead
from claims.record import keys, published, reader, tree
from claims.record.numbering import newest_head

MOST_LEVELS = 64
A_YEAR = 31_536_000


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


def _newest() -> TreeHead:
    head = newest_head()
    if head is None:
        raise Http404
    return head


@require_safe
@cache_control(max_age=5)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint."""
    return _text(published.signed_note(_newest()))


@require_safe
def kept_checkpoint(request: HttpRequest, number: int) -> HttpResponse:
    """A checkpoint by its number, with what witnesses have said of it since."""
    return _text(published.signed_note(get_object_or_404(TreeHead, number=number)))


@require_safe
def time_stamp(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """What an authority answered when it was asked to stamp the checkpoint (RFC 3161); `place` counts from 1."""
    stamps = get_object_or_404(TreeHead, number=number).time_stamps.order_by("pk")
    for found in stamps[place - 1 : place] if place else ():
        return HttpResponse(bytes(found.answer), content_type="application/timestamp-reply")
    raise Http404


@require_safe
def stamped_note(request: HttpRequest, number: int) -> HttpResponse:
    """The checkpoint as the log alone signed it: the bytes that the time stamps are for."""
    return _text(get_object_or_404(TreeHead, number=number).note)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The keys that checkpoints are signed with, a line each, the one in use first."""
    return _text("".join(f"{each}\n" for each in keys.verifier_keys()))


@require_safe
@cache_control(max_age=A_YEAR, immutable=True)
def tile(request: HttpRequest, level: int, place: str) -> HttpResponse:
    """Hashes of the tree."""
    number, width = _place(place)
    found = published.tile_of(level, number, width) if level < MOST_LEVELS else None
    return _bytes(found)


@require_safe
@cache_control(max_age=A_YEAR, immutable=True)
def bundle(request: HttpRequest, place: str) -> HttpResponse:
    """Entries as the tree holds them."""
    return _bytes(published.bundle_of(*_place(place)))


def _place(place: str) -> tuple[int, int]:
    """Number and width of a tile whose address ends like `x001/067` or `x001/067.p/12`. Http404 for another."""
    path, dot, digits = place.partition(".p/")
    number = tree.number_from_path(path.split("/"))
    width = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
    is_width = 0 < width < tree.TILE_WIDTH and str(width) == digits
    if number is None or number >= 2**40 or (dot and not is_width):
        raise Http404
    return number, width if dot else tree.TILE_WIDTH


def _bytes(content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="application/octet-stream")


@require_safe
def proof(request: HttpRequest, index: int) -> HttpResponse:
    """That an entry is in the log, by the newest checkpoint."""
    found = published.proof_of(index, _newest())
    if found is None:
        raise Http404
    return _text(found)


@require_safe
def script(request: HttpRequest, language: str = "en") -> HttpResponse:
    """The script that checks a claim, as text, so that a browser shows what it would run."""
    return HttpResponse(reader.script_in(language), content_type="text/plain; charset=utf-8")
