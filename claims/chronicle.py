"""A claim's log as readers may see it: who did what and when, without what is not public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import record
from claims.models import Claim, Claimant, Correction, RecordEntry, User, Verdict

ACTIONS = {
    "logged": gettext_lazy("Claim logged"),
    "revised": gettext_lazy("Claim revised"),
    "checked": gettext_lazy("Checked before publication"),
    "published": gettext_lazy("Claim published"),
    "withdrawn": gettext_lazy("Claim withdrawn"),
    "snoozed": gettext_lazy("Reminders put off"),
    "woken": gettext_lazy("Reminders resumed"),
    "handed_on": gettext_lazy("Claim handed on"),
    "decided": gettext_lazy("Outcome changed"),
    "appeared": gettext_lazy("Appearance added"),
    "kept": gettext_lazy("Text kept"),
    "suggested": gettext_lazy("Evidence suggested"),
    "added": gettext_lazy("Evidence added"),
    "accepted": gettext_lazy("Evidence accepted"),
    "rejected": gettext_lazy("Evidence rejected"),
    "returned": gettext_lazy("Review of evidence taken back"),
    "copied": gettext_lazy("Another source of evidence found"),
    "listed": gettext_lazy("Another source of evidence accepted"),
    "unlisted": gettext_lazy("Another source of evidence taken back"),
    "ruled": gettext_lazy("Verdict given"),
    "countersigned": gettext_lazy("Verdict countersigned"),
    "took_effect": gettext_lazy("Verdict took effect"),
    "verdict_taken_back": gettext_lazy("Announced verdict taken back"),
    "publication_set": gettext_lazy("Publication set"),
    "publication_lapsed": gettext_lazy("Publication given up: who set it may publish no more"),
    "publication_taken_back": gettext_lazy("Publication taken back"),
    "coded": gettext_lazy("Read blind by another editor"),
    "merged": gettext_lazy("Merged"),
    "asked": gettext_lazy("Reply asked for"),
    "answered": gettext_lazy("Reply received"),
    "office_logged": gettext_lazy("Office logged"),
    "office_changed": gettext_lazy("Office changed"),
    "noticed": gettext_lazy("Correction published"),
    "proposed": gettext_lazy("Change proposed"),
    "change_countersigned": gettext_lazy("Change countersigned"),
    "dropped": gettext_lazy("Proposed change dropped"),
    "renamed": gettext_lazy("Person renamed"),
    "held": gettext_lazy("Held back"),
    "lifted": gettext_lazy("Shown again"),
    "forgotten": gettext_lazy("Withheld by law"),
    "forgetting_decided": gettext_lazy("Forgetting decided"),
    "forgetting_countersigned": gettext_lazy("Forgetting countersigned"),
    "forgetting_dropped": gettext_lazy("Forgetting given up"),
    "checkpointed": gettext_lazy("Checkpoint made"),
}
# What a reader can make something of. The rest is the desk's own business, or numbers of rows.
SHOWN_FIELDS = (
    "claimant_id",
    "claimant",  # a new name of the same one
    "statement",
    "statement_language",
    "translated_statement",
    "translation_language",
    "quote",
    "language",
    "said_on",
    "horizon",
    "opens_on",
    "closes_on",
    "criteria",
    "firmness",
    "condition",
    "outcome",
    "withdrawn_reason",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field's value before and after: words, or days where `is_day`. None and empty: there was no value."""

    label: str
    before: str | date | None
    after: str | date | None
    is_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry of the log. `about` names its evidence, appearance or verdict; empty where that is not public."""

    entry: RecordEntry
    action: str
    who: str
    about: str = ""
    changes: tuple[Change, ...] = ()


def lines(
    claim: Claim,
    entries: Iterable[RecordEntry],
    public: Iterable[record.Recorded],
    *,
    was_published: bool = False,
) -> list[Line]:
    """The claim's entries in words. `public` are the evidence, verdicts and appearances that readers may see;
    `was_published` is whether the claim was before the first of these entries.

    What a draft said before publication stays with the desk; that it was changed, and when, does not.
    """
    known = {record.subject_of(thing): _name(thing) for thing in public}
    entries = list(entries)
    claimants = claimant_names((entry.changes for entry in entries), known=claim.claimant)
    found, is_published = [], was_published
    for entry in entries:
        if _is_hidden(entry, known):
            found.append(Line(entry=entry, action=_("Not public"), who=_("the desk")))
            continue
        about = known.get(entry.subject, "")
        is_shown = is_published and entry.subject == record.subject_of(claim)
        changes = changes_of(entry.changes, claimants) if is_shown else ()
        action, who = action_in_words(entry.action), _who(entry)
        found.append(Line(entry=entry, action=action, who=who, about=about, changes=changes))
        is_published = is_published or entry.action == "published"
    return found


def _is_hidden(entry: RecordEntry, known: Mapping[str, str]) -> bool:
    """Whether readers may not even know what was done: a verdict or a change that waits for its second person,
    and what an earlier record, from which this one was taken over, did not tell."""
    is_of_a_decision = entry.subject.startswith(("verdict:", "correction:"))
    return entry.action == record.UNTOLD or (is_of_a_decision and entry.subject not in known)


def _name(thing: record.Recorded) -> str:
    if isinstance(thing, Correction):
        return thing.get_kind_display()
    return thing.get_outcome_display() if isinstance(thing, Verdict) else str(thing)


def action_in_words(action: str) -> str:
    """What an entry's action is called in the reader's language."""
    return str(ACTIONS.get(action, action))


def _who(entry: RecordEntry) -> str:
    if entry.by is None:
        return _("the tracker") if entry.by_name == record.MACHINE else entry.by_name
    return signature(entry.by)


def signature(person: User) -> str:
    """How readers see who wrote: a full name, never a login name, which may be an e-mail address."""
    return person.get_full_name() or _("the desk")


def changes_of(values: Mapping[str, list[object]], claimants: Mapping[object, str]) -> tuple[Change, ...]:
    """What was changed, as a reader can make something of it. `claimants` are names by number."""
    shown = [(name, values[name]) for name in SHOWN_FIELDS if name in values]
    return tuple(
        Change(
            label=_label(name),
            before=claimants.get(before, "") if name == "claimant_id" else _value(name, before),
            after=claimants.get(after, "") if name == "claimant_id" else _value(name, after),
            is_day=name.endswith("_on"),
        )
        for name, (before, after) in shown
    )


def claimant_names(
    changes: Iterable[Mapping[str, list[object]]], *, known: Claimant | None = None
) -> dict[object, str]:
    """The names of the claimants that these changes speak of; a query where there are others than the known one."""
    names: dict[object, str] = {known.pk: known.name} if known else {}
    numbers = {
        number for values in changes for number in values.get("claimant_id", ()) if isinstance(number, int)
    }
    if numbers - names.keys():
        names |= dict(Claimant.objects.named().filter(pk__in=numbers).values_list("pk", "name"))
    return names


def last_changed(name: str, entries: Iterable[RecordEntry]) -> datetime | None:
    """When a field of the claim was last changed after its publication; None where it stands as it was published."""
    is_published, found = False, None
    for entry in entries:
        if is_published and name in entry.changes and entry.subject.startswith("claim:"):
            found = entry.at
        is_published = is_published or entry.action == "published"
    return found


def _label(name: str) -> str:
    return str(Claim._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001  as documented


def _value(name: str, value: object) -> str | date | None:
    """A recorded value as a reader would take it: a day, a choice's name, the text itself."""
    text = "" if value is None else str(value)
    if name.endswith("_on"):
        return parse_date(text)
    choices = dict(getattr(Claim._meta.get_field(name), "flatchoices", ()))  # noqa: SLF001  as documented
    return str(choices.get(text, text))
