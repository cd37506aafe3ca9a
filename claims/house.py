"""The newsroom's own pages and looks: imprint, privacy, contact, logo and colours, as its settings give them."""

from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

TITLES = {"imprint": gettext_lazy("Imprint"), "privacy": gettext_lazy("Privacy")}
# A picture is shown and never run, also where somebody opens it by itself.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True, slots=True)
class HouseText:
    """A page that the newsroom has given: its words, or the address where they stand, and their language."""

    words: str
    language: str

    @property
    def address(self) -> str:
        """Where the page stands elsewhere; empty where its words are here."""
        is_address = self.words.startswith(("https://", "http://")) and len(self.words.split()) == 1
        return self.words if is_address else ""


def text_of(name: str) -> HouseText | None:
    """The page in the reader's language, else in another; None where the newsroom has given none."""
    words: dict[str, str] = settings.HOUSE_TEXTS[name]
    language = get_language() or settings.LANGUAGE_CODE
    for code in (language, *words):
        if words.get(code):
            return HouseText(words[code], code)
    return None


def given() -> list[str]:
    """The names of the pages that stand here."""
    found = {name: text_of(name) for name in TITLES}
    return [name for name, text in found.items() if text and not text.address]


def links() -> list[tuple[str, object]]:
    """The name and title of each page that the newsroom has given, here or elsewhere: for the foot of every page."""
    return [(name, title) for name, title in TITLES.items() if text_of(name)]


def contact_link() -> str:
    """Where readers reach the newsroom, as a link; empty where it gives none."""
    contact: str = settings.READERS_CONTACT
    return f"mailto:{contact}" if contact and "://" not in contact else contact


@require_safe
def imprint(request: HttpRequest) -> HttpResponseBase:
    """Who is responsible."""
    return _page(request, "imprint")


@require_safe
def privacy(request: HttpRequest) -> HttpResponseBase:
    """What is kept of readers."""
    return _page(request, "privacy")


def _page(request: HttpRequest, name: str) -> HttpResponseBase:
    text = text_of(name)
    if text is None:
        raise Http404
    if text.address:
        return redirect(text.address)
    return render(request, "claims/house.html", {"title": TITLES[name], "text": text})


@require_safe
def logo(_request: HttpRequest) -> HttpResponse:
    """The newsroom's picture."""
    if not settings.LOGO:
        raise Http404
    answer = HttpResponse(Path(settings.LOGO).read_bytes(), content_type=guess_type(settings.LOGO)[0])
    answer["Content-Security-Policy"] = PICTURE_POLICY
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@require_safe
def colours(_request: HttpRequest) -> HttpResponse:
    """The newsroom's colours, over those of the style sheet."""
    light, dark = settings.ACCENT_COLOUR, settings.ACCENT_COLOUR_DARK
    rules = [f":root {{ --link: {light}; --accent: {light}; }}"] if light else []
    if dark:
        rules.append(
            f"@media (prefers-color-scheme: dark) {{ :root {{ --link: {dark}; --accent: {dark}; }} }}"
        )
    answer = HttpResponse("\n".join(rules) + "\n", content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
