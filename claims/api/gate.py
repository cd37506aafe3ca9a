"""What every answer of the API passes: who may read it where, how often, and that nobody gets twice what they have."""

import time
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from claims.api import limits
from claims.api.problems import problem

ViewOf = Callable[..., HttpResponseBase]
READING = "GET, HEAD, OPTIONS"


def gated(view: ViewOf) -> ViewOf:
    """The view with all that."""
    answered = cache_control(no_cache=True)(conditional_page(_reading(view)))

    @wraps(view)
    def gate(request: HttpRequest, *args: object, **values: object) -> HttpResponseBase:
        response: HttpResponseBase
        wait = limits.seconds_to_wait(request, now=time.time())
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": READING})
        elif wait:
            response = problem(429, f"At most {limits.PER_MINUTE} requests a minute.")
            response["Retry-After"] = str(wait)
        elif request.method == "POST":
            return _written(view, request, *args, **values)
        else:
            response = answered(request, *args, **values)
        return _open_to_all(response)

    return gate


def _written(view: ViewOf, request: HttpRequest, *args: object, **values: object) -> HttpResponseBase:
    """What the view answers to who writes: for nobody's cache, and not for other sites' pages."""
    with translation.override("en"):
        response = view(request, *args, **values)
    if response.status_code == 405:
        response = _refused("This address is for reading.")
    response["Cache-Control"] = "no-store"
    return response


def _refused(why: str) -> HttpResponse:
    response = problem(405, why)
    response["Allow"] = READING
    return response


def _reading(view: ViewOf) -> Callable[..., HttpResponse]:
    """The view in English, whatever the browser prefers; HEAD is asked as GET, and the server sends no body."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return _refused("This address is for reading, or for POST.")
        method, request.method = request.method, "GET"
        with translation.override("en"):
            response = view(request, *args, **values)
        request.method = method
        if response.status_code == 405:
            return _for_writing()
        assert isinstance(response, HttpResponse)  # nothing here is streamed
        return response

    return answer


def _for_writing() -> HttpResponse:
    response = problem(405, "This address is for writing.")
    response["Allow"] = "POST, OPTIONS"
    return response


def _open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = READING
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    response["Access-Control-Max-Age"] = "86400"
    response["X-Robots-Tag"] = "noindex"
    return response
