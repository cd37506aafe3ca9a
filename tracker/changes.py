"""What was written to the record since a job last looked. The record's log says it: nobody has to tell the tracker.

since_last_look -> Changes -> (the job looks at what was written about) -> looked
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from claims.models import RecordEntry
from claims.record import SETTLED_AFTER
from tracker.models import LogMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The subjects written about, like `claim:7` or `topic:3`, and the chains: evidence and verdicts are in a claim's.

    `is_anew` where everything has to be looked at: at the first time, after a backup was put back, or where `terms`,
    what else the look rests on, have changed.
    """

    reader: str
    terms: str
    subjects: Set[str]
    is_anew: bool
    settled: int
    settled_hash: str

    def numbers(self, kind: str) -> set[int]:
        """The ids of the claims, claimants or topics among them."""
        prefix = f"{kind}:"
        return {int(subject.removeprefix(prefix)) for subject in self.subjects if subject.startswith(prefix)}


def since_last_look(reader: str, *, now: datetime, terms: str = "") -> Changes:
    """What the job has to look at. Three indexed queries, whatever the number of claims.

    The last ten minutes come again each time: an entry may be committed after others that have a higher number.
    """
    mark = LogMark.objects.filter(reader=reader).first()
    goes_on = mark is not None and (
        not mark.entry or RecordEntry.objects.filter(pk=mark.entry, hash=mark.entry_hash).exists()
    )
    is_anew = mark is None or not goes_on or mark.terms != terms
    newer = RecordEntry.objects.filter(pk__gt=mark.entry if mark and goes_on else 0)
    last = (
        RecordEntry.objects.filter(at__lt=now - SETTLED_AFTER)
        .order_by("-pk")
        .values_list("pk", "hash")
        .first()
    )
    settled, settled_hash = last or (0, "")
    rows = () if is_anew else newer.order_by("pk").values_list("subject", "chain").iterator()
    return Changes(
        reader=reader,
        terms=terms,
        subjects=frozenset(name for row in rows for name in row),
        is_anew=is_anew,
        settled=settled,
        settled_hash=settled_hash,
    )


def looked(changes: Changes) -> None:
    """The job has looked at all of them: the next look begins where this one did."""
    mark = {"entry": changes.settled, "entry_hash": changes.settled_hash, "terms": changes.terms}
    LogMark.objects.update_or_create(reader=changes.reader, defaults=mark)
