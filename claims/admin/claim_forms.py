"""The forms of what a claim says: its facts, its window, its first appearance. They check input and write nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldAdminURLInputWidget,
    UnfoldBooleanWidget,
)

from claims import editorial, principles
from claims.admin.step_forms import RefusableForm, Renamed
from claims.arguments import CleanedData, Data, Files, FormOptions
from claims.days import DayField
from claims.form_checks import SourceChecks, WindowChecks
from claims.models import Claim, Language
from claims.new_names import NewNames
from claims.twins import Typed

if TYPE_CHECKING:
    ClaimModelForm = forms.ModelForm[Claim]
else:
    ClaimModelForm = forms.ModelForm

TERMS = ("must", "any", "never")


class ClaimForm(WindowChecks, RefusableForm, ClaimModelForm):
    """A claim's facts. The window comes from the words unless its days are set by hand."""

    by_hand = forms.BooleanField(
        label=_("Set the window by hand"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=_("For words that give no date, or a wrong one. The words stay as they were said."),
    )

    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text=principles.AFTER_PUBLICATION,
    )

    renamed: ClassVar[Renamed] = {"precision": "horizon"}

    class Meta:
        model = Claim
        fields = (*editorial.FACTS_STORED_AS_GIVEN, "topics", "opens_on", "closes_on")
        widgets: ClassVar = {
            "statement": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "translated_statement": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "quote": UnfoldAdminTextareaWidget(attrs={"rows": 3}),
            "criteria": UnfoldAdminTextareaWidget(attrs={"rows": 4}),
            **{f"{kind}_terms": UnfoldAdminTextareaWidget(attrs={"rows": 3}) for kind in TERMS},
        }

    def __init__(
        self,
        data: Data = None,
        files: Files = None,
        instance: Claim | None = None,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, files, instance=instance, **options)
        if self.instance.horizon_rule == Claim.BY_HAND:
            self.initial.setdefault("by_hand", True)
        if self.instance.pk:
            self._know("claimant", [self.instance.claimant])
            self._know("restates", [self.instance.restates] if self.instance.restates else [])
            self._know("topics", list(self.instance.topics.all()))

    def _know(self, name: str, rows: Sequence[Model]) -> None:
        """Have the list of this field look up none of these rows, which the page has read already."""
        if name in self.fields and isinstance(widget := self.fields[name].widget, NewNames):
            widget.known = rows

    def clean(self) -> CleanedData:
        cleaned = super().clean()
        said_on = cleaned.get("said_on")
        if said_on is not None:
            self.check_days(cleaned, said_on)
        return cleaned

    def facts(self) -> editorial.ClaimFacts:
        """What was entered, for `editorial`. Only of a valid form."""
        data = self.cleaned_data
        return editorial.ClaimFacts(
            **{name: data[name] for name in editorial.FACTS_STORED_AS_GIVEN},
            topics=tuple(data["topics"]),
            by_hand=(data["opens_on"], data["closes_on"]) if data["by_hand"] else None,
        )


class NewClaimForm(SourceChecks, ClaimForm):
    """A claim's facts together with the place where it was published, its first appearance."""

    source_publisher = forms.CharField(
        label=_("Publisher"),
        max_length=160,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("The outlet or body."),
    )
    source_address = forms.URLField(
        label=_("Address"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget,
        help_text=_("Where readers find it. Without one, give a title that they can look up."),
    )
    source_title = forms.CharField(
        label=_("Title"), max_length=300, required=False, widget=UnfoldAdminTextInputWidget
    )
    source_published_on = DayField(label=_("Published on"), widget=UnfoldAdminSingleDateWidget)

    renamed: ClassVar[Renamed] = {
        **ClaimForm.renamed,
        "publisher": "source_publisher",
        "address": "source_address",
        "title": "source_title",
        "published_on": "source_published_on",
    }

    def clean(self) -> CleanedData:
        cleaned = super().clean()
        self.check_source(cleaned)
        return cleaned

    def typed(self) -> Typed:
        """What was entered, to be compared with what is on record. Only of a valid form."""
        data = self.cleaned_data
        return Typed(
            claimant=data["claimant"].pk,
            statement=data["statement"],
            quote=data["quote"],
            address=data["source_address"],
        )


class WindowQuery(forms.Form):
    """What the preview of a window is asked: the words, the day, the language, and the quote that they stand in."""

    horizon = forms.CharField(max_length=200)
    said_on = DayField()
    language = forms.ChoiceField(choices=Language)
    quote = forms.CharField(required=False)
