"""Channels at the desk: where alerts go, whether they arrive, and a test that shows the answer."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from unfold.decorators import display

from claims.desk import Fieldsets, NoOverwriting, OffersColleagues, ShowsMore, name_of, page, person
from tracker import upkeep
from tracker.admin.alerts.channel_forms import HEARS_BY, ChannelForm
from tracker.admin.base import CountedDeletion
from tracker.admin.labels import ago
from tracker.alerts import channels
from tracker.models import Channel, Delivery

DELIVERIES_SHOWN: Final = 10
HEALTH_LABELS: Final = {"ok": "success", "failing": "danger", "off": "warning", "new": "info"}
WANTS: Final = ("wants_deadlines", "wants_evidence", "wants_feeds", "wants_weekly", "wants_checkpoints")
WHERE = (None, {"fields": ("name", "kind", "address", "service_address", "language", "is_active")})
WHAT = (_("What it hears of"), {"fields": (*WANTS, "owner", "is_chief", "topics", "muted_topics")})
OWNER = name_of("owner", _("owner"))
WHAT_TO_READ = (WHAT[0], {"fields": tuple(OWNER if name == "owner" else name for name in WHAT[1]["fields"])})
OUTSIDE = (
    _("What a receiver outside is sent"),
    {
        "fields": ("wants_claims", "wants_verdicts", "wants_corrections", "claimants"),
        "description": _(
            "As the public record tells it, signed, from now on. Nothing that is held back, withdrawn or a draft."
        ),
    },
)
WHEN = (_("When"), {"fields": ("rhythm", "digest_at", ("quiet_from", "quiet_until"), "told_of")})
WHEN_OUTSIDE = (_("When"), {"fields": (("quiet_from", "quiet_until"), "told_of")})
SIGNED: Final = (Channel.Kind.WEBHOOK, Channel.Kind.RECEIVER)
# Fields of the form alone.
NOT_OF_THE_ROW: Final = {"service_address", "told_of"}
WRITTEN_WITH_THE_ADDRESS: Final = {"failures": 0, "failing_since": None, "retry_at": None, "last_error": ""}


@admin.register(Channel)
class ChannelAdmin(NoOverwriting, ShowsMore, OffersColleagues, CountedDeletion):
    form = ChannelForm
    goes_with = ("alerts",)
    list_display = ("name", "kind", "address", "health", "last_sent", "rhythm", "owner", "is_chief")
    list_filter = ("is_active", "kind", "is_chief", "language")
    list_select_related = ("owner",)
    search_fields = ("name", "address")
    autocomplete_fields = ("topics", "muted_topics", "claimants")
    change_form_outer_after_template = "tracker/desk/channel.html"
    fieldsets: ClassVar[Fieldsets] = (WHERE, WHAT, OUTSIDE, WHEN)

    class Media:
        css: ClassVar = {"all": ("tracker/desk.css", "tracker/alerts.css")}

    # --- The list ---

    @display(description=_("health"), label=HEALTH_LABELS)  # type: ignore[untyped-decorator]
    def health(self, channel: Channel) -> tuple[str, str]:
        if not channel.is_active:
            return (
                ("failing", gettext("Switched off by itself"))
                if channel.off_reason
                else ("off", gettext("Off"))
            )
        if channel.failures:
            return "failing", gettext("Failing")
        return ("ok", gettext("Working")) if channel.last_sent_at else ("new", gettext("Nothing sent yet"))

    @admin.display(description=_("last sent"), ordering="last_sent_at")
    def last_sent(self, channel: Channel) -> str:
        return ago(channel.last_sent_at, timezone.now())

    # --- Who may ---

    shown_with = ("topics", "muted_topics")

    def has_change_permission(self, request: HttpRequest, obj: Channel | None = None) -> bool:
        """The chief; and for the hours and topics of a channel, the person who owns it."""
        return super().has_change_permission(request, obj) or (obj is not None and self._owns(request, obj))

    def _owns(self, request: HttpRequest, channel: Channel) -> bool:
        return channel.owner_id is not None and channel.owner_id == request.user.pk

    def get_readonly_fields(self, request: HttpRequest, obj: Channel | None = None) -> tuple[str, ...]:
        if obj is None or super().has_change_permission(request, obj) or not self._owns(request, obj):
            return ()
        shown = [name for _title, options in self.fieldsets for name in _flat(options["fields"])]
        return (OWNER, *(name for name in shown if name not in upkeep.OWNERS | NOT_OF_THE_ROW))

    def get_fieldsets(self, request: HttpRequest, obj: Channel | None = None) -> Fieldsets:
        """A service's address is for whoever may set it: there is nothing of it to look at."""
        may_set_up = super().has_change_permission(request, obj)
        if may_set_up and obj is None:
            return self.fieldsets
        if may_set_up and obj is not None and obj.kind == Channel.Kind.CHAT:
            return (WHERE, WHAT, WHEN)
        where = (None, {"fields": tuple(name for name in WHERE[1]["fields"] if name != "service_address")})
        if obj is not None and obj.kind == Channel.Kind.RECEIVER:
            return (where, OUTSIDE, (WHAT[0], {"fields": ("topics", "muted_topics")}), WHEN_OUTSIDE)
        return (where, WHAT if may_set_up else WHAT_TO_READ, WHEN)

    # --- The form ---

    def save_model(
        self, request: HttpRequest, obj: Channel, form: ModelForm[Channel], change: object
    ) -> None:
        """Writes only what the form holds: a worker may be sending at this moment."""
        if not change:
            upkeep.add_channel(channel=obj, by=person(request))
            return
        names = set(form.changed_data) - {"topics", "muted_topics", "claimants"} - NOT_OF_THE_ROW
        fields = {name: getattr(obj, name) for name in names}
        if {"address", "service_address"} & set(form.changed_data):
            fields |= {"address": obj.address, "secret": obj.secret} | WRITTEN_WITH_THE_ADDRESS
        hears_anew = bool(HEARS_BY & set(form.changed_data))
        upkeep.change_channel(channel=obj, fields=fields, by=person(request), hears_anew=hears_anew)

    def delete_model(self, request: HttpRequest, obj: Channel) -> None:
        self.delete_queryset(request, Channel.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Channel]) -> None:
        upkeep.delete_channels(channels=queryset, by=person(request))

    def context_of(self, request: HttpRequest, obj: Channel | None) -> dict[str, object]:
        if obj is None:
            return {}
        sent = Delivery.objects.filter(alert__channel=obj).select_related("alert")
        return {
            "channel": obj,
            "may_try": self.has_change_permission(request, obj),
            "may_rekey": obj.kind in SIGNED and super().has_change_permission(request),
            "deliveries": sent[:DELIVERIES_SHOWN],
        }

    # --- Pages of its own ---

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(
                f"<int:channel_id>/{name}/",
                wrap(never_cache(require_POST(partial(view, self)))),
                name=f"tracker_channel_{name}",
            )
            for name, view in (("test", test), ("rekey", rekey))
        ]
        return own + super().get_urls()


def _flat(fields: Sequence[str | Sequence[str]]) -> list[str]:
    return [name for entry in fields for name in ((entry,) if isinstance(entry, str) else entry)]


def test(model_admin: ChannelAdmin, request: HttpRequest, channel_id: int) -> HttpResponse:
    """POST: send a message that says it is a test, now, and show what the other side answered."""
    channel = get_object_or_404(Channel, pk=channel_id)
    if not model_admin.has_change_permission(request, channel):
        raise PermissionDenied
    try:
        answer = upkeep.try_channel(channel=channel, by=person(request), now=timezone.now())
    except channels.NotDelivered as fault:
        messages.error(
            request, gettext("The test did not arrive. The answer: %(answer)s") % {"answer": fault.answer}
        )
    else:
        messages.success(request, gettext("The test is sent. The answer: %(answer)s") % {"answer": answer})
    return HttpResponseRedirect(reverse("admin:tracker_channel_change", args=[channel.pk]))


def rekey(model_admin: ChannelAdmin, request: HttpRequest, channel_id: int) -> HttpResponse:
    """POST: make a webhook's signing key anew and show it this once. The old one is honoured for a day more."""
    channel = get_object_or_404(Channel, pk=channel_id, kind__in=SIGNED)
    if not person(request).has_perm("tracker.change_channel"):
        raise PermissionDenied
    context = {
        "title": gettext("The new signing key"),
        "channel": channel,
        "secret": upkeep.rekey_channel(channel=channel, by=person(request), now=timezone.now()),
        "old_until": channel.old_secret_until,
        "back": reverse("admin:tracker_channel_change", args=[channel.pk]),
    }
    return page(model_admin, request, "tracker/desk/signing_key.html", context)
