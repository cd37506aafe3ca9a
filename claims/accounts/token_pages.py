"""The page on which a person makes and revokes the tokens of their own programs."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from claims.accounts import tokens
from claims.models import ApiToken, User


class TokenForm(forms.ModelForm[ApiToken]):
    """What a token is for, and what it may do."""

    class Meta:
        model = ApiToken
        fields = ("name", "may_draft", "may_add_appearances", "may_suggest")


@login_required
@never_cache
def token_list(request: HttpRequest) -> HttpResponse:
    """The person's tokens; POST makes one and shows it, this once."""
    assert isinstance(request.user, User)
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            secret = tokens.make(form.instance, owner=request.user, now=timezone.now())
            form = TokenForm()
        except ValidationError as fault:
            form.add_error(None, fault)
    mine = request.user.api_tokens.filter(revoked_at__isnull=True)
    return render(request, "account/tokens.html", {"form": form, "secret": secret, "tokens": mine})


@login_required
@require_POST
def revoke_token(request: HttpRequest, number: int) -> HttpResponse:
    """POST: the person's own token works no more."""
    assert isinstance(request.user, User)
    if tokens.revoke(number, owner=request.user, now=timezone.now()):
        messages.success(request, _("The token is revoked. What it wrote stays."))
    return HttpResponseRedirect(reverse("account_tokens"))
