"""The forms about feeds. They read and check what was typed; `tracker.feeds` writes."""

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminURLInputWidget

from tracker import feeds, gate
from tracker.models import Feed

if TYPE_CHECKING:
    FeedModelForm = forms.ModelForm[Feed]
else:
    FeedModelForm = forms.ModelForm

# Feed readers make "feed:https://…" and "feed://…" of an address when it is copied out of them.
_FEED_SCHEME: Final = re.compile(r"^feed:(?://)?(?=https?://)|^feed:(?=//)", re.IGNORECASE)


def checked_address(typed: str) -> str:
    """The address as it would be fetched. Raises ValidationError for one that must not be."""
    url = typed.strip()
    if "@" in urlsplit(url).netloc:
        raise forms.ValidationError(
            gettext("Leave out user name and password: the address is shown at the desk.")
        )
    try:
        gate.admit(url, allowed_hosts=settings.FETCH_ALLOWED_HOSTS)
    except (gate.BadAddress, gate.RefusedAddress) as fault:
        reason = gettext("This address cannot be fetched: %(fault)s.") % {"fault": str(fault).rstrip(".")}
        raise forms.ValidationError(reason) from None
    return url


class AddressField(forms.URLField):
    """A web address; without a scheme it is taken for https."""

    widget = UnfoldAdminURLInputWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=1000, assume_scheme="https", **options)

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        https = _FEED_SCHEME.sub("", typed)
        return super().to_python(f"https:{https}" if https.startswith("//") else https)


class AddressForm(forms.Form):
    """What to look at before anything is tracked."""

    address = AddressField(
        label=_("Address"),
        help_text=_("Of a feed, or of a site: its feeds are looked for. Nothing is tracked yet."),
    )

    def clean_address(self) -> str:
        return checked_address(str(self.cleaned_data["address"]))


class FeedForm(FeedModelForm):
    """A feed that is tracked, or shall be."""

    url = AddressField(
        label=_("Address"), help_text=_("The address of the RSS or Atom feed itself, http or https.")
    )

    class Meta:
        model = Feed
        fields: ClassVar = ("url", "title", "language")

    def clean_url(self) -> str:
        url = checked_address(str(self.cleaned_data["url"]))
        if known := feeds.known_as(url, besides=self.instance if self.instance.pk else None):
            raise forms.ValidationError(gettext("This feed is tracked already: %(feed)s.") % {"feed": known})
        return url
