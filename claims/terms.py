"""The terms that an editor gives the search for a claim, as typed: one a line. Pure; the tracker searches with them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LANGUAGES = ("de", "en")
MOST_TERMS = 30
LONGEST_TERM = 80

LINE = re.compile(r"(?:(?P<language>[a-zA-Z]{2})\s*:\s*)?(?P<words>.*)")
QUOTES = "\"'“”„‚‘’«»‹›"


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words of nearly every article: as a term one of them alone asks for nothing, or rules out all.
EVERYWHERE = {
    "de": _listed(
        """
        aber alle als am an auch auf aus bei bis da das dass dem den der des die diese doch durch ein eine einem einen
        einer er es für haben hat ich im in ist kann man mehr mit nach nicht noch nur oder schon sein seine sich sie
        sind so soll über um und uns unter vom von vor war was wenn werden wie will wir wird wurde zu zum zur
        """
    ),
    "en": _listed(
        """
        a about after all also an and are as at be been but by can for from had has have he her his i if in into is it
        its more my no not of on one or our out over she so than that the their them there they this to up was we were
        what when which who will with would you your
        """
    ),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several in this order. `language` is that of the articles it is for; empty: of all."""

    words: str
    language: str = ""

    def __str__(self) -> str:
        return f"{self.language}: {self.words}" if self.language else self.words


def parse_terms(text: str) -> tuple[Term, ...]:
    """The terms of a field, each once, in their order. Lines that `check` would refuse are read as they stand."""
    return tuple(dict.fromkeys(_term(line) for line in text.splitlines() if line.strip()))


def _term(line: str) -> Term:
    found = LINE.fullmatch(line.strip())
    assert found  # every line fits
    words = " ".join(found["words"].strip(f" \t{QUOTES}").split())
    return Term(words, (found["language"] or "").lower())


def check(text: str) -> None:
    """Raise a ValidationError that names each line at fault and what is wrong with it."""
    faults = [
        _("Line %(number)d: %(fault)s") % {"number": number, "fault": fault}
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and (fault := _fault(_term(line)))
    ]
    if len(parse_terms(text)) > MOST_TERMS:
        faults.append(_("More than %(most)d terms are not read.") % {"most": MOST_TERMS})
    if faults:
        raise ValidationError(faults)


def _fault(term: Term) -> str:
    if term.language and term.language not in LANGUAGES:
        return _("“%(language)s” is no language of articles; write de: or en: before the words.") % {
            "language": term.language
        }
    if not any(letter.isalnum() for letter in term.words):
        return _("there is no word in it.")
    if any(
        term.words.casefold().removesuffix("*") in EVERYWHERE[code]
        for code in LANGUAGES
        if term.language in {"", code}
    ):
        return _("“%(word)s” is in nearly every article; add a word to it.") % {"word": term.words}
    if len(term.words) > LONGEST_TERM:
        return _("longer than %(most)d characters.") % {"most": LONGEST_TERM}
    return ""


def contradictions(wanted: Iterable[Term], never: Iterable[Term]) -> list[Term]:
    """The terms that are wanted and forbidden at once, or hold what is forbidden: nothing could be found by them."""
    forbidden = tuple(never)
    return [term for term in wanted if any(_rules_out(other, term) for other in forbidden)]


def _rules_out(never: Term, wanted: Term) -> bool:
    words = never.words.casefold()
    forbidden = f" {words.removesuffix('*')}" if words.endswith("*") else f" {words} "
    return never.language in {"", wanted.language} and forbidden in f" {wanted.words.casefold()} "
