"""What makes the log forget: values and salts go, hashes stay. Every proof made before goes on to hold."""

import json
from collections.abc import Collection, Iterator

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.models import RecordContent

CONTENTS_AT_ONCE = 500


@transaction.atomic
def forget(
    *,
    rows: Collection[str] = (),
    fields: Collection[str] | None = None,
    names: Collection[str] = (),
    entries: Collection[int] | None = None,
) -> int:
    """Delete from the log what these rows' fields ever held, and these names of people who wrote; returns how many
    entries forgot something. Call it in the transaction that changes the rows and appends an entry with the action
    `forgotten` on the row, its chain's row or the person: without one `verify_record` finds what was forgotten amiss.

    `rows` are subjects like `claimant:4`; `fields` None means all of theirs. A name is forgotten where an entry was
    signed with it, and where an entry gave it to an account or took it away. `entries` are those to look at, as
    `entries_of` and `entries_naming` found them; None reads the whole log.
    """
    changed = []
    for content in _concerned(rows, names, entries):
        names_of_values = set(_values_to_forget(content, set(rows), fields, set(names)))
        if names_of_values:
            _take_out(content, names_of_values)
            changed.append(content)
    RecordContent.objects.bulk_update(
        changed, ("by_name", "changes", "salts", "forgotten", "old_hash"), batch_size=CONTENTS_AT_ONCE
    )
    return len(changed)


def entries_of(rows: Collection[str], among: Collection[int] | None = None) -> dict[str, set[int]]:
    """The numbers of the entries about these rows, by row. Reads the whole log, or `among` alone."""
    found: dict[str, set[int]] = {}
    subjects = sorted(rows)
    for start in range(0, len(subjects), CONTENTS_AT_ONCE):
        chosen = Q(entry__subject__in=subjects[start : start + CONTENTS_AT_ONCE])
        for contents in _among(among):
            for number, subject in contents.filter(chosen).order_by().values_list("pk", "entry__subject"):
                found.setdefault(subject, set()).add(number)
    return found


def entries_naming(names: Collection[str], among: Collection[int] | None = None) -> set[int]:
    """The numbers of the entries that were signed with these names, or that rename somebody."""
    chosen = Q(by_name__in=names) | Q(entry__action="renamed")
    some = _among(among) if names else ()
    return {pk for contents in some for pk in contents.filter(chosen).order_by().values_list("pk", flat=True)}


def _among(entries: Collection[int] | None) -> Iterator["QuerySet[RecordContent]"]:
    """All contents, or those of these entries, as many at once as a database takes."""
    if entries is None:
        yield RecordContent.objects.all()
        return
    numbers = sorted(entries)
    for start in range(0, len(numbers), CONTENTS_AT_ONCE):
        yield RecordContent.objects.filter(pk__in=numbers[start : start + CONTENTS_AT_ONCE])


def _concerned(
    rows: Collection[str], names: Collection[str], entries: Collection[int] | None
) -> Iterator[RecordContent]:
    chosen = Q(entry__subject__in=rows)
    if names:
        chosen |= Q(by_name__in=names) | Q(entry__action="renamed")
    for contents in _among(entries):
        some = contents.filter(chosen).select_related("entry").order_by("pk")
        yield from some.iterator(chunk_size=CONTENTS_AT_ONCE)


def _values_to_forget(
    content: RecordContent, rows: set[str], fields: Collection[str] | None, names: set[str]
) -> Iterator[str]:
    if content.by_name in names:
        yield "by"
    is_rename = content.entry.action == "renamed"
    for field, values in content.changes.items():
        is_wanted = content.entry.subject in rows and (fields is None or field in fields)
        if is_wanted or (is_rename and any(value in names for value in values)):
            yield f"new/{field}"
            if values[0] is not None:
                yield f"old/{field}"


def _take_out(content: RecordContent, names_of_values: set[str]) -> None:
    salts = json.loads(content.salts)
    forgotten = set(json.loads(content.forgotten)) if content.forgotten else set()
    if content.old_hash:
        # It covers what is forgotten now, unsalted: whoever guesses the value would see it confirmed.
        names_of_values = {*names_of_values, "old_hash"}
        content.old_hash = ""
    if "by" in names_of_values:
        content.by_name = ""
    gone = {name.removeprefix("new/") for name in names_of_values if name.startswith("new/")}
    content.changes = {field: values for field, values in content.changes.items() if field not in gone}
    content.salts = json.dumps(
        {name: salt for name, salt in salts.items() if name not in names_of_values}, separators=(",", ":")
    )
    content.forgotten = json.dumps(sorted(forgotten | names_of_values))
