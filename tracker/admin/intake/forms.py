"""The forms of "New claims from an article". They read and check input; `tracker.intake.drafting` writes."""

from typing import TYPE_CHECKING, ClassVar, Final, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from claims import rules
from claims.admin.step_forms import PublishedForm, Renamed, show_refusal
from claims.arguments import CleanedData, Data, Files, FormOptions
from claims.days import DayField
from claims.directory import Ambiguous, Directory
from claims.form_checks import WindowChecks
from claims.models import Claim, Claimant, Language
from tracker.intake.articles import SourceArticle
from tracker.intake.drafting import Decision, WantedClaim
from tracker.intake.extract import TEXT_LENGTH, cleaned
from tracker.intake.relatives import Relative

# More sentences of one article than anybody would go through; the form stays below Django's limit of fields.
ROWS: Final = 45
DETECT: Final = ("", _("find out from the text"))
CANDIDATES_LENGTH: Final = 400
CLAIMANTS_LIST: Final = "known-claimants"


class ArticleForm(PublishedForm):
    """An article by its address, or its text; and what is known of it. What is typed wins over what is found."""

    text = forms.CharField(
        label=_("Text"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 8}),
        help_text=_("With a text here the address is not asked; it is kept as the source."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[DETECT, *Language.choices],
        widget=UnfoldAdminSelectWidget,
    )

    transcript = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, data: Data = None, files: Files = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, files, **options)
        for field in self.fields.values():
            field.required = False
        self.fields["address"].label = _("Address of the article")
        self.fields["published_on"].help_text = _("Windows are counted from this day.")

    def clean_text(self) -> str:
        return cleaned(str(self.cleaned_data["text"]))

    def article(self) -> SourceArticle:
        """What was entered. Only of a valid form."""
        return SourceArticle(**self.cleaned_data)

    @classmethod
    def holding(cls, article: SourceArticle) -> "ArticleForm":
        """A form filled in with an article, checked for what is needed before claims can be looked for."""
        values = {name: getattr(article, name) or "" for name in cls.base_fields}
        form = cls({name: str(value) for name, value in values.items()})
        form._require_all()
        return form

    def _require_all(self) -> None:
        needed = {
            "text": gettext("Paste the text of the article."),
            "publisher": gettext("Say who published it."),
            "published_on": gettext(
                "No day is known. Enter the one on which it was published: windows are counted from it."
            ),
            "language": gettext("Say whether this is German or English: no other language is read."),
        }
        for name, fault in needed.items():
            if not self.errors.get(name) and not self.cleaned_data.get(name):
                self.add_error(name, fault)
        if not (self.cleaned_data.get("address") or self.cleaned_data.get("title") or self.errors):
            self.add_error("title", rules.CannotBeFound.explanation)


class SentenceForm(WindowChecks, forms.Form):
    """One spotted sentence, on its way to a draft. Checked only if it is ticked."""

    take = forms.BooleanField(required=False, widget=UnfoldBooleanWidget)
    spans = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    is_dated = forms.BooleanField(required=False, widget=forms.HiddenInput)
    proposal = forms.IntegerField(required=False, max_value=2**31, widget=forms.HiddenInput)
    statement = forms.CharField(
        label=_("Statement"),
        max_length=500,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("What must be checkable, in the newsroom's words: one sentence."),
    )
    statement_language = forms.ChoiceField(
        label=_("Language of the statement"), choices=Language, widget=UnfoldAdminSelectWidget
    )
    quote = forms.CharField(
        label=_("Quote"), max_length=2000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 3})
    )
    claimant = forms.CharField(
        label=_("Claimant"),
        max_length=160,
        widget=UnfoldAdminTextInputWidget(attrs={"list": CLAIMANTS_LIST, "autocomplete": "off"}),
    )
    candidates = forms.CharField(required=False, max_length=CANDIDATES_LENGTH, widget=forms.HiddenInput)
    is_new_claimant = forms.BooleanField(
        label=_("Not on record yet: add this claimant"), required=False, widget=UnfoldBooleanWidget
    )
    kind = forms.ChoiceField(
        label=_("Kind, if new"), choices=Claimant.Kind, required=False, widget=UnfoldAdminSelectWidget
    )
    said_on = DayField(label=_("Said on"), widget=UnfoldAdminSingleDateWidget)
    horizon = forms.CharField(
        label=_("Horizon"),
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text=_(
            "The words that set the deadline. Where there are none, say so, and set the window later."
        ),
    )
    by_hand = forms.BooleanField(
        label=_("Set the window by hand"), required=False, widget=UnfoldBooleanWidget
    )
    opens_on = DayField(label=_("Window opens on"), required=False, widget=UnfoldAdminSingleDateWidget)
    closes_on = DayField(label=_("Window closes on"), required=False, widget=UnfoldAdminSingleDateWidget)
    firmness = forms.ChoiceField(label=_("Firmness"), choices=Claim.Firmness, widget=UnfoldAdminSelectWidget)
    decision = forms.CharField(required=False, max_length=40)

    renamed: ClassVar[Renamed] = {
        "name": "claimant",
        "restates": "decision",
        "precision": "horizon",
        "address": "quote",
        "published_on": "said_on",
    }

    def __init__(
        self,
        data: Data = None,
        files: Files = None,
        *,
        directory: Directory,
        article: SourceArticle,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, files, **options)
        self.directory = directory
        self.language = article.language
        self.published_on = article.published_on
        self.relatives: list[Relative] = []
        self.empty_permitted = False
        if names := str(self["candidates"].value() or ""):
            # Help texts are shown as HTML, and the names are an article's. A script makes buttons of them.
            field = f"id_{self.add_prefix('claimant')}"
            choices = format_html_join(
                ", ", '<span data-fills="{}">{}</span>', ((field, name) for name in names.split(", "))
            )
            self.fields["claimant"].help_text = format_html(
                gettext("Perhaps: %(names)s.") % {"names": "{}"}, choices
            )

    @property
    def is_taken(self) -> bool:
        return bool(self["take"].value())

    @property
    def decided(self) -> str:
        """Which of the ways is chosen: new, or one with a relative."""
        return str(self["decision"].value() or Decision.NEW)

    def full_clean(self) -> None:
        """What nobody ticked may say anything."""
        super().full_clean()
        if self.is_bound and not self.is_taken:
            self._errors = ErrorDict()

    def clean(self) -> dict[str, object]:
        cleaned: CleanedData = super().clean() or {}
        cleaned["language"] = self.language
        said_on = cleaned.get("said_on")
        if said_on is not None:
            self.check_days(cleaned, said_on)
            if self.published_on and said_on > self.published_on and "said_on" not in self.errors:
                self.add_error("said_on", gettext("This day is after the article was published."))
        if cleaned.get("claimant"):
            cleaned["known_claimant"] = self._known_claimant(cleaned)
        decision, relative = self._decision(cleaned.get("decision") or Decision.NEW)
        return cleaned | {"way": decision, "relative": relative}

    def _known_claimant(self, cleaned: CleanedData) -> Claimant | None:
        try:
            found = self.directory.find(cleaned["claimant"])
        except Ambiguous as doubt:
            self.add_error("claimant", doubt.in_words())
            return None
        if found is None and not cleaned.get("is_new_claimant"):
            self.add_error(
                "claimant", gettext("Nobody of this name is on record. Tick the box below to add them.")
            )
        return found

    def _decision(self, chosen: str) -> tuple[Decision, Claim | None]:
        if chosen == Decision.NEW:
            return Decision.NEW, None
        way, _colon, number = chosen.partition(":")
        claims = {str(relative.claim.pk): relative.claim for relative in self.relatives}
        if way not in list(Decision) or number not in claims:
            self.add_error("decision", gettext("This claim is no longer offered. Choose again."))
            return Decision.NEW, None
        return Decision(way), claims[number]

    def show_refusal(self, refusal: ValidationError) -> None:
        show_refusal(self, refusal, self.renamed)

    def wanted(self, row: int) -> WantedClaim:
        """What was entered, for `drafting`. Only of a valid form."""
        data = self.cleaned_data
        new = Claimant(name=data["claimant"], kind=data["kind"] or Claimant.Kind.PERSON)
        return WantedClaim(
            row=row,
            claimant=data["known_claimant"] or new,
            statement=data["statement"],
            statement_language=data["statement_language"],
            quote=data["quote"],
            said_on=data["said_on"],
            horizon=data["horizon"],
            firmness=data["firmness"],
            by_hand=(data["opens_on"], data["closes_on"]) if data["by_hand"] else None,
            decision=data["way"],
            relative=data["relative"],
            proposal=data["proposal"],
        )


if TYPE_CHECKING:
    SentenceForms = forms.BaseFormSet[SentenceForm]
else:
    SentenceForms = forms.BaseFormSet

SentenceFormSet = forms.formset_factory(SentenceForm, extra=0, max_num=ROWS, absolute_max=ROWS)
