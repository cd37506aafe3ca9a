"""Whether everybody has the name that the log gave them: a name changes by an entry on it, and in no other way."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Min

from claims.models import RecordEntry, User


@dataclass(slots=True)
class _Person:
    """What the log says of one person's name. Numbers are those of entries, in the order in which they were written."""

    # Each name that entries were signed with, and the first of these entries.
    signed: dict[str, int] = field(default_factory=dict)
    # (number, name before, name after) of each entry on the name, oldest first; None where they were forgotten.
    renames: list[tuple[int, str | None, str | None]] = field(default_factory=list)


def renamed_quietly() -> Iterator[int]:
    """The numbers of people who have, or signed with, a name that no entry gave them. Two passes over the log.

    Somebody's first name is the one that they signed with first. A former name is no fault: who is renamed while they
    write signs once more as they were called when they began.
    """
    known = _people()
    for person in User.objects.filter(pk__in=known).order_by("pk").iterator(chunk_size=2000):
        if not _holds(known[person.pk], person.signed_name):
            yield person.pk


def _people() -> dict[int, _Person]:
    found: dict[int, _Person] = defaultdict(_Person)
    signed = RecordEntry.objects.filter(by__isnull=False).exclude(content__by_name="").order_by()
    for by, name, first in (
        signed.values_list("by", "content__by_name").annotate(first=Min("pk")).iterator(chunk_size=2000)
    ):
        found[by].signed[name] = first
    renames = RecordEntry.objects.filter(chain__startswith="user:", action="renamed").order_by(
        "chain", "sequence"
    )
    for number, chain, changes in renames.values_list("pk", "chain", "content__changes").iterator(
        chunk_size=2000
    ):
        before, after = changes.get("signed_name", (None, None))
        found[int(chain.partition(":")[2])].renames.append((number, before, after))
    return found


def _holds(person: _Person, name_now: str) -> bool:
    if any(after is None for _number, _before, after in person.renames):
        return True  # a name of theirs was forgotten, and with it what it could be compared with
    name = person.renames[0][1] if person.renames else min(person.signed, key=person.signed.__getitem__)
    given = {name: 0}
    for number, before, after in person.renames:
        if before != name:
            return False
        name = after
        given.setdefault(name, number)
    return name == name_now and all(
        given.get(signed, first + 1) <= first for signed, first in person.signed.items()
    )
