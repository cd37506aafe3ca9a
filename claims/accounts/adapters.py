"""How django-allauth behaves here: whose tries are counted together, what its mail says, how its secrets are kept."""

import time
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from claims import vault
from claims.accounts import post, second_factor
from claims.models import User

FRESH_SECONDS: Final = 300


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by invitation; every mail is in its reader's language and leaves in the background."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Who has no desk to go to is told what a closed account is told."""
        if not user.is_staff:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        """One count for an account, whatever name and whatever host it is tried under.

        allauth's own key has the host that was asked and the words that were typed, so that each spelling and each
        name of the site would have tries of its own.
        """
        typed = str(credentials.get("username") or credentials.get("email") or "").strip().casefold()
        known = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).order_by("pk")
        found = known.values_list("pk", flat=True).first() if typed else None
        return f"account:{found}" if found else f"typed:{typed}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under the site's own address, whatever host was asked."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """In the language of whom it goes to. Whether anything goes out can't be told from the answer's time."""
        known = context.get("user")
        person = known if isinstance(known, User) else User.objects.filter(email__iexact=email).first()
        with translation.override(person.language if person else translation.get_language()):
            full = {"request": self.request, "email": email, "site_name": settings.SITE_NAME, **context}
            full |= {"site_url": settings.SITE_URL}
            post.send(self.render_mail(template_prefix, email, full))

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Not of whoever has signed in just now, as somebody does who sets up their first second factor."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < FRESH_SECONDS:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted; the last factor stays where the person's role needs one."""

    def encrypt(self, text: str) -> str:
        return vault.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (second_factor.is_demanded_of(authenticator.user) and second_factor.is_last(authenticator))

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)
