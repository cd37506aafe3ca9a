"""The forms of the steps with a claim: publish, rule, add and the rest. They check input; `claims.editorial` writes."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, ClassVar, Unpack

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
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

from claims import editorial, principles, rules, rulings
from claims.arguments import CleanedData, Data, Files, FormOptions
from claims.days import DayField
from claims.models import Claim, Evidence, Language, Outcome, Reply, User, colleagues

if TYPE_CHECKING:
    EvidenceChoices = forms.ModelMultipleChoiceField[Evidence]
else:
    EvidenceChoices = forms.ModelMultipleChoiceField

Renamed = Mapping[str, str]


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

    def clean(self) -> CleanedData:
        cleaned: dict[str, object] = super().clean() or {}
        if self.refusal is not None:
            show_refusal(self, self.refusal, self.renamed)
        return cleaned


def offer(field: forms.Field, rows: QuerySet[Model]) -> None:
    """Have a field in which rows are chosen offer these."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class DeskForm(forms.Form):
    """A form about one claim: what is done to it, and by whom.

    `reads_the_page`: whether it can be filled from the page at its address. `said`: what `write` did, where that is
    not what the step promises.
    """

    reads_the_page: ClassVar = False
    said = ""

    error_css_class = "errors"

    # The number of the last entry of the claim's chain that the page showed.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Data = None,
        files: Files = None,
        *,
        claim: Claim,
        seen: int | None = None,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, files, **options)
        self.claim = claim
        self.fields["seen"].initial = seen
        self.begin()

    def begin(self) -> None:
        """Fill in what is known of the claim, once the fields are there."""

    def has_now_seen(self, seen: int) -> None:
        """Let the form go out again with what its author has been told of in between."""
        assert isinstance(self.data, QueryDict)  # a form that was sent
        self.data = data = self.data.copy()
        data["seen"] = str(seen)

    def write(self, by: User) -> object:
        """Do it, through `editorial`. Only of a valid form; raises what `editorial` refuses."""
        raise NotImplementedError


class PublishForm(DeskForm):
    """The one point of the checklist that no other field of the claim answers."""

    checkable = forms.CharField(
        label=_("How it can be checked"),
        max_length=300,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Who or what will show it: a register, a figure, a visit. For the desk only."),
    )

    def begin(self) -> None:
        super().begin()
        self.fields["checkable"].initial = self.claim.checkable

    def write(self, by: User) -> object:
        return editorial.publish_claim(claim=self.claim, by=by, **self.cleaned_data)


class PublishLaterForm(PublishForm):
    """A day and an hour in the newsroom's time zone."""

    field_order = ("day", "at", "checkable")
    day = DayField(label=_("Day"), widget=UnfoldAdminSingleDateWidget)
    at = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=UnfoldAdminTextInputWidget(attrs={"type": "time"}),
    )

    def begin(self) -> None:
        super().begin()
        if self.claim.publish_at is not None:
            waits = timezone.localtime(self.claim.publish_at)
            self.fields["day"].initial, self.fields["at"].initial = waits.date(), f"{waits:%H:%M}"

    def write(self, by: User) -> object:
        data = self.cleaned_data
        at = timezone.make_aware(datetime.combine(data["day"], data["at"]))
        claim = editorial.publish_claim(
            claim=self.claim, by=by, seen=data["seen"], at=at, checkable=data["checkable"]
        )
        shown = date_format(timezone.localtime(claim.publish_at), "SHORT_DATETIME_FORMAT")
        self.said = gettext("Will be public on %(time)s. Until then it can be taken back.") % {"time": shown}
        return claim


class WithdrawForm(DeskForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        help_text=_("Public: the page stays, with this reason on it."),
    )

    def write(self, by: User) -> object:
        return editorial.withdraw_claim(claim=self.claim, by=by, **self.cleaned_data)


class SnoozeForm(DeskForm):
    until = DayField(
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

    def begin(self) -> None:
        super().begin()
        self.fields["until"].initial = self.claim.snoozed_until
        self.fields["reason"].initial = self.claim.snooze_reason

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

    def begin(self) -> None:
        super().begin()
        self.fields["to"].initial = self.claim.assigned_to_id

    def write(self, by: User) -> object:
        return editorial.hand_on_claim(claim=self.claim, by=by, **self.cleaned_data)


class MergeForm(DeskForm):
    into = forms.ModelChoiceField(
        label=_("Into which claim"), queryset=Claim.objects.none(), widget=UnfoldAdminSelectWidget
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=principles.MERGED,
    )

    def begin(self) -> None:
        super().begin()
        others = Claim.objects.public().filter(claimant=self.claim.claimant).exclude(pk=self.claim.pk)
        offer(self.fields["into"], others)

    def write(self, by: User) -> object:
        return editorial.merge_claims(claim=self.claim, by=by, **self.cleaned_data)


class AskForm(DeskForm):
    asked_of = forms.CharField(label=_("Asked of"), max_length=160, widget=UnfoldAdminTextInputWidget)
    asked_on = DayField(label=_("Asked on"), widget=UnfoldAdminSingleDateWidget)
    due_on = DayField(label=_("Due on"), widget=UnfoldAdminSingleDateWidget, help_text=principles.REPLY)

    def begin(self) -> None:
        super().begin()
        self.fields["asked_of"].initial = self.claim.claimant.name
        self.fields["asked_on"].initial = timezone.localdate()

    def write(self, by: User) -> object:
        data = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return editorial.ask_for_reply(claim=self.claim, by=by, **data)


class ReplyForm(DeskForm):
    reply = forms.ModelChoiceField(
        label=_("Whose reply"), queryset=Reply.objects.none(), widget=UnfoldAdminSelectWidget
    )
    received_on = DayField(label=_("Received on"), widget=UnfoldAdminSingleDateWidget)
    language = forms.ChoiceField(label=_("Language"), choices=Language, widget=UnfoldAdminSelectWidget)
    text = forms.CharField(
        label=_("The reply, word for word"),
        max_length=10_000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 8}),
        help_text=principles.REPLY,
    )

    def begin(self) -> None:
        super().begin()
        asked = self.claim.replies.filter(received_on__isnull=True)
        offer(self.fields["reply"], asked)
        self.fields["reply"].initial = asked.first()
        self.fields["language"].initial = self.claim.language

    def write(self, by: User) -> object:
        data = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return editorial.enter_reply(by=by, **data)


class PublishedForm(forms.Form):
    """Something that was published: by whom, when, and where it can be found."""

    publisher = forms.CharField(label=_("Publisher"), max_length=160, widget=UnfoldAdminTextInputWidget)
    published_on = DayField(label=_("Published on"), widget=UnfoldAdminSingleDateWidget)
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

    def begin(self) -> None:
        super().begin()
        self.fields["language"].initial = self.claim.language


class AppearanceForm(FoundForm):
    quote = forms.CharField(
        label=_("Wording there"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("Empty: the claim's own quote."),
    )

    def write(self, by: User) -> object:
        data = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        source = editorial.Source(**data)
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

    def begin(self) -> None:
        super().begin()
        self.fields["published_on"].required = False

    def write(self, by: User) -> object:
        data = dict(self.cleaned_data)
        del data["seen"]
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
    happened_on = DayField(
        label=_("Came true on"),
        required=False,
        widget=UnfoldAdminSingleDateWidget,
        help_text=principles.TWO_DAYS,
    )
    known_on = DayField(label=_("Became known on"), required=False, widget=UnfoldAdminSingleDateWidget)
    can_no_longer_happen = forms.BooleanField(
        label=_("It can no longer happen"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=principles.BEFORE_THE_END,
    )
    condition_failed = forms.BooleanField(
        label=_("The condition was not met"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=principles.CONDITION,
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

    def begin(self) -> None:
        super().begin()
        offer(self.fields["evidence"], self.claim.evidence.accepted())
        if not self.claim.condition:
            del self.fields["condition_failed"]

    def ruling(self) -> rulings.Ruling:
        """What was entered, for `editorial`. Only of a valid form."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"evidence", "seen"}}
        return rulings.Ruling(**data | {"outcome": Outcome(data["outcome"])})

    def write(self, by: User) -> object:
        seen, evidence = self.cleaned_data["seen"], self.cleaned_data["evidence"]
        return editorial.rule(claim=self.claim, ruling=self.ruling(), evidence=evidence, by=by, seen=seen)


class VerdictQuery(forms.Form):
    """What the preview of a verdict's sentence is asked: outcome, days and grounds, as far as they are typed."""

    outcome = forms.ChoiceField(choices=Outcome)
    happened_on = DayField(required=False)
    known_on = DayField(required=False)
    can_no_longer_happen = forms.BooleanField(required=False)
    condition_failed = forms.BooleanField(required=False)
