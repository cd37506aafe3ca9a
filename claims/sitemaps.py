"""What search engines are told: robots.txt, and sitemaps of what is public and not kept from them.

A sitemap has the rows of a range of numbers: the first page costs what the last one does, however many there are.
"""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from claims import house, kept_board
from claims.models import Claim, Claimant

# Numbers of rows to a page, each with an address for every language: far below the 50,000 that a sitemap may have.
ROWS_PER_PAGE = 1_000
PAGES = (
    "scoreboard",
    "list",
    "claimants",
    "deadlines",
    "latest",
    "method",
    "newsroom",
    "corrections",
    "record",
    "data",
)
# Nothing there is for readers, or it is somebody's own.
NOT_FOR_ENGINES = ("/admin/", "/account/", "/i18n/", "/calendar/", "/alerts/", "/demo/", "/metrics")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What may be looked at. Pages that are kept from search say so themselves: an engine has to read that."""
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in NOT_FOR_ENGINES), ""]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The addresses of all sitemaps."""
    places = [reverse("sitemap_pages")]
    places += [reverse("sitemap_claims", args=[number]) for number in range(_pages_of(newest_claim()))]
    places += [reverse("sitemap_claimants", args=[number]) for number in range(_pages_of(newest_claimant()))]
    context = {"locations": [settings.SITE_URL + place for place in places]}
    return render(request, "claims/sitemap_index.xml", context, content_type="application/xml")


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """The pages that are always there, those that the newsroom has given, and the topics'."""
    names = [*PAGES, *house.given()]
    topics = [topic.get_absolute_url for topic in kept_board.topics_on_record()]
    return _sitemap(request, [*(_page_address(name) for name in names), *topics])


@require_safe
def claims(request: HttpRequest, number: int) -> HttpResponse:
    """The claims of that range of numbers."""
    _check(number, newest_claim())
    rows = Claim.objects.for_search_engines().filter(pk__range=_range(number)).order_by("pk")
    return _sitemap(request, [claim.get_absolute_url for claim in rows])


@require_safe
def claimants(request: HttpRequest, number: int) -> HttpResponse:
    """The claimants of that range of numbers."""
    _check(number, newest_claimant())
    rows = Claimant.objects.for_search_engines().filter(pk__range=_range(number)).order_by("pk")
    return _sitemap(request, [claimant.get_absolute_url for claimant in rows])


def newest_claim() -> int | None:
    """The highest number of a claim that engines may know; None where there is none."""
    return Claim.objects.for_search_engines().order_by("-pk").values_list("pk", flat=True).first()


def newest_claimant() -> int | None:
    """The same of claimants."""
    return Claimant.objects.for_search_engines().order_by("-pk").values_list("pk", flat=True).first()


def _page_address(name: str) -> Callable[[], str]:
    return lambda: reverse(f"claims:{name}")


def _pages_of(newest: int | None) -> int:
    return 0 if newest is None else newest // ROWS_PER_PAGE + 1


def _range(number: int) -> tuple[int, int]:
    return number * ROWS_PER_PAGE, (number + 1) * ROWS_PER_PAGE - 1


def _check(number: int, newest: int | None) -> None:
    if number >= _pages_of(newest):
        raise Http404


def _sitemap(request: HttpRequest, places: Iterable[Callable[[], str]]) -> HttpResponse:
    """Each place in every language, with the others beside it."""
    rows = [
        {code: settings.SITE_URL + _in_language(place, code) for code in _languages()} for place in places
    ]
    return render(request, "claims/sitemap.xml", {"rows": rows}, content_type="application/xml")


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _in_language(place: Callable[[], str], language: str) -> str:
    with override(language):
        return place()
