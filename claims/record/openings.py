"""Which values of a chain's entries readers may open: those that a public page shows, of rows that are public, from the
moment on at which they were. Pure; what is public now comes in.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from claims.record.leaves import Opening

# What public pages show of a row, by its model.
SHOWN_FIELDS: Final[Mapping[str, Collection[str]]] = {
    "claim": frozenset({
        "claimant_id", "statement", "statement_language", "quote", "language", "said_on", "horizon", "opens_on",
        "closes_on", "criteria", "firmness", "condition", "outcome", "state", "published_at", "withdrawn_reason",
        "translated_statement", "translation_language",
    }),
    "appearance": frozenset({
        "address", "publisher", "title", "published_on", "language", "quote", "horizon", "opens_on", "closes_on",
    }),
    "evidence": frozenset({"address", "title", "publisher", "published_at", "language", "status", "stance"}),
    "copy": frozenset({"address", "publisher", "is_listed"}),
    "verdict": frozenset({
        "outcome", "happened_on", "known_on", "reasoning", "can_no_longer_happen", "condition_failed", "at",
        "countersigned_at", "public_at", "effective_at", "taken_back_at", "taken_back_reason",
    }),
    "correction": frozenset({"kind", "at", "reason", "changes", "effective_at"}),
    "reply": frozenset({"asked_of", "asked_on", "due_on", "received_on"}),
    "hold": frozenset({"office", "at", "lifted_at"}),
}  # fmt: skip
# Since when a row is public, as the values that it has say; the others since the claim itself is.
_SINCE: Final[Mapping[str, Callable[[Mapping[str, object]], bool]]] = {
    "claim": lambda values: values.get("state") != "draft",
    "evidence": lambda values: values.get("status") == "accepted",
    "copy": lambda values: bool(values.get("is_listed")),
    "verdict": lambda values: values.get("public_at") is not None,
    "correction": lambda values: values.get("effective_at") is not None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Openable:
    """An entry as far as it can be opened: its values and the salts of those that were not forgotten."""

    row: str
    changes: Mapping[str, Sequence[object]]
    values: Mapping[str, object]
    salts: Mapping[str, str]
    # Whether a public page names its author by the name that it was signed with.
    is_author_named: bool = False

    def opening(self, name: str) -> Opening | None:
        """The value with its salt; None where it is not there, or was forgotten."""
        return (
            Opening(name, self.salts[name], self.values[name])
            if name in self.salts.keys() & self.values
            else None
        )


@dataclass(slots=True)
class _Row:
    values: dict[str, object] = field(default_factory=dict)
    # By field: the number of the entry that gave the value in force.
    given_by: dict[str, int] = field(default_factory=dict)
    is_public: bool = False


def openings_of(
    claim: str, entries: Sequence[Openable], shown: Mapping[str, Collection[str]]
) -> list[list[Opening]]:
    """The openings of each of the chain's entries. `claim` is the claim's row, such as `claim:12`; `shown` are the rows
    that are public now, each with the fields that pages show of it.

    A value is opened if it was in force when its row became public, or was given later; the value before, if that was
    public too. Of a public row's entries also what was done and when; by whom, where a page names them.
    """
    names: list[set[str]] = [set() for _entry in entries]
    rows: dict[str, _Row] = {}
    for number, entry in enumerate(entries):
        row = rows.setdefault(entry.row, _Row())
        if entry.row in shown:
            names[number] |= {"action", "at", "row"} | ({"by"} if entry.is_author_named else set())
            names[number] |= {"old_hash"}
            if row.is_public:
                names[number] |= {f"old/{field}" for field in entry.changes if field in shown[entry.row]}
        for name, (_before, after) in entry.changes.items():
            row.values[name], row.given_by[name] = after, number
        _make_public(claim, rows, shown, names)
    found = [[entry.opening(name) for name in sorted(names[number])] for number, entry in enumerate(entries)]
    return [[opening for opening in openings if opening] for openings in found]


def _make_public(
    claim: str, rows: Mapping[str, _Row], shown: Mapping[str, Collection[str]], names: list[set[str]]
) -> None:
    """Open the values in force of the rows that are public after this entry."""
    of_claim = rows.get(claim, _Row())
    if not of_claim.values or not _SINCE["claim"](of_claim.values):
        return
    for name, row in rows.items():
        kind = name.partition(":")[0]
        row.is_public = kind not in _SINCE or _SINCE[kind](row.values)
        if row.is_public:
            for each, number in row.given_by.items():
                if each in shown.get(name, ()):
                    names[number].add(f"new/{each}")
            row.given_by.clear()
