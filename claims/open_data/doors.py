"""Open data at its addresses: a page that lists the files, and the files."""

from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.open_data import kept

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "json": "application/json",
}
# Anew within some minutes: see tracker/open_data.py.
AGAIN_AFTER_SECONDS: Final = 600
# May be kept for good, and is asked after each time: what was forgotten shall not lie in a cache.
CACHING: Final = "public, no-cache"


@require_safe
@cache_control(no_cache=True)
def listed(request: HttpRequest) -> HttpResponse:
    """What there is, of which day, under which licence."""
    made = kept.current()
    is_shown = made is not None and made.may_be_shown
    context = {
        "made": made if is_shown else None,
        "is_being_made": made is not None and not is_shown,
        "licence": settings.DATA_LICENCE,
        "licence_address": settings.DATA_LICENCE_ADDRESS,
    }
    return render(request, "claims/open_data.html", context)


@require_safe
def one_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file. 503 from the moment at which something in it is hidden until it is made anew."""
    made = kept.current()
    if made is None or name not in made.files:
        raise Http404
    if not made.may_be_shown:
        return _being_made()
    try:
        content = (made.folder / name).open("rb")
    except FileNotFoundError:  # the next night's have taken its place at this moment
        return _being_made()
    tag, changed = f'"{made.files[name].sha256}"', int(made.made_at.timestamp())
    answer = FileResponse(
        content, content_type=TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
    )
    answer["ETag"], answer["Last-Modified"] = tag, http_date(changed)
    answer["Cache-Control"], answer["Access-Control-Allow-Origin"] = CACHING, "*"
    told = get_conditional_response(
        request, etag=tag, last_modified=changed, response=HttpResponse(headers=answer.headers)
    )
    if told is not None and told.status_code != HTTPStatus.OK:
        content.close()
        return told
    return answer


def _being_made() -> HttpResponse:
    answer = HttpResponse(
        "The files are being made anew.\n", status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain"
    )
    answer["Retry-After"], answer["Cache-Control"] = str(AGAIN_AFTER_SECONDS), "no-store"
    return answer
