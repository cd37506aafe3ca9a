"""What the author of a write had in sight: another's change in between is told before it would be overruled."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone

from claims import chronicle, record, rules
from claims.models import RecordEntry, User

# Which earlier writes the author of a write has to know of, by the kind of the write.
_RULINGS: Final = frozenset({"ruled", "countersigned", "decided"})
_TEXT: Final = frozenset({"revised", "merged"})
CONCERNS: Final[dict[str, frozenset[str]]] = {
    "revise": _TEXT | _RULINGS | {"handed_on", "published", "withdrawn"},
    "publish": _TEXT,
    "rule": _TEXT | _RULINGS,
    "withdraw": _TEXT | _RULINGS,
    "snooze": _TEXT | _RULINGS | {"snoozed", "woken"},
    "hand_on": frozenset({"revised", "handed_on", "merged"}),
    "name": _TEXT,
    "office": frozenset({"office_changed"}),
}
# What the program counts along with a write.
_COUNTED: Final = frozenset({"deadline_version"})
# A form that was sent twice comes twice at once, or after a reader's second thought about a slow page.
SENT_AGAIN_WITHIN: Final = timedelta(minutes=10)


def check_seen(
    thing: record.Recorded,
    write: str,
    seen: int | None,
    *,
    by: User | None = None,
    after: record.RowValues | None = None,
) -> None:
    """Raise ChangedMeanwhile where somebody wrote what concerns this write after entry number `seen` of the chain.

    Call it under the row's lock. None where the author had no page in sight, such as a command. `after` is the row as
    `by` would have it: where they wrote just that before, the form was sent twice, and that is no other's change.
    """
    if seen is None:
        return
    unseen = (
        RecordEntry.objects.filter(
            chain=record.chain_of(thing), sequence__gt=seen, action__in=CONCERNS[write]
        )
        .select_related("content")
        .order_by("sequence")
    )
    if write == "office":  # the chain is the claimant's, who has other offices
        unseen = unseen.filter(subject=record.subject_of(thing))
    told = [told_of(entry) for entry in unseen if not _is_this_write(entry, by, after)]
    if told:
        raise rules.ChangedMeanwhile(told)


def _is_this_write(entry: RecordEntry, by: User | None, after: record.RowValues | None) -> bool:
    """Whether the entry is this author's, and says nothing but what they say now."""
    if by is None or after is None or entry.by_id != by.pk:
        return False
    said = {name: value for name, (_before, value) in entry.changes.items() if name not in _COUNTED}
    return all(after.get(name) == value for name, value in said.items())


def told_of(entry: RecordEntry) -> str:
    """Who did what to which fields, in the desk's language."""
    fields = ", ".join(dict.fromkeys(_field(entry, name) for name in entry.changes))
    what = f"{entry.by_name}: {chronicle.action_in_words(entry.action)}"
    return f"{what} ({fields})" if entry.action == "revised" and fields else what


def _field(entry: RecordEntry, name: str) -> str:
    model = record.model_of(entry.subject)
    try:
        field = model._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001  documented
    except LookupError:
        return name
    return str(getattr(field, "verbose_name", name))


def is_own_last(thing: models.Model, action: str, by: User) -> bool:
    """Whether this person's write of this kind is the last of its kind about the row."""
    last = RecordEntry.objects.filter(subject=record.subject_of(thing), action=action).order_by("-pk").first()
    return last is not None and last.by_id == by.pk


def sent_just_now(things: Iterable[models.Model], action: str, by: User) -> models.Model | None:
    """The one of these rows that this person wrote in the last minutes, as a form that was sent twice would again."""
    since = timezone.now() - SENT_AGAIN_WITHIN
    by_subject = {record.subject_of(thing): thing for thing in things}
    entries = RecordEntry.objects.filter(subject__in=by_subject, action=action, by=by, at__gte=since)
    found = entries.order_by("pk").values_list("subject", flat=True).first()
    return by_subject.get(found) if found else None
