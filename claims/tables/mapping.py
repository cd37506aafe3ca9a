"""Which column of a table is which of a claim's facts, by its heading in either language; and words for choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext

from claims.models import Language
from claims.names import twin_key_of
from claims.tables.columns import ClaimRows
from claims.tables.reading import UnreadableTable

# What such columns are called besides what our own tables call them, in German and English.
ALSO: Final[dict[str, tuple[str, ...]]] = {
    "claimant": ("speaker", "who", "name", "Sprecher", "Sprecherin", "Urheberin", "wer", "Person"),
    "kind": ("kind", "kind of claimant", "person or body", "Art", "Art des Urhebers"),
    "statement": ("claim", "what", "Vorhersage", "Behauptung", "was"),
    "statement_language": (),
    "translated_statement": ("translation", "Übersetzung"),
    "quote": ("words", "wording", "Wortlaut"),
    "language": ("language", "Sprache"),
    "said_on": ("said", "date", "day", "gesagt", "Datum", "Tag"),
    "horizon": ("deadline", "due", "by when", "Frist", "Termin", "bis wann"),
    "opens_on": ("opens on", "from", "Beginn", "Zeitfenster ab"),
    "closes_on": ("closes on", "until", "Ende", "Zeitfenster bis"),
    "criteria": ("criterion", "Kriterien", "Kriterium"),
    "checkable": ("how to check", "Prüfbarkeit", "prüfbar durch"),
    "firmness": (),
    "condition": (),
    "topics": ("topic", "Thema"),
    "publisher": ("source", "outlet", "Quelle"),
    "address": ("url", "link", "web address", "Internetadresse"),
    "title": ("headline", "Überschrift", "Schlagzeile"),
    "published_on": ("published", "source date", "veröffentlicht", "erschienen am"),
}
NEEDED: Final = ("claimant", "statement", "quote", "said_on", "horizon", "publisher", "published_on")


class UnmappedTable(UnreadableTable):
    """A table of which it takes a person to say which column is what."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The place of each fact that the table has, and the headings of which nothing is taken."""

    places: Mapping[str, int]
    ignored: tuple[str, ...]

    def facts_of(self, cells: Sequence[str]) -> dict[str, str]:
        """A row's cells by fact; those that the row ends before are empty."""
        return {name: cells[at] if at < len(cells) else "" for name, at in self.places.items()}


def headings_of(name: str) -> list[str]:
    """What a column of this fact may be called, our own word in the language in force first."""
    ours: list[str] = []
    if name in ClaimRows.fields:
        heading = ClaimRows.fields[name].column_name
        ours = [str(heading), *in_each_language(heading)]
    return list(dict.fromkeys([*ours, *ALSO[name]]))


def in_each_language(text: object) -> list[str]:
    """A text of the catalogue in all languages that it is there in."""
    found = []
    for language in Language.values:
        with translation.override(language):
            found.append(str(text))
    return found


def recognised(headings: Sequence[str]) -> dict[int, str]:
    """The fact of each column whose heading says what it is, by the column's place. One fact may have two."""
    known = {twin_key_of(word): name for name in ALSO for word in headings_of(name)}
    found = {at: known.get(twin_key_of(heading)) for at, heading in enumerate(headings)}
    return {at: name for at, name in found.items() if name is not None}


def mapped(headings: Sequence[str], by_hand: Mapping[int, str] | None = None) -> Mapped:
    """Which column is what: as somebody said it, by the column's place, or by the headings.

    UnmappedTable where one that is needed is not there, or one fact has two.
    """
    said = (
        recognised(headings)
        if by_hand is None
        else {at: name for at, name in by_hand.items() if name in ALSO}
    )
    places: dict[str, int] = {}
    ignored = []
    for at, heading in enumerate(headings):
        name = said.get(at)
        if name is None:
            ignored += [heading] if heading else []
        elif name in places:
            reason = gettext(
                "“%(one)s” and “%(other)s” are one and the same. Take one of the two columns out."
            )
            raise UnmappedTable(reason % {"one": headings[places[name]], "other": heading})
        else:
            places[name] = at
    if missing := [headings_of(name)[0] for name in NEEDED if name not in places]:
        reason = gettext("These columns are missing: %(columns)s.")
        raise UnmappedTable(reason % {"columns": ", ".join(missing)})
    return Mapped(places, tuple(ignored))


def choice_named(choices: type[TextChoices], text: str) -> str:
    """The value that a cell means, by itself or by its label in either language; else the text as it is."""
    return _values_of(choices).get(twin_key_of(text), text)


@cache
def _values_of(choices: type[TextChoices]) -> dict[str, str]:
    found: dict[str, str] = {}
    for choice in choices:
        labels = in_each_language(choice.label)
        # "will: said as certain" is also "will".
        for word in [str(choice.value), *labels, *(label.partition(":")[0] for label in labels)]:
            found[twin_key_of(word)] = str(choice.value)
    return found
