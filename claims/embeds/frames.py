"""What stands in a frame on another site: a claim's card, or a small board. Nothing else of this site may be framed."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Final

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from claims import corrections, rule_choice, tombstones
from claims import scoreboard as board
from claims.api import shapes
from claims.models import Claim, Correction, Topic

THEMES: Final = ("auto", "light", "dark")
# Of a board: whoever wants to see more follows its link.
MOST: Final = 5
SECONDS: Final = 300
FrameView = Callable[..., HttpResponseBase]


def theme_of(request: HttpRequest) -> str:
    """The theme asked for, else as the reader's machine has it: a frame has no room for words on its address."""
    asked = request.GET.get("theme", "")
    return asked if asked in THEMES else THEMES[0]


def framed(view: FrameView) -> FrameView:
    """A view that other sites may frame, kept by browsers and caches for some minutes."""

    @require_safe
    @csp_replace({"frame-ancestors": ["*"], "form-action": [NONE]})
    @xframe_options_exempt
    @cache_control(public=True, max_age=SECONDS)
    @conditional_page
    @wraps(view)
    def frame(request: HttpRequest, *args: object, **values: object) -> HttpResponseBase:
        response = view(request, *args, **values)
        response["X-Robots-Tag"] = "noindex"
        return response

    return frame


@framed
def claim_card(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A claim with what came of it, and what was corrected. A merged one leads to the other; what is held back says
    that it is. Six queries.
    """
    claim = shapes.fetched(Claim.objects.readable()).select_related("merged_into").filter(pk=pk).first()
    if claim is None:
        return tombstones.in_a_frame(request, pk)
    if claim.merged_into is not None:
        return _to_the_other(request, claim)
    today = timezone.localdate()
    shown = Correction.objects.public().filter(claim=claim).select_related("verdict")
    notices = corrections.notices(shown)
    context = {
        "claim": claim,
        "verdict": next(iter(claim.public_verdicts), None),
        "is_overdue": claim.is_overdue(today),
        "schedule": claim.schedule(today),
        "today": today,
        "notice": notices[0] if notices else None,
    }
    return _frame(request, "claims/embed/claim.html", context)


def _to_the_other(request: HttpRequest, claim: Claim) -> HttpResponseBase:
    kept = claim.that_stays()
    if not Claim.objects.readable().filter(pk=kept.pk).exists():
        return tombstones.in_a_frame(request, kept.pk)
    query = request.GET.urlencode()
    return redirect(card_address(kept) + (f"?{query}" if query else ""))


def card_address(claim: Claim) -> str:
    """The path of the claim's card in the language at hand."""
    return f"/{get_language()}/embed/claims/{claim.pk}/"


@framed
def small_board(request: HttpRequest) -> HttpResponseBase:
    """The board's first names, of a topic where the address names one with public claims."""
    topic = Topic.objects.public().filter(slug=request.GET.get("topic", "")).first()
    rule = rule_choice.own_rule()
    slug = topic.slug if topic else ""
    found = board.standings(minimum=settings.RANKING_MINIMUM, topic_slug=slug, rule=rule)
    context = {
        "topic": topic,
        "standings": found.compared[:MOST],
        "more": max(0, len(found.compared) - MOST),
        "heading": _("Standings: %(topic)s") % {"topic": topic.told_name} if topic else _("Standings"),
    }
    return _frame(request, "claims/embed/board.html", context)


def _frame(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    return render(request, template, {**context, "theme": theme_of(request)})
