"""oEmbed (https://oembed.com): another site asks with the address of a page of ours what it may show of it."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from claims.api import shapes
from claims.embeds.frames import SECONDS, THEMES, card_address
from claims.models import Claim

WIDTH, CARD_HEIGHT, BOARD_HEIGHT = 600, 300, 420
LEAST_WIDTH: Final = 220
_LANGUAGES: Final = "|".join(code for code, _name in settings.LANGUAGES)
_CLAIM: Final = re.compile(rf"/({_LANGUAGES})/claims/(\d{{1,15}})/[\w-]+/")
_BOARD: Final = re.compile(rf"/({_LANGUAGES})/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """What another site is given to show: the frame's path, and the words that stay when the frame does not come."""

    language: str
    frame: str
    title: str
    height: int
    claim: Claim | None = None


@require_safe
@cache_control(public=True, max_age=SECONDS)
@conditional_page
def oembed(request: HttpRequest) -> HttpResponse:
    """`url` is a claim's page or the scoreboard; `maxwidth`, `maxheight`, `theme`. 404 for any other page, 501 for
    another format than JSON, as the specification has it; 400 names a parameter that was not understood.
    """
    if request.GET.get("format", "json") != "json":
        return _refused(501, "format: there is JSON alone.")
    faults = [
        f"{name}: a number of pixels." for name in ("maxwidth", "maxheight") if _pixels(request, name) is None
    ]
    if request.GET.get("theme", "auto") not in THEMES:
        faults.append(f"theme: {', '.join(THEMES)}.")
    if faults:
        return _refused(400, " ".join(faults))
    found = _embedding(request.GET.get("url", ""))
    if found is None:
        return _refused(404, "url: no page of this site that can be embedded.")
    answer = JsonResponse(_told(found, request), json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def code_of(embedding: Embedding, *, width: int | str = "100%", height: int = 0, theme: str = "auto") -> str:
    """The HTML that another site puts into its page; `width` in pixels, or as wide as there is room."""
    query = urlencode({"theme": theme})
    with translation.override(embedding.language):
        return render_to_string(
            "claims/embed/code.html",
            {
                "claim": embedding.claim,
                "title": embedding.title,
                "frame": f"{settings.SITE_URL}{embedding.frame}{'&' if '?' in embedding.frame else '?'}{query}",
                "width": width,
                "height": height or embedding.height,
                "today": timezone.localdate(),
                "script": settings.SITE_URL + static("claims/embed/resize.js"),
                "site_url": settings.SITE_URL,
                "site_name": settings.SITE_NAME,
            },
        ).strip()


def of_claim(claim: Claim) -> Embedding:
    """The claim's card, in the language at hand. Of the claim was fetched what its page shows."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    title = f"{claim.claimant.name}: {claim.told_statement}"
    return Embedding(
        language=language, frame=card_address(claim), title=title, height=CARD_HEIGHT, claim=claim
    )


def _embedding(address: str) -> Embedding | None:
    try:
        own, parts = urlsplit(settings.SITE_URL), urlsplit(address[:2000])
    except ValueError:
        return None
    if parts.netloc != own.netloc or parts.scheme not in {"http", "https"}:
        return None
    if found := _CLAIM.fullmatch(parts.path):
        claim = shapes.fetched(Claim.objects.readable()).filter(pk=int(found[2])).first()
        with translation.override(found[1]):
            return of_claim(claim) if claim else None
    if found := _BOARD.fullmatch(parts.path):
        topic = parse_qs(parts.query).get("topic", [""])[-1]
        query = f"?{urlencode({'topic': topic})}" if topic else ""
        path = f"/{found[1]}/embed/board/{query}"
        return Embedding(language=found[1], frame=path, title=settings.SITE_NAME, height=BOARD_HEIGHT)
    return None


def _told(found: Embedding, request: HttpRequest) -> dict[str, object]:
    width = max(LEAST_WIDTH, min(_pixels(request, "maxwidth") or WIDTH, WIDTH))
    height = min(_pixels(request, "maxheight") or found.height, found.height)
    theme = request.GET.get("theme", "auto")
    return {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.SITE_URL,
        "cache_age": SECONDS,
        "width": width,
        "height": height,
        "html": code_of(found, width=width, height=height, theme=theme),
    }


def _pixels(request: HttpRequest, name: str) -> int | None:
    """The number asked for; 0 where none is, None where it is no number."""
    asked = request.GET.get(name, "0")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None


def _refused(status: int, why: str) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8")
