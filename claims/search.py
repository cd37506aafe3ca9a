"""The public list's filter form: what a reader may ask for, and what that means as a query."""

from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.db.models import Max, Min, Q
from django.utils.translation import gettext_lazy as _

from claims import folding
from claims.arguments import CleanedData
from claims.models import Claim, Claimant, Language, Outcome, Topic
from claims.querysets import ClaimQuerySet

SORTS = {
    "": ("-published_at", "-pk"),
    "closes": ("closes_on", "pk"),
    "-closes": ("-closes_on", "-pk"),
    "-said": ("-said_on", "-pk"),
}
DAYS_OVERDUE = (7, 30, 90)
# More names than these make the page heavy; whoever looks for another types it, or some words of it as search words.
NAMES_OFFERED = 200
SCHEDULES = [
    ("upcoming", _("Upcoming")),
    ("open", _("Window open")),
    ("closed", _("Window closed")),
    ("overdue", _("Awaiting a verdict")),
    ("overdue-7", _("Awaiting a verdict for more than 7 days")),
    ("overdue-30", _("Awaiting a verdict for more than 30 days")),
    ("overdue-90", _("Awaiting a verdict for more than 90 days")),
]
# Late stands beside missed, as on every page: "missed" are those that never came true.
LATE = "late"
OUTCOMES = [
    *((str(each), each.label) for each in Outcome if each not in {Outcome.MISSED, Outcome.VOID}),
    (LATE, _("Came true late")),
    *((str(each), each.label) for each in (Outcome.MISSED, Outcome.VOID)),
]
LOOKUPS = {
    "claimant": "claimant__slug",
    "topic": "topics__slug",
    "kind": "claimant__kind",
    "firmness": "firmness",
    "language": "language",
    "year": "closes_on__year",
}
# Offered only where a link asked for them: whoever looks for a claim seldom looks for these.
ONLY_BY_LINK = ("kind", "party")
Choices = list[tuple[str, object]]


class ClaimFilter(forms.Form):
    """Every field is optional. One that is not understood is left out, and `faults` says so; the others hold.

    Topics and years are offered as far as published claims have them: two queries.
    """

    q = forms.CharField(
        label=_("Search words"), required=False, max_length=200, widget=forms.TextInput({"type": "search"})
    )
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    schedule = forms.ChoiceField(label=_("Schedule"), required=False)
    claimant = forms.CharField(
        label=_("Claimant"),
        required=False,
        max_length=160,
        widget=forms.TextInput({"list": "filter-claimants", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind of claimant"), required=False)
    party = forms.CharField(label=_("Party on the day it was said"), required=False, max_length=80)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    firmness = forms.ChoiceField(label=_("How firmly it was said"), required=False)
    language = forms.ChoiceField(label=_("Language of the quote"), required=False)
    year = forms.ChoiceField(label=_("Year of the deadline"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Newest on record")),
            ("closes", _("Earliest deadline")),
            ("-closes", _("Latest deadline")),
            ("-said", _("Said most recently")),
        ],
    )

    def __init__(self, asked: Mapping[str, object]) -> None:
        self._claimant = _claimant(str(asked.get("claimant", "")))
        if self._claimant:  # a link has the name of the address; who reads the form knows the other
            asked = {name: asked.get(name) for name in asked} | {"claimant": self._claimant.name}
        super().__init__(asked, auto_id="filter-%s")
        self._offer("outcome", list(OUTCOMES))
        self._offer("schedule", list(SCHEDULES))
        self._offer("kind", list(Claimant.Kind.choices))
        self._topics = _topics()
        self._offer("topic", [(topic.slug, topic.told_name.text) for topic in self._topics])
        self._offer("firmness", list(Claim.Firmness.choices))
        self._offer("language", list(Language.choices))
        self._offer("year", _years())
        for name in ONLY_BY_LINK:
            if not asked.get(name):
                del self.fields[name]

    def clean_claimant(self) -> str:
        """The name in the address of whom the text names: that name, or the claimant's own."""
        typed: str = self.cleaned_data["claimant"]
        if typed and self._claimant is None:
            raise forms.ValidationError(_("Nobody of this name has claims on record."))
        return self._claimant.slug if self._claimant else ""

    @property
    def claimant_names(self) -> list[str]:
        """Names to choose from while one types: all of them, unless there are very many."""
        public = Claimant.objects.public().order_by("sort_key", "pk")
        return list(public.values_list("name", flat=True)[:NAMES_OFFERED])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What was not understood: the field's label, and what is wrong with it."""
        return [
            (str(self.fields[name].label), " ".join(str(text) for text in texts))
            for name, texts in self.errors.items()
            if name in self.fields
        ]

    @property
    def understood(self) -> CleanedData:
        """The values that hold, by field; empty ones left out. Call `is_valid()` first."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def chosen_topic(self) -> Topic | None:
        """The topic that is asked for, with its name in either language; None where none is."""
        asked = self.understood.get("topic")
        return next((topic for topic in self._topics if topic.slug == asked), None)

    @property
    def is_narrowing(self) -> bool:
        """Whether any filter holds, the order aside."""
        return bool(self.narrowing)

    @property
    def narrowing(self) -> dict[str, object]:
        """What is understood, the order aside."""
        return {name: value for name, value in self.understood.items() if name != "sort"}

    @property
    def query(self) -> str:
        """The same as an address has it: "q=bridge&topic=energy". One search has one query, however it was typed."""
        return urlencode(self.narrowing)

    @property
    def words(self) -> str:
        """The same as readers read it: "bridge, Energy"."""
        return ", ".join(self._word_of(name, str(value)) for name, value in self.narrowing.items())

    def _word_of(self, name: str, value: str) -> str:
        if name == "claimant" and self._claimant:
            return self._claimant.name
        field = self.fields[name]
        choices: dict[object, object] = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
        return str(choices.get(value, value))

    def chosen(self, claims: ClaimQuerySet, *, today: date) -> ClaimQuerySet:
        """The claims that pass every filter that holds, in the order asked for."""
        asked = self.understood
        if words := asked.get("q"):
            claims = claims.search(words)
        if schedule := asked.get("schedule"):
            claims = _scheduled(claims, schedule, today)
        if outcome := asked.get("outcome"):
            claims = _with_outcome(claims, outcome)
        if party := asked.get("party"):
            claims = claims.of_party(party)
        wanted = {lookup: asked[name] for name, lookup in LOOKUPS.items() if name in asked}
        return claims.filter(**wanted).order_by(*self.order)

    @property
    def order(self) -> tuple[str, ...]:
        """The order asked for, by fields of which the last is unique."""
        return SORTS[self.understood.get("sort", "")]


def _scheduled(claims: ClaimQuerySet, schedule: str, today: date) -> ClaimQuerySet:
    schedule, _dash, days = schedule.partition("-")
    if days:
        today -= timedelta(days=int(days))
    narrowed = {
        "upcoming": claims.upcoming,
        "open": claims.window_open,
        "closed": claims.closed,
        "overdue": claims.awaiting_verdict,
    }
    return narrowed[schedule](today)


def _with_outcome(claims: ClaimQuerySet, outcome: str) -> ClaimQuerySet:
    if outcome == LATE:
        return claims.came_true_late()
    return claims.never_came_true() if outcome == Outcome.MISSED else claims.filter(outcome=outcome)


def _claimant(typed: str) -> Claimant | None:
    """Whom the name, or the name in their address, names; None for nobody of whom anything is public."""
    wanted = typed.strip()
    if not wanted or "\0" in wanted:
        return None
    named = Q(slug=wanted) | Q(sort_key=folding.sort_key(wanted)[:320], name=wanted)
    return Claimant.objects.public().filter(named).order_by("pk").first()


def _topics() -> list[Topic]:
    return sorted(
        Topic.objects.public().order_by("pk"), key=lambda topic: folding.sort_key(topic.told_name.text)
    )


def _years() -> Choices:
    """The years from the first to the last deadline: both ends of an index, and no walk along it."""
    ends = Claim.objects.public().order_by().aggregate(first=Min("closes_on"), last=Max("closes_on"))
    if ends["first"] is None:
        return []
    return [(str(year), str(year)) for year in range(ends["first"].year, ends["last"].year + 1)]
