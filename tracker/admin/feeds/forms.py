"""The forms about feeds. They read and check what was typed; `tracker.feeds.tracking` writes."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from claims.unseen import SeenForm
from tracker.feeds import tracking
from tracker.models import Feed


class AddressField(forms.CharField):
    """A web address; without a scheme it is taken for https."""

    def __init__(self, *, label: StrOrPromise, help_text: StrOrPromise) -> None:
        widget = UnfoldAdminTextInputWidget(attrs={"inputmode": "url", "autocomplete": "off"})
        super().__init__(widget=widget, label=label, help_text=help_text)

    def to_python(self, value: object) -> str:
        return tracking.as_address(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (fault := tracking.address_fault(value)):
            raise forms.ValidationError(fault)


class AddressForm(forms.Form):
    """What to look at before anything is tracked."""

    address = AddressField(
        label=_("Address"),
        help_text=_(
            "Of a feed, or of a site: its feeds are looked for. Nothing is tracked yet. "
            "A slow site may take half a minute."
        ),
    )


class FeedForm(SeenForm):
    """A feed that is tracked, or shall be."""

    url = AddressField(
        label=_("Address"), help_text=_("The address of the RSS or Atom feed itself, http or https.")
    )

    class Meta:
        model = Feed
        fields: ClassVar = ("url", "title", "language")
        widgets: ClassVar = {"title": UnfoldAdminTextInputWidget, "language": UnfoldAdminSelectWidget}

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        if known := tracking.known_as(url, besides=self.instance if self.instance.pk else None):
            raise forms.ValidationError(gettext("This feed is tracked already: %(feed)s.") % {"feed": known})
        return url
