"""The API's addresses, each behind its gate; whatever is not there says so as the others do."""

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, re_path

from claims.api.doors import api
from claims.api.gate import gated
from claims.api.problems import problem

app_name = "api"


def _nothing_here(request: HttpRequest) -> JsonResponse:
    return problem(404)


def _behind(pattern: URLPattern) -> URLPattern:
    return URLPattern(pattern.pattern, gated(pattern.callback), pattern.default_args, pattern.name)


urlpatterns = [
    *(_behind(each) for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"),
    path("", gated(_nothing_here), name="api-root"),  # by this name ninja finds where it stands
    re_path("", gated(_nothing_here), name="nothing"),
]
