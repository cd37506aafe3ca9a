"""The account pages that are ours: an invitation's link, the end of a session, the desk's own sign-in address."""

from allauth.account.decorators import secure_admin_login
from allauth.account.utils import perform_login
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from claims import editorial
from claims.accounts import invitations, rules
from claims.accounts.forms import AcceptInvitationForm, FirstAccountForm
from claims.models import User

signed_in_login = secure_admin_login(admin.site.login)  # type: ignore[no-untyped-call]


@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An account for whom was invited, who is signed in with it at once. 410 where the link works no more."""
    found = invitations.find(token)
    if found is None:
        return render(request, "account/invitation_over.html", status=410)
    form = (AcceptInvitationForm if found.email else FirstAccountForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = editorial.accept_invitation(invitation=found, account=form.account())
        except rules.InvitationIsOver:
            return render(request, "account/invitation_over.html", status=410)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            signed_in: HttpResponse = perform_login(request, person, email_verification="none")
            return signed_in
    return render(request, "account/invitation.html", {"form": form, "invitation": found})


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """POST: the person's own session elsewhere is over; what that browser asks next needs a new sign-in."""
    assert isinstance(request.user, User)
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    session.end()
    messages.success(request, _("The session is over."))
    return HttpResponseRedirect(reverse("usersessions_list"))
