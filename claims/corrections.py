"""Corrections as readers see them: what was changed, from what to what, when, by whom and why. Reads only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import F, Model, Q, QuerySet, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import chronicle, paging
from claims.models import Claim, Claimant, Correction, Forgetting, Hold, Topic

HELD, WITHHELD = "held", "withheld"
# Of each correction, hold or forgetting: its number, which of them it is, and since when readers are told of it.
Rows = QuerySet[Model, tuple[int, int, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A correction with its changes in words. `reason` is the verdict's reasoning where a verdict was replaced."""

    correction: Correction
    changes: tuple[chronicle.Change, ...]
    reason: str

    @property
    def fields(self) -> str:
        """What was changed, named: "the window closes on, the criteria"."""
        return ", ".join(change.label for change in self.changes)


class CorrectionFilter(forms.Form):
    """Which corrections are asked for; a wrong value is left out, and `errors` says so."""

    claim = forms.ModelChoiceField(Claim.objects.none(), required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", _("All")),
            *Correction.Kind.choices,
            (HELD, _("Held back")),
            (WITHHELD, _("Withheld by law")),
        ],
    )

    def __init__(self, asked: Mapping[str, object]) -> None:
        super().__init__(asked, auto_id="filter-%s")
        self.fields["claim"].queryset = Claim.objects.readable()  # type: ignore[attr-defined]

    def page(self, asked: Mapping[str, str], *, size: int) -> "ToldPage":
        """The public corrections, holds and forgettings that were asked for, newest first: the page after or before the
        key that was asked for. One query, and none that walks over the rows before.
        """
        claim, kind = self.cleaned_data.get("claim"), self.cleaned_data.get("kind")
        corrections, holds, forgettings = _every()
        if claim:
            corrections, holds = corrections.filter(claim=claim), holds.filter(claim=claim)
            forgettings = forgettings.filter(claims=claim)
        if kind:
            corrections = corrections.filter(kind=kind)
            holds = holds if kind == HELD else holds.none()
            forgettings = forgettings if kind == WITHHELD else forgettings.none()
        return _page_of((corrections, holds, forgettings), asked, size)


@dataclass(frozen=True, slots=True)
class ToldPage:
    """Some rows as `told` reads them; `previous` and `next` are the keys of the pages before and after."""

    rows: Sequence[tuple[int, int, datetime]]
    previous: str = ""
    next: str = ""
    faults: tuple[tuple[str, str], ...] = ()


def _page_of(
    parts: "tuple[QuerySet[Correction], QuerySet[Hold], QuerySet[Forgetting]]",
    asked: Mapping[str, str],
    size: int,
) -> ToldPage:
    back = bool(asked.get(paging.BEFORE))
    typed = asked.get(paging.BEFORE if back else paging.AFTER, "")
    key = _key_in(typed)
    back = back and key is not None
    order = [name if back else f"-{name}" for name in ("moment", "pk", "which")]
    found = list(_together(*parts, key=key, back=back).order_by(*order)[: size + 1])
    more, rows = len(found) > size, found[:size]
    if back:
        rows.reverse()
    has_previous, has_next = (more, True) if back else (key is not None, more)
    return ToldPage(
        rows=rows,
        previous=_as_key(rows[0]) if rows and has_previous else "",
        next=_as_key(rows[-1]) if rows and has_next else "",
        faults=() if not typed or key else ((gettext("Page"), gettext("No page begins there.")),),
    )


def _as_key(row: tuple[int, int, datetime]) -> str:
    return f"{row[2].isoformat()}~{row[0]}~{row[1]}"


def _key_in(typed: str) -> tuple[int, int, datetime] | None:
    parts = typed.split("~")
    try:
        moment, pk, which = datetime.fromisoformat(parts[0]), int(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    is_one = len(parts) == 3 and moment.tzinfo and 0 <= pk < 2**63 and which in range(3)
    return (pk, which, moment) if is_one else None


def newest(*, topic: Topic | None = None, claimant: Claimant | None = None) -> Rows:
    """All of them, or those of a topic's or a claimant's claims, newest first, as `told` reads them.

    Holds, and of a topic also forgettings, are told of the whole site only: of which claims they are is nobody's
    business.
    """
    corrections, holds, forgettings = _every()
    if topic:
        corrections, holds = corrections.filter(claim__topics=topic), holds.none()
        forgettings = forgettings.none()
    if claimant:
        corrections, holds = corrections.filter(claim__claimant=claimant), holds.none()
        forgettings = Forgetting.objects.public().of(claimant=claimant)
    return _together(corrections, holds, forgettings)


def _together(
    corrections: QuerySet[Correction],
    holds: QuerySet[Hold],
    forgettings: QuerySet[Forgetting],
    *,
    key: tuple[int, int, datetime] | None = None,
    back: bool = False,
) -> Rows:
    """All of them in one list; only those beyond the key where one is given."""
    if key:
        corrections = corrections.filter(_beyond(key, "effective_at", 0, back=back))
        holds = holds.filter(_beyond(key, "at", 1, back=back))
        forgettings = forgettings.filter(_beyond(key, "done_at", 2, back=back))
    rows = _keys(corrections, "effective_at", 0)
    rows = rows.union(_keys(holds, "at", 1), _keys(forgettings, "done_at", 2), all=True)
    return rows.order_by("-moment", "-pk")


def _beyond(key: tuple[int, int, datetime], field: str, which: int, *, back: bool) -> Q:
    """The rows of one kind on the far side of the key. The moment alone bounds them too: an index begins there."""
    way = "gt" if back else "lt"
    pk, key_which, moment = key
    passes = which > key_which if back else which < key_which
    beyond = Q(**{f"{field}__{way}": moment}) | Q(**{field: moment, f"pk__{way}": pk})
    if passes:
        beyond |= Q(**{field: moment, "pk": pk})
    return Q(**{f"{field}__{way}e": moment}) & beyond


def _every() -> "tuple[QuerySet[Correction], QuerySet[Hold], QuerySet[Forgetting]]":
    return Correction.objects.public(), Hold.objects.public(), Forgetting.objects.public()


def _keys(
    rows: QuerySet[Correction] | QuerySet[Hold] | QuerySet[Forgetting], moment: str, which: int
) -> Rows:
    marked = rows.order_by().annotate(which=Value(which), moment=F(moment))
    found: Rows = marked.values_list("pk", "which", "moment")
    return found


def told(rows: Iterable[tuple[int, int, datetime]]) -> list[Notice | Hold | Forgetting]:
    """The notices, holds and forgettings of these rows, in their order. Some four queries."""
    listed = list(rows)
    numbers = [[pk for pk, each, _moment in listed if each == which] for which in range(3)]
    corrections, holds, forgettings = _every()
    corrections = corrections.select_related("claim__claimant", "by", "countersigned_by", "verdict")
    of_corrections = {each.correction.pk: each for each in notices(corrections.filter(pk__in=numbers[0]))}
    by_number = (of_corrections, holds.in_bulk(numbers[1]), forgettings.in_bulk(numbers[2]))
    found = [by_number[which].get(pk) for pk, which, _moment in listed]
    return [each for each in found if each is not None]


def notices(corrections: Iterable[Correction]) -> list[Notice]:
    """The corrections in words; one query where claimants were exchanged."""
    listed = list(corrections)
    claimants = chronicle.claimant_names(correction.values for correction in listed)
    return [
        Notice(
            correction=correction,
            changes=chronicle.changes_of(correction.values, claimants),
            reason=correction.verdict.reasoning if correction.verdict else correction.reason,
        )
        for correction in listed
    ]
