"""Rows of a table into the record: all of those chosen, or none."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from claims import editorial, names, record
from claims.models import Claim, Claimant, Topic, User
from claims.tables.planning import PlannedRow


class RefusedRow(Exception):
    """The record refused a row, by its `number` in the table, for these `reasons`: nothing of the table was written."""

    def __init__(self, number: int, reasons: list[str]) -> None:
        super().__init__(f"{number}: {' '.join(reasons)}")
        self.number, self.reasons = number, reasons


@transaction.atomic
def take_in(rows: Sequence[PlannedRow], *, by: User) -> list[Claim]:
    """Log the rows as drafts, with new claimants and topics as they come; those that are on record by now are left out.

    Raises RefusedRow, also for want of a role: then nothing was written.
    """
    taking = Taking(by)
    logged = []
    for row in rows:
        try:
            claim = taking.log(row)
        except ValidationError as refusal:
            raise RefusedRow(row.number, refusal.messages) from refusal
        if claim is not None:
            logged.append(claim)
    return logged


class Taking:
    """One table's way in; remembers the names that it has added."""

    def __init__(self, by: User) -> None:
        self._by = by
        topics = list(Topic.objects.order_by("pk"))
        self._topics = {
            names.key_of(topic.translated_name): topic for topic in topics if topic.translated_name
        }
        self._topics |= {topic.name_key: topic for topic in topics}
        self._new: dict[str, Claimant] = {}

    def log(self, row: PlannedRow) -> Claim | None:
        """The row's claim; None where it is on record."""
        claimant = row.claimant or self._new_claimant(row)
        topics = tuple(self._topic(name) for name in row.form.cleaned_data["topics"])
        facts = row.form.facts(record.lock(claimant), topics)
        if self._is_on_record(facts):
            return None
        return editorial.log_claim(facts=facts, source=row.form.source(), by=self._by)

    def _is_on_record(self, facts: editorial.ClaimFacts) -> bool:
        """Under the claimant's lock: two who send one table log each of its claims once."""
        same = {name: getattr(facts, name) for name in ("claimant", "said_on", "statement", "quote")}
        return Claim.objects.exclude(state=Claim.State.WITHDRAWN).filter(**same).exists()

    def _new_claimant(self, row: PlannedRow) -> Claimant:
        data = row.form.cleaned_data
        key = names.key_of(data["claimant"])
        if key not in self._new:
            new = Claimant(name=data["claimant"], kind=data["kind"] or Claimant.Kind.PERSON)
            self._new[key] = editorial.save_claimant(claimant=new, by=self._by)
        return self._new[key]

    def _topic(self, name: str) -> Topic:
        key = names.key_of(name)
        if key not in self._topics:
            self._topics[key] = editorial.save_topic(topic=Topic(name=name), by=self._by)
        return self._topics[key]
