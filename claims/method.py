"""The method page: made from the settings and rules in force, with an example that is counted by them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import absence, coding_figures, firmness, kept_board, principles, rule_choice, worked_example
from claims.comparing import FALSE_DISCOVERIES, INTERVAL
from claims.counting import CountingRule
from claims.horizon import Rule
from claims.models import Outcome


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The rules by which claims are logged, read, ruled on and counted."""
    own_rule, minimum = rule_choice.own_rule(), settings.RANKING_MINIMUM
    context = {
        "rules": list(Rule),
        "outcomes": [(outcome, principles.OUTCOMES[outcome]) for outcome in Outcome],
        "counting_rules": list(CountingRule),
        "own_rule": own_rule,
        "rule": own_rule,
        "firmness": firmness.by_firmness(kept_board.of_board(None, own_rule), rule=own_rule),
        "principles": principles,
        "figures": coding_figures.figures(),
        "minimum": minimum,
        "recall": absence.recall(),
        "four_eyes": settings.FOUR_EYES,
        "announce_hours": settings.ANNOUNCE_HOURS,
        "interval_level": INTERVAL,
        "false_discoveries": FALSE_DISCOVERIES,
        "in_force": in_force(),
        "example_claim": worked_example.claim_of(get_language() or settings.LANGUAGE_CODE),
        "example": worked_example.board(own_rule, minimum=minimum),
    }
    return render(request, "claims/method.html", context)


def in_force() -> list[tuple[str, str | Promise]]:
    """What this newsroom has chosen, as its settings say: a name and its value, in the reader's language."""
    return [
        (_("What counts as right"), rule_choice.own_rule().label),
        (_("Claims needed to be compared"), str(settings.RANKING_MINIMUM)),
        (
            _("Two people sign every verdict and correction"),
            _("yes") if settings.FOUR_EYES else _("no"),
        ),
        (_("A verdict is announced before it takes effect"), _hours(settings.ANNOUNCE_HOURS)),
        (_("A publication waits and can be taken back"), _minutes(settings.PUBLICATION_DELAY_MINUTES)),
        (_("A reply is shown"), _days(settings.REPLY_DAYS)),
        (_("Days are those of"), settings.TIME_ZONE),
    ]


def _hours(number: int) -> str:
    return (
        ngettext("for %(number)d hour", "for %(number)d hours", number) % {"number": number}
        if number
        else _("no")
    )


def _minutes(number: int) -> str:
    words = ngettext("for %(number)d minute", "for %(number)d minutes", number) % {"number": number}
    return words if number else _("no")


def _days(number: int) -> str:
    words = ngettext("for %(number)d day", "for %(number)d days", number) % {"number": number}
    return words if number else _("for as long as the claim")
