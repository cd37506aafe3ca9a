"""Feeds at the desk: added, changed, paused, polled now, and how each of them fares."""

from functools import partial
from typing import Any, ClassVar, Final

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from claims.models import Language
from tracker import feeds
from tracker.admin import add_feed, feed_lists
from tracker.admin.base import CountedDeletion
from tracker.admin.feed_forms import FeedForm
from tracker.admin.labels import POLL_LABELS, ago, until
from tracker.models import Feed

POLLS_SHOWN: Final = 20
HEALTH_LABELS: Final = {"ok": "success", "failing": "danger", "new": "info", "paused": "warning"}


@admin.register(Feed)
class FeedAdmin(CountedDeletion):
    form = FeedForm
    goes_with = ("articles", "polls")
    list_display = ("shown_name", "health", "success", "newest", "next_poll", "shown_failures", "last_fault")
    list_filter = ("is_paused", "language")
    list_per_page = 50
    search_fields = ("title", "url")
    actions = ("poll_now", "pause", "resume", "in_german", "in_english")
    actions_submit_line = ("save_and_poll",)
    list_before_template = "tracker/desk/feed_tools.html"
    change_form_after_template = "tracker/desk/polls.html"
    readonly_fields = (
        "success",
        "newest",
        "next_poll",
        "shown_failures",
        "last_fault",
        "last_error",
        "added_at",
    )
    fieldsets = (
        (None, {"fields": ("url", "title", "language")}),
        (_("Health"), {"fields": readonly_fields}),
    )

    class Media:
        css: ClassVar = {"all": ("tracker/desk.css",)}

    # --- The list ---

    @display(description=_("feed"), ordering="title", header=True)  # type: ignore[untyped-decorator]
    def shown_name(self, feed: Feed) -> tuple[str, str]:
        return str(feed), feed.url if feed.title else ""

    @display(description=_("health"), label=HEALTH_LABELS)  # type: ignore[untyped-decorator]
    def health(self, feed: Feed) -> tuple[str, str]:
        if feed.is_paused:
            return "paused", gettext("Paused")
        if feed.failures:
            return "failing", gettext("Failing")
        return ("ok", gettext("Working")) if feed.last_success_at else ("new", gettext("Not polled yet"))

    @admin.display(description=_("last success"), ordering="last_success_at")
    def success(self, feed: Feed) -> str:
        return ago(feed.last_success_at, timezone.now())

    @admin.display(description=_("last new article"), ordering="last_new_at")
    def newest(self, feed: Feed) -> str:
        return ago(feed.last_new_at, timezone.now())

    @admin.display(description=_("next poll"), ordering="next_poll_at")
    def next_poll(self, feed: Feed) -> str:
        if feed.is_paused:
            return gettext("not while paused")
        when = until(feed.next_poll_at, timezone.now())
        reason = feed.get_next_poll_reason_display()
        return f"{when} ({reason})" if reason else when

    @admin.display(description=_("failures in a row"), ordering="failures")
    def shown_failures(self, feed: Feed) -> int:
        return feed.failures

    # --- What an editor does ---

    @action(description=_("Poll now"), permissions=["change"])  # type: ignore[untyped-decorator]
    def poll_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        number = feeds.poll_now(queryset, now=timezone.now())
        text = ngettext("%(number)d feed is polled next.", "%(number)d feeds are polled next.", number)
        messages.success(request, text % {"number": number})

    @action(description=_("Pause"), permissions=["change"])  # type: ignore[untyped-decorator]
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        number = queryset.update(is_paused=True)
        text = ngettext("%(number)d feed is paused.", "%(number)d feeds are paused.", number)
        messages.success(request, text % {"number": number})

    @action(description=_("Resume"), permissions=["change"])  # type: ignore[untyped-decorator]
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        number = queryset.filter(is_paused=True).update(is_paused=False, **feeds.due_now(timezone.now()))
        text = ngettext("%(number)d feed is polled again.", "%(number)d feeds are polled again.", number)
        messages.success(request, text % {"number": number})

    @action(description=_("Language: German"), permissions=["change"])  # type: ignore[untyped-decorator]
    def in_german(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        self._set_language(request, queryset, Language.GERMAN)

    @action(description=_("Language: English"), permissions=["change"])  # type: ignore[untyped-decorator]
    def in_english(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        self._set_language(request, queryset, Language.ENGLISH)

    def _set_language(self, request: HttpRequest, queryset: QuerySet[Feed], language: Language) -> None:
        number = queryset.update(language=language)
        text = ngettext(
            "%(number)d feed has a new language.", "%(number)d feeds have a new language.", number
        )
        messages.success(request, text % {"number": number})

    @action(description=_("Save and poll now"), permissions=["change"])  # type: ignore[untyped-decorator]
    def save_and_poll(self, request: HttpRequest, obj: Feed) -> None:
        self.poll_now(request, Feed.objects.filter(pk=obj.pk))

    # --- The form ---

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: Any) -> None:
        """Writes only what the form holds: a worker may be writing the feed's health at this moment."""
        if change:
            self._update(obj, form.changed_data)
        else:
            obj.save()
        for pressed in self.get_actions_submit_line(request, obj.pk):  # type: ignore[attr-defined]  # unfold's
            if pressed.action_name in request.POST:
                pressed.method(request, obj)

    def _update(self, feed: Feed, changed: list[str]) -> None:
        fields = {name: getattr(feed, name) for name in changed}
        if "url" in fields:
            fields |= feeds.FRESH_START | feeds.due_now(timezone.now())
        Feed.objects.filter(pk=feed.pk).update(**fields)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return add_feed.add(self, request)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("import/", wrap(partial(feed_lists.take_in, self)), name="tracker_feed_import"),
            path("export/", wrap(partial(feed_lists.give_out, self)), name="tracker_feed_export"),
        ]
        return own + super().get_urls()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        feed = self.get_object(request, object_id) if object_id else None
        polls = feed.polls.all()[:POLLS_SHOWN] if feed else ()
        context = {"polls": [(poll, POLL_LABELS[poll.result]) for poll in polls]}
        return super().changeform_view(request, object_id, form_url, context | (extra_context or {}))
