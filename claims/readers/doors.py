"""Readers' pages on which something is asked for: load, call, answer.

No session stands behind these forms and no cookie is set, so there is no right that another site's page could borrow:
they carry no token against that, and are the same for everybody.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from claims import callers, tombstones
from claims.models import Claim, Claimant, Outcome, Topic
from claims.readers import links, wishes

# One household's share.
MOST_AN_HOUR: Final = 20
Answers = Callable[..., HttpResponseBase]


class FollowForm(forms.Form):
    """A reader's address, and nothing else."""

    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def _where_mail_goes_out(door: Answers) -> Answers:
    """Not found where the newsroom sends readers no mail."""

    @wraps(door)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not settings.FOLLOW_BY_MAIL:
            raise Http404
        return door(request, **named)

    return answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_where_mail_goes_out
def follow_claim(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tell me when this claim is decided."""
    claim = Claim.objects.public().select_related("claimant").filter(pk=pk).first()
    if claim is None:
        return tombstones.of_claim(request, pk)
    return _follow(request, claim, is_over=claim.outcome != Outcome.PENDING)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_where_mail_goes_out
def follow_claimant(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Tell me when a claim of this claimant is decided."""
    claimant = Claimant.objects.at_address(slug).first()
    if claimant is None or not Claimant.objects.public().filter(pk=claimant.pk).exists():
        raise Http404
    if tombstones.hold_of_claimant(claimant):
        return tombstones.of_claimant(request, claimant)
    return _follow(request, claimant)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_where_mail_goes_out
def follow_topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Tell me when a claim on this topic is decided."""
    return _follow(request, get_object_or_404(Topic.objects.public(), slug=slug))


def _follow(
    request: HttpRequest, about: Claim | Claimant | Topic, *, is_over: bool = False
) -> HttpResponseBase:
    form = FollowForm(request.POST or None)
    status = 200
    if request.method == "POST" and not is_over:
        status = _taken_up(request, form, about)
        if not status:
            return redirect("claims:follow_asked")
    context = {
        "about": about,
        "kind": about._meta.model_name,  # noqa: SLF001  Django documents it
        "is_over": is_over,
        "form": form,
        "days": wishes.CONFIRM_WITHIN.days,
    }
    return render(request, "claims/readers/follow.html", context, status=status or 200)


def _taken_up(request: HttpRequest, form: FollowForm, about: Claim | Claimant | Topic) -> int:
    """0 where the wish was taken up, else the status of the page that says why not."""
    if not form.is_valid():
        return 422
    if wait := callers.seconds_to_wait(request, "follow", most=MOST_AN_HOUR, within=3600, now=time.time()):
        form.add_error(
            None, _("Too many wishes from here. Please try again in %d minutes.") % (wait // 60 + 1)
        )
        return 429
    language = get_language() or settings.LANGUAGE_CODE
    try:
        wishes.ask(form.cleaned_data["address"], about, language=language, now=timezone.now())
    except wishes.TooMany as refusal:
        form.add_error(None, str(refusal.why))
        return 429
    return 0


@require_safe
@_where_mail_goes_out
def follow_asked(request: HttpRequest) -> HttpResponse:
    """What comes next, whatever was asked for: it says nothing of any address."""
    return render(request, "claims/readers/asked.html", {"days": wishes.CONFIRM_WITHIN.days})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET: ask whether the wish is the reader's own. POST: from now on it waits for a decision."""
    wish = links.wish_of(token, links.CONFIRM)
    if wish and request.method == "POST":
        wishes.confirm(wish, now=timezone.now())
        wish.refresh_from_db()
    with translation.override(wish.language if wish else get_language()):
        return _of_a_mail(request, "confirm", {"wish": wish, "is_confirmed": wish and wish.confirmed_at})


# A mail program posts here for its reader (RFC 8058): it has no cookie, and the link is what gives the right.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET: ask whether the wish is to end. POST: delete it, and with it the address. A second time it is gone, too."""
    wish = links.wish_of(token, links.STOP)
    with translation.override(wish.language if wish else get_language()):
        if wish and request.method == "POST":
            wishes.stop(wish)
            wish = None
        return _of_a_mail(request, "stop", {"wish": wish})


def _of_a_mail(request: HttpRequest, name: str, context: dict[str, object]) -> HttpResponse:
    answer = render(request, f"claims/readers/{name}.html", {**context, "page_path": "/"})
    answer["X-Robots-Tag"] = "noindex"
    # The address is the right to it: no link on the page tells it on.
    answer["Referrer-Policy"] = "no-referrer"
    return answer
