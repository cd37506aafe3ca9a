"""Serves the demo's feeds and articles from the web process itself; mounted only where DEMO is on."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from tracker.demo import feeds
from tracker.demo.content import FEEDS, read_feed
from tracker.demo.newsroom import loaded_at


@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponseBase:
    """The feed as of now, or 304 where the client has it already."""
    loaded = loaded_at()
    if loaded is None or name not in FEEDS:
        raise Http404
    found = feeds.render(read_feed(name), site_url=settings.SITE_URL, loaded_at=loaded, now=timezone.now())
    modified = int(found.last_modified.timestamp())
    response = HttpResponse(found.body, content_type=found.content_type)
    response.headers["ETag"] = found.etag
    response.headers["Last-Modified"] = http_date(modified)
    answer = get_conditional_response(request, found.etag, modified, response)
    return answer if answer is not None else response


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article's text, in the feed's language."""
    now, loaded = timezone.now(), loaded_at()
    found = loaded and feeds.find_article(slug, loaded_at=loaded, now=now)
    if not loaded or not found:
        raise Http404
    source, text = found
    with translation.override(source.language):
        return render(
            request,
            "tracker/demo/article.html",
            {"feed": source, "article": text, "published_at": loaded + text.after},
        )
