"""Feeds at the desk: added, changed, paused, polled now, and how each of them fares."""

from functools import partial
from typing import ClassVar, Protocol

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from claims.desk import NoOverwriting, ShowsMore, person
from claims.models import Language
from tracker import upkeep
from tracker.admin.base import CountedDeletion
from tracker.admin.feeds import add, lists, steps
from tracker.admin.feeds.filters import ByHealth
from tracker.admin.feeds.forms import FeedForm
from tracker.admin.feeds.health import STATE_LABELS, card, hosts_of, in_words, waiting_for
from tracker.admin.labels import ago
from tracker.feeds import health
from tracker.models import Feed


class Explained(Protocol):
    """A feed of the list, with why it is polled when it is."""

    why: str


@admin.register(Feed)
class FeedAdmin(NoOverwriting, ShowsMore, CountedDeletion):
    form = FeedForm
    goes_with = ("articles", "polls")
    list_display = ("shown_name", "health", "success", "newest", "next_poll", "fault")
    list_filter = (ByHealth, "language")
    list_per_page = 50
    search_fields = ("title", "url", "former_addresses__url")
    actions = ("poll_now", "pause", "resume", "in_german", "in_english")
    actions_submit_line = ("save_and_poll",)
    list_before_template = "tracker/desk/feed_tools.html"
    change_form_outer_before_template = "tracker/desk/feed_health.html"
    change_form_outer_after_template = "tracker/desk/polls.html"
    fieldsets = ((None, {"fields": ("url", "title", "language")}),)

    class Media:
        css: ClassVar = {"all": ("tracker/desk.css",)}

    # --- The list ---

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """With what the rows of this page have in common: the moment, and their hosts, asked for once."""
        changelist = super().get_changelist_instance(request)
        now, hosts = timezone.now(), hosts_of(changelist.result_list)
        for feed in changelist.result_list:
            feed.why = in_words(feed, waiting_for(feed, hosts, now), now)
        return changelist

    @display(description=_("feed"), ordering="title", header=True)  # type: ignore[untyped-decorator]
    def shown_name(self, feed: Feed) -> tuple[str, str]:
        return str(feed), feed.url if feed.title else ""

    @display(description=_("health"), label=STATE_LABELS)  # type: ignore[untyped-decorator]
    def health(self, feed: Feed) -> tuple[str, str]:
        state = health.state_of(feed, now=timezone.now())
        return state.value, str(state.label)

    @admin.display(description=_("last success"), ordering="last_success_at")
    def success(self, feed: Feed) -> str:
        return ago(feed.last_success_at, timezone.now())

    @admin.display(description=_("last new article"), ordering="last_new_at")
    def newest(self, feed: Feed) -> str:
        return ago(feed.last_new_at, timezone.now())

    @admin.display(description=_("next poll"), ordering="next_poll_at")
    def next_poll(self, feed: Explained) -> str:
        return feed.why

    @admin.display(description=_("fault"), ordering="failures")
    def fault(self, feed: Feed) -> str:
        if not feed.failures:
            return "–"
        times = ngettext("%(number)d time", "%(number)d times", feed.failures) % {"number": feed.failures}
        return f"{feed.get_last_fault_display()} ({times})"

    # --- What an editor does ---

    @action(description=_("Poll now"), permissions=["change"])  # type: ignore[untyped-decorator]
    def poll_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        steps.poll_now(request, queryset)

    @action(description=_("Pause"), permissions=["change"])  # type: ignore[untyped-decorator]
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> HttpResponse:
        return steps.pause(self, request, queryset, back=reverse("admin:tracker_feed_changelist"))

    @action(description=_("Resume"), permissions=["change"])  # type: ignore[untyped-decorator]
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        steps.resume(request, queryset)

    @action(description=_("Language: German"), permissions=["change"])  # type: ignore[untyped-decorator]
    def in_german(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        self._set_language(request, queryset, Language.GERMAN)

    @action(description=_("Language: English"), permissions=["change"])  # type: ignore[untyped-decorator]
    def in_english(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        self._set_language(request, queryset, Language.ENGLISH)

    def _set_language(self, request: HttpRequest, queryset: QuerySet[Feed], language: Language) -> None:
        number = upkeep.set_language(feeds=queryset, language=language, by=person(request))
        text = ngettext(
            "%(number)d feed has a new language.", "%(number)d feeds have a new language.", number
        )
        messages.success(request, text % {"number": number})

    @action(description=_("Save and poll now"), permissions=["change"])  # type: ignore[untyped-decorator]
    def save_and_poll(self, request: HttpRequest, obj: Feed) -> None:
        self.poll_now(request, Feed.objects.filter(pk=obj.pk))

    # --- The form ---

    def save_model(self, request: HttpRequest, obj: Feed, form: ModelForm[Feed], change: object) -> None:
        """Writes only what the form holds: a worker may be writing the feed's health at this moment."""
        if change:
            fields = {name: getattr(obj, name) for name in form.changed_data}
            upkeep.change_feed(feed=obj, fields=fields, by=person(request), now=timezone.now())
        else:
            obj.save()
        for pressed in self.get_actions_submit_line(request, obj.pk):  # type: ignore[attr-defined]  # unfold's
            if pressed.action_name in request.POST:
                pressed.method(request, obj)

    def delete_model(self, request: HttpRequest, obj: Feed) -> None:
        self.delete_queryset(request, Feed.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        upkeep.delete_feeds(feeds=queryset, by=person(request))

    def context_of(self, request: HttpRequest, obj: Feed | None) -> dict[str, object]:
        return card(obj, timezone.now()) if obj else {}

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return add.add(self, request)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("import/", wrap(partial(lists.take_in, self)), name="tracker_feed_import"),
            path("export/", wrap(partial(lists.give_out, self)), name="tracker_feed_export"),
            *(
                path(
                    f"<int:object_id>/{step}/",
                    wrap(partial(steps.take, self, step=step)),
                    name=f"tracker_feed_{step}",
                )
                for step in ("poll-now", "pause", "resume")
            ),
        ]
        return own + super().get_urls()
