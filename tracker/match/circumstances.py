"""What an article's wording takes off a score: it says the claim again, tells of something else, or is a joke."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
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


def circumstances_of(article: CutArticle, claim: TellingClaim) -> tuple[Obstacle, ...]:
    """Give what speaks against an article as evidence for a claim."""
    found = []
    title = article.texts[Field.TITLE]
    lead = f"{title}\n{article.texts[Field.SUMMARY]}"
    if _is_said_again(article, lead, claim.closes_on, claimant_is_named=claim.claimant_is_named):
        found.append(Obstacle.SAID_AGAIN)
    told = countries_in((*article.words[Field.TITLE], *article.words[Field.SUMMARY]))
    # Where what only this claim is about is named, a country beside it is where that happens.
    is_anywhere = claim.own_is_named and claim.countries in HOMES
    if told and not told & claim.countries and not is_anywhere:
        found.append(Obstacle.OTHER_COUNTRY)
    if is_other_matter(title, article.language, claim.words):
        found.append(Obstacle.OTHER_MATTER)
    if is_other_body(title, lead, claim.words):
        found.append(Obstacle.OTHER_BODY)
    if SATIRE.search(lead):
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


def _is_said_again(article: CutArticle, lead: str, closes_on: int, *, claimant_is_named: bool) -> bool:
    again, news = AGAIN.get(article.language), NEWS.get(article.language)
    if again is None or news is None or news.search(lead):
        return False
    if article.published_on is not None and article.published_on > closes_on:
        return False
    return bool(again.search(ONCE_SAID[article.language].sub(" ", lead))) or (
        claimant_is_named and _names_deadline(article, lead, closes_on)
    )


def _names_deadline(article: CutArticle, lead: str, closes_on: int) -> bool:
    if article.published_on is None:
        return False
    said_on = date.fromordinal(article.published_on)
    return any(
        isinstance(found.resolution, Window)
        and abs(found.resolution.closes_on.toordinal() - closes_on) <= SAME_DEADLINE
        for found in find(lead, said_on=said_on, language=article.language)
    )
