"""The topic that a page's query asks for."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.models import Topic


def topic_asked_for(
    request: HttpRequest, topics: Sequence[Topic]
) -> tuple[Topic | None, list[tuple[str, str]]]:
    """The topic of the query, and what was wrong with it: pairs of the field's name and the fault."""
    slug = request.GET.get("topic", "")
    topic = next((topic for topic in topics if topic.slug == slug), None)
    if topic or not slug:
        return topic, []
    return None, [(_("Topic"), _("“%(slug)s” is no topic with claims on record.") % {"slug": slug[:80]})]
