"""The people and bodies that a text names, where it names them, and the fullest name it has for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from tracker.spot.lexicon import Cue, Language, Word

LONGEST_NAME = 7  # words


class Being(Enum):
    """What a name belongs to."""

    PERSON = auto()
    BODY = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text; `role` is what stood before it ("KI-Chef")."""

    start: int
    end: int
    name: str
    being: Being
    role: str = ""


def mentions(sentences: list[list[Word]], language: Language) -> list[Mention]:
    """Every mention, in order, under its fullest name: a surname alone is the person named before in full."""
    found = [each for words in sentences for each in _named(words, language)]
    full: dict[str, Mention] = {}
    for each in found:
        if each.being is Being.PERSON and " " in each.name:
            full.setdefault(each.name.split()[-1], each)
    return [_fullest(each, full) for each in found]


def _fullest(mention: Mention, full: dict[str, Mention]) -> Mention:
    for name in (
        mention.name,
        mention.name.removesuffix("'s").removesuffix("’s"),
        mention.name.rstrip("s'’"),
    ):
        person = full.get(name.split()[-1]) if name else None
        if person and (" " not in name or mention.being is not Being.BODY):
            return Mention(mention.start, mention.end, person.name, Being.PERSON, mention.role or person.role)
    return mention


def _named(words: list[Word], language: Language) -> Iterator[Mention]:
    at = 0
    while at < len(words):
        end = _run_end(words, at, language)
        if end > at:
            mention = _mention(words, at, end, language)
            if mention:
                yield mention
        at = max(end, at + 1)


def _run_end(words: list[Word], at: int, language: Language) -> int:
    """Where the run of capitalised words that begins here ends."""
    end = at
    while end < min(len(words), at + LONGEST_NAME):
        word = words[end]
        if word.is_capitalised and word.text[0].isalpha():
            end += 1
            if len(words) > end and words[end].text == "." and len(word.text) <= 2:
                end += 1  # an initial
        elif end > at and word.text.lower() in language.particles and _goes_on(words, end, language):
            end += 1
        else:
            break
    return end


def _goes_on(words: list[Word], at: int, language: Language) -> bool:
    """Whether a particle ties a name together: "Bank of England", "Ursula von der Leyen"."""
    after = at + 1
    while after < len(words) and words[after].text in language.particles:
        after += 1
    if after >= len(words) or not words[after].is_capitalised:
        return False
    if words[at].text in {"und", "and"}:
        return words[at - 1].text.lower().endswith(("for", "für")) or words[at].text == "&"
    body = words[at - 1].text.lower().endswith(language.body_endings)
    return body if words[at].text in {"of", "for", "für", "the", "on"} else True


def _mention(words: list[Word], start: int, end: int, language: Language) -> Mention | None:
    """The name in a run, without the titles and roles before it."""
    first = start
    while first < end and (_is_role(words[first], language) or words[first].text == "."):
        first += 1
    if first == end and end - start > 1 and language.nouns_are_capitalised:
        first = end - 1  # a surname that is a role, too: Frau Richter
    role = " ".join(word.text for word in words[start:first])
    if first == start and start == 0 and end - start > 1 and _opens_sentence(words[start], language):
        first += 1
    name = words[first:end]
    if not name or (len(name) == 1 and (Cue.SMALL in name[0].cues or len(name[0].text) < 2)):
        return None
    spelled = _spelled(name)
    return Mention(name[0].start, name[-1].end, spelled, _being(name, role, language), role)


def _spelled(name: list[Word]) -> str:
    spelled = ""
    for word, before in zip(name, [None, *name], strict=False):
        spelled += (" " if before and word.start > before.end else "") + word.text
    return spelled


def _is_role(word: Word, language: Language) -> bool:
    lower = word.text.lower()
    return bool(word.cues & {Cue.TITLE, Cue.PERSON}) or lower.endswith(language.person_endings or ("\0",))


def _opens_sentence(word: Word, language: Language) -> bool:
    """Whether the word is capitalised only because a sentence begins with it."""
    return bool(word.cues & {Cue.SMALL, Cue.DETERMINER, Cue.ACCORDING, Cue.SAID}) and (
        word.text.lower() not in language.given_names
    )


def _being(name: list[Word], role: str, language: Language) -> Being:
    last = name[-1].text
    if any(
        word.text.lower().endswith(language.body_endings) and len(name) < 6 for word in name[-1:] + name[:1]
    ):
        return Being.BODY
    if len(name) > 1 and (role or name[0].text.lower() in language.given_names):
        return Being.PERSON
    if role and last[:1].isupper():
        return Being.PERSON
    if sum(c.isupper() for c in last) > 1:
        return Being.BODY
    return Being.UNKNOWN
