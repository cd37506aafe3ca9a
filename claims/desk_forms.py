"""The forms of the editors' desk. They read and check input; `claims.editorial` decides and writes."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminRadioSelectWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldAdminURLInputWidget,
    UnfoldBooleanWidget,
)

from claims import editorial, horizon, rules
from claims.models import Claim, Evidence, Language, Outcome, RecordEntry, User, colleagues

if TYPE_CHECKING:
    ClaimModelForm = forms.ModelForm[Claim]
    EvidenceChoices = forms.ModelMultipleChoiceField[Evidence]
else:
    ClaimModelForm = forms.ModelForm
    EvidenceChoices = forms.ModelMultipleChoiceField

Renamed = Mapping[str, str]
TERMS = ("must", "any", "never")


def show_refusal(form: forms.BaseForm, refusal: ValidationError, renamed: Renamed | None = None) -> None:
    """Put what `editorial` refused beside the form's fields; what belongs to none of them goes on top.

    `renamed` says under which name the form has a field of the record.
    """
    by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: [refusal]}
    for field, errors in by_field.items():
        name = (renamed or {}).get(field, field)
        form.add_error(name if name in form.fields else None, errors)


class RefusableForm(forms.BaseForm):
    """A form that can be shown once more with what the record refused."""

    refusal: ClassVar[ValidationError | None] = None
    renamed: ClassVar[Renamed] = {}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.refusal is not None:
            show_refusal(self, self.refusal, self.renamed)
        return cleaned


class WindowChecks(forms.BaseForm):
    """The days of a claim: the words must not look back, and days by hand must be two, in order, and ahead."""

    def check_days(self, cleaned: dict[str, Any], said_on: date) -> None:
        if said_on > timezone.localdate():
            self.add_error("said_on", rules.SaidInTheFuture.explanation)
        elif cleaned.get("by_hand"):
            self._check_window_by_hand(cleaned, said_on)
        elif cleaned.get("horizon") and cleaned.get("language"):
            self._check_words(cleaned, said_on)

    def _check_window_by_hand(self, cleaned: dict[str, Any], said_on: date) -> None:
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        for name, day in (("opens_on", opens_on), ("closes_on", closes_on)):
            if day is None and name not in self.errors:
                self.add_error(name, gettext("Give this day, or let the words set the window."))
        if opens_on and closes_on and opens_on > closes_on:
            self.add_error("opens_on", gettext("The window opens after it closes."))
        elif closes_on and closes_on < said_on:
            self.add_error("closes_on", gettext("The window closes before the claim was made."))

    def _check_words(self, cleaned: dict[str, Any], said_on: date) -> None:
        found = horizon.resolve(cleaned["horizon"], said_on=said_on, language=cleaned["language"])
        if isinstance(found, horizon.Past):
            self.add_error("horizon", rules.HorizonInThePast.explanation)


def revisions(claim: Claim) -> QuerySet[RecordEntry]:
    """Each change of what the claim says, the newest first."""
    name = f"claim:{claim.pk}"
    return RecordEntry.objects.filter(chain=name, subject=name, action="revised").order_by("-sequence")


class ClaimForm(WindowChecks, RefusableForm, ClaimModelForm):
    """A claim's facts. The window comes from the words unless its days are set by hand.

    The page sends along as `revision` which change it has seen last: a later one by somebody else is never overwritten
    unseen.
    """

    by_hand = forms.BooleanField(
        label=_("Set the window by hand"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=_("For words that give no date, or a wrong one. The words stay as they were said."),
    )

    renamed: ClassVar[Renamed] = {"precision": "horizon"}

    class Meta:
        model = Claim
        fields = (*editorial.FACTS_STORED_AS_GIVEN, "topics", "opens_on", "closes_on")
        widgets: ClassVar = {
            "statement": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "quote": UnfoldAdminTextareaWidget(attrs={"rows": 3}),
            "criteria": UnfoldAdminTextareaWidget(attrs={"rows": 4}),
            **{f"{kind}_terms": UnfoldAdminTextareaWidget(attrs={"rows": 3}) for kind in TERMS},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.horizon_rule == Claim.BY_HAND:
            self.initial.setdefault("by_hand", True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said_on = cleaned.get("said_on")
        if said_on is not None:
            self.check_days(cleaned, said_on)
        if self.instance.pk and (seen := self.data.get("revision", "")).isdecimal():
            self._check_unrevised(int(seen[:9]))
        return cleaned

    def _check_unrevised(self, seen: int) -> None:
        unseen = list(revisions(self.instance).filter(sequence__gt=seen))
        if not unseen:
            return
        changed = {name.removesuffix("_id"): None for entry in unseen for name in entry.changes}
        text = gettext(
            "%(name)s changed this claim while you had it open: %(fields)s. Nothing of yours is saved yet. Compare the "
            "two; saving once more puts what stands here in place of that change."
        )
        fields = ", ".join(str(self.fields[name].label) for name in changed if name in self.fields)
        self.add_error(None, text % {"name": unseen[0].by_name, "fields": fields})

    def facts(self) -> editorial.ClaimFacts:
        """What was entered, for `editorial`. Only of a valid form."""
        data = self.cleaned_data
        return editorial.ClaimFacts(
            **{name: data[name] for name in editorial.FACTS_STORED_AS_GIVEN},
            topics=tuple(data["topics"]),
            by_hand=(data["opens_on"], data["closes_on"]) if data["by_hand"] else None,
        )


class NewClaimForm(ClaimForm):
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
    source_published_on = forms.DateField(label=_("Published on"), widget=UnfoldAdminSingleDateWidget)

    renamed: ClassVar[Renamed] = {
        **ClaimForm.renamed,
        "publisher": "source_publisher",
        "address": "source_address",
        "title": "source_title",
        "published_on": "source_published_on",
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_findable = cleaned.get("source_address") or cleaned.get("source_title")
        if not is_findable and "source_address" not in self.errors:
            self.add_error("source_address", rules.CannotBeFound.explanation)
        said_on, published_on = cleaned.get("said_on"), cleaned.get("source_published_on")
        if said_on and published_on and published_on < said_on:
            self.add_error("source_published_on", rules.PublishedBeforeItWasSaid.explanation)
        if published_on and published_on > timezone.localdate():
            self.add_error("source_published_on", rules.PublishedInTheFuture.explanation)
        return cleaned

    def source(self) -> editorial.Source:
        """The first appearance as entered. Only of a valid form."""
        data = self.cleaned_data
        return editorial.Source(
            publisher=data["source_publisher"],
            published_on=data["source_published_on"],
            address=data["source_address"],
            title=data["source_title"],
        )


class WindowQuery(forms.Form):
    """What the preview of a window is asked: the words, the day and the language."""

    horizon = forms.CharField(max_length=200)
    said_on = forms.DateField()
    language = forms.ChoiceField(choices=Language)


class DeskForm(forms.Form):
    """A form about one claim: what is done to it, and by whom.

    `reads_the_page`: whether it can be filled from the page at its address. `said`: what `write` did, where that is
    not what the step promises.
    """

    reads_the_page: ClassVar = False
    said = ""

    error_css_class = "errors"

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim

    def write(self, by: User) -> object:
        """Do it, through `editorial`. Only of a valid form; raises what `editorial` refuses."""
        raise NotImplementedError


class PublishForm(DeskForm):
    """Nothing to fill in: the button is the form."""

    def write(self, by: User) -> object:
        return editorial.publish_claim(claim=self.claim, by=by)


class WithdrawForm(DeskForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        help_text=_("Public: the page stays, with this reason on it."),
    )

    def write(self, by: User) -> object:
        return editorial.withdraw_claim(claim=self.claim, reason=self.cleaned_data["reason"], by=by)


class SnoozeForm(DeskForm):
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=UnfoldAdminSingleDateWidget,
        help_text=_("Reminders go on from this day. Empty: they go on at once."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("For the desk only, not for readers."),
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        self.fields["until"].initial = claim.snoozed_until
        self.fields["reason"].initial = claim.snooze_reason

    def write(self, by: User) -> object:
        return editorial.snooze_claim(claim=self.claim, by=by, **self.cleaned_data)


class HandOnForm(DeskForm):
    to = forms.ModelChoiceField(
        label=_("Hand on to"),
        queryset=colleagues(),
        required=False,
        empty_label=_("nobody in particular"),
        widget=UnfoldAdminSelectWidget,
        help_text=_("This person's channels hear of the claim from now on."),
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        self.fields["to"].initial = claim.assigned_to_id

    def write(self, by: User) -> object:
        return editorial.hand_on_claim(claim=self.claim, to=self.cleaned_data["to"], by=by)


class PublishedForm(forms.Form):
    """Something that was published: by whom, when, and where it can be found."""

    publisher = forms.CharField(label=_("Publisher"), max_length=160, widget=UnfoldAdminTextInputWidget)
    published_on = forms.DateField(label=_("Published on"), widget=UnfoldAdminSingleDateWidget)
    address = forms.URLField(
        label=_("Address"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget,
    )
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, widget=UnfoldAdminTextInputWidget
    )

    def clean_published_on(self) -> date | None:
        day: date | None = self.cleaned_data["published_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(rules.PublishedInTheFuture.explanation)
        return day


class FoundForm(PublishedForm, DeskForm):
    """Something published that bears on the claim, most likely in its language."""

    language = forms.ChoiceField(label=_("Language"), choices=Language, widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        self.fields["language"].initial = claim.language


class AppearanceForm(FoundForm):
    quote = forms.CharField(
        label=_("Wording there"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("Empty: the claim's own quote."),
    )

    def write(self, by: User) -> object:
        source = editorial.Source(**self.cleaned_data)
        return editorial.add_appearance(claim=self.claim, source=source, by=by)


class EvidenceForm(FoundForm):
    """Evidence that an editor found. What the page at the address says can be read first, and then be mended."""

    reads_the_page: ClassVar = True
    field_order = ("address", "title", "publisher", "published_on", "excerpt", "language")

    address = forms.URLField(
        label=_("Address"), max_length=2000, assume_scheme="https", widget=UnfoldAdminURLInputWidget
    )
    title = forms.CharField(label=_("Title"), max_length=1000, widget=UnfoldAdminTextInputWidget)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, widget=UnfoldAdminTextInputWidget)
    excerpt = forms.CharField(
        label=_("Excerpt"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        help_text=_("The passage that bears on the claim."),
    )
    stance = forms.ChoiceField(label=_("It …"), choices=Evidence.Stance, widget=UnfoldAdminRadioSelectWidget)
    # What the text said when it was read, so that other papers with the same story are known for it.
    fingerprint = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        self.fields["published_on"].required = False

    def write(self, by: User) -> object:
        data = dict(self.cleaned_data)
        stance, day = data.pop("stance"), data.pop("published_on")
        published_at = timezone.make_aware(datetime.combine(day, time(12))) if day else None
        article = editorial.FoundArticle(published_at=published_at, **data)
        had = set(self.claim.evidence.values_list("pk", flat=True))
        evidence = editorial.add_evidence(claim=self.claim, article=article, stance=stance, by=by)
        if evidence.pk in had:
            text = gettext(
                "The claim had this article, or its story, already: “%(title)s”. "
                "That one is accepted now (%(stance)s); "
                "its title and excerpt stay as they were."
            )
            self.said = text % {"title": evidence.title[:80], "stance": evidence.get_stance_display()}
        return evidence


# The rulings first; to take one back is the exception.
RULINGS = [
    *(choice for choice in Outcome.choices if choice[0] != Outcome.PENDING),
    (Outcome.PENDING, _("Pending again: reopens the claim")),
]


class VerdictForm(DeskForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=RULINGS, widget=UnfoldAdminRadioSelectWidget)
    happened_on = forms.DateField(
        label=_("Happened on"),
        required=False,
        widget=UnfoldAdminSingleDateWidget,
        help_text=_("The day it came true or became known."),
    )
    can_no_longer_happen = forms.BooleanField(
        label=_("It can no longer happen"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=_("Only this lets you rule “missed” before the window closes."),
    )
    evidence = EvidenceChoices(
        label=_("Rests on"),
        queryset=Evidence.objects.none(),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    reasoning = forms.CharField(
        label=_("Reasoning"),
        max_length=4000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6}),
        help_text=_("Public. Why, in plain words."),
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        evidence: Any = self.fields["evidence"]
        evidence.queryset = claim.evidence.accepted()

    def write(self, by: User) -> object:
        data = dict(self.cleaned_data)
        evidence = data.pop("evidence")
        ruling = rules.Ruling(outcome=Outcome(data.pop("outcome")), **data)
        return editorial.rule(claim=self.claim, ruling=ruling, evidence=evidence, by=by)
