"""The addresses at which readers get what they check the record with."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from claims.record.reader import SCRIPT


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """The script as text, so that a browser shows what it would run."""
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/plain; charset=utf-8")
