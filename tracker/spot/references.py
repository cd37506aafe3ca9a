"""The person or body that a part of a sentence is about: by name, by a pronoun, a role or a noun."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from tracker.spot.clauses import is_word
from tracker.spot.german_names import in_the_nominative
from tracker.spot.lexicon import Cue, CuedWord, Vocabulary, listed
from tracker.spot.mentions import Being, Mention, is_description, is_role, without_genitive

AUXILIARIES = frozenset({"has", "have", "is", "are", "also", "now", "on", "in", "at", "who", "which"})
NOT_IN_NOUNS = frozenset({Cue.TIME, Cue.SAID, Cue.WILL, Cue.PAST, Cue.WE, Cue.HE, Cue.SHE, Cue.IT})
SPEAKING = frozenset({Cue.MANY, Cue.PERSON, Cue.BODY})
NOUN_PHRASE = 4  # words of "the county council"
OPENING = listed(
    """
        but and still so yet while although though as because that if when meanwhile however now
        then once
    """
)
# Papers that say something, of which the paper itself is the source.
PAPERS = listed(
    """
        survey study report poll memo analysis paper papers review letter statement filing
        filings document documents indictment lawsuit complaint prospectus minutes editorial
        article email note blueprint audit summary research forecast outlook bulletin notice
        petition manifesto contract agreement bill inquiry investigation probe tribunal
    """
)
# What stands between a head noun and what only tells more of it: "aides to the senator", "a person briefed on it".
TELLS_MORE = listed(
    """
        to in close familiar briefed involved with near around across on
    """
)
INDEFINITE = frozenset({"a", "an", "another", "one"})
# Before a role these make it somebody else than who was named: "a spokesman", "his wife".
SOMEBODY_ELSE = INDEFINITE | {"his", "her", "their", "my", "our"}
PARTICIPLES_OF_PAPERS = listed(
    """
        published released seen obtained commissioned prepared in on into about
    """
)
# Those of a place who speak for it: "Clair County officials"; "Goldwyn analysts" speak for Goldwyn.
OF_A_PLACE = listed(
    """
        officials police authorities government prosecutors lawmakers regulators residents officers
        ministers
    """
)
HEADS = frozenset({"chief", "head", "boss"})
# One who is told of by his nation alone: "the Dutchman said".
NATIONALS = listed(
    """
        american argentinian australian austrian belgian brazilian briton canadian chilean croat czech dane
        dutchman dutchwoman egyptian englishman englishwoman finn frenchman frenchwoman german greek hungarian
        icelander indian irishman irishwoman israeli italian jamaican kenyan mexican nigerian norwegian pole
        romanian russian scot scotsman serb slovak slovene spaniard swede turk ukrainian welshman welshwoman
        aussie kiwi
    """
)
LONGEST_ROLE = 4  # words of "deputy chief executive"
HEAD_WORDS = 5  # in which a subject's own noun stands
GOING_ON = listed(
    """
        added adds continued continues repeated concluded went also
    """
)
PERSONAL = ("ist", "ian", "man", "woman", "eer", "ologist", "ographer")
BODY_NOUN = (
    "(?P<noun>bank|agency|regulator|board|union|party|company|firm|federation|team|ministry|council|government"
    "|airline|operator|lender|service|institute|university|museum)\\b"
)
# They stand for no body of another kind: "the regulator" is not the company that was named before.
OF_THEIR_KIND = listed(
    """
        regulator ministry union council court parliament university museum hospital federation party newspaper
        magazine school library theatre theater port airport
    """
)
OWNED_BODY = re.compile(rf"\b[A-Z][\w-]+['’]s (?:[a-z]+ ){{0,2}}{BODY_NOUN}")
OPENING_BODY = re.compile(rf"The {BODY_NOUN}")
NEAR_BACK = 3000  # characters
REMEMBERED = 200  # mentions: nobody says "the company" of one named longer ago
UNNAMED = ""


@dataclass(kw_only=True)
class Discourse:
    """What the text has told up to a sentence: who was named (`seen`), and who spoke last (`speaker`).

    Paragraphs are told by their number: `label_paragraph` is an interview's answer, `asked_paragraph` its question.
    """

    text: str
    language: Vocabulary
    named: list[Mention]
    speaker: str = UNNAMED
    speaker_paragraph: int = -1
    label_paragraph: int = -1
    asked_paragraph: int = -2
    paragraph: int = -1
    seen: list[Mention] = field(default_factory=list)
    before: int = 0  # where the sentence before begins, and this one
    here: int = 0
    here_is_quoted: bool = False
    outside: int = 0  # where the last sentence before this one begins that is not all quoted

    @cached_property
    def times_named(self) -> Counter[str]:
        """How often the text names each."""
        return Counter(each.name for each in self.named)

    def named_in(self, start: int, end: int) -> list[Mention]:
        """The mentions between two places of the text."""
        first = bisect_left(self.named, start, key=lambda each: each.start)
        return self.named[first : bisect_left(self.named, end, key=lambda each: each.start)]

    def note_seen(self, start: int, *, is_all_quoted: bool = False) -> None:
        """Remember whom the text named last before this place, where the next sentence begins."""
        until = bisect_left(self.named, start, key=lambda each: each.start)
        self.seen = self.named[max(0, until - REMEMBERED) : until]
        if not self.here_is_quoted:
            self.outside = self.here
        self.before, self.here, self.here_is_quoted = self.here, start, is_all_quoted


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence's words with the mentions among them."""

    words: list[CuedWord]
    here: list[Mention]


def named_by(
    d: Discourse, region: list[CuedWord], place: MarkedSentence, *, goes_on: bool = False
) -> str | None:
    """The person or body that a part of a sentence names, or that its pronoun or noun stands for."""
    region = _without_opening(region)
    if epithet := _by_nation(d, region, place):
        return epithet
    if head := _nameless(region, place):
        return head
    named = inside(region, place)
    person = person_in(region, place)
    if len(named) > 1 and _is_possessor(named[0], region) and _is_owned(named[0], named[1], region):
        named = named[1:]
        person = person if person in named else person_of(named)
    first = named[0] if named else None
    opens = next((word.start for word in region if Cue.DETERMINER not in word.cues), -1)
    opening = first if first and first.start == opens and not d.language.nouns_are_capitalised else None
    if opening and (told := _told_of_first(d, opening, named, region)):
        return told
    if person:
        return person.name
    if first and not _is_possessor(first, region):
        return in_the_nominative(first.name, _word_before(first, region), d.language)
    return (
        _own_subject(region, place)
        or stands_for(d, region, goes_on=goes_on)
        or _of_here(d, region, place)
        or _noun(region, d.language)
    )


def _told_of_first(d: Discourse, first: Mention, named: list[Mention], region: list[CuedWord]) -> str | None:
    """Who is meant where a name opens the part: the person behind its role, its role itself, or the name."""
    if role := _role_behind(first, region):
        told = (
            _by_role(d, role[-1].text.lower())
            or _without_role_before(d, role[-1], first, region)
            or f"{first.name} {' '.join(word.text for word in role)}"
        )
        return _named_behind(first, named, region) or told  # "Norwick Airport chief executive Sal Greaves"
    behind = [word for word in region if word.start >= first.end]
    does = any(word.cues & {Cue.PAST, Cue.SAID} or word.text.endswith("ed") for word in behind)
    return first.name if does else None  # "Holt mocked Diana Reed and said"


def _by_nation(d: Discourse, region: list[CuedWord], place: MarkedSentence) -> str | None:
    """The person of before that "the Dutchman" stands for."""
    if len(region) != 2 or region[0].text.lower() != "the" or region[1].text.lower() not in NATIONALS:
        return None
    return _person_before(d, region[0].start, place) or last(d, Being.PERSON)


def _person_before(d: Discourse, start: int, place: MarkedSentence) -> str | None:
    """The last person that the sentence names before the place `start`."""
    here = [each for each in place.here if each.end <= start and _may_be_person(each)]
    return here[-1].name if here else None


def _without_role_before(d: Discourse, role: CuedWord, first: Mention, region: list[CuedWord]) -> str | None:
    """The person named just before, of whom no role was told, for one by a new role: "the Danish researcher said"."""
    if first.being is Being.PERSON or not _is_the_role(region, role):
        return None
    return _unmarked_person(d, region)


def _of_here(d: Discourse, region: list[CuedWord], place: MarkedSentence) -> str | None:
    """The person of the same sentence that a role stands for: "Joe Tarn will stand, the Labour leader said"."""
    named = _person_before(d, region[0].start, place) if region else None
    return _unmarked_person(d, region) if named and _is_the_role(region, region[-1]) else None


def _is_the_role(region: list[CuedWord], role: CuedWord) -> bool:
    """Whether the part is an article and the role with what describes it: "the Labour leader"."""
    return region[0].text.lower() == "the" and Cue.PERSON in role.cues and role is region[-1]


def _unmarked_person(d: Discourse, region: list[CuedWord]) -> str | None:
    """The only person named just before, if no role was told of him."""
    before = [each for each in d.named_in(d.before, region[0].start) if _may_be_person(each)]
    told = next(iter(before), None)
    if told is None or _owns(d, told) or any(each.role for each in d.named if each.name == told.name):
        return None
    return told.name if all(each.name == told.name for each in before) else None


def _own_subject(region: list[CuedWord], place: MarkedSentence) -> str | None:
    """The body that opens the sentence, for which its "it" stands: "Ridley Park moved the film, it said"."""
    first = place.here[0] if place.here else None
    it = len(region) == 1 and Cue.IT in region[0].cues
    if it and Cue.DETERMINER in place.words[0].cues and place.words[1].text in OF_THEIR_KIND:
        return place.words[1].text  # "The court will hear the appeal, it said"
    if first is None or not it or first.being is Being.PERSON or first.end >= region[0].start:
        return None
    opens = next((word for word in place.words if Cue.DETERMINER not in word.cues), None)
    return first.name if opens is not None and opens.start == first.start else None


def _without_opening(region: list[CuedWord]) -> list[CuedWord]:
    """The part without the words that only join its clause to the one before: "but economists"."""
    at = 0
    while at < len(region) and region[at].text.lower() in OPENING:
        at += 1
    return region[at:] or region


def _nameless(region: list[CuedWord], place: MarkedSentence) -> str | None:
    """Those who speak and are not named, though whose they are is told: "aides to Senator Poe", "a court filing"."""
    words = region[:HEAD_WORDS]
    for at, word in enumerate(words):
        if any(each.start <= word.start < each.end for each in place.here):
            return None
        after = region[at + 1].text.lower() if at + 1 < len(region) else ""
        if word.text in PAPERS and (not after or after in PARTICIPLES_OF_PAPERS):
            return word.text
        if word.cues & {Cue.MANY, Cue.PERSON} and after in TELLS_MORE:
            indefinite = Cue.MANY in word.cues or (at > 0 and region[at - 1].text.lower() in INDEFINITE)
            return word.text if indefinite else None
    return None


def _role_behind(first: Mention, region: list[CuedWord]) -> list[CuedWord]:
    """The role in lower case that a place or body only tells more of: "(the) London mayor"."""
    behind = [word for word in region if word.start >= first.end]
    role = [word for word in behind[:2] if word.text.islower()]
    if not role or first.being is Being.PERSON:
        return []
    if len(role) > 1 and role[1].text in HEADS and len(behind) == len(role):
        return role  # "The Airbus sales chief"
    several = role[0].text in OF_A_PLACE and first.being is not Being.BODY  # "Clair County officials"
    return role[:1] if several or Cue.PERSON in role[0].cues else []


def _named_behind(first: Mention, named: list[Mention], region: list[CuedWord]) -> str | None:
    """The name that follows the role behind a first one, with nothing between."""
    behind = next((each for each in named if each.start > first.start), None)
    if behind is None:
        return None
    between = [word for word in region if first.end <= word.start and word.end <= behind.start]
    role = len(between) <= LONGEST_ROLE and all(word.text.islower() for word in between)
    return behind.name if role and any(Cue.PERSON in word.cues for word in between) else None


def inside(region: list[CuedWord], place: MarkedSentence) -> list[Mention]:
    """The mentions within a part of a sentence."""
    if not region:
        return []
    start, end = region[0].start, region[-1].end
    return [each for each in place.here if start <= each.start and each.end <= end]


def person_in(region: list[CuedWord], place: MarkedSentence) -> Mention | None:
    """The first person that the part names."""
    return person_of(inside(region, place))


def person_of(named: list[Mention]) -> Mention | None:
    """The first of the mentions that is a person's."""
    return next((each for each in named if each.being is Being.PERSON), None)


def _is_owned(owner: Mention, owned: Mention, region: list[CuedWord]) -> bool:
    """Whether the second name is what the first one has: "Japan's Hoshino Motor", "Poe's daughter Inés"."""
    between = [word for word in region if owner.end <= word.start and word.end <= owned.start]
    return all(word.cues & {Cue.PERSON, Cue.TITLE, Cue.BODY} for word in between)


def _is_possessor(mention: Mention, region: list[CuedWord]) -> bool:
    """Whether the name only says whose: "Acme's chief executive", "economists polled by Acme"."""
    return _word_before(mention, region) == "by" or any(
        word.end == mention.end and word.text.endswith(("'s", "’s")) for word in region
    )


def _word_before(mention: Mention, region: list[CuedWord]) -> str:
    before = [word.text.lower() for word in region if word.end <= mention.start]
    return before[-1] if before else ""


def stands_for(d: Discourse, region: list[CuedWord], *, goes_on: bool = False) -> str | None:
    """The name that the part's pronoun, or its noun like "the company", stands for; None if it has none."""
    for at, word in enumerate(region):
        lower = word.text.lower()
        if word.cues & {Cue.HE, Cue.SHE}:
            return _he_or_she(d, goes_on=goes_on)
        if Cue.WE in word.cues:
            return d.speaker or None
        if Cue.IT in word.cues:
            return _it(d, several=lower.startswith("they"))
        if _tells_of_a_body(region, at):
            continue
        if is_role(word, d.language):
            other = Cue.MANY in word.cues or (at and region[at - 1].text.lower() in SOMEBODY_ELSE)
            return None if other else _by_role(d, lower) or last(d, Being.PERSON)
        if is_description(word, d.language):
            article = at - 2 if at > 1 and region[at - 1].text.endswith("-based") else at - 1
            alone = d.language.nouns_are_capitalised or (
                article >= 0 and Cue.DETERMINER in region[article].cues
            )
            told = _body_like(d, lower) or _owned_body(d, lower)
            return told or (last(d, Being.BODY) if alone and lower not in OF_THEIR_KIND else None)
    return None


def _tells_of_a_body(region: list[CuedWord], at: int) -> bool:
    """Whether the word only tells of which body: "the health ministry"."""
    after = region[at + 1] if at + 1 < len(region) else None
    title = region[at].text.islower() and Cue.TITLE in region[at].cues and Cue.PERSON not in region[at].cues
    return title and after is not None and bool(after.cues & {Cue.BODY, Cue.MANY})


def _it(d: Discourse, *, several: bool) -> str | None:
    """The body for which "it" stands; of "they" also `several` who are not named and spoke last."""
    many = _several_before(d) if several else None
    return many or _speaker_before(d) or _opened_before(d) or last(d, Being.BODY)


def _several_before(d: Discourse) -> str | None:
    """Those who are not named and spoke last, for whom "they" stands: "The scientists found ... They estimate"."""
    near = d.speaker_paragraph >= d.paragraph - 1
    return d.speaker if near and d.speaker.lower() in d.language.many else None


def _opened_before(d: Discourse) -> str | None:
    """The body that the sentence before opens with: "The grain company Tavro bought its rival Selvik. It plans"."""
    if owned := OWNED_BODY.match(d.text, d.before, d.here):
        return owned[0]
    if (opened := OPENING_BODY.match(d.text, d.before, d.here)) and (
        told := _body_like(d, opened["noun"]) or _owned_body(d, opened["noun"])
    ):
        return told
    first = next(iter(d.named_in(d.before, d.here)), None)
    if first is None or first.being is Being.PERSON or first.is_place or _owns(d, first):
        return None
    if d.times_named[first.name] == 1 and is_word(first.name.lower(), "en"):
        return None  # "Revenue rose by a tenth. It hopes"
    lead = d.text[d.before : first.start].split()
    led = len(lead) <= LONGEST_ROLE and all(word.islower() for word in lead[1:])
    return first.name if led and lead[:1] != ["In"] and "in" not in lead else None


def _owned_body(d: Discourse, noun: str) -> str | None:
    """The body of a place that the text told of without a name of its own: "Velmark's central bank" of "the bank"."""
    found = OWNED_BODY.finditer(d.text, max(0, d.here - NEAR_BACK), d.here)
    return next((each[0] for each in found if each["noun"] == noun), None)


def _he_or_she(d: Discourse, *, goes_on: bool) -> str | None:
    """The person that the sentence before names first, else who spoke last, else who was named last.

    Who `goes_on` ("he added") is the one who spoke last, whoever was named since.
    """
    here = d.named_in(d.before, d.here)
    if goes_on and d.speaker and d.speaker_paragraph >= d.paragraph - 1 and is_person(d, d.speaker):
        return d.speaker
    if d.speaker and any(each.name == d.speaker and each.being is not Being.BODY for each in here):
        return d.speaker
    told = here if d.outside == d.before else d.named_in(d.outside, d.here)
    before = [each for each in told if _may_be_person(each) and not _owns(d, each)]
    if before:
        return before[0].name
    return d.speaker if is_person(d, d.speaker) else last(d, Being.PERSON)


def _owns(d: Discourse, mention: Mention) -> bool:
    """Whether the name only says whose: "Lake Street's (chief executive)"."""
    return d.text[mention.end - 2 : mention.end] in {"'s", "’s"} or d.text[mention.end : mention.end + 1] in {
        "'",
        "’",
    }


def _speaker_before(d: Discourse) -> str | None:
    """The body that spoke in the sentence before."""
    before = [each for each in d.named_in(d.before, d.here) if each.name == d.speaker]
    return d.speaker if before and before[0].being is not Being.PERSON and not before[0].is_place else None


def _may_be_person(mention: Mention) -> bool:
    unsure = mention.being is Being.UNKNOWN and " " in mention.name and not mention.is_place
    return mention.being is Being.PERSON or unsure


def is_person(d: Discourse, name: str) -> bool:
    """Whether the name is that of a person named before."""
    return any(each.name == name and each.being is Being.PERSON for each in d.seen)


def last(d: Discourse, being: Being) -> str | None:
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


def _noun(region: list[CuedWord], language: Vocabulary) -> str | None:
    """The part's noun without its article, where it has no name: "Bundesregierung", "county council"."""
    if language.nouns_are_capitalised:
        return _german_noun(region, language)
    owning = [
        at
        for at, word in enumerate(region)
        if word.text in {"'", "’"} and at and region[at - 1].text[-1] == "s"
    ]
    if owning and owning[0] + 1 < len(region):
        return f"{region[owning[0] - 1].text}' {region[owning[0] + 1].text}"  # "the teachers' union"
    several = next((word for word in region[:3] if Cue.MANY in word.cues), None)
    if several and not any(Cue.DETERMINER in word.cues for word in region[:3]):
        return several.text  # "several people close to the talks"
    start = next((i for i, word in enumerate(region) if Cue.DETERMINER in word.cues), -1) + 1
    if any(Cue.NOBODY in word.cues for word in region):
        many = next((word.text for word in region if Cue.MANY in word.cues), None)  # "a poll of economists"
        return many or next((word.text for word in region if word.text.lower() in {"sources", *PAPERS}), None)
    phrase: list[CuedWord] = []
    for word in region[start : start + NOUN_PHRASE]:
        if (
            not word.text[0].isalpha()
            or word.text.lower() in language.particles | AUXILIARIES
            or word.cues & NOT_IN_NOUNS
            or (phrase and word.text.endswith("ed"))
        ):
            break
        phrase.append(word)
        after = region[start + len(phrase)] if start + len(phrase) < len(region) else None
        if Cue.MANY in word.cues and not (after and after.cues & SPEAKING):
            break
    alone = start > 0 and start + len(phrase) == len(region)
    if len(phrase) > 1 and phrase[0].text.islower() and phrase[0].text.endswith(("'s", "’s")):
        phrase = phrase[1:]  # "the country's weather service"
    if not phrase or (start == 0 and not region[0].is_capitalised and Cue.MANY not in phrase[-1].cues):
        return None
    named = without_genitive(phrase[-1].text) if phrase[-1].text.endswith(("'s", "’s")) else phrase[-1].text
    speaks = alone or phrase[-1].cues & SPEAKING or named.lower().endswith(PERSONAL)
    return " ".join([*(word.text for word in phrase[:-1]), named]) if speaks else None


def _german_noun(region: list[CuedWord], language: Vocabulary) -> str | None:
    for at, word in enumerate(region):
        if (
            word.is_capitalised
            and len(word.text) > 2
            and not word.cues & (NOT_IN_NOUNS | {Cue.SMALL, Cue.DETERMINER})
        ):
            before = region[at - 1].text.lower() if at else ""
            return None if Cue.NOBODY in word.cues else in_the_nominative(word.text, before, language)
    return None
