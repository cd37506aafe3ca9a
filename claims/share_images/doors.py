"""Where the pictures are asked for. Only what is public has one: what is held back, withdrawn or forgotten answers 404.

An address holds the version of what it shows. An older one leads to the present one, so that a link shared long ago
still has a picture.
"""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from claims import kept_board, rule_choice
from claims.models import Claim, Claimant
from claims.scoreboard import TrackRecord
from claims.share_images import wording
from claims.share_images.drawing import png_of
from claims.share_images.wording import ShareImage

# Not for ever, though its address says all: what is held back must not be shown on for longer than that.
SECONDS: Final = 3600


@require_safe
def site(request: HttpRequest, version: str) -> HttpResponse:
    """The picture of the site, in the language of the address. No query."""
    return _answer(request, wording.of_site(), version)


@require_safe
def claim(request: HttpRequest, pk: int, version: str) -> HttpResponse:
    """A public claim's."""
    found = Claim.objects.public().for_lists().filter(pk=pk).first()
    if found is None:
        raise Http404
    answer = _answer(request, wording.of_claim(found, timezone.localdate()), version)
    return _listed_or_not(answer, found.claimant)


@require_safe
def claimant(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """A claimant's who has public claims."""
    found = Claimant.objects.public().prefetch_related("tenures").filter(slug=slug).first()
    if found is None:
        raise Http404
    image = wording.of_claimant(found, own_track(found), timezone.localdate())
    return _listed_or_not(_answer(request, image, version), found)


def own_track(of: Claimant) -> TrackRecord:
    """Their record by the newsroom's own rule. One query."""
    rule = rule_choice.own_rule()
    return kept_board.of_claimants([of], rule).get(of.pk, TrackRecord(rule=rule))


def _answer(request: HttpRequest, image: ShareImage, version: str) -> HttpResponse:
    if version != image.version:
        answer: HttpResponse = redirect(image.address)
        patch_cache_control(answer, no_cache=True)
        return answer
    tag = f'"{image.version}"'
    if tag in request.headers.get("If-None-Match", ""):
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(png_of(image), content_type="image/png")
    answer["ETag"] = tag
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(answer, public=True, max_age=SECONDS)
    return answer


def _listed_or_not(answer: HttpResponse, of: Claimant) -> HttpResponse:
    if of.is_kept_from_search:
        answer["X-Robots-Tag"] = "noindex"
    return answer
