"""Keeps the desk shut until a second factor that the person's role needs is set up."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.accounts import second_factor
from claims.models import User

# What somebody without the factor may still open at the desk.
OPEN_PAGES = frozenset({"login", "logout", "jsi18n"})


class SecondFactorMiddleware:
    """Sends a person whose role demands a second factor, and who has none, to where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseRedirect | None:
        """Only the desk asks: readers' pages cost no query, and the account's own pages stay open."""
        match = request.resolver_match
        if match is None or match.app_name != "admin" or match.url_name in OPEN_PAGES:
            return None
        if not isinstance(request.user, User) or not second_factor.is_missing(request.user):
            return None
        messages.warning(request, _("Your role needs a second factor. Set one up, and the desk opens."))
        return HttpResponseRedirect(reverse("mfa_index"))
