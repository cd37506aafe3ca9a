"""A newsroom founded on the export of another: the one place where history is put down with its own dates, and by
accounts that nobody signs in with. Into an empty newsroom only, and all of it or nothing.

lines -> rows under their own numbers -> what is held back, as gaps -> the log, each entry at its time, marked and
hashed anew -> counts and words

Of a claim's log the public part is all there is: what a row held at first is what it holds now, less what the log says
was changed since. An entry that readers were told nothing of keeps its place and says nothing.

Why so: docs/decisions/0056-a-record-is-taken-over-under-a-new-log.md
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, cast

from django.core.management.color import no_style
from django.db import connection, models, transaction

from claims import kept_counts, record, word_index
from claims.addresses import canonical_url, digest_of
from claims.earlier import TAKEN_OVER
from claims.line_kinds import IN_A_BLOCK, KINDS, LineValues
from claims.models import (
    Appearance,
    Claim,
    Claimant,
    Copy,
    Evidence,
    Forgetting,
    Hold,
    RecordEntry,
    Reply,
    Tenure,
    Topic,
    User,
    Verdict,
)
from claims.withheld import MARK

ROWS_AT_ONCE: Final = 500
NOT_HERE: Final = "Held back when this record was taken over: its words are not here."
_BEGINS: Final = {
    Hold.Kind.EVIDENCE: ("suggested", "added"),
    Hold.Kind.APPEARANCE: ("appeared",),
    Hold.Kind.REPLY: ("asked",),
}
_PARTS: Final[dict[str, type[models.Model]]] = {
    Hold.Kind.EVIDENCE: Evidence,
    Hold.Kind.APPEARANCE: Appearance,
    Hold.Kind.REPLY: Reply,
}
# The rows of the export, by the kind of their lines. Holds come when what they hide is known to be there or not.
_MODELS: Final = {kind: kind.model for kind in KINDS if kind.model is not None and kind.model is not Hold}
_OF_CLAIMS: Final = {kind.name: model for kind, model in _MODELS.items() if kind.in_blocks}
_OF_ALL: Final = {kind.name: model for kind, model in _MODELS.items() if not kind.in_blocks}
_PEOPLE: Final = {each.source for kind in _MODELS for each in kind.fields if each.type.startswith("person")}
# Relations of many, which are rows of their own.
_MANY: Final = {
    kind.name: tuple(each.source for each in kind.fields if each.type == "numbers") for kind in _MODELS
}


class NewsroomHasARecord(Exception):
    """Nothing is taken over beside a record that has begun, from which nothing can be deleted again."""


class PublicLines(Protocol):
    """The lines of an export, by the name of their kind; those of claims in blocks of IN_A_BLOCK numbers."""

    @property
    def blocks(self) -> int:
        """How many blocks there are."""

    def lines(self, name: str, block: int = 0) -> Iterator[LineValues]:
        """The lines, by the rows' attributes."""


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """How much was put down."""

    claims: int
    claimants: int
    entries: int


@transaction.atomic
def bring_back(lines: PublicLines, *, now: datetime) -> BroughtBack:
    """Put down what these lines say. NewsroomHasARecord where there is any; a database's errors where they break a
    rule of a table, with nothing written.
    """
    begun = (Claim, Claimant, Topic, Hold, Forgetting, RecordEntry)
    if any(model._default_manager.exists() for model in begun):  # noqa: SLF001  documented
        raise NewsroomHasARecord
    people, logged = _People(now), _Logged()
    for name, model in _OF_ALL.items():
        _put_down(name, model, lines.lines(name), people, logged)
    for block in range(lines.blocks):
        for name, model in _OF_CLAIMS.items():
            _put_down(name, model, lines.lines(name, block), people, logged)
    _count_on()
    _hold_back(lines, people)
    _count_on()
    _log_all(lines, people, logged, now)
    kept_counts.rebuild()
    word_index.keep(Claim.objects.all())
    return BroughtBack(Claim.objects.count(), Claimant.objects.count(), RecordEntry.objects.count())


class _People:
    """The accounts of those who are named: closed, without a password. Of one name there are two where one person of
    that name countersigned what another had decided.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._known: dict[tuple[str, bool], User] = {}

    def named(self, name: str, *, is_another: bool = False) -> User:
        """The account of that name; empty: somebody at the desk."""
        if (name, is_another) not in self._known:
            first, _space, last = name.rpartition(" ")
            number = User.objects.count() + 1
            user = User(username=f"taken-over-{number}", first_name=first[:150], last_name=last[:150])
            user.is_active, user.date_joined = False, self._now
            user.set_unusable_password()
            user.save()
            self._known[name, is_another] = user
        return self._known[name, is_another]


class _Logged:
    """When rows were first logged whose chains are in no export, and the names that are taken."""

    def __init__(self) -> None:
        self.at: dict[str, datetime] = {}
        self.names: set[str] = set()


# --- Rows ---


def _put_down(
    name: str, model: type[models.Model], lines: Iterator[LineValues], people: _People, logged: _Logged
) -> None:
    while some := _next(lines):
        rows = []
        for line in some:
            row = _row(name, model, line, people, logged)
            rows.append(row)
            if (at := line.get("logged_at") or line.get("done_at")) and "pk" in line:
                logged.at[record.subject_of(row)] = cast("datetime", at)
        model._default_manager.bulk_create(rows)  # noqa: SLF001  documented
        for many in _MANY.get(name, ()):
            _relate(model, many, some)


def _next(lines: Iterator[LineValues]) -> list[LineValues]:
    return [line for _number, line in zip(range(ROWS_AT_ONCE), lines, strict=False)]


def _row(
    name: str, model: type[models.Model], line: LineValues, people: _People, logged: _Logged
) -> models.Model:
    values = {key: value for key, value in line.items() if key not in {"logged_at", *_MANY.get(name, ())}}
    for key in _PEOPLE & values.keys():
        who = values.pop(key)
        is_another = key == "countersigned_by" and who == line["by"]
        values[key] = None if who is None else people.named(str(who), is_another=is_another)
    row = model(**values)
    _give_rest(row, people, logged)
    return row


def _give_rest(row: models.Model, people: _People, logged: _Logged) -> None:
    """What no page shows, and what follows from what it shows."""
    match row:
        case Topic() | Claimant():
            _keep_apart(row, logged.names)
        case Evidence():
            row.status = Evidence.Status.ACCEPTED
            row.canonical_address, row.address_digest = canonical_url(row.address), digest_of(row.address)
        case Copy():
            row.is_listed = True
            row.canonical_address, row.address_digest = canonical_url(row.address), digest_of(row.address)
        case Reply():
            # What is shown no more is not in the export; the row says that something came.
            row.text = MARK if row.text is None else row.text
            row.received_by = people.named("") if row.received_on else None
        case Forgetting():
            row.reason, row.at = TAKEN_OVER, cast("datetime", row.done_at)


def _keep_apart(row: Topic | Claimant, taken: set[str]) -> None:
    """Names as they are kept; two that were alike in the old newsroom, or of which readers knew no more, stay two."""
    row.keep_names()
    kind = type(row).__name__
    if isinstance(row, Claimant):
        if f"{row.name}\n{row.description}" in taken:
            row.description = f"{MARK} {row.pk}"
            row.keep_names()
        taken.add(f"{row.name}\n{row.description}")
    if f"{kind} {row.name_key}" in taken:
        row.name_key = f"{row.name_key}#{row.pk}"
    taken.add(f"{kind} {row.name_key}")


def _relate(model: type[models.Model], name: str, lines: Sequence[LineValues]) -> None:
    field = cast("models.ManyToManyField[models.Model, models.Model]", model._meta.get_field(name))  # noqa: SLF001
    through = cast("type[models.Model]", field.remote_field.through)
    ours, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    pairs = [(line["pk"], number) for line in lines for number in cast("list[int]", line[name])]
    through._default_manager.bulk_create([through(**{ours: own, theirs: other}) for own, other in pairs])  # noqa: SLF001


def _count_on() -> None:
    """Have new rows be numbered after those that came with numbers of their own."""
    written: list[type[models.Model]] = [*_OF_ALL.values(), *_OF_CLAIMS.values(), Hold]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)


# --- What is held back ---


def _hold_back(lines: PublicLines, people: _People) -> None:
    """The holds, and in the place of what they hide, of which the export has no word, rows of black blocks."""
    holds = list(lines.lines("holds"))
    for line in lines.lines("held_claims"):
        _gap_for_claim(line, holds, people)
    for line in holds:
        kind, part = str(line["kind"]), line.pop("part")
        if kind in _PARTS:
            line[f"{kind}_id"] = part
            if not _PARTS[kind]._default_manager.filter(pk=part).exists():  # noqa: SLF001  documented
                _gap_for_part(line, people)
        Hold.objects.bulk_create([Hold(**line, reason=TAKEN_OVER)])


def _gap_for_claim(line: LineValues, holds: Sequence[LineValues], people: _People) -> None:
    wanted = ("claimant_id", line["claimant_id"]) if line["claimant_id"] else ("claim_id", line["pk"])
    held = next(each for each in holds if each[wanted[0]] == wanted[1])
    claimant = _gap_for_claimant(cast("int | None", line["claimant_id"]))
    at = cast("datetime", held["at"])
    words = dict.fromkeys(("statement", "quote", "horizon", "criteria"), MARK)
    days = dict.fromkeys(("said_on", "opens_on", "closes_on"), at.date())
    claim = Claim(
        pk=cast("int", line["pk"]), claimant=claimant, created_at=at, published_at=at, **words, **days
    )
    claim.created_by = claim.published_by = people.named("")
    claim.state, claim.withdrawn_reason = Claim.State.WITHDRAWN, NOT_HERE
    Claim.objects.bulk_create([claim])


def _gap_for_claimant(number: int | None) -> Claimant:
    """The one who is held back; of claims that are held by themselves, a common one whom nobody is."""
    slug = f"held-back-{number}" if number else "held-back"
    found = Claimant.objects.filter(slug=slug).first()
    if found is None:
        found = Claimant(pk=number, name=MARK, slug=slug, description=f"{MARK} {number}" if number else MARK)
        _give_rest_of_claimant(found)
        Claimant.objects.bulk_create([found])
    return found


def _give_rest_of_claimant(claimant: Claimant) -> None:
    claimant.keep_names()
    claimant.name_key = f"{claimant.name_key}#{claimant.slug}"


def _gap_for_part(line: LineValues, people: _People) -> None:
    at, kind = cast("datetime", line["at"]), line["kind"]
    same = {"pk": line[f"{kind}_id"], "claim_id": line["claim_id"]}
    desk, day = people.named(""), at.date()
    rows: dict[object, models.Model] = {
        Hold.Kind.EVIDENCE: Evidence(
            **same,
            title=MARK,
            publisher=MARK,
            status=Evidence.Status.ACCEPTED,
            stance=Evidence.Stance.CONTEXT,
            address_digest=digest_of(f"held back: {same['pk']}"),
            suggested_at=at,
            reviewed_at=at,
            reviewed_by=desk,
        ),
        Hold.Kind.APPEARANCE: Appearance(
            **same, title=MARK, publisher=MARK, quote=MARK, published_on=day, language="en"
        ),
        Hold.Kind.REPLY: Reply(**same, asked_of=MARK, asked_on=day, due_on=day, asked_by=desk),
    }
    row = rows[kind]
    type(row)._default_manager.bulk_create([row])  # noqa: SLF001  documented


# --- The log ---


def _log_all(lines: PublicLines, people: _People, logged: _Logged, now: datetime) -> None:
    for model in (Topic, Claimant, Tenure, Forgetting):
        for row in model._default_manager.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE):  # noqa: SLF001
            _begin(row, at=logged.at.get(record.subject_of(row), now))
    for hold in Hold.objects.filter(claimant__isnull=False).order_by("pk"):
        _begin(hold, at=hold.at)
    newest = Claim.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for block in range(newest // IN_A_BLOCK + 1):
        entries = list(lines.lines("log", block)) if block < lines.blocks else []
        _ChainsOfClaims(block, entries, people).write(now)


def _begin(row: models.Model, *, at: datetime, changes: dict[str, list[object]] | None = None) -> None:
    """The row's first entry, with all its values."""
    thing = cast("record.Recorded", row)
    actions: dict[type[models.Model], str] = {Tenure: "office_logged", Hold: "held", Forgetting: "forgotten"}
    said = record.difference({}, record.snapshot(thing)) if changes is None else changes
    record.append(thing, action=actions.get(type(row), "logged"), by=None, at=at, changes=said)


class _ChainsOfClaims:
    """The chains of the claims of a block, with all rows that belong to them."""

    def __init__(self, block: int, entries: list[LineValues], people: _People) -> None:
        self._entries, self._people = entries, people
        numbers = (block * IN_A_BLOCK, (block + 1) * IN_A_BLOCK - 1)
        claims = Claim.objects.filter(pk__range=numbers).prefetch_related("topics")
        rows: list[models.Model] = [*claims]
        belonging: list[type[models.Model]] = [*_OF_CLAIMS.values(), Hold]
        for model in belonging:
            if model is not Claim:
                some = model._default_manager.filter(claim__gte=numbers[0], claim__lte=numbers[1])  # noqa: SLF001  documented
                rows += some.prefetch_related("evidence") if model is Verdict else some
        self._rows = {record.subject_of(row): row for row in rows}
        self._named = {str(line["row"]) for line in entries}
        self._begun: set[str] = set()
        self._waiting = self._gaps()
        self._first = self._first_values()

    def _gaps(self) -> dict[object, list[Hold]]:
        """By claim, the holds of what stands in no line."""
        found: dict[object, list[Hold]] = defaultdict(list)
        for row in self._rows.values():
            if isinstance(row, Hold) and row.kind in _PARTS and row.subject not in self._named:
                found[row.claim_id].append(row)
        return found

    def _first_values(self) -> dict[str, record.RowValues]:
        """What each claim's row held at first. Changes that do not lead to what it holds now, as some of their values
        were withheld, are left out of the lines.
        """
        changed: dict[str, list[LineValues]] = defaultdict(list)
        for line in self._entries:
            if line["changes"] and isinstance(self._rows.get(str(line["row"])), Claim):
                changed[str(line["row"])].append(line)
        found = {}
        for subject, lines in changed.items():
            values = record.snapshot(cast("Claim", self._rows[subject]))
            for line in reversed(lines):
                _take_back(values, line)
            found[subject] = values
        return found

    def write(self, now: datetime) -> None:
        """All entries, and one for each row that none was about."""
        for line in self._entries:
            subject = self._subject_of(line)
            thing = cast("record.Recorded", self._rows[subject])
            who = line["by"]
            by = None if who is None else self._people.named(str(who))
            record.append(
                thing,
                action=str(line["action"]) or record.UNTOLD,
                by=by,
                at=cast("datetime", line["at"]),
                changes=self._changes(subject, thing, line),
            )
        for subject, row in self._rows.items():
            if subject not in self._begun:
                _begin(row, at=row.at if isinstance(row, Hold) else _logged_at(row, now))

    def _subject_of(self, line: LineValues) -> str:
        """Which row the entry is about; the claim itself where that is not told."""
        if line["row"] in self._rows:
            return str(line["row"])
        for hold in self._waiting[line["claim_id"]]:
            if line["action"] in _BEGINS[Hold.Kind(hold.kind)]:
                self._waiting[line["claim_id"]].remove(hold)
                return hold.subject
        return f"claim:{line['claim_id']}"

    def _changes(self, subject: str, thing: record.Recorded, line: LineValues) -> dict[str, list[object]]:
        if subject not in self._begun:
            self._begun.add(subject)
            return record.difference({}, self._first.get(subject) or record.snapshot(thing))
        return cast("dict[str, list[object]]", line["changes"]) if isinstance(thing, Claim) else {}


def _take_back(values: record.RowValues, line: LineValues) -> None:
    changes = cast("dict[str, list[object]]", line["changes"])
    for name, (before, after) in list(changes.items()):
        if name in values and values[name] == after:
            values[name] = before
        else:
            del changes[name]


def _logged_at(row: models.Model, now: datetime) -> datetime:
    return row.created_at if isinstance(row, Claim) else now
