"""What an article's wording takes off a score: it says the claim again, tells of something else, or is a joke."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from claims.horizon import Window, find
from tracker.match.articles import CutArticle
from tracker.match.matters import is_other_body, is_other_matter
from tracker.match.shapes import Field, Obstacle
from tracker.words import Word, fold
from tracker.words.vocabulary import COUNTRIES, HOME

# What each leaves of a raw score.
LEAVES = {
    Obstacle.OTHER_COUNTRY: 0.1,
    Obstacle.OTHER_MATTER: 0.1,
    Obstacle.OTHER_BODY: 0.15,
    Obstacle.SATIRE: 0.1,
}

# A deadline that an article names is the claim's when it ends so many days before or after it at most.
SAME_DEADLINE = 7

SATIRE = re.compile(r"\b(?:satire|satirisch\w*|satirical)\b", re.IGNORECASE)


def _any_of(*wordings: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(wordings)})\b", re.IGNORECASE)


# Words by which somebody holds on to what was said.
AGAIN = {
    "de": _any_of(
        r"bekräftig\w+|wiederhol(?:t|te|ten|en)|erneuert\w*|beteuert\w*|versichert\w*|versprach|verspricht",
        r"bleib(?:t|en|e)\s+dabei|leg(?:t|te|en)\s+sich\s+(?:erneut\s+)?fest|h(?:ä|ie)lt\s+(?:\w+\s+){0,8}fest",
        r"(?:ist|sind|gibt|zeigt)\s+sich\s+(?:\w+\s+)?(?:sicher|überzeugt|zuversichtlich)",
        r"glaubt\s+an|rechnet\s+(?:\w+\s+){0,3}(?:mit|damit)",
    ),
    "en": _any_of(
        r"repeat(?:s|ed)?|reiterat\w+|reaffirm\w+|sa(?:ys|id)\s+again|insist(?:s|ed)?|re-?commits?",
        r"sticks?\s+(?:to|by|with)|st(?:ands?|ood)\s+by|pledge[sd]?|vow(?:s|ed)?|promise[sd]?|predict(?:s|ed)?",
        r"(?:remains?|is|are)\s+(?:confident|convinced|adamant|certain|sure)",
        r"renew(?:s|ed)\s+(?:\w+\s+){0,2}(?:pledge|promise|vow)",
    ),
}

# What was promised before, told beside what came of it: no promise made anew.
ONCE_SAID = {
    "de": _any_of(
        r"hatten?\b[^.;!?]{0,80}\b(?:versprochen|zugesagt|angekündigt|versichert|vorhergesagt|bekräftigt)"
    ),
    "en": _any_of(
        r"(?:had|has|was|were|been|as|long|originally|once)\s+(?:\w+\s+)?(?:promised|pledged|vowed|predicted)",
        r"(?:promised|pledged|predicted)\s+(?:\w+\s+){0,3}(?:in\s+20\d\d|(?:last|a|two|three)\s+(?:year|month)s?)",
    ),
}

# What came of it, or will not: then the article is news, whoever repeats what in it.
NEWS = {
    "de": re.compile(
        r"verschieb|verschob|verzöger|später|gestoppt|stoppt|scheiter|absag|abgesag|verfehl|fraglich|wackelt|kippt|gekippt"
        r"|\berst\s+(?:im|20)|zurück(?:nehm|genomm|gezog)|insolven|aufgegeb|rückt\s+(?:\w+\s+){0,3}ab\b|nicht\s+mehr"
        r"|trotz|obwohl",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"delay|postpon|cancel|scrap|\bmiss|halt|pull(?:s|ed)\b|refus|fail|\bslip|doubt|despite|although|waters?\s+down"
        r"|drop(?:s|ped)|overtak|no\s+longer|short\s+of|abandon|shelv|walks?\s+back|backs?\s+(?:off|away)",
        re.IGNORECASE,
    ),
}


# However much an article shares, so much of a raw score at most is what circumstances take from: else many words in
# common would outweigh another country, and an article that says all of a claim of elsewhere has the most.
MOST_TO_LEAVE = 1.2


def left_of(raw: float, circumstances: Sequence[Obstacle]) -> float:
    """Give what is left of a raw score."""
    share = math.prod(LEAVES.get(each, 1.0) for each in circumstances)
    return raw if share == 1.0 else min(raw, MOST_TO_LEAVE) * share


class TellingClaim(NamedTuple):
    """What of a claim its circumstances depend on: its words, the day it closes (an ordinal), the countries that
    `countries_of` gives for it, and whether the article has its claimant and what is its own.
    """

    words: str
    closes_on: int
    countries: int
    claimant_is_named: bool
    own_is_named: bool


class Wording:
    """What an article says whatever the claim is: worked out when first asked, and once for all its claims."""

    def __init__(self, article: CutArticle) -> None:
        self.article = article
        self.title = article.texts[Field.TITLE]
        self.lead = f"{self.title}\n{article.texts[Field.SUMMARY]}"

    @cached_property
    def countries(self) -> int:
        """The countries that title and summary name."""
        words = self.article.words
        return countries_in((*words[Field.TITLE], *words[Field.SUMMARY]))

    @cached_property
    def is_satire(self) -> bool:
        """Whether it calls itself a joke."""
        return SATIRE.search(self.lead) is not None

    @cached_property
    def is_news(self) -> bool:
        """Whether it tells what came of something, or is in a language of which that is not known."""
        news = NEWS.get(self.article.language)
        return news is None or news.search(self.lead) is not None

    @cached_property
    def repeats(self) -> bool:
        """Whether somebody in it holds on to what was said."""
        once_said = ONCE_SAID[self.article.language]
        return AGAIN[self.article.language].search(once_said.sub(" ", self.lead)) is not None

    @cached_property
    def deadlines(self) -> Sequence[int]:
        """The days at which windows close that title and summary name, as ordinals; none without a day of its own."""
        if self.article.published_on is None:
            return ()
        said_on = date.fromordinal(self.article.published_on)
        found = (each.resolution for each in find(self.lead, said_on=said_on, language=self.article.language))
        return [each.closes_on.toordinal() for each in found if isinstance(each, Window)]


def circumstances_of(wording: Wording, claim: TellingClaim) -> tuple[Obstacle, ...]:
    """Give what speaks against an article as evidence for a claim."""
    found = []
    if _is_said_again(wording, claim):
        found.append(Obstacle.SAID_AGAIN)
    told = wording.countries
    # Where what only this claim is about is named, a country beside it is where that happens.
    is_anywhere = claim.own_is_named and claim.countries in HOMES
    if told and not told & claim.countries and not is_anywhere:
        found.append(Obstacle.OTHER_COUNTRY)
    if is_other_matter(wording.title, wording.article.language, claim.words):
        found.append(Obstacle.OTHER_MATTER)
    if is_other_body(wording.title, wording.lead, claim.words):
        found.append(Obstacle.OTHER_BODY)
    if wording.is_satire:
        found.append(Obstacle.SATIRE)
    return tuple(found)


def countries_of(words: Iterable[Word], language: str) -> int:
    """Give the countries that a claim is about: those that it names, and those whose news seldom names them."""
    home = 0
    for code in HOME.get(language, ()):
        home |= _bit(code)
    return home | countries_in(words)


def countries_in(words: Iterable[Word]) -> int:
    """Give the countries that words name, by name, people or capital, as a number with a bit for each."""
    bits = 0
    for word in words:
        for form in (word.lemma, fold(word.surface), *word.parts):
            bits |= _bit(COUNTRIES.get(form, ""))
    return bits


def _bit(code: str) -> int:
    return 1 << _PLACES[code] if code else 0


_PLACES = {code: place for place, code in enumerate(sorted(set(COUNTRIES.values())))}

# The countries of claims that name none.
HOMES = frozenset(countries_of((), language) for language in (*HOME, ""))


def _is_said_again(wording: Wording, claim: TellingClaim) -> bool:
    published_on = wording.article.published_on
    if wording.is_news or (published_on is not None and published_on > claim.closes_on):
        return False
    if wording.repeats:
        return True
    return claim.claimant_is_named and any(
        abs(closes_on - claim.closes_on) <= SAME_DEADLINE for closes_on in wording.deadlines
    )
