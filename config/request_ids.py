"""Gives each request a number that stands in every line of the log about it, and in the answer's X-Request-ID."""

import re
import secrets
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config import logs

# What a proxy in front may give: it goes into the log as it is.
GIVEN: Final = re.compile(r"[\w-]{8,64}", re.ASCII)


class RequestIds:
    """Takes the number that a trusted proxy has given, else makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("x-request-id", "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
        number = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        with logs.about(request_id=number):
            answer = self.get_response(request)
        answer["X-Request-ID"] = number
        return answer
