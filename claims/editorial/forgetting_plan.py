"""What a forgetting will take out, read before the transaction that writes it: that one only reads again what changed.

read: every table, no lock ──> look: what was written meanwhile, some times ──> the write, with a last look
                                                            on PostgreSQL one more after its commit <──┘
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from django.db import models

from claims import record, wiping
from claims.editorial import blacking_out, meanwhile
from claims.models import RecordContent
from claims.withheld import keys_of

# How often, at most, it is read what was written meanwhile, before the last look; and how few rows that look may have.
LOOKS: Final = 5
FEW: Final = 200
# A heading of fewer words may well be another's.
TOLD_BY, ENOUGH = ("title", "excerpt", "summary"), 3
_Model = type[models.Model]


@dataclass
class Plan:
    """The rows that change; what of the log does: the fields of which row, the entries about each row, the names under
    which it was signed, and the entries that have these.
    """

    search: blacking_out.Search
    watch: meanwhile.Watch
    rows: dict[tuple[_Model, object], blacking_out.Blackened] = field(default_factory=dict)
    logged: dict[str, set[str]] = field(default_factory=dict)
    entries: dict[str, set[int]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    signed: set[int] = field(default_factory=set)
    # Of an article what it is told by; files have it, too.
    told: set[str] = field(default_factory=set)
    _scope: blacking_out.RowScope = field(default_factory=blacking_out.RowScope)

    def __bool__(self) -> bool:
        return bool(self.rows or self.logged or self.signed)

    def look(self) -> int:
        """Plan anew what was written since the last look; returns how many rows that were."""
        written = self.watch.look()
        for model, keys in written.items():
            for key in keys:
                self.rows.pop((model, key), None)
        self.read(blacking_out.RowScope(written, self._scope.articles))
        return sum(map(len, written.values()))

    def read(self, scope: blacking_out.RowScope | None = None) -> None:
        """Plan what these rows have of it; all where none are given."""
        scope = scope or self._scope
        for each in blacking_out.found(self.search, scope):
            self.rows[each.model, each.pk] = each
            if self.search.address_digest:
                texts = (str(each.read.get(name, "")) for name in TOLD_BY)
                self.told.update(text for text in texts if len(keys_of(text)) >= ENOUGH)
        for subject, fields in blacking_out.logged(self.search, scope):
            self.logged.setdefault(subject, set()).update(fields)
        self.names.update(blacking_out.signed(self.search, scope))
        self._find_entries(scope)

    def _find_entries(self, scope: blacking_out.RowScope) -> None:
        """The log has no index of rows or names: it is read through here, for each row once."""
        among = None if scope.among is None else {int(str(key)) for key in scope.among.get(RecordContent, ())}
        rows = {each for each in self.rows if issubclass(each[0], record.Logged)}
        subjects = {f"{model._meta.model_name}:{pk}" for model, pk in rows} | self.logged.keys()  # noqa: SLF001
        new = subjects - self.entries.keys()
        for some in (record.entries_of(subjects - new, among), record.entries_of(new)):
            for subject, numbers in some.items():
                self.entries.setdefault(subject, set()).update(numbers)
        for subject in new:
            self.entries.setdefault(subject, set())
        self.signed |= record.entries_naming(self.names, among)

    def clear(self) -> None:
        """It is written: what is looked for now is what it missed."""
        self.rows.clear()
        self.logged.clear()
        self.signed.clear()


@contextmanager
def planned(search: blacking_out.Search) -> Iterator[Plan]:
    """Read everything, then what was written in the meantime until that is little. Holds no lock."""
    wiping.take_your_time()
    tables = [model for model, _texts in blacking_out.models_with_texts()]
    plan = Plan(search, meanwhile.watch([*tables, RecordContent]))
    try:
        plan.read()
        for _look in range(LOOKS):
            if plan.look() <= FEW:
                break
        yield plan
    finally:
        plan.watch.end()
