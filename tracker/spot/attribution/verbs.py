"""Where a German sentence has a verb of saying, wanting or expecting, and where that verb's clause begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tracker.spot.attribution import grammar, saying
from tracker.spot.attribution.saying import Strength
from tracker.spot.lexicon import CuedWord

FAR = 45  # words to a verb's particle or participle
END_OF_CLAUSE = grammar.BREAKS | {"und", "oder", "aber", "dass", "daß", "ob", "weil", "wie", "als", "zu"}
INFINITIVE = re.compile(
    r"^(?:ab|an|auf|aus|bei|ein|fest|her|hin|mit|nach|um|vor|zu|voraus|zurück|hervor)zu\w{3,}n$"
)
# "schreibt wieder schwarze Zahlen": a result, and nothing that is said.
FIGURES = frozenset({"zahlen", "gewinn", "gewinne", "verlust", "verluste", "plus", "minus", "geschichte"})
LOOMING = frozenset({"droht", "drohte", "drohe"})  # "es droht Regen": nobody says so
FINAL = grammar.SUBJUNCTIONS - {"als", "während", "damit", "da"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A verb of saying at the word `at`, finite; `opens` is the first word of its clause."""

    at: int
    opens: int
    end: int
    """Its last word: the verb itself, its particle or its participle."""
    strength: Strength
    is_plural: bool
    is_final: bool
    """Whether it ends a clause that a word like "wie" or "dass" opens, at `opens`."""
    is_passive: bool = False
    quotes_its_subject: bool = False
    """ "wird ... zitiert": what is passive is still the one who speaks."""


class Clausal:
    """A sentence's words with what is asked of them again and again."""

    def __init__(self, words: list[CuedWord]) -> None:
        self.words = words
        self.lower = [word.text.lower() for word in words]

    @cached_property
    def brackets(self) -> dict[int, int]:
        """The closing bracket or mark of every bracket and short name in quotation marks, and the other way round."""
        pairs: dict[int, int] = {}
        opened: int | None = None
        quote: int | None = None
        for at, word in enumerate(self.words):
            if word.text == "(":
                opened = at
            elif word.text == ")" and opened is not None:
                pairs[opened], pairs[at] = at, opened
                opened = None
            elif word.text in grammar.QUOTES:
                if quote is not None and at - quote <= 7 and self.words[at - 1].text not in ".!?,":
                    pairs[quote], pairs[at] = at, quote
                    quote = None
                else:
                    quote = at if quote is None else None
        return pairs

    def is_break(self, at: int) -> bool:
        """Whether a clause ends there: a mark that closes no bracket and no short name in quotation marks."""
        if self.words[at].text == "-":
            return at > 0 and self.words[at].start > self.words[at - 1].end  # "Berlin - Der Verband"
        return self.words[at].text in grammar.BREAKS and at not in self.brackets

    def opens(self, at: int) -> int:
        """The first word of the clause that the word is in."""
        here = at
        while here > 0:
            before = here - 1
            if self.words[before].text == ")" and before in self.brackets:
                here = self.brackets[before]
            elif self.is_break(before) and not self._is_ordinal(before):
                break
            else:
                here = before
        return here

    def ends(self, at: int) -> int:
        """The first mark behind the word that ends its clause, or the number of words."""
        here = at + 1
        while here < len(self.words):
            if self.words[here].text == "(" and here in self.brackets:
                here = self.brackets[here]
            elif self.is_break(here) and not self._is_ordinal(here):
                break
            here += 1
        return min(here, len(self.words))

    def closes(self, at: int) -> bool:
        """Whether nothing of its clause follows the word."""
        return at + 1 >= len(self.words) or self.words[at + 1].text in END_OF_CLAUSE

    def _is_ordinal(self, at: int) -> bool:
        return (
            self.words[at].text == "." and at + 1 < len(self.words) and self.words[at - 1].text[0].isdigit()
        )


def sayings(clausal: Clausal, within: set[int]) -> list[Saying]:
    """Every verb of saying, in order; the words `within` noun phrases are none."""
    found: list[Saying] = []
    for at in range(len(clausal.words)):
        if at in within:
            continue
        found += [each for each in _at(clausal, at) if all(at != other.end for other in found)]
    return found


def _at(clausal: Clausal, at: int) -> Iterator[Saying]:
    word, lower = clausal.words[at], clausal.lower[at]
    if not lower[0].isalpha() or (word.is_capitalised and at and clausal.words[at - 1].text[0].isalnum()):
        return
    if lower in grammar.AUXILIARIES:
        found = _compound(clausal, at)
        if found:
            yield found
        elif (strength := _light(clausal, at, lower)) is not None:
            yield _saying(clausal, at, at, strength)
        return
    if lower in grammar.MODALS:
        base = grammar.lemma(lower)
        end = clausal.ends(at)
        last = clausal.lower[end - 1]
        told = last.endswith("en") and end - 1 > at and saying.strength_of(grammar.lemma(last))
        if base in saying.WANTING or base == "mögen":
            yield _saying(clausal, at, at, Strength.WIDE if told else Strength.WANTING)
        return
    if (
        word.is_capitalised
        and at
        and not clausal.words[at - 1].text[0].isalnum()
        and grammar.is_noun(word.text)
    ):
        return
    if lower not in LOOMING or "es" not in clausal.lower[max(0, at - 1) : at + 2]:
        yield from _simple(clausal, at, lower)


def _simple(clausal: Clausal, at: int, lower: str) -> Iterator[Saying]:
    """A verb in the present or past tense, alone or with its particle."""
    base = grammar.lemma(lower)
    if not base.endswith("n") or _is_participle(lower, base) or INFINITIVE.match(lower):
        return
    after = clausal.lower[at + 1] if at + 1 < len(clausal.words) else ""
    if _is_infinitive(clausal, at, lower) or (after in grammar.PASSIVE and lower.endswith(("t", "en"))):
        return
    if base == "schreiben" and not set(clausal.lower[at : clausal.ends(at)]).isdisjoint(FIGURES):
        return
    end = _end_of_verb(clausal, at, base)
    strength = _simple_strength(clausal, at, base, end)
    if strength is None and base in saying.LIGHT_VERBS:
        strength = _light(clausal, at, lower)
    if strength is not None:
        yield _saying(clausal, at, at if end is None else end, strength)


def _end_of_verb(clausal: Clausal, at: int, base: str) -> int | None:
    """Where the verb's particle stands, the verb itself if it has none; None if one is wanted that is not there."""
    if base not in saying.PARTICLES:
        return at
    particle = _particle(clausal, at, saying.PARTICLES[base])
    return at if particle is None and base in saying.ALSO_ALONE else particle


def _simple_strength(clausal: Clausal, at: int, base: str, end: int | None) -> Strength | None:
    """How surely the verb says something, with its particle at `end` or with the words that it goes with."""
    clause = clausal.lower[clausal.opens(at) : clausal.ends(at)]
    if base == "gehen" and not {"davon", "von", "vom"} & set(clause):
        return None
    if base in saying.FORECASTING and any(lower.endswith(saying.FORECASTS) for lower in clause):
        return Strength.WIDE
    if end is not None:
        strength = saying.strength_of(base if end == at else clausal.lower[end] + base)
        if strength is not None or end != at:
            return strength or Strength.WIDE
    if base in saying.MOVING:
        return Strength.WANTING
    return Strength.WIDE if saying.WITH_PREPOSITION.get(base) in clause else None


def _is_participle(lower: str, base: str) -> bool:
    """Whether the form can only be a participle: "gesagt", "mitgeteilt"; not "gesteht"."""
    return lower.endswith(("t", "en")) and "ge" in lower[:7] and "ge" not in base[:7]


def _is_infinitive(clausal: Clausal, at: int, lower: str) -> bool:
    """Whether another verb governs the word: "zu sagen", "will ... sagen"."""
    if not lower.endswith(("en", "ern", "eln")):
        return False
    if at and clausal.lower[at - 1] == "zu":
        return True
    if not clausal.closes(at):
        return False
    opens = clausal.opens(at)
    governing = grammar.MODALS | {"wird", "werden", "werde", "würde", "würden", "lassen", "lässt", "ließ"}
    after = clausal.lower[at + 1] if at + 1 < len(clausal.words) else ""
    return after in governing or any(each in governing for each in clausal.lower[opens:at])


def _particle(clausal: Clausal, at: int, particles: tuple[str, ...]) -> int | None:
    if at and clausal.lower[at - 1] in particles and clausal.closes(at):
        return at - 1  # "wie die Polizei bekannt gab"
    for here in range(at + 1, min(len(clausal.words), at + FAR)):
        if clausal.lower[here] in particles and clausal.closes(here):
            return here
        if clausal.words[here].text in ";:":
            return None
    return None


def _compound(clausal: Clausal, at: int) -> Saying | None:
    """An auxiliary with a participle of saying: "hat ... gesagt", "wird ... zitiert", "mitgeteilt hat"."""
    lower = clausal.lower[at]
    before = at - 1
    if clausal.closes(at) and before >= 0 and (strength := _participle_strength(clausal.lower[before])):
        end = before
    else:
        end = _participle_behind(clausal, at) or 0
        strength = _participle_strength(clausal.lower[end]) if end else None
    if strength is None:
        return None
    if (
        clausal.lower[end] in saying.WITH_NOUN
        and clausal.lower[end - 1] not in saying.WITH_NOUN[clausal.lower[end]]
    ):
        return None
    quotes = clausal.lower[end] == "zitiert"
    passive = lower in grammar.PASSIVE or (lower in {"ist", "sind", "war", "waren", "sei"})
    if passive and clausal.lower[end].endswith("n") and not _looks_participle(clausal.lower[end]):
        return None  # "wird ... fordern", "würden ... melden": not said yet
    return _saying(clausal, at, end, strength, is_passive=passive and not quotes, quotes=quotes and passive)


def _participle_behind(clausal: Clausal, at: int) -> int | None:
    """The participle or infinitive that ends the clause of an auxiliary, past what stands between two commas."""
    commas = 0
    for here in range(at + 1, min(len(clausal.words), at + FAR)):
        if clausal.words[here].text in ";:":
            return None
        commas += clausal.words[here].text == ","
        strength = _participle_strength(clausal.lower[here]) if commas % 2 == 0 else None
        if strength and (
            clausal.closes(here) or (strength is Strength.STRONG and "ge" in clausal.lower[here][:6])
        ):
            return here
    return None


def _looks_participle(lower: str) -> bool:
    return "ge" in lower[:7] or lower.startswith(("be", "ver", "er", "ent", "zer", "ge"))


def _participle_strength(lower: str) -> Strength | None:
    if not lower.endswith(("t", "en", "ern", "eln")):
        return None
    base = grammar.lemma(lower)
    strength = saying.strength_of(base)
    if strength is None and base in saying.MOVING:
        return Strength.WANTING
    return Strength.WIDE if strength is None and lower in {"gegeben", "gestellt", "gemacht"} else strength


def _light(clausal: Clausal, at: int, lower: str) -> Strength | None:
    """How surely "ist der Meinung", "zeigte sich überzeugt", "geht davon aus" say something."""
    opens, ends = clausal.opens(at), clausal.ends(at)
    if not clausal.closes(at):
        opens = at + 1
    clause = clausal.words[opens:ends]
    if any(word.text.lower() in saying.LIGHT_NOUNS for word in clause if word.is_capitalised):
        governs = any(
            clausal.words[here].text in {",", ":", "„", '"'}
            for here in range(ends, min(len(clausal.words), ends + 1))
        )
        return Strength.WIDE if governs else None
    if lower in {
        "gab",
        "gibt",
        "gaben",
        "geben",
        "machte",
        "macht",
        "zeigt",
        "zeigte",
        "zeigten",
        "ist",
        "sind",
        "war",
        "sei",
    }:
        told = any(word.text in saying.LIGHT_ADJECTIVES for word in clause)
        follows = ends < len(clausal.words) and clausal.words[ends].text in {",", ":"}
        return Strength.WIDE if told and follows else None
    return None


def _saying(
    clausal: Clausal,
    at: int,
    end: int,
    strength: Strength,
    *,
    is_passive: bool = False,
    quotes: bool = False,
) -> Saying:
    opens = clausal.opens(at)
    first = clausal.lower[opens]
    if first in grammar.COORDINATING and opens + 1 < at:
        first = clausal.lower[opens + 1]
    relative = first in grammar.RELATIVES and opens > 0 and clausal.words[opens - 1].text == ","
    if relative and first not in {"dem", "den", "deren", "dessen"}:
        relative = clausal.closes(max(at, end if end < at else at)) and at > opens
    meanwhile = first == "während" and opens == 0 and clausal.closes(at)
    final = at > opens and (first in FINAL or relative or meanwhile)
    return Saying(
        at=at,
        opens=opens,
        end=max(at, end),
        strength=strength,
        is_plural=clausal.lower[at].endswith(("en", "ern", "eln", "sind", "seien"))
        and clausal.lower[at] != "an",
        is_final=final,
        is_passive=is_passive,
        quotes_its_subject=quotes,
    )
