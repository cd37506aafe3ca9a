"""What is sent to us has bounds: refused by its announced length, before anything is read, on a page that says so.

What stands in front (Caddy, nginx) bounds sooner and more: docs/how-to/operating.md.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request

from claims.api.problems import problem

# The largest file that a form takes is a table of 20 MB; the form's other fields come on top.
MOST_WITH_FILES: Final = 22_000_000
MULTIPART: Final = "multipart/form-data"
TOO_MUCH: Final = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class BoundedBodies:
    """Middleware: 413 for what announces more than any form takes. Before whatever reads a body, such as CSRF's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return too_large(request) if announced(request) > most_of(request) else self.get_response(request)


def announced(request: HttpRequest) -> int:
    """The body's length in bytes as its sender says; 0 where it says nothing that is a number."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() else 0


def most_of(request: HttpRequest) -> int:
    """So many bytes may come in this form."""
    with_files = request.META.get("CONTENT_TYPE", "").lower().startswith(MULTIPART)
    return MOST_WITH_FILES if with_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def too_large(request: HttpRequest) -> HttpResponse:
    """413, to a program as the API tells its faults, to a person on a page."""
    if request.path.startswith("/api/"):
        return problem(413, f"At most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes are read.")
    return render(request, "too_large.html", status=413)


def bad(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's page for what it refuses; of what is too large only once it is being read, ours."""
    return too_large(request) if isinstance(exception, TOO_MUCH) else bad_request(request, exception)
