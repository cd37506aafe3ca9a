"""Whether this installation works, for whoever watches it."""

from django.http import HttpRequest, HttpResponse

from claims.models import Claim


def healthz(request: HttpRequest) -> HttpResponse:
    """200 and `ok` while the database answers; an error otherwise."""
    # A table of our own: a new, empty file would answer anything simpler.
    Claim.objects.exists()
    return HttpResponse("ok", content_type="text/plain")
