"""Who says a sentence: by "said" and "according to", by the subject of "plans", else by who spoke before."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from tracker.spot.clauses import BREAKS
from tracker.spot.german_names import in_the_nominative
from tracker.spot.lexicon import Cue, Language, Word
from tracker.spot.mentions import Being, Mention, is_description, is_role, without_genitive
from tracker.spot.sentences import Sentence

SUBJECT_CUES = frozenset({Cue.INTENT, Cue.FORECAST, Cue.PROMISE})
FAR = 16  # words between a verb and its subject: more is another clause
NOUN_PHRASE = 4  # words of "the county council"
LABEL = re.compile(r"^[\s\"„“»(–—-]*([A-ZÄÖÜ][\w.'’-]*(?: [A-ZÄÖÜ][\w.'’-]*){0,3}):(?=\s)")
UNNAMED = ""
REMEMBERED = 200  # mentions: nobody says "the company" of one named longer ago


@dataclass
class Discourse:
    """What is known up to a sentence: who was named, and who spoke last."""

    text: str
    language: Language
    named: list[Mention]
    speaker: str = UNNAMED
    speaker_paragraph: int = -1
    label_paragraph: int = -1
    asked_paragraph: int = -2
    seen: list[Mention] = field(default_factory=list)
    before: int = 0  # where the sentence before begins, and this one
    here: int = 0

    @cached_property
    def times_named(self) -> Counter[str]:
        """How often the text names each."""
        return Counter(each.name for each in self.named)

    def named_in(self, start: int, end: int) -> list[Mention]:
        """The mentions between two places of the text."""
        first = bisect_left(self.named, start, key=lambda each: each.start)
        return self.named[first : bisect_left(self.named, end, key=lambda each: each.start)]

    def note_seen(self, start: int) -> None:
        """Remember whom the text named last before this place."""
        until = bisect_left(self.named, start, key=lambda each: each.start)
        self.seen = self.named[max(0, until - REMEMBERED) : until]
        self.before, self.here = self.here, start


@dataclass(frozen=True, slots=True)
class Source:
    """Who says a sentence; without a frame it is the publication."""

    name: str
    is_publication: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence's words with the mentions among them."""

    words: list[Word]
    here: list[Mention]


def source_of(d: Discourse, sentence: Sentence, words: list[Word], cue: Word | None) -> Source:
    """Who says the sentence, and remember it for the next ones; `cue` is the word that looks ahead, if any."""
    d.note_seen(sentence.start)
    place = Place(words, d.named_in(sentence.start, sentence.end))
    _note_label(d, sentence, words)
    if d.label_paragraph == sentence.paragraph and d.speaker:
        return Source(d.speaker, is_publication=False)
    framed = _framed(d, sentence, place, cue)
    if framed and framed.islower() and (subject := _subject(d, place, cue)):
        framed = subject  # "Acme plans to grow, executives said"
    if framed is not None:
        d.speaker, d.speaker_paragraph = framed or d.speaker, sentence.paragraph
        return Source(framed, is_publication=False)
    speaker = _carried(d, sentence, words, cue)
    if speaker:
        return Source(speaker, is_publication=False)
    subject = _subject(d, place, cue) or _actor(d, place, cue)
    return Source(subject or UNNAMED, is_publication=not subject)


def said_of_it(d: Discourse, sentence: Sentence, words: list[Word]) -> Source | None:
    """Who says the sentence before, if this one tells: "Das sagte Marion Ackerknecht am Montag." """
    refers = len(words) > 1 and Cue.REFERS in words[0].cues and Cue.SAID in words[1].cues
    if not refers:
        return None
    place = Place(words, d.named_in(sentence.start, sentence.end))
    who = _framed(d, sentence, place, None)
    return Source(who, is_publication=False) if who else None


def _note_label(d: Discourse, sentence: Sentence, words: list[Word]) -> None:
    """Mark the paragraph of an interview's answer: "Lindqvist: ...", "EK: ...", or what follows a question."""
    label = LABEL.match(d.text[sentence.start : sentence.end])
    who = _labelled(d, label[1]) if label else None
    if who:
        d.speaker, d.label_paragraph = who, sentence.paragraph
    elif d.asked_paragraph == sentence.paragraph - 1 and any(Cue.WE in word.cues for word in words):
        d.speaker = d.speaker or _last(d, Being.PERSON) or UNNAMED
        d.label_paragraph = sentence.paragraph
    if words and words[-1].text == "?":
        d.asked_paragraph = sentence.paragraph


def _labelled(d: Discourse, label: str) -> str | None:
    for each in d.named:
        if each.being is Being.BODY or " " not in each.name:
            continue
        initials = "".join(part[0] for part in each.name.split())
        if (
            label.replace(".", "") == initials
            or label.rsplit(maxsplit=1)[-1] == each.name.rsplit(maxsplit=1)[-1]
        ):
            return each.name
    return None


def _framed(d: Discourse, sentence: Sentence, place: Place, cue: Word | None) -> str | None:
    """The source that the sentence names itself; "" if it names one that the text does not tell."""
    words = place.words
    for at, word in enumerate(words):
        if Cue.ACCORDING in word.cues:
            return _who(d, _until_break(words, at + word.length), place) or _own_words(d, words, at)
        if Cue.ACCORDING_AFTER in word.cues:
            return _who(d, _back_to_break(words, at), place) or UNNAMED
        if Cue.IT_SAYS in word.cues:
            return d.speaker
        if Cue.SO in word.cues and at and words[at - 1].text in BREAKS and _is_named_next(words, at + 1):
            return _who(d, _until_break(words, at + 1), place)
    said = [at for at, word in enumerate(words) if Cue.SAID in word.cues]
    # A quotation within the quotation is not the sentence's own.
    for at in sorted(said, key=lambda each: sentence.in_quotes(words[each].start)):
        if who := _around(d, place, at):
            return who
    return _before_colon(d, place, cue)


def _before_colon(d: Discourse, place: Place, cue: Word | None) -> str | None:
    """ "Astrid Mehler gibt ihm recht: ..." """
    colon = next((at for at, word in enumerate(place.words) if word.text == ":"), 0)
    if not colon or cue is None or cue.start < place.words[colon].start:
        return None
    person = _person_in(place.words[: min(colon, FEW_WORDS)], place)
    return person.name if person else None


FEW_WORDS = 5  # in which a sentence names its subject


def _own_words(d: Discourse, words: list[Word], at: int) -> str:
    """Who "nach ihren Worten" speaks of."""
    phrase = words[at : at + words[at].length]
    personal = any(
        word.text.lower() in {"seinen", "ihren", "eigenen", "his", "her", "their"} for word in phrase
    )
    return (d.speaker or _last(d, Being.PERSON) or UNNAMED) if personal else UNNAMED


def _is_named_next(words: list[Word], at: int) -> bool:
    """Whether a name or a noun phrase follows "so", which else means "thus"."""
    return at < len(words) and (words[at].is_capitalised or Cue.DETERMINER in words[at].cues)


def _around(d: Discourse, place: Place, at: int) -> str | None:
    """The subject of the verb there: before it, in or before the apposition that ends with it, or behind it."""
    follows = place.words[at + 1 : at + 2]
    if d.language.nouns_are_capitalised and follows and follows[0].cues & {Cue.HE, Cue.SHE}:
        return _stands_for(d, follows)  # "das hält er für machbar"
    before = _subjects(_back_to_break(place.words, _before_short_quote(place.words, at)))
    if before:
        who = _who(d, before, place)
        if who or not d.language.nouns_are_capitalised:
            return who
    return _apposed(d, place, at) or _behind(d, place, at + place.words[at].length)


def _subjects(region: list[Word]) -> list[Word]:
    """Without the German nouns that are objects: "(wie man) einen Brief (schreibt)"."""
    return [word for at, word in enumerate(region) if not at or region[at - 1].text.lower() not in OBJECTS]


OBJECTS = frozenset({"den", "einen", "dem", "einem"})


def _before_short_quote(words: list[Word], at: int) -> int:
    """Where to look for the subject: before a name in quotation marks, as in "Meier der „Zeitung“ sagte"."""
    if not at or words[at - 1].text not in QUOTES:
        return at
    opened = next(
        (i for i in range(at - 2, max(-1, at - 2 - SHORT_QUOTE), -1) if words[i].text in QUOTES), at
    )
    return opened if opened and words[opened - 1].text not in BREAKS else at


QUOTES = frozenset('"„“”»«')
SHORT_QUOTE = 5  # words


def _apposed(d: Discourse, place: Place, at: int) -> str | None:
    """ "Jane Doe, chief executive of Acme, said" and "its chief executive, Jane Doe, said"."""
    words = place.words[max(0, at - FAR) : at]
    if not words or words[-1].text != ",":
        return None
    inner = _back_to_break(words, len(words) - 1)
    comma = len(words) - 2 - len(inner)
    outer = _back_to_break(words, comma) if comma > 0 and words[comma].text == "," else []
    for region in (inner, outer):
        named = _inside(region, place)
        if len(named) == 1 and named[0].end == region[-1].end and not _is_tied(named[0], region, d.language):
            return named[0].name
    return _who(d, outer, place) if outer else None


def _is_tied(mention: Mention, region: list[Word], language: Language) -> bool:
    """Whether the name only belongs to what stands before it: "a professor at MIT"."""
    before = [word for word in region if word.end <= mention.start]
    tied = any(
        word.text.lower() in language.particles | {"at", "bei", "in", "des", "from", "aus"} for word in before
    )
    return tied or len(before) > FEW_WORDS


SHORT = 40  # characters of a role before a name: "businessman Doug Reyes"


def _behind(d: Discourse, place: Place, after: int) -> str | None:
    region = _until_break(place.words, after)
    comma = after + len(region)
    named = _named_at(place, place.words[comma + 1].start) if comma + 1 < len(place.words) else None
    if named and named.being is Being.PERSON and not _person_in(region, place):
        return named.name  # "sagte der Experte der Partei, Lutz Wernicke"
    return _who(d, region, place)


def _named_at(place: Place, start: int) -> Mention | None:
    return next((each for each in place.here if each.start == start), None)


def _until_break(words: list[Word], at: int) -> list[Word]:
    end = at
    while end < len(words) and end < at + FAR and words[end].text not in BREAKS:
        end += 1
    return words[at:end]


def _back_to_break(words: list[Word], at: int) -> list[Word]:
    start = at
    while start > 0 and start > at - FAR and words[start - 1].text not in BREAKS:
        start -= 1
    return words[start:at]


def _subject(d: Discourse, place: Place, cue: Word | None) -> str | None:
    """The claimant of "plans", "expects", "will" (German: wants): the subject of the verb."""
    for at, word in enumerate(place.words):
        if cue is not None and word.start != cue.start and Cue.FORECAST not in word.cues:
            continue
        passive = any(
            before.text in {"wird", "werden", "werde"} for before in _back_to_break(place.words, at)
        )
        if word.cues & SUBJECT_CUES and not passive and (who := _around(d, place, at)):
            return who
    return None


def _actor(d: Discourse, place: Place, cue: Word | None) -> str | None:
    """The person or body of whom the sentence says what they will do: that is theirs, also if nobody is quoted."""
    if cue is None or not cue.cues & {Cue.WILL, Cue.CHANGE, Cue.PURPOSE} or cue.cues & SUBJECT_CUES:
        return None
    if Cue.PURPOSE in cue.cues:
        return _stands_for(d, place.words[:2])
    at = next((i for i, word in enumerate(place.words) if word.start == cue.start), 0)
    before = _back_to_break(place.words, at)
    named = [each for each in _inside(before, place) if each.being is not Being.UNKNOWN]
    if not named:
        company = [word for word in before or place.words[:2] if is_description(word, d.language)]
        alone = 1 < len(before) <= FEW_WORDS or not before
        return (
            _stands_for(d, place.words[:2]) if company and alone and place.words[0].is_capitalised else None
        )
    opens = named[0].start - before[0].start <= SHORT and named[0].end == before[-1].end
    return named[0].name if opens else None


def _carried(d: Discourse, sentence: Sentence, words: list[Word], cue: Word | None) -> str | None:
    """The speaker of before, if he still speaks: in quotation marks or in the subjunctive."""
    if cue is not None and sentence.in_quotes(cue.start):
        here = d.seen[-1:] if d.speaker_paragraph != sentence.paragraph else []
        person = next((each.name for each in here if each.being is Being.PERSON), None)
        return person or d.speaker or _last(d, Being.PERSON)
    reported = any(word.cues & {Cue.SUBJUNCTIVE, Cue.REPORTED} for word in words)
    return d.speaker if reported else None


def _inside(region: list[Word], place: Place) -> list[Mention]:
    if not region:
        return []
    start, end = region[0].start, region[-1].end
    return [each for each in place.here if start <= each.start and each.end <= end]


def _person_in(region: list[Word], place: Place) -> Mention | None:
    return next((each for each in _inside(region, place) if each.being is Being.PERSON), None)


def _who(d: Discourse, region: list[Word], place: Place) -> str | None:
    """The person or body that a part of a sentence names, or that its pronoun or noun stands for."""
    inside = _inside(region, place)
    person = _person_in(region, place)
    if person:
        return person.name
    first = inside[0] if inside else None
    if first and not _is_possessor(first, region):
        return in_the_nominative(first.name, _word_before(first, region), d.language)
    return _stands_for(d, region) or _noun(region, d.language)


def _is_possessor(mention: Mention, region: list[Word]) -> bool:
    """Whether the name only says whose: "Acme's chief executive", "economists polled by Acme"."""
    return _word_before(mention, region) == "by" or any(
        word.end == mention.end and word.text.endswith(("'s", "’s")) for word in region
    )


def _word_before(mention: Mention, region: list[Word]) -> str:
    before = [word.text.lower() for word in region if word.end <= mention.start]
    return before[-1] if before else ""


def _stands_for(d: Discourse, region: list[Word]) -> str | None:
    """Who a pronoun or a noun like "the company" stands for."""
    for at, word in enumerate(region):
        lower = word.text.lower()
        if word.cues & {Cue.HE, Cue.SHE}:
            return _he_or_she(d)
        if Cue.WE in word.cues:
            return d.speaker or None
        if Cue.IT in word.cues:
            return _last(d, Being.BODY)
        if is_role(word, d.language):
            return None if Cue.MANY in word.cues else _by_role(d, lower) or _last(d, Being.PERSON)
        if is_description(word, d.language):
            alone = d.language.nouns_are_capitalised or (at > 0 and Cue.DETERMINER in region[at - 1].cues)
            return _body_like(d, lower) or (_last(d, Being.BODY) if alone else None)
    return None


def _he_or_she(d: Discourse) -> str | None:
    """The person that the sentence before names first, else who spoke last, else who was named last."""
    before = [each.name for each in d.named_in(d.before, d.here) if each.being is Being.PERSON]
    if before:
        return before[0]
    return d.speaker if _is_person(d, d.speaker) else _last(d, Being.PERSON)


def _is_person(d: Discourse, name: str) -> bool:
    return any(each.name == name and each.being is Being.PERSON for each in d.seen)


def _last(d: Discourse, being: Being) -> str | None:
    """The person named last, or the body that the text names most; of two the one named last."""
    seen = [each for each in reversed(d.seen) if not (each.is_place and being is Being.BODY)]
    if being is Being.PERSON:
        sure = next((each.name for each in seen if each.being is being), None)
        unsure = (each.name for each in seen if each.being is Being.UNKNOWN and " " in each.name)
        return sure or next(unsure, None)
    bodies = [each.name for each in seen if each.being is not Being.PERSON]
    return max(bodies, key=lambda name: d.times_named[name], default=None)


def _by_role(d: Discourse, noun: str) -> str | None:
    stem = noun.rsplit("-", maxsplit=1)[-1]
    for each in reversed(d.seen):
        roles = each.role.lower()
        if each.being is Being.PERSON and roles and (stem in roles or without_genitive(stem) in roles):
            return each.name
    return None


def _body_like(d: Discourse, noun: str) -> str | None:
    stem = without_genitive(noun)
    for each in reversed(d.seen):
        if each.being is not Being.PERSON and (stem in each.name.lower() or stem in each.role.lower()):
            return each.name
    return None


def _noun(region: list[Word], language: Language) -> str | None:
    """The noun phrase itself, without its article: "Bundesregierung", "county council"."""
    if language.nouns_are_capitalised:
        return _german_noun(region, language)
    start = next((i for i, word in enumerate(region) if Cue.DETERMINER in word.cues), -1) + 1
    if any(Cue.NOBODY in word.cues for word in region):
        return next((word.text for word in region if Cue.MANY in word.cues), None)  # "a poll of economists"
    phrase = []
    for word in region[start : start + NOUN_PHRASE]:
        if (
            not word.text[0].isalpha()
            or word.text.lower() in language.particles | AUXILIARIES
            or word.cues & NOT_IN_NOUNS
        ):
            break
        phrase.append(word)
        if Cue.MANY in word.cues:
            break
    if not phrase or (start == 0 and not region[0].is_capitalised and Cue.MANY not in phrase[-1].cues):
        return None
    return " ".join(word.text for word in phrase) if phrase[-1].cues & SPEAKING or start else None


AUXILIARIES = frozenset({"has", "have", "is", "are", "also", "now", "on", "in", "at", "who", "which"})
NOT_IN_NOUNS = frozenset({Cue.TIME, Cue.SAID, Cue.WILL, Cue.PAST, Cue.WE, Cue.HE, Cue.SHE, Cue.IT})
SPEAKING = frozenset({Cue.MANY, Cue.PERSON, Cue.BODY})


def _german_noun(region: list[Word], language: Language) -> str | None:
    for at, word in enumerate(region):
        if (
            word.is_capitalised
            and len(word.text) > 2
            and not word.cues & (NOT_IN_NOUNS | {Cue.SMALL, Cue.DETERMINER})
        ):
            before = region[at - 1].text.lower() if at else ""
            return None if Cue.NOBODY in word.cues else in_the_nominative(word.text, before, language)
    return None
