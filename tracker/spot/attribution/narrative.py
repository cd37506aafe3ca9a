"""A German text read from left to right: who says each sentence, with what was chosen for the one before."""

from dataclasses import dataclass, replace
from functools import cached_property

from tracker.spot.attribution import grammar, saying
from tracker.spot.attribution.frames import Frame, Framed, actor_of, frames
from tracker.spot.attribution.nouns import NATIONS
from tracker.spot.attribution.phrases import Phrase, PhraseKind, phrases
from tracker.spot.attribution.ranking import UNSIGNED, Candidate, Choice, Situation, choose
from tracker.spot.attribution.verbs import Clausal
from tracker.spot.german_names import in_the_nominative
from tracker.spot.lexicon import Cue, CuedWord, listed
from tracker.spot.mentions import Being
from tracker.spot.references import Discourse
from tracker.spot.sentences import Sentence

BACK = 5  # sentences before one that its source may stand in
DEFINITE = frozenset({"der", "die", "das", "dem", "den", "des", "dieser", "diese"})
PEOPLE = frozenset(
    {
        PhraseKind.PERSON,
        PhraseKind.BODY,
        PhraseKind.NAME,
        PhraseKind.ROLE,
        PhraseKind.PRONOUN,
        PhraseKind.PEOPLE,
    }
)
NEAR_BACK = 400  # characters: nobody says "he" of one named longer ago
FAR_BACK = 3000  # characters: nobody says "the company" of one named longer ago
BODIES_OF_BEFORE = tuple(
    listed(
        """
            airline behörde betreiber club dienst firma gruppe hersteller institut instituts klub konzern
            konzerns reederei unternehmen unternehmens verband verbands verein vereins verlag
        """
    )
)
PEOPLE_OF_BEFORE = tuple(
    listed(
        """
            autor autorin frau jährige manager managerin politiker politikerin unternehmer unternehmerin
        """
    )
)
COMPANIES = ("unternehmen", "unternehmens", "konzern", "konzerns", "firma", "hersteller", "betreiber")
OFFICES = tuple(
    listed(
        """
            universität hochschule institut ministerium amt behörde kommission regierung landtag bundestag
            rat senat gericht partei fraktion gewerkschaft verband verein
        """
    )
)
FEMININE_OF_BEFORE = (
    "firma",
    "gruppe",
    "reederei",
    "airline",
    "behörde",
    "in",
    "jährige",
    "frau",
)
# Words of saying behind which nobody stands who could be held to them.
UNSIGNED_WORDS = listed(
    "medienberichten presseberichten agenturberichten gerüchten vernehmen quellen kreisen"
)
# "nach jetziger Planung", "aus heutiger Sicht": nobody says so.
STATES_OF_PLANNING = listed("planung stand sicht zeitplan plan lage konzept")
OF_TODAY = ("jetzig", "derzeitig", "heutig", "aktuell", "gegenwärtig", "bisherig", "momentan")
SHORTEST_FORM = 4  # letters: "der Rat" is any council
INDEFINITE = frozenset({"ein", "eine", "einer", "einem", "einen"})
SPOKESPEOPLE = frozenset(
    {"sprecher", "sprecherin", "sprechers", "unternehmenssprecher", "unternehmenssprecherin"}
)
TRADES = ("betreiber", "hersteller")  # of one told before only by its trade
OF_VERBS = frozenset({Frame.SAYS, Frame.TELLS, Frame.WANTS})
ACTING = frozenset({Cue.WILL, Cue.CHANGE})
HEARSAY = frozenset({"soll", "sollen"})


@dataclass
class Utterance:
    """A sentence with its phrases and frames, found when they are first asked for."""

    sentence: Sentence
    words: list[CuedWord]
    discourse: Discourse

    @cached_property
    def clausal(self) -> Clausal:
        """Its words as clauses are asked of them."""
        return Clausal(self.words)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Its phrases in order."""
        named = self.discourse.named_in(self.sentence.start, self.sentence.end)
        return phrases(self.sentence, self.words, named, self.discourse.language)

    @cached_property
    def small(self) -> set[str]:
        """Its words in lower case; of a noun the small form may be a verb's: "an ihrer Stelle", "die Folge"."""
        return {
            each
            for place, each in enumerate(self.clausal.lower)
            if place == 0 or not self.words[place].is_capitalised
        }

    @cached_property
    def is_quotation(self) -> bool:
        """Whether most of it stands in quotation marks."""
        quoted = sum(end - start for start, end in self.sentence.quoted)
        return quoted > 0.5 * (self.sentence.end - self.sentence.start)

    @cached_property
    def framed(self) -> dict[int, Framed]:
        """Its framed phrases by their first word; of two frames the stronger."""
        found: dict[int, Framed] = {}
        for each in frames(self.phrases, self.clausal):
            kept = found.get(each.phrase.first)
            if kept is None or each.frame.value < kept.frame.value:
                found[each.phrase.first] = each
        return found


class Narrative:
    """Answers who says a sentence; keeps what it has chosen, as the next one leans on it."""

    def __init__(self, discourse: Discourse, cut: list[Sentence], read: list[list[CuedWord]]) -> None:
        self.discourse = discourse
        self.told = [Utterance(sentence, words, discourse) for sentence, words in zip(cut, read, strict=True)]
        self.chosen: dict[int, Choice] = {}

    def who(self, at: int, cue: CuedWord | None = None, *, is_dated: bool = False) -> Choice:
        """Who says the sentence `at`, above all what its word `cue` tells, which looks ahead to a day if `is_dated`."""
        before = self._before(at)
        told = self.told[at]
        candidates = self._candidates(at, before)
        if (
            is_dated
            and cue is not None
            and cue.cues & ACTING
            and (actor := actor_of(cue, told.phrases, told.clausal))
        ):
            candidates = [
                replace(each, frame=each.frame or Frame.ACTS) if each.phrase is actor else each
                for each in candidates
            ]
        choice = choose(candidates, self._situation(at, cue))
        if cue is None:
            self.chosen[at] = choice
        return choice

    def tells(self, at: int) -> bool:
        """Whether a frame of the sentence `at` itself tells who says it."""
        return any(self.name_of(each.phrase, at, Choice()) for each in self.told[at].framed.values())

    def of_clause(self, at: int, span: tuple[int, int]) -> str:
        """Who says or wants something in the part `span` of the sentence: the subject of its verb; "" if nobody."""
        told = self.told[at]
        for framed in told.framed.values():
            named = framed.frame in OF_VERBS and framed.phrase.kind in PEOPLE - {PhraseKind.PRONOUN}
            if named and span[0] <= told.words[framed.verb].start < span[1] and not framed.phrase.is_quoted:
                return self.name_of(framed.phrase, at, Choice())
        return ""

    def _before(self, at: int) -> Choice:
        """The choice for the sentence before, within the last ones of the text."""
        if at == 0:
            return Choice(is_nobody=True)
        first = at - 1
        while first > max(0, at - 1 - BACK) and first not in self.chosen:
            first -= 1
        for here in range(first, at):
            if here not in self.chosen:
                self.who(here)
        return self.chosen[at - 1]

    def _candidates(self, at: int, before: Choice) -> list[Candidate]:
        own = self.told[at]
        found = [
            Candidate(
                name=name,
                phrase=phrase,
                frame=framed.frame if (framed := own.framed.get(phrase.first)) else None,
                away=0,
            )
            for phrase in own.phrases
            if _may_speak(phrase, own) and (name := self.name_of(phrase, at, before))
        ]
        if not self._situation(at, None).is_speech:
            return found  # the reporter's own words go on with nobody's
        broken = False
        for away in range(1, min(BACK, at) + 1):
            told = self.told[at - away]
            broken = broken or (away > 1 and self.chosen.get(at - away + 1, Choice()).is_nobody)
            same = told.sentence.paragraph == own.sentence.paragraph
            chosen = self.chosen.get(at - away - 1, Choice())
            found += [
                Candidate(
                    name=name,
                    phrase=phrase,
                    frame=framed.frame if (framed := told.framed.get(phrase.first)) else None,
                    away=away,
                    same_paragraph=same,
                    was_chosen=name == before.name,
                    is_broken_off=broken or (told.is_quotation and not own.is_quotation),
                )
                for phrase in told.phrases
                if _may_speak(phrase, told) and (name := self.name_of(phrase, at - away, chosen))
            ]
        return found

    def _situation(self, at: int, cue: CuedWord | None) -> Situation:
        """How the sentence tells what it tells, above all its word `cue`."""
        told = self.told[at]
        lower = told.small
        return Situation(
            is_quoted=told.is_quotation if cue is None else told.sentence.in_quotes(cue.start),
            is_reported=bool(lower & grammar.REPORTED),
            is_hearsay=bool(lower & HEARSAY),
            says_hence=bool(lower & saying.HENCE),
            goes_on=self._goes_on(at),
        )

    def _goes_on(self, at: int) -> bool:
        """Whether the sentence lies in the quotation that the one before began."""
        here, before = self.told[at].sentence, self.told[at - 1].sentence if at else None
        if before is None or before.paragraph != here.paragraph or not here.in_quotes(here.start):
            return False
        return before.in_quotes(before.end - 1) and self.discourse.text[here.start] not in grammar.QUOTES

    def name_of(self, phrase: Phrase, at: int, before: Choice) -> str:
        """The fullest name for the phrase; "" where it has none."""
        if phrase.kind is PhraseKind.PRONOUN:
            return self._of_pronoun(phrase, at, before)
        if phrase.kind is PhraseKind.NONE:
            return ""
        own = phrase.kind is PhraseKind.DOCUMENT and phrase.article in grammar.POSSESSIVES
        if (phrase.kind is PhraseKind.SOURCE or own) and not phrase.name:
            return self._of_source(phrase, at, before)
        before_it = phrase.article or phrase.preposition
        speaks = phrase.kind is PhraseKind.ROLE and phrase.article in INDEFINITE and not phrase.name
        if speaks and phrase.head.lower() in SPOKESPEOPLE and (body := self._speaks_for(phrase, at)):
            return body
        aged = phrase.head.lower().startswith("jährige")  # "der 61-Jährige"
        known = "" if aged else phrase.name
        if phrase.article in DEFINITE and phrase.kind is PhraseKind.BODY and " " not in known:
            known = self._by_short_form(phrase, at) or known
        known = known or (self._told_before(phrase, at) if aged or phrase.article in DEFINITE else "")
        if aged or (known and not phrase.name):
            return known
        return in_the_nominative(known or phrase.spelled, before_it, self.discourse.language)

    def _speaks_for(self, phrase: Phrase, at: int) -> str:
        """The body that its sentence begins with, whose spokesman a nameless one is."""
        bodies = (
            each.name or each.spelled
            for each in self.told[at].phrases
            if each.kind is PhraseKind.BODY
            and each.last < phrase.first
            and each.may_be_subject
            and not each.is_quoted
        )
        return next(bodies, "")

    def _told_before(self, phrase: Phrase, at: int) -> str:
        """Whom a noun with an article stands for: "die Ministerin", "das Unternehmen"; "" if for nobody named."""
        if phrase.kind is PhraseKind.ROLE and (person := self._by_role(phrase, at)):
            return person
        return self._by_description(phrase, at) if _is_singular(phrase) else ""

    def _of_source(self, phrase: Phrase, at: int, before: Choice) -> str:
        """Whose "seiner Meinung", "eigenen Angaben" are; of nobody's angaben the words themselves."""
        words = {word.text.lower() for word in self.told[at].words[phrase.first : phrase.last + 1]}
        if words & {"eigenen", "eigener"}:
            return self._subject(phrase, at, before)
        subject = self._who_says_here(at)
        if words & grammar.POSSESSIVES and subject:
            return self.name_of(subject, at, before)
        if words & {"seiner", "seinen", "seine", "seinem"}:
            return self._someone(phrase, at, before, "er")
        if words & {"ihrer", "ihren", "ihre", "ihrem"}:
            return self._someone(phrase, at, before, "sie")
        return self._of_words(phrase, words)

    def _of_words(self, phrase: Phrase, words: set[str]) -> str:
        """The name of a source that tells nobody's: "" for a state of planning, else the words themselves."""
        if phrase.head.lower() in UNSIGNED_WORDS:
            return UNSIGNED
        if phrase.head.lower() in STATES_OF_PLANNING and any(word.startswith(OF_TODAY) for word in words):
            return ""
        return in_the_nominative(
            phrase.spelled, phrase.article or phrase.preposition, self.discourse.language
        )

    def _who_says_here(self, at: int) -> Phrase | None:
        """The subject of the sentence's verb of saying, whose "ihre Ansicht" is; no such words themselves."""
        subject = next(
            (
                each.phrase
                for each in self.told[at].framed.values()
                if each.frame in {Frame.SAYS, Frame.TELLS}
            ),
            None,
        )
        unnamed = {PhraseKind.PRONOUN, PhraseKind.SOURCE, PhraseKind.DOCUMENT}
        return None if subject is None or subject.kind in unnamed else subject

    def _subject(self, phrase: Phrase, at: int, before: Choice) -> str:
        """The first phrase of the sentence that can be its subject: of "nach eigenen Angaben"."""
        able = (
            each
            for each in self.told[at].phrases
            if each.may_be_subject and each is not phrase and each.kind in PEOPLE
        )
        return next((name for each in able if (name := self.name_of(each, at, before))), before.name)

    def _someone(self, phrase: Phrase, at: int, before: Choice, pronoun: str) -> str:
        """The person that a possessive stands for: one of the sentence, else the one who spoke before."""
        return self._of_pronoun(replace(phrase, head=pronoun), at, before)

    def _of_pronoun(self, phrase: Phrase, at: int, before: Choice) -> str:
        if phrase.head in {"es", "man"}:
            return ""
        if not phrase.is_quoted and (here := self._within(phrase, at)):
            return here
        if phrase.is_quoted or phrase.head in {"wir", "ich"}:
            return before.name
        if before.name:
            return before.name
        last = self.told[at - 1] if at else None
        people = [each.name for each in last.phrases if each.kind is PhraseKind.PERSON] if last else []
        if people or phrase.head != "er":
            return people[0] if people else ""
        start = self.told[at].sentence.start
        named = self.discourse.named_in(max(0, start - NEAR_BACK), start)
        return next((each.name for each in reversed(named) if each.being is Being.PERSON), "")

    def _within(self, phrase: Phrase, at: int) -> str:
        """The person before the pronoun in its own sentence: "Meier sagte, sie hoffe"."""
        if phrase.head not in {"er", "sie"}:
            return ""
        for each in self.told[at].phrases:
            if each.first >= phrase.first:
                break
            if each.kind is PhraseKind.PERSON and each.may_be_subject and not each.is_quoted:
                return each.name
        return ""

    def _by_description(self, phrase: Phrase, at: int) -> str:
        """The body or person that a general word stands for: "das Unternehmen", "der Manager", "der CDU-Politiker"."""
        noun = grammar.lemma(phrase.head).lower()
        start = self.told[at].sentence.start
        before = self.discourse.named_in(max(0, start - FAR_BACK), start)
        if noun.endswith(BODIES_OF_BEFORE):
            stem = noun.rsplit("-", 1)[-1].removesuffix("s")
            told = [
                each.name
                for each in reversed(before)
                if each.being is not Being.PERSON and stem in each.role.lower()
            ]
            named = [each for each in before if each.being is not Being.PERSON and not each.is_place]
            sure = [each for each in named if each.being is Being.BODY and not _is_office(each.name, noun)]
            bodies = [each.name for each in sure or named]
            most = max(bodies, key=lambda name: self.discourse.times_named[name], default="")
            return told[0] if told else "" if noun.endswith(TRADES) else most
        if noun.endswith(PEOPLE_OF_BEFORE) or phrase.head.lower() in NATIONS:
            people = [each.name for each in before if each.being is Being.PERSON]
            unsure = [each.name for each in before if each.being is Being.UNKNOWN and " " in each.name]
            return next(reversed(people or unsure), "")
        return ""

    def _by_short_form(self, phrase: Phrase, at: int) -> str:
        """The body whose name ends in the noun: "der Verbund" of the "Verkehrsverbund Lahntal"."""
        noun = grammar.lemma(phrase.head).lower()
        start = self.told[at].sentence.start
        before = self.discourse.named_in(max(0, start - FAR_BACK), start)
        longer = (
            each.name
            for each in reversed(before)
            if each.being is not Being.PERSON
            and any(word.lower().endswith(noun) and len(word) > len(noun) for word in each.name.split())
        )
        return next(longer, "") if len(noun) >= SHORTEST_FORM else ""

    def _by_role(self, phrase: Phrase, at: int) -> str:
        """The person of whom the role was told before: "die Ministerin"."""
        start = self.told[at].sentence.start
        noun = phrase.head.lower()
        named = [
            each.name
            for each in reversed(self.discourse.named_in(max(0, start - FAR_BACK), start))
            if each.being is Being.PERSON and each.role and noun in each.role.lower()
        ]
        return max(named, key=lambda name: self.discourse.times_named[name], default="")


def _is_office(name: str, noun: str) -> bool:
    """Whether the name is that of a body which "das Unternehmen" is not said of: a university, a ministry."""
    trades = noun.endswith(COMPANIES)
    return trades and any(word.lower().endswith(OFFICES) for word in name.split())


def _is_singular(phrase: Phrase) -> bool:
    """Whether the form can be a singular: "der Betreiber", "die Firma"; not "die Betreiber"."""
    return phrase.article != "die" or phrase.head.lower().endswith(FEMININE_OF_BEFORE)


def _may_speak(phrase: Phrase, told: Utterance) -> bool:
    """Whether the phrase can be a source: a plain noun only in a frame."""
    plain = phrase.kind in {PhraseKind.OTHER, PhraseKind.SOURCE}
    return not plain or phrase.first in told.framed
