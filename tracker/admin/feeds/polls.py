"""Polls at the desk: each visit to a feed, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from claims.desk import ReadOnlyAdmin
from tracker.admin.labels import POLL_LABELS
from tracker.models import Poll


@admin.register(Poll)
class PollAdmin(ReadOnlyAdmin):
    list_display = ("at", "feed", "shown_result", "new_articles", "detail")
    list_filter = ("result", "feed")
    list_select_related = ("feed",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("feed__title", "feed__url", "detail")
    fields = ("feed", "at", "result", "new_articles", "detail")
    readonly_fields = fields

    @display(description=_("result"), ordering="result", label=POLL_LABELS)  # type: ignore[untyped-decorator]
    def shown_result(self, poll: Poll) -> tuple[str, str]:
        return poll.result, poll.get_result_display()
