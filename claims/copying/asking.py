"""Asks the site for an address as any reader does, without a server."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils import translation

from claims.carried import CARRIED, Carried
from claims.context import IS_COPY, WITH_IMAGES


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """`leads_to` is where a redirect goes; empty where it is none."""

    status: int
    body: bytes
    leads_to: str = ""


def ask(address: str, *, carrying: Carried | None = None, with_images: bool = False) -> SiteAnswer:
    """What the site answers; where it has no such page, the page that says so. `carrying`: what was fetched
    before, for several of its addresses. `with_images`: the copy will have the pictures that pages name.
    """
    request = request_for(address)
    if with_images:
        request.META[WITH_IMAGES] = True
    request.META[CARRIED] = carrying
    with translation.override(request.LANGUAGE_CODE):
        try:
            match = request.resolver_match = resolve(request.path_info)
            response = match.func(request, *match.args, **match.kwargs)
        except Http404:
            return SiteAnswer(404, render_to_string("404.html", request=request).encode())
    assert isinstance(response, HttpResponse)  # nothing of it is streamed
    return SiteAnswer(response.status_code, response.content, response.headers.get("Location", ""))


def request_for(address: str) -> HttpRequest:
    """A request of somebody without an account, marked as one for a copy."""
    parts = urlsplit(address)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": urlsplit(settings.SITE_URL).hostname or "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": BytesIO(),
            IS_COPY: True,
        }
    )
    request.user = AnonymousUser()
    request.LANGUAGE_CODE = language_of(address)
    return request


def language_of(address: str) -> str:
    """That of the page; English where it has none."""
    first = quote(address).lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else "en"
