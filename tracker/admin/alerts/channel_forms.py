"""The form for a channel: an address of the right kind, secrets that go in and never come out."""

from copy import copy
from typing import Final, Unpack
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldAdminTextInputWidget

from claims.arguments import CleanedData, Data, Files, FormOptions
from claims.unseen import SeenForm
from tracker.alerts import backlog
from tracker.alerts.channels import chat, webhook
from tracker.fetch import gate
from tracker.models import Channel

# What decides which of the things owed a channel hears of.
HEARS_BY: Final = frozenset(
    {
        *("wants_deadlines", "wants_evidence", "wants_feeds", "wants_weekly", "wants_checkpoints"),
        *("owner", "is_chief", "topics", "muted_topics", "is_active"),
        *("wants_claims", "wants_verdicts", "wants_corrections", "claimants"),
    }
)
PUBLISHED: Final = ("wants_claims", "wants_verdicts", "wants_corrections")
# What a receiver outside never has.
OF_THE_DESK: Final[dict[str, object]] = {
    **dict.fromkeys(
        ("wants_deadlines", "wants_evidence", "wants_feeds", "wants_weekly", "wants_checkpoints", "is_chief"),
        False,
    ),
    "owner": None,
}
HOURS: Final = ("digest_at", "quiet_from", "quiet_until")


class ChannelForm(SeenForm):
    """Checks the address of each kind without sending anything."""

    service_address = forms.CharField(
        label=_("Address of the chat service"),
        required=False,
        max_length=2000,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "off"}),
        help_text=_(
            "As Apprise writes it, for example slack://TokenA/TokenB/TokenC. "
            "It holds tokens and is never shown again; empty keeps the one that is stored."
        ),
    )

    # How much was said to be owed already, when it was said.
    told_of = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Channel
        fields = (
            "name",
            "kind",
            "address",
            "language",
            "wants_deadlines",
            "wants_evidence",
            "wants_feeds",
            "wants_weekly",
            "wants_checkpoints",
            "wants_claims",
            "wants_verdicts",
            "wants_corrections",
            "claimants",
            "owner",
            "is_chief",
            "topics",
            "muted_topics",
            "rhythm",
            "digest_at",
            "quiet_from",
            "quiet_until",
            "is_active",
        )
        # Unfold's own warns in red where the browser's clock is in another zone than the newsroom's.
        widgets = {name: UnfoldAdminTextInputWidget(attrs={"type": "time"}) for name in HOURS}

    def __init__(
        self,
        data: Data = None,
        files: Files = None,
        instance: Channel | None = None,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, files, instance=instance, **options)
        if "address" in self.fields:
            self.fields["address"].help_text = _("An e-mail address, or where a webhook is posted to.")
        if "kind" in self.fields and self.instance.pk:
            self.fields["kind"].disabled = True
            self.fields["kind"].help_text = _("For another kind, add another channel.")

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        if data.get("kind"):
            self._check_address(data)
            self._keep_apart(data)
        start, end = data.get("quiet_from"), data.get("quiet_until")
        if (start is None) != (end is None):
            missing = "quiet_until" if end is None else "quiet_from"
            self.add_error(missing, gettext("Quiet hours need both ends."))
        elif start is not None and start == end:
            self.add_error(
                "quiet_until", gettext("This would be quiet all day: switch the channel off instead.")
            )
        if not self.errors and (self.instance.pk is None or HEARS_BY & set(self.changed_data)):
            self._tell_of_backlog(data)
        return data

    def _keep_apart(self, data: CleanedData) -> None:
        """The desk's channels hear of the desk, a receiver outside of what is published."""
        wanted = [name for name in PUBLISHED if data.get(name)]
        if data["kind"] == Channel.Kind.RECEIVER:
            data.update({name: value for name, value in OF_THE_DESK.items() if name in data})
            if not wanted and PUBLISHED[0] in self.fields:
                self.add_error(PUBLISHED[0], gettext("Choose what it is sent."))
        elif wanted:
            self.add_error(wanted[0], gettext("Only a receiver outside is sent this."))

    def _tell_of_backlog(self, data: CleanedData) -> None:
        """Say once, before it is saved, what the channel is owed already."""
        if not data.get("is_active", self.instance.is_active):
            return
        owed = backlog.owed_to(self._wishes(data), now=timezone.now())
        if not owed.total or data.get("told_of") == str(owed.total):
            return
        shown = copy(self.data)
        assert isinstance(shown, QueryDict)
        shown["told_of"] = str(owed.total)
        self.data = shown
        raise ValidationError(_in_words(owed, is_daily=data.get("rhythm") == Channel.Rhythm.DAILY))

    def _check_address(self, data: CleanedData) -> None:
        kind, address = data["kind"], (data.get("address") or "").strip()
        try:
            if kind == Channel.Kind.CHAT:
                self._take_service(data)
            elif kind == Channel.Kind.EMAIL:
                validate_email(address)
                data["address"] = address
            else:
                data["address"] = _webhook_address(address)
                if kind == Channel.Kind.RECEIVER:
                    _check_is_encrypted(address)
                self.instance.secret = self.instance.secret or webhook.new_secret()
        except ValidationError as fault:
            self.add_error("service_address" if kind == Channel.Kind.CHAT else "address", fault)

    def _take_service(self, data: CleanedData) -> None:
        given = (data.get("service_address") or "").strip()
        if given:
            try:
                data["address"] = chat.check(given).name
            except chat.UnknownService as fault:
                raise ValidationError(str(fault)) from None
            except gate.NotAdmitted as fault:
                raise ValidationError(str(fault.explanation)) from None
            except OSError:
                raise ValidationError(gettext("The host was not found.")) from None
            self.instance.secret = given
        elif self.instance.secret:
            data["address"] = self.instance.address
        else:
            raise ValidationError(gettext("Give the address of the chat service."))

    def _wishes(self, data: CleanedData) -> backlog.ChannelWishes:
        def is_wished(name: str) -> bool:
            return bool(data.get(name, getattr(self.instance, name)))

        owner = data.get("owner", self.instance.owner)
        return backlog.ChannelWishes(
            channel_id=self.instance.pk,
            owner=owner.pk if owner else None,
            topics=[topic.pk for topic in data.get("topics", ())],
            muted_topics=[topic.pk for topic in data.get("muted_topics", ())],
            is_chief=is_wished("is_chief"),
            wants_deadlines=is_wished("wants_deadlines"),
            wants_feeds=is_wished("wants_feeds"),
        )


def _in_words(owed: backlog.Backlog, *, is_daily: bool) -> str:
    number = gettext(
        "Owed already: deadlines %(deadlines)d (to decide %(late)d), feeds in trouble %(feeds)d."
    )
    when = (
        gettext("It will stand in the channel's next daily message. Save again, and it is so.")
        if is_daily
        else gettext("It will come at once, in one message. Save again, and it is so.")
    )
    counted = number % {"deadlines": owed.deadlines, "late": owed.late, "feeds": owed.feeds}
    return f"{counted} {when}"


def _webhook_address(address: str) -> str:
    if "@" in urlsplit(address).netloc:
        raise ValidationError(gettext("Leave out user name and password: the address is shown at the desk."))
    try:
        gate.admit(address, allowed_hosts=settings.FETCH_ALLOWED_HOSTS)
    except gate.NotAdmitted as fault:
        raise ValidationError(str(fault.explanation)) from None
    return address


def _check_is_encrypted(address: str) -> None:
    """What leaves the house goes by https, but to a host that the operator allows by name."""
    target = gate.admit(address, allowed_hosts=settings.FETCH_ALLOWED_HOSTS)
    if urlsplit(address).scheme != "https" and not target.is_allowed_by(settings.FETCH_ALLOWED_HOSTS):
        raise ValidationError(gettext("The address of a receiver outside begins with https://."))
