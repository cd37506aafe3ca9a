"""The noun phrases and pronouns of a German sentence: what they name, and in which case they can be."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from tracker.spot.attribution import grammar
from tracker.spot.attribution.nouns import (
    BODIES,
    DOCUMENTS,
    NATIONS,
    NO_SPEAKERS,
    NOT_PERSONAL,
    PEOPLE,
    PERSONAL,
    ROLES,
    SOURCE_ENDINGS,
    SOURCES,
)
from tracker.spot.attribution.saying import PARTICLES, strength_of
from tracker.spot.lexicon import Cue, CuedWord, Vocabulary, listed
from tracker.spot.mentions import Being, Mention, is_description, is_role
from tracker.spot.sentences import Sentence

LONGEST = 12  # words of a phrase
EMBEDDED = 7  # words between an article and its noun: "die von dieser Zeitung befragten Fachleute"
INNER_ARTICLES = grammar.PLURAL_ARTICLES | {"beiden", "vielen", "wenigen", "anderen", "meisten", "jeweiligen"}
SHORT_QUOTE = 6  # words of a name in quotation marks


GENITIVE = listed("des der eines einer dieser dieses seiner ihrer deren")
COMPOUND = re.compile(r"^[a-zäöü][\w.]*-[A-ZÄÖÜ]\w+")


class PhraseKind(Enum):
    """What a phrase is about, as far as it matters for who can say something."""

    PERSON = auto()
    """Somebody by name."""
    ROLE = auto()
    """Somebody by what he or she is: "der Trainer"."""
    BODY = auto()
    """A company, an authority, a party."""
    PEOPLE = auto()
    """Several without a name: "Kritiker"."""
    DOCUMENT = auto()
    """A paper that says something: "der Bericht"."""
    SOURCE = auto()
    """A noun of saying: "Angaben", "Ansicht"."""
    NAME = auto()
    """A name that may be anything's."""
    PRONOUN = auto()
    """er, sie, man."""
    OTHER = auto()
    """Any other noun."""
    NONE = auto()
    """A time, a measure: never one who speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase or pronoun, the words `first` to `last` of its sentence."""

    first: int
    last: int
    head: str
    kind: PhraseKind
    spelled: str = ""
    """Its noun with the capitalised adjectives before it: "Deutschen Wetterdienstes"."""
    name: str = ""
    """The fullest name that the text has for it; "" without one."""
    article: str = ""
    preposition: str = ""
    is_quoted: bool = False
    is_bracketed: bool = False
    is_genitive: bool = False
    is_joined: bool = False
    """Whether it goes on a list: "und die Länder"."""

    @property
    def may_be_subject(self) -> bool:
        """Whether its form allows the nominative."""
        if self.preposition or self.kind is PhraseKind.NONE or self.article in grammar.OBLIQUE:
            return False
        feminine = self.article in grammar.FEMININE_OBLIQUE and grammar.is_feminine(self.head)
        return not feminine and not self.is_bracketed

    def agrees(self, *, plural: bool) -> bool:
        """Whether a verb in the plural or singular can be its verb."""
        if self.kind is PhraseKind.PRONOUN:
            return self.head not in {"er", "es", "man", "ich"} if plural else self.head != "wir"
        if self.article in grammar.PLURAL_ARTICLES:
            return plural
        if self.article in grammar.SINGULAR_ARTICLES or self.head in {
            "Jährige",
            "Jähriger",
        }:  # "der 58-Jährige"
            return not plural
        if self.name:
            return not plural or self.kind is not PhraseKind.PERSON
        many = self.kind is PhraseKind.PEOPLE or grammar.is_plural(self.head)
        if self.article == "die":
            return many if plural else not many or grammar.is_feminine(self.head)
        return many if plural else not many


def phrases(
    sentence: Sentence, words: list[CuedWord], named: list[Mention], language: Vocabulary
) -> list[Phrase]:
    """The phrases of a sentence, in order; `named` are the mentions within it."""
    reader = _Reader(sentence, words, named, language)
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        phrase = reader.pronoun(at) or reader.noun_phrase(at, found[-1] if found else None)
        if phrase:
            found.append(phrase)
        at = phrase.last + 1 if phrase else at + 1
    return found


class _Reader:
    """Reads the phrases of one sentence."""

    def __init__(
        self, sentence: Sentence, words: list[CuedWord], named: list[Mention], language: Vocabulary
    ) -> None:
        self.sentence, self.words, self.named, self.language = sentence, words, named, language
        self.lower = [word.text.lower() for word in words]
        self.bracketed = _bracketed(words)

    def pronoun(self, at: int) -> Phrase | None:
        lower = self.lower[at]
        alone = lower in grammar.PRONOUNS or lower in {"letzterer", "letztere", "ersterer"}
        touches = (
            at > 0
            and self.words[at - 1].end == self.words[at].start
            and self.words[at - 1].text[-1].isdigit()
        )
        if not alone or touches or (self.words[at].is_capitalised and at and lower in {"sie", "ihr"}):
            return None  # nor is "2030er" a pronoun
        preposition = self.lower[at - 1] if at and self.lower[at - 1] in grammar.PREPOSITIONS else ""
        return self._phrase(at, at, lower, PhraseKind.PRONOUN, preposition=preposition)

    def noun_phrase(self, at: int, before: Phrase | None) -> Phrase | None:
        """The phrase that begins at `at` with an article, an adjective or a noun."""
        noun = self._noun_from(at)
        quoted = self._quoted_name(at)
        if noun is None and quoted is None:
            return None
        last = quoted or self._end_of_name(noun or at)
        noun = noun or last
        article = self.lower[at] if self.lower[at] in grammar.ARTICLES and noun > at else ""
        lead = self._word_before(at)
        preposition = lead if lead in grammar.PREPOSITIONS else ""
        if preposition == "während" and article not in GENITIVE:
            preposition = ""  # "Während Ökonom Jan Rüter mit einer Rezession rechnet"
        kind, name, head = self._judged(at, last)
        touches = before is not None and before.last == at - 1
        genitive = touches and article in GENITIVE and not (article == "der" and _is_masculine(head, kind))
        return self._phrase(
            at,
            last,
            head,
            kind,
            name=name,
            article=article,
            preposition=preposition,
            genitive=genitive,
            joined=self._is_joined(at, before),
        )

    def _word_before(self, at: int) -> str:
        """The word before the one at `at`, past the mark of a quotation: "mit „Le Monde“"."""
        before = at - 1
        while before > 0 and self.words[before].text in {*grammar.QUOTES, "'", "’"}:
            before -= 1
        return self.lower[before] if before >= 0 else ""

    def _is_joined(self, at: int, before: Phrase | None) -> bool:
        """Whether the phrase goes on a list: "und die Länder", "als auch das Amt"."""
        lead = self.lower[at - 1] if at else ""
        both = lead == "auch" and self.lower[max(0, at - 2)] in {"als", "wie"}
        return (
            before is not None and before.last == at - 2 - both and (both or lead in {"und", "oder", "sowie"})
        )

    def _phrase(  # noqa: PLR0913 a phrase has this many sides
        self,
        first: int,
        last: int,
        head: str,
        kind: PhraseKind,
        *,
        name: str = "",
        article: str = "",
        preposition: str = "",
        genitive: bool = False,
        joined: bool = False,
    ) -> Phrase:
        return Phrase(
            first=first,
            last=last,
            head=head,
            spelled=self._spelled(first, last, head),
            kind=kind,
            name=name,
            article=article,
            preposition=preposition,
            is_quoted=self.sentence.in_quotes(self.words[first].start),
            is_bracketed=self.bracketed[first],
            is_genitive=genitive,
            is_joined=joined,
        )

    def _quoted_name(self, at: int) -> int | None:
        """The closing mark of a name that has no noun before it: "die „Aktion Offene Tür“"."""
        opened = at + 1 if self.lower[at] in grammar.ARTICLES else at
        if opened + 1 >= len(self.words) or self.words[opened].text not in grammar.QUOTES:
            return None
        return self._closing(opened)

    def _noun_from(self, at: int) -> int | None:
        """Where the noun of a phrase stands that begins at `at`; None if none does."""
        if not self._may_begin(at):
            return None
        opens = self.lower[at] in grammar.ARTICLES
        here = at + 1 if opens or not self._is_noun(at) else at
        while here < min(len(self.words), at + LONGEST):
            if self._is_noun(here):
                return here
            if here == at + 1 and opens and self.lower[here] in grammar.PREPOSITIONS:
                return self._embedding(here)
            if not self._may_stand_before_noun(here, opens=opens):
                return None
            here += 1
        return None

    def _spelled(self, first: int, last: int, head: str) -> str:
        """The noun of the phrase with the capitalised adjectives before it."""
        texts = [word.text for word in self.words[first : last + 1]]
        if head not in texts:
            return head
        at = begins = texts.index(head)
        while (
            begins and texts[begins - 1][0].isupper() and grammar.may_be_adjective(texts[begins - 1].lower())
        ):
            begins -= 1
        opens = first + begins == 0 or texts[begins].lower() in grammar.ARTICLES
        return head if opens and begins < at else " ".join(texts[begins : at + 1])

    def _may_begin(self, at: int) -> bool:
        """Whether a phrase may begin there: with an article, a noun or an adjective."""
        word = self.words[at]
        if not word.text[0].isalnum() or self._refers_back(at):
            return False
        adjective = self.lower[at] if at == 0 else word.text
        return self.lower[at] in grammar.ARTICLES or self._is_noun(at) or grammar.is_adjective(adjective)

    def _may_stand_before_noun(self, at: int, *, opens: bool) -> bool:
        """Whether the word goes on a phrase that begins with an article (`opens`) or an adjective."""
        word, before = self.words[at].text, self.words[at - 1].text
        if word in {"und", ","} and grammar.is_adjective(before):
            return True
        if not opens:
            return grammar.is_adjective(word)
        if grammar.may_be_adjective(word) or self.lower[at] in INNER_ARTICLES or word[0].isdigit():
            return True
        adverb = at + 1 < len(self.words) and grammar.is_adjective(self.words[at + 1].text) and word.isalpha()
        return adverb and self.lower[at] not in grammar.NO_ADJECTIVES

    def _refers_back(self, at: int) -> bool:
        """Whether "das" opens the sentence and stands for the one before: "Das sagte Anna Meier"."""
        if at or self.lower[0] not in {"das", "dies"} or len(self.words) < 2:
            return False
        verb = grammar.lemma(self.lower[1])
        return strength_of(verb) is not None or verb in PARTICLES

    def _embedding(self, at: int) -> int | None:
        """The noun behind what is told of it: "die von dieser Zeitung befragten Fachleute"."""
        for here in range(at + 2, min(len(self.words) - 1, at + EMBEDDED)):
            if self.words[here].text in grammar.BREAKS:
                return None
            if grammar.may_be_adjective(self.words[here].text) and self._is_noun(here + 1):
                return here + 1
        return None

    def _is_noun(self, at: int) -> bool:
        word = self.words[at]
        if COMPOUND.match(word.text):
            return True  # "der taz-Chef"
        if not word.is_capitalised or not word.text[0].isalpha():
            return False
        opens = at == 0 or not self.words[at - 1].text[0].isalnum()
        return not opens or grammar.is_noun(word.text)

    def _end_of_name(self, at: int) -> int:
        """The last word of the capitalised ones from `at` on, with a name in quotation marks behind them."""
        end, words = at, self.words
        here = at + 1
        while here < len(words):
            word = words[here]
            short = len(words[here - 1].text) <= 2 or Cue.TITLE in words[here - 1].cues  # "Prof. Dr. Marwan"
            if _goes_on_name(word) or self._ends_name(here) or (word.text == "." and short):
                end = here
            elif word.text in {
                "von",
                "van",
                "de",
                "der",
                "den",
                "al",
                "bin",
                "del",
                "la",
                "le",
                "für",
                "und",
                "&",
                "zu",
            }:
                if not self._is_within_name(here):
                    break
            else:
                break
            here += 1
        if (
            end + 1 < len(words)
            and words[end + 1].text in grammar.QUOTES
            and (closed := self._closing(end + 1))
        ):
            return closed
        return end

    def _is_within_name(self, at: int) -> bool:
        """Whether the text has a name over the word there: "Ursula von der Leyen", "Institut für Wandel"."""
        word = self.words[at]
        return any(each.start < word.start and each.end > word.end for each in self.named)

    def _ends_name(self, at: int) -> bool:
        """Whether the text has a name that ends with the word there, also if it is a season: "Orsolya Winter"."""
        word = self.words[at]
        return word.is_capitalised and any(
            each.start <= word.start and each.end == word.end for each in self.named
        )

    def _closing(self, opened: int) -> int | None:
        """The closing mark of a short name in quotation marks: "die Zeitung „Der Bote“"."""
        words = self.words
        for at in range(opened + 2, min(len(words), opened + 2 + SHORT_QUOTE)):
            if words[at].text in grammar.QUOTES:
                return at if words[opened + 1].is_capitalised and words[at - 1].text not in ".,!?" else None
        return None

    def _judged(self, first: int, last: int) -> tuple[PhraseKind, str, str]:
        """What the phrase is, the fullest name for it, and its noun."""
        words = self.words
        nouns = [
            at
            for at in range(first, last + 1)
            if (words[at].is_capitalised and words[at].text[0].isalpha()) or COMPOUND.match(words[at].text)
        ]
        head = words[nouns[-1]].text if nouns else words[last].text
        start, end = words[first].start, words[last].end
        here = [each for each in self.named if start <= each.start and each.end <= end]
        person = next(
            (each for each in here if each.being is Being.PERSON and not _is_whose(each, nouns, words)), None
        )
        if person:
            return PhraseKind.PERSON, person.name, head
        body = next((each for each in here if each.being is Being.BODY), None)
        common = head if body is None else words[nouns[0]].text
        kind = _kind_of_noun(common, self.language, words[nouns[0]] if nouns else words[last])
        if body:
            return PhraseKind.BODY, body.name, head
        bare = kind is PhraseKind.OTHER and len(nouns) == 1 and first == last and not grammar.is_mass(head)
        if bare and not grammar.is_plural(head):
            return PhraseKind.NAME, here[-1].name if here else "", head
        first_noun = words[nouns[0]].text if nouns else head
        if here and len(nouns) > 1 and first_noun.lower().endswith(grammar.PLURAL):
            return (
                _kind_of_noun(first_noun, self.language, words[nouns[0]]),
                "",
                first_noun,
            )  # "Äußerungen Hassemers"
        if kind is PhraseKind.OTHER and here:
            return PhraseKind.NAME, here[-1].name, head
        return kind, "", head


def _goes_on_name(word: CuedWord) -> bool:
    """Whether the word may be a name's next: "Vicente", "al-Dschasira"."""
    if not word.text[0].isalpha() or word.cues & {Cue.TIME}:
        return False
    return word.is_capitalised or (word.text[:3] in {"al-", "el-", "as-", "ad-"} and word.text[3:4].isupper())


def _is_masculine(noun: str, kind: PhraseKind) -> bool:
    """Whether "der" before the noun is the nominative: "laut Verfassung der Präsident"."""
    if kind not in {PhraseKind.ROLE, PhraseKind.PERSON}:
        return False
    return not grammar.is_feminine(noun) and not noun.endswith(("n", "innen"))


def _is_whose(mention: Mention, nouns: list[int], words: list[CuedWord]) -> bool:
    """Whether the name is a genitive behind a role: "der Ministerpräsident Kanadas"."""
    last = words[nouns[-1]].text if nouns else ""
    single = mention.end - mention.start == len(last) and len(nouns) > 1
    return single and last.endswith("s") and grammar.lemma(last) == last[:-1]


def _kind_of_noun(noun: str, language: Vocabulary, word: CuedWord) -> PhraseKind:
    lower = noun.lower()
    if Cue.TIME in word.cues or lower in NO_SPEAKERS:
        return PhraseKind.NONE
    if lower.endswith("ern"):
        lower = lower[:-1]  # "von Beobachtern"
    person = is_role(word, language) or (lower.endswith(PERSONAL) and not lower.endswith(NOT_PERSONAL))
    kinds = (
        (PhraseKind.SOURCE, lower in SOURCES or lower.endswith(SOURCE_ENDINGS)),
        (PhraseKind.PEOPLE, lower.endswith(PEOPLE)),
        (PhraseKind.ROLE, lower.endswith(ROLES) or lower in NATIONS or is_role(word, language)),
        (PhraseKind.BODY, lower.endswith(BODIES) or is_description(word, language)),
        (PhraseKind.DOCUMENT, lower.endswith(DOCUMENTS)),
        (PhraseKind.ROLE, person),
    )
    return next((kind for kind, holds in kinds if holds), PhraseKind.OTHER)


def _bracketed(words: list[CuedWord]) -> list[bool]:
    """For each word whether it stands in brackets."""
    depth, found = 0, []
    for word in words:
        depth += word.text == "("
        found.append(depth > 0)
        depth = max(0, depth - (word.text == ")"))
    return found
