"""Assistants that ask over HTTP, and what stands before the answers: whose machine, which page, how often, how much.

    request --> how often --> POST alone --> size --> host and origin (the library's) --> a tool of `assistants`

Why a process of its own: docs/decisions/0059-assistants-by-http-have-a-process-of-their-own.md
"""

import logging
import time
from io import BytesIO
from typing import Final
from urllib.parse import urlsplit

import uvicorn
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from claims.api import limits
from claims.api.problems import problem
from claims.syndication import assistants

PATH: Final = "/mcp"
LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
# A question is a tool's name and a few words.
MOST_BYTES: Final = 64 * 1024
# Answers that are worked on at a time; beyond that the server says 503.
MOST_AT_ONCE: Final = 64


class Limited:
    """The application, asked only as often as the API may be, and only by POST: it never speaks unasked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := await _refusal(scope)):
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def _refusal(scope: Scope) -> Response | None:
    request = ASGIRequest(dict(scope), BytesIO())
    if wait := await sync_to_async(limits.seconds_to_wait)(request, now=time.time()):
        return _told(
            problem(429, f"At most {limits.PER_MINUTE} requests a minute."), "Retry-After", str(wait)
        )
    if scope["method"] != "POST":
        return _told(problem(405, "This address is for POST."), "Allow", "POST")
    return None


def _told(answer: HttpResponse, name: str, value: str) -> Response:
    headers = {"Content-Type": answer.headers["Content-Type"], name: value}
    return Response(answer.content, status_code=answer.status_code, headers=headers)


def security(port: int) -> TransportSecuritySettings:
    """Who may be asked for: the newsroom's name, and this machine's. Which pages may ask: the newsroom's own.

    A page of somebody else, whose name is made to lead to this machine, is neither (DNS rebinding).
    """
    site = urlsplit(settings.SITE_URL)
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[site.netloc, *(f"{name}:{port}" for name in LOOPBACK)],
        allowed_origins=[f"{site.scheme}://{site.netloc}"],
    )


def application(port: int) -> ASGIApp:
    """What answers at PATH. Nothing is kept between two requests, so any number of such processes may answer."""
    made = assistants.server().streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MOST_BYTES,
        transport_security=security(port),
    )
    return Limited(made)


def listen(host: str, port: int) -> None:
    """Answer until told to stop. SystemExit where the port is taken."""
    # The library tells of each request; of faults it tells louder.
    logging.getLogger("mcp").setLevel(logging.WARNING)
    # Who asks is said by the proxies that TRUSTED_PROXIES counts, and asked by `callers`: not here a second time.
    uvicorn.run(
        application(port),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_graceful_shutdown=10,
    )
