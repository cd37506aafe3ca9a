"""What the forms of a claim check beyond their single fields: its days, and where it was published. No queries."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext

from claims import editorial, horizon, rules
from claims.arguments import CleanedData


class WindowChecks(forms.BaseForm):
    """The days of a claim: the words must not look back, and days by hand must be two, in order, and ahead."""

    def check_days(self, cleaned: dict[str, object], said_on: date) -> None:
        if said_on > timezone.localdate():
            self.add_error("said_on", rules.SaidInTheFuture.explanation)
        elif cleaned.get("by_hand"):
            self._check_window_by_hand(cleaned, said_on)
        elif cleaned.get("horizon") and cleaned.get("language"):
            self._check_words(cleaned, said_on)

    def _check_window_by_hand(self, cleaned: CleanedData, said_on: date) -> None:
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        for name, day in (("opens_on", opens_on), ("closes_on", closes_on)):
            if day is None and name not in self.errors:
                self.add_error(name, gettext("Give this day, or let the words set the window."))
        if opens_on and closes_on and opens_on > closes_on:
            self.add_error("opens_on", gettext("The window opens after it closes."))
        elif closes_on and closes_on < said_on:
            self.add_error("closes_on", gettext("The window closes before the claim was made."))

    def _check_words(self, cleaned: CleanedData, said_on: date) -> None:
        found = horizon.resolve(cleaned["horizon"], said_on=said_on, language=cleaned["language"])
        if isinstance(found, horizon.Past):
            self.add_error("horizon", rules.HorizonInThePast.explanation)


class SourceChecks(forms.BaseForm):
    """A first appearance, in fields named `source_…`: it can be found, and came when it was said or later."""

    def check_source(self, cleaned: CleanedData) -> None:
        """Of the fields that hold so far."""
        is_findable = cleaned.get("source_address") or cleaned.get("source_title")
        if not is_findable and "source_address" not in self.errors:
            self.add_error("source_address", rules.CannotBeFound.explanation)
        said_on, published_on = cleaned.get("said_on"), cleaned.get("source_published_on")
        if said_on and published_on and published_on < said_on:
            self.add_error("source_published_on", rules.PublishedBeforeItWasSaid.explanation)
        if published_on and published_on > timezone.localdate():
            self.add_error("source_published_on", rules.PublishedInTheFuture.explanation)

    def source(self) -> editorial.Source:
        """The first appearance as entered. Only of a valid form."""
        data: CleanedData = self.cleaned_data
        return editorial.Source(
            publisher=data["source_publisher"],
            published_on=data["source_published_on"],
            address=data["source_address"],
            title=data["source_title"],
        )
