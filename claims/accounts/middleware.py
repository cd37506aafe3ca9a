"""Keeps the desk shut without a second factor that the role needs, and people's own pages out of shared caches."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from claims.accounts import second_factor
from claims.models import User

# What somebody without the factor may still open at the desk.
OPEN_PAGES = frozenset({"login", "logout", "jsi18n"})


class PrivatePages:
    """A page that somebody asked for with a session may show what is theirs: no cache between keeps it for others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(answer, private=True)
        return answer


class SecondFactorMiddleware:
    """Sends a person whose role demands a second factor, and who has none, to where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseRedirect | None:
        """Only the desk asks: readers' pages cost no query, and the account's own pages stay open."""
        match = request.resolver_match
        if match is None or match.app_name != "admin" or match.url_name in OPEN_PAGES:
            return None
        if not isinstance(request.user, User) or not second_factor.is_missing(request.user):
            return None
        messages.warning(request, _("Your role needs a second factor. Set one up, and the desk opens."))
        return HttpResponseRedirect(reverse("mfa_index"))
