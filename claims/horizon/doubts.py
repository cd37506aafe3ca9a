"""Whether words that set a deadline, or their quote, are in another language than the one chosen for them."""

from dataclasses import dataclass
from datetime import date

from .resolution import Resolution, Window
from .resolving import resolve, worth
from .words.languages import LANGUAGES
from .words.lexicon import LETTERS, key

# Common words of one language that are none in the other ("will", "die" and "war" are in both).
COMMON_WORDS = {
    "de": frozenset(
        LETTERS.findall("""
            der das und ist nicht ein eine einen einem einer eines wird werden wurde sich mit auf für den dem des von
            zu zum zur im bei nach vor bis wir ich sie es dass auch noch nur mehr als aus haben sind soll sollen kann
            können wollen wenn aber oder über unter durch gegen ohne wie wer spätestens ende jahr jahre jahren
        """)
    ),
    "en": frozenset(
        LETTERS.findall("""
            the of and to is are were be been would can could should that this these those it its we they he she his
            our their for with from by at on not or but if as have has had which who what when before after until
            there you your more than year years
        """)
    ),
}
LEAST_VOTES = 2  # fewer common words tell nothing
LEAD = 2  # times as many as of any other language
UMLAUTS = frozenset("äöüß")
LONGEST_SAMPLE = 2000  # characters of a quote; its first lines tell


@dataclass(frozen=True, slots=True)
class LanguageDoubt:
    """Another language that the words or their quote seem to be in, and what the words mean in it.

    `of_quote` says that the quote is written in it; else the words alone read differently. `resolution` is None where
    they mean the same, or nothing, in both.
    """

    language: str
    of_quote: bool
    resolution: Resolution | None


def written_in(text: str) -> str:
    """The code of the language whose common words the text has, "" where they are too few or too mixed to tell."""
    words = LETTERS.findall(key(text[:LONGEST_SAMPLE]))
    votes = {code: sum(word in common for word in words) for code, common in COMMON_WORDS.items()}
    votes["de"] += sum(not UMLAUTS.isdisjoint(word) for word in words)
    (first, most), *others = sorted(votes.items(), key=lambda vote: -vote[1])
    return first if most >= LEAST_VOTES and all(most >= LEAD * count for _, count in others) else ""


def language_doubt(phrase: str, *, said_on: date, language: str, quote: str = "") -> LanguageDoubt | None:
    """Why the language may be the wrong one, or None. `language` is a tag as for `resolve`; of an unknown one None."""
    chosen = language.replace("_", "-").split("-")[0].lower()
    if chosen not in LANGUAGES:
        return None
    quoted = written_in(quote)
    here = resolve(phrase, said_on=said_on, language=chosen)
    for code in LANGUAGES:
        there = resolve(phrase, said_on=said_on, language=code)
        of_quote = quoted == code
        if code != chosen and (
            of_quote or reads_better(here, there) or (quoted != chosen and differs(here, there))
        ):
            same = not (reads_better(here, there) or differs(here, there))
            return LanguageDoubt(language=code, of_quote=of_quote, resolution=None if same else there)
    return None


def reads_better(here: Resolution, there: Resolution) -> bool:
    """Whether the other language makes something of words that this one makes less of."""
    return worth(there) > worth(here)


def differs(here: Resolution, there: Resolution) -> bool:
    """Whether both languages give days, and not the same."""
    if not (isinstance(here, Window) and isinstance(there, Window)):
        return False
    return (here.opens_on, here.closes_on) != (there.opens_on, there.closes_on)
