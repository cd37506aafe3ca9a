"""Finds the people and bodies that a text names, each under the fullest name that the text has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from tracker.spot.clauses import is_finite, is_word
from tracker.spot.lexicon import Cue, CuedWord, Vocabulary

LONGEST_NAME = 8  # words
DOTTED = re.compile(r"^(?:[A-Z]\.)+[A-Z]$")
POSSESSIVES = ("'s", "’s")
VERBS = frozenset(
    {
        Cue.WILL,
        Cue.INTENT,
        Cue.FORECAST,
        Cue.PROMISE,
        Cue.PLANNED,
        Cue.COULD,
        Cue.SAID,
        Cue.CHANGE,
        Cue.PAST,
        Cue.EXPECTED,
        Cue.IS,
    }
)
# What a single word or a sentence's first one is no name for.
NO_NAMES = frozenset({Cue.SMALL, Cue.TIME, Cue.DETERMINER, Cue.ACCORDING, Cue.HE, Cue.SHE, Cue.WE, Cue.MANY})
ADDRESSES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lady", "lord"})
# "Police Scotland" and "Court of Appeal" are names, though police and court are many.
NOT_WITHIN_NAMES = NO_NAMES - {Cue.MANY}
HELD = frozenset(
    {"shares", "share", "stake", "stakes", "stock", "holding", "investors", "anteile", "beteiligung"}
)
FROM = frozenset({"von", "vom"})
PLACING = frozenset({"in", "near", "from", "to", "outside", "aus", "bei", "nach"})
ONWARD = frozenset(
    {",", "(", "on", "has", "have", "is", "and"}
)  # what may follow a name at a sentence's start


AGENTS = ("er", "or", "ist", "ian", "eer", "chef", "man", "woman", "ant", "monk", "guard", "pilot", "coach")
COMMON = re.compile(r"^[A-Z][a-z]+(?:-[a-z]+)+$")
COMPOUNDED = ("-based", "-born", "-led", "-owned", "-year-old")


class Being(Enum):
    """What a name is the name of."""

    PERSON = auto()
    """A man or a woman."""
    BODY = auto()
    """A company, an authority, a club: whoever acts and is no person."""
    UNKNOWN = auto()
    """The text does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text; `role` is what stood before it ("KI-Chef"), `is_first` whether it opens its sentence."""

    start: int
    end: int
    name: str
    being: Being
    role: str = ""
    is_first: bool = False
    is_place: bool = False  # "in Leeds"
    has_article: bool = False  # "the Lane 9": in English nobody's surname


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Capitalised words in a row, as far as they are a name."""

    name: list[CuedWord]
    role: list[CuedWord]
    before: CuedWord | None
    after: CuedWord | None
    has_trade: bool = False


def mentions(sentences: list[list[CuedWord]], language: Vocabulary) -> list[Mention]:
    """Every mention, in order, under its fullest name: a surname alone is the person named before in full."""
    runs = [(run, words) for words in sentences for run in _runs(words, language)]
    known = {
        word.text
        for run, _ in runs
        if len(run.name) > 1 or run.role or (run.before is not None and not language.nouns_are_capitalised)
        for word in run.name[-1:]
    }
    if language.nouns_are_capitalised:
        singles = [run for run, _ in runs if len(run.name) == 1 and _is_single_name(run, language, known)]
        known |= {run.name[0].text for run in singles}
    found = [mention for run, words in runs if (mention := _mention(run, words, language, known))]
    return _under_full_names(found)


def _under_full_names(found: list[Mention]) -> list[Mention]:
    people = {each.name.split()[-1]: each for each in reversed(found) if _can_be_person(each)}
    bodies = {each.name.split()[0]: each for each in reversed(found) if _is_full_body(each)}
    return [_fullest(each, people, bodies) for each in found]


def _can_be_person(mention: Mention) -> bool:
    return mention.being is not Being.BODY and " " in mention.name


def _is_full_body(mention: Mention) -> bool:
    return mention.being is not Being.PERSON and " " in mention.name


def _fullest(mention: Mention, people: dict[str, Mention], bodies: dict[str, Mention]) -> Mention:
    if " " in mention.name and mention.being is Being.PERSON:
        return mention
    for name in dict.fromkeys((mention.name, without_genitive(mention.name))):
        person = people.get(name.split()[-1]) if name else None
        if person and " " not in name and not (mention.has_article and person.being is Being.UNKNOWN):
            return replace(mention, name=person.name, being=Being.PERSON, role=mention.role or person.role)
        owner = people.get(without_genitive(name.split()[0])) if " " in name else None
        if owner and mention.being is Being.UNKNOWN and owner.name != name:
            return replace(mention, name=owner.name, being=Being.PERSON, role=owner.role)  # "Reekers Plan"
        body = bodies.get(name)
        if body:
            return replace(mention, name=body.name, being=Being.BODY)
    return mention


def without_genitive(name: str) -> str:
    """The name without "'s" or the German "s"."""
    for ending in ("'s", "’s", "'", "’", "s"):
        if name.endswith(ending) and len(name) > len(ending) + 2:
            return name[: -len(ending)]
    return name


def _runs(words: list[CuedWord], language: Vocabulary) -> Iterator[Run]:
    at = 0
    while at < len(words):
        end = _run_end(words, at, language)
        if end > at:
            first = _name_start(words, at, end, language)
            before = words[first - 1] if first else None
            after = words[end] if end < len(words) else None
            role = [
                word for word in words[at:first] if is_role(word, language) or is_description(word, language)
            ]
            trade = first == at + 1 and _is_trade(words, at, end, language)
            yield Run(name=words[first:end], role=role, before=before, after=after, has_trade=trade)
        at = max(end, at + 1)


def _run_end(words: list[CuedWord], at: int, language: Vocabulary) -> int:
    """Where the run of capitalised words that begins at `at` ends: `at` itself if none begins there."""
    end = at
    while end < min(len(words), at + LONGEST_NAME):
        if _is_name_word(words[end], opens=end == at) or _is_surname_of_time(words, end, language):
            end += 2 if _has_dot(words, end) else 1
            if words[end - 1].text.endswith(POSSESSIVES):
                break
        elif end > at and (_is_plural_possessive(words, end) or _is_tie(words, at, end, language)):
            end += 1
        else:
            break
    return end


def _is_name_word(word: CuedWord, *, opens: bool) -> bool:
    """Whether the word has a name's capital; behind a run's first word no time, article or pronoun is one."""
    if not word.is_capitalised or not word.text[0].isalpha():
        return False
    return opens or word.text == "May" or word.cues.isdisjoint(NOT_WITHIN_NAMES)


def _is_surname_of_time(words: list[CuedWord], at: int, language: Vocabulary) -> bool:
    """Whether the season or month there is somebody's surname: "Orsolya Winter", "Frau Sommer"."""
    word, before = words[at], words[at - 1] if at else None
    if before is None or not word.is_capitalised or Cue.TIME not in word.cues or not before.is_capitalised:
        return False
    lower = before.text.lower()
    called = lower in language.given_names or lower in {"frau", "herr", "herrn"}
    led = at > 1 and words[at - 2].is_capitalised and is_role(words[at - 2], language)
    unknown = language.nouns_are_capitalised and not is_word(before.text, "de")
    return (called or led or unknown) and before.cues.isdisjoint(NOT_WITHIN_NAMES)


def _has_dot(words: list[CuedWord], at: int) -> bool:
    """Whether the word is an initial, a title or an abbreviation with its full stop: "J.", "Dr.", "U.S."."""
    dotted = at + 1 < len(words) and words[at + 1].text == "."
    return dotted and (
        len(words[at].text) <= 2 or Cue.TITLE in words[at].cues or DOTTED.match(words[at].text) is not None
    )


def _is_plural_possessive(words: list[CuedWord], at: int) -> bool:
    """Whether the mark is the apostrophe in "Motorists' Association"."""
    return words[at].text in {"'", "’"} and words[at - 1].text.endswith("s") and _is_name(words, at + 1)


def _is_tie(words: list[CuedWord], start: int, at: int, language: Vocabulary) -> bool:
    return words[at].text.lower() in language.particles and _goes_on(words, start, at, language)


def _is_name(words: list[CuedWord], at: int) -> bool:
    return at < len(words) and words[at].is_capitalised and words[at].start == words[at - 1].end + 1


def _goes_on(words: list[CuedWord], start: int, at: int, language: Vocabulary) -> bool:
    """Whether a particle ties a name together: "Bank of England", "Ursula von der Leyen"."""
    after = at + 1
    while after < len(words) and words[after].text in language.particles:
        after += 1
    if after >= len(words) or not words[after].is_capitalised or words[after].cues & NO_NAMES:
        return False
    first = words[start:at]
    if words[at].text in language.late_particles and words[at - 1].text not in language.particles:
        return at - start < 3 and _ends_as_body(first[-1], language)
    if words[at].text in {"und", "and", "&"}:
        return words[at].text == "&" or any(word.text in {"für", "for", "of"} for word in first)
    if words[at].text in language.body_particles:
        return any(_ends_as_body(word, language) for word in first)
    person = any(word.text.lower() in language.given_names for word in first)
    if words[at].text in FROM and _is_full_name(first, language):
        return False  # "Jasper Kühn von der Nordinvest" is from there, "Ursula von der Leyen" is her name
    person = person and not _is_short_form(words[after].text)  # "Jane Doe von der TH Ilm"
    return person and not _ends_as_body(words[after], language) and not is_description(words[after], language)


def _is_full_name(words: list[CuedWord], language: Vocabulary) -> bool:
    """Whether the words end with a given name and a surname: "Analyst Jasper Kühn"."""
    if len(words) < 2 or words[-1].text.lower() in language.given_names:
        return False
    return words[-2].text.lower() in language.given_names and not _ends_as_body(words[-1], language)


def _ends_as_body(word: CuedWord, language: Vocabulary) -> bool:
    """Whether the word ends as bodies do; short endings count as words of their own only: "Halden AG"."""
    lower = word.text.lower()
    return lower.endswith(language.body_endings) or lower in language.body_words


def _name_start(words: list[CuedWord], start: int, end: int, language: Vocabulary) -> int:
    """Where the name begins behind the titles, roles and descriptions: "Der Maschinenbauer Halden"."""
    given = _given_name(words, start, end, language)
    first = given or start
    while first < end and not given:
        word = words[first]
        opens = first == start and _only_opens(words, start, language)
        described = first + 1 < end and words[first + 1].is_capitalised and is_description(word, language)
        described = described and not _ends_as_body(word, language)
        article = first == start and start > 0 and Cue.DETERMINER in words[start - 1].cues
        opens = opens or _is_of_a_place(words, first, end, language)
        opens = opens or (first + 2 < end and _is_agent(word, words[end - 1], language))
        opens = opens or (first == start and _is_trade(words, first, end, language))
        noun = (
            article and first + 1 < end and language.nouns_are_capitalised and _is_plain_noun(word, language)
        )
        if not (opens or described or noun or is_role(word, language) or word.text == "."):
            break
        first += 1
    if first == end and end - start > 1 and _titled(words, start, end, language):
        first = end - 1  # a surname that is a role, too: Frau Richter, Mr. King
    return first


def _is_of_a_place(words: list[CuedWord], at: int, end: int, language: Vocabulary) -> bool:
    """Whether a German adjective stands before the description of a name: "(das) Bremer Start-up Polaris"."""
    adjective = language.nouns_are_capitalised and words[at].text.endswith("er") and at + 2 < end
    return (
        adjective and is_description(words[at + 1], language) and not _ends_as_body(words[at + 1], language)
    )


def _is_agent(word: CuedWord, last_word: CuedWord, language: Vocabulary) -> bool:
    """Whether an English noun before a name says what somebody does: "Ranger Sandy Muir"."""
    lower = word.text.lower()
    if language.nouns_are_capitalised or lower in language.given_names or _ends_as_body(last_word, language):
        return False
    return lower.endswith(AGENTS) and is_word(lower, "en")


def _is_trade(words: list[CuedWord], at: int, end: int, language: Vocabulary) -> bool:
    """Whether a German noun before a name of two words says what somebody does: "Hebamme Jördis Kamp"."""
    if not language.nouns_are_capitalised or end - at != 3 or _ends_as_body(words[end - 1], language):
        return False
    if words[at].cues & NO_NAMES:
        return False  # "Der HSV Lindenau"
    noun = is_word(words[at].text, "de") and not _is_short_form(words[at].text)
    noun = (
        noun and not _ends_as_body(words[at], language) and words[at].text.lower() not in language.given_names
    )
    return noun and words[at + 1].text.isalpha() and not is_word(words[at + 1].text, "de")


def _titled(words: list[CuedWord], start: int, end: int, language: Vocabulary) -> bool:
    """Whether a title or role stands before the last word of a run of nothing else."""
    before = words[end - 2] if words[end - 2].text != "." or end - start < 3 else words[end - 3]
    return is_role(before, language) if language.nouns_are_capitalised else before.text.lower() in ADDRESSES


def _given_name(words: list[CuedWord], start: int, end: int, language: Vocabulary) -> int:
    """Where a given name stands behind other words of the run, so that the name begins with it; else 0."""
    for at in range(end - 2, start, -1):
        if Cue.PERSON in words[at].cues and not is_role(words[start], language):
            return at + 1  # "Nvidia CEO Jensen Huang"
    for at in range(start + 1, end - 1):
        if (
            words[at].text.lower() in language.given_names
            and words[start].text.lower() not in language.given_names
        ):
            return at
    return 0


def _only_opens(words: list[CuedWord], at: int, language: Vocabulary) -> bool:
    """Whether the word is capitalised only because a sentence or quotation begins with it."""
    begins = at == 0 or not words[at - 1].text[0].isalnum()
    return bool(
        begins
        and words[at].cues & (NO_NAMES | {Cue.SAID, Cue.PAST})
        and words[at].text.lower() not in language.given_names
    )


def _is_plain_noun(word: CuedWord, language: Vocabulary) -> bool:
    """A noun behind an article, and not the adjective of a name: "(die) Tochter Altstadt", "(die) Deutsche Bahn"."""
    text = word.text
    return not text.endswith(("e", "en")) and not _is_short_form(text) and not _ends_as_body(word, language)


def _is_short_form(text: str) -> bool:
    return sum(c.isupper() for c in text) > 1 and "-" not in text


def is_role(word: CuedWord, language: Vocabulary) -> bool:
    """Whether the word says what a person is."""
    ending = word.text.lower().endswith(language.person_endings or ("\0",))
    return bool(word.cues & {Cue.TITLE, Cue.PERSON}) or (word.is_capitalised and ending)


def is_description(word: CuedWord, language: Vocabulary) -> bool:
    """Whether the word says what a body is: company, Konzern, Maschinenbauer."""
    lower = word.text.lower()
    endings = language.group_endings or ("\0",)
    ending = lower.endswith(endings) or lower.removesuffix("es").endswith(endings)
    return Cue.BODY in word.cues or (word.is_capitalised and ending and Cue.PERSON not in word.cues)


def _mention(run: Run, words: list[CuedWord], language: Vocabulary, known: set[str]) -> Mention | None:
    name = run.name
    owner = _owner(name, language)
    if owner:
        name = name[: len(owner)]
    if not name or (len(name) == 1 and not _is_single_name(run, language, known)):
        return None
    spelled = _spelled(name)[: -1 if owner else None]
    role = " ".join(word.text for word in run.role)
    return Mention(
        start=name[0].start,
        end=name[-1].end,
        name=spelled,
        being=_being(run, language, is_apposed=_is_apposed(name[0], words, language)),
        role=role,
        is_first=run.before is None,
        is_place=_is_place(run, words),
        has_article=bool(
            not language.nouns_are_capitalised
            and run.before is not None
            and Cue.DETERMINER in run.before.cues
            and not run.role
        ),
    )


def _owner(name: list[CuedWord], language: Vocabulary) -> list[CuedWord]:
    """The person's name in the genitive with which a run begins: "Malin Åbergs (Drama)"."""
    if (
        not language.nouns_are_capitalised
        or len(name) < 3
        or name[0].text.lower() not in language.given_names
    ):
        return []
    owned = name[1].text.endswith("s") and not name[1].text.endswith("ss")
    thing = is_word(name[2].text, "de") and not is_role(name[2], language)
    return name[:2] if owned and thing and not is_word(name[1].text, "de") else []


def _is_place(run: Run, words: list[CuedWord]) -> bool:
    """Whether the name stands behind a word of place: "in Leeds", but not "Shares in Pendle & Rowe"."""
    if run.before is None or run.before.text.lower() not in PLACING:
        return False
    at = words.index(run.before)
    held = at > 0 and words[at - 1].text.lower() in HELD
    return not held and all(word.text != "&" for word in run.name)


def _is_single_name(run: Run, language: Vocabulary, known: set[str]) -> bool:
    word = run.name[0]
    told = Cue.TIME in word.cues and bool(run.role)  # "Frau Winter"
    if (word.cues & NO_NAMES and not told) or len(word.text) < 2 or word.text.endswith(COMPOUNDED):
        return False
    if Cue.BODY in word.cues and run.before is not None and Cue.DETERMINER in run.before.cues:
        return False  # "der Klub" is the one named before
    if word.text in known or (language.nouns_are_capitalised and without_genitive(word.text) in known):
        return True
    if language.nouns_are_capitalised:
        return _is_single_german(run, language)
    return run.before is not None or _is_name_that_opens(run)


def _is_name_that_opens(run: Run) -> bool:
    """Whether the English word with which a sentence begins is a name."""
    word = run.name[0]
    if COMMON.match(word.text) or _is_plural(word.text.lower()):
        return False  # "Like-for-like (sales)", "Sales fell", "Prices will rise"
    goes_on = run.after is not None and bool(
        run.after.cues & VERBS or run.after.text in ONWARD or _is_done_by(run.after, word)
    )
    return not word.cues & VERBS and (goes_on or not is_word(word.text.lower(), "en"))


def _is_plural(lower: str) -> bool:
    """Whether an English word is the plural of another: "sales", not "siemens"."""
    return lower.endswith("s") and is_word(lower, "en") and is_word(lower[:-1], "en")


def _is_done_by(after: CuedWord, word: CuedWord) -> bool:
    """Whether a verb in the past follows a name: "Holt mocked"; a plural before it is none."""
    return after.text.islower() and after.text.endswith("ed") and not word.text.endswith("s")


def _is_single_german(run: Run, language: Vocabulary) -> bool:
    """Whether a noun without an article is a name: an abbreviation, a body by its ending, or before a verb."""
    word = run.name[0]
    if run.role or _is_short_form(word.text) or _ends_as_body(word, language):
        return True
    bare = run.before is None or not run.before.text[0].isalnum()
    verb = run.after is not None and (bool(run.after.cues & VERBS) or is_finite(run.after))
    return bare and verb and not is_role(word, language)


def _spelled(name: list[CuedWord]) -> str:
    spelled = name[0].text
    for before, word in pairwise(name):
        spelled += (" " if word.start > before.end else "") + word.text
    for ending in POSSESSIVES:
        spelled = spelled.removesuffix(ending)
    return spelled


def _is_apposed(first: CuedWord, words: list[CuedWord], language: Vocabulary) -> bool:
    """Whether the name is told of a role: "its chief executive, Tomas Aird", "roads chief Barnaby Quill"."""
    at = words.index(first)
    if at and words[at - 1].cues & {Cue.PERSON, Cue.TITLE} and words[at - 1].text.islower():
        return True
    if (
        at > 1 and words[at - 2].length == 2 and Cue.PERSON in words[at - 2].cues
    ):  # "Chief executive Rune Dahl"
        return not language.nouns_are_capitalised
    if at < 2 or words[at - 1].text != ",":
        return False
    two_words = at > 2 and words[at - 3].length == 2 and Cue.PERSON in words[at - 3].cues
    return two_words or is_role(words[at - 2], language)


def _being(run: Run, language: Vocabulary, *, is_apposed: bool) -> Being:
    name, role = run.name, run.role
    described = any(is_description(word, language) for word in role)
    person = any(is_role(word, language) for word in role) or (is_apposed and len(name) > 1) or run.has_trade
    if len(name) > 1 and name[0].text.lower() in language.given_names:
        return Being.PERSON
    if any(_ends_as_body(word, language) for word in name) and not person:
        return Being.BODY
    if person:
        return Being.PERSON
    return Being.BODY if described or _is_short_form(name[-1].text) else Being.UNKNOWN
