"""A topic's own page: its record, who said most, what is due and was decided, and when windows close.

As quick with 100,000 claims as with a hundred: counts are kept rows, and of claims a handful are read by an index.
"""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import charts, firmness, kept_board, rule_choice
from claims.beside_board import beside_the_board
from claims.models import Topic

MOST_CLAIMANTS: Final = 10


@require_safe
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The topic's overview; not found where none of its claims is public. Seven queries."""
    topic = Topic.objects.public().filter(slug=slug).first()
    if topic is None:
        raise Http404
    today, rule = timezone.localdate(), rule_choice.own_rule()
    said = firmness.by_firmness(kept_board.of_board(topic, rule), rule=rule, topic=slug)
    track = firmness.together(said, rule)
    since, until = charts.months_asked(today)
    months = kept_board.by_month(topic, since=since, until=until)
    due_next, just_decided = beside_the_board(topic, today)
    context = {
        "topic": topic,
        "today": today,
        "track": track,
        "rule": rule,
        "minimum": settings.RANKING_MINIMUM,
        "firmness": said,
        "said_most": kept_board.said_most(topic, rule, number=MOST_CLAIMANTS),
        "chart": charts.month_chart(months, today),
        "heat": charts.heat_map(months, today),
        "due_next": due_next,
        "just_decided": just_decided,
    }
    return render(request, "claims/topic.html", context)
