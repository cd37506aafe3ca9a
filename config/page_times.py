"""How long pages took to make, by page. Each web process counts in a file of its own; `text` adds them up.

The files lie in METRICS_DIR and begin anew with the web server.
"""

from collections.abc import Callable
from functools import cache
from time import perf_counter
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


@cache
def _seconds() -> Histogram:
    """Made when pages are served: a worker that only looks up addresses needs no file."""
    return Histogram(
        "foresaid_page_seconds", "How long a page took to make.", ["page", "status"], buckets=BUCKETS
    )


class PageTimes:
    """Measures every page but static files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._seconds = _seconds()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        answer = self.get_response(request)
        took = perf_counter() - began
        self._seconds.labels(page_of(request), f"{answer.status_code // 100}xx").observe(took)
        return answer


def page_of(request: HttpRequest) -> str:
    """A reader's page by its name, the desk as one: few enough to be kept apart."""
    match = request.resolver_match
    if match is None:
        return "none"
    if match.app_name == "claims":
        return match.url_name or "none"
    return "desk" if match.app_name == "admin" else "other"


def text() -> bytes:
    """What all web processes counted."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(settings.METRICS_DIR))  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def begin_anew() -> None:
    """Forget what processes that are gone counted. Before the web server forks."""
    for file in settings.METRICS_DIR.glob("*.db"):
        file.unlink(missing_ok=True)
