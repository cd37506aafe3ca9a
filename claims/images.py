"""Images of claimants as readers get them: an address of bytes, by what they are."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from claims.house import PICTURE_POLICY
from claims.models import ClaimantImage

# What is at the address never changes. No longer than a day all the same: what is held back is gone from caches then.
MAX_AGE: Final = 24 * 60 * 60


@require_safe
def claimant_image(request: HttpRequest, digest: str, size: str) -> HttpResponseBase:
    """The image of a claimant whom readers can look up; 404 for any other."""
    found = get_object_or_404(ClaimantImage.objects.public().only(size), pk=digest)
    return answer_with(found, size, request=request, cache=f"public, max-age={MAX_AGE}")


def answer_with(image: ClaimantImage, size: str, *, request: HttpRequest, cache: str) -> HttpResponseBase:
    """Its bytes, which no browser takes for anything but a picture; nothing where the browser has them."""
    answer = HttpResponse(bytes(getattr(image, size)), content_type="image/webp")
    answer["Content-Security-Policy"] = PICTURE_POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = cache
    answer["ETag"] = etag = f'"{image.pk}-{size}"'
    return get_conditional_response(request, etag=etag, response=answer) or answer
