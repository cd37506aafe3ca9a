"""Who says a sentence: by "said" and "according to", by the subject of "plans", else by who spoke before."""

from dataclasses import dataclass, field

from tracker.spot.lexicon import Cue, Language, Word
from tracker.spot.mentions import Being, Mention
from tracker.spot.outlook import BREAKS
from tracker.spot.sentences import Sentence

SUBJECT_CUES = frozenset({Cue.INTENT, Cue.FORECAST, Cue.PROMISE})
FAR = 14  # words between a verb and its subject: more is another clause
REPORT_WORDS = frozenset({"berichten", "berichte", "medienberichten", "informationen", "reports", "sources"})
UNNAMED = ""


@dataclass
class Discourse:
    """What is known up to a sentence: who was named, and who spoke last."""

    text: str
    language: Language
    named: list[Mention]
    speaker: str = UNNAMED
    speaker_paragraph: int = -1
    seen: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """Who says a sentence; without a frame it is the publication."""

    name: str
    is_publication: bool


def source_of(d: Discourse, sentence: Sentence, words: list[Word], cue: Word | None) -> Source:
    """Who says the sentence, and remember it for the next ones; `cue` is the word that looks ahead, if any."""
    here = [each for each in d.named if sentence.start <= each.start < sentence.end]
    d.seen = [each for each in d.named if each.start < sentence.start]
    framed = _framed(d, words, here)
    if framed is not None:
        d.speaker, d.speaker_paragraph = framed or d.speaker, sentence.paragraph
        return Source(framed, is_publication=False)
    if _is_carried(d, sentence, words, cue):
        return Source(d.speaker, is_publication=False)
    subject = _subject(d, words, here, cue)
    return Source(subject or UNNAMED, is_publication=not subject)


def _framed(d: Discourse, words: list[Word], here: list[Mention]) -> str | None:
    """The source that the sentence names itself; "" if it names one that the text does not tell."""
    for at, word in enumerate(words):
        if Cue.ACCORDING in word.cues:
            return _who(d, _until_break(words, at + word.length), here)
        if Cue.ACCORDING_AFTER in word.cues:
            return _who(d, _back_to_break(words, at), here)
        if Cue.SO in word.cues and at and words[at - 1].text in BREAKS and _named_next(words, at + 1):
            return _who(d, _until_break(words, at + 1), here)
    for at, word in enumerate(words):
        if Cue.SAID in word.cues and (who := _speaker_around(d, words, at, here)):
            return who
    return None


def _named_next(words: list[Word], at: int) -> bool:
    """Whether a name or a noun phrase follows "so", which else means "thus"."""
    if at >= len(words):
        return False
    return words[at].is_capitalised or Cue.DETERMINER in words[at].cues


def _speaker_around(d: Discourse, words: list[Word], at: int, here: list[Mention]) -> str | None:
    before = _back_to_break(words, at)
    who = _who(d, before, here) if before else None
    if who:
        return who
    after = _until_break(words, at + words[at].length)
    who = _who(d, after, here, bare=False) if after else None
    if who:
        return who
    # "Jane Doe, chief executive of Acme, said": the subject stands before the apposition.
    further = words[max(0, at - FAR) : at]
    return _who(d, further, here, bare=False) if at and words[at - 1].text in BREAKS else None


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


def _subject(d: Discourse, words: list[Word], here: list[Mention], cue: Word | None) -> str | None:
    """The claimant of "plans", "expects", "will" (German: wants): the subject of the verb."""
    for at, word in enumerate(words):
        if cue is not None and word.start != cue.start and not word.cues & {Cue.FORECAST}:
            continue
        if word.cues & SUBJECT_CUES and not word.cues & {Cue.SAID}:
            who = _who(d, _back_to_break(words, at), here) or _who(d, _until_break(words, at + 1), here)
            if who:
                return who
    return None


def _is_carried(d: Discourse, sentence: Sentence, words: list[Word], cue: Word | None) -> bool:
    """Whether the speaker of before still speaks: in quotation marks, in the subjunctive, or as "we"."""
    if not d.speaker:
        return False
    quoted = cue is not None and sentence.in_quotes(cue.start)
    we = any(Cue.WE in word.cues for word in words)
    reported = any(word.cues & {Cue.SUBJUNCTIVE, Cue.REPORTED} for word in words)
    return quoted or we or reported


def _who(d: Discourse, region: list[Word], here: list[Mention], *, bare: bool = True) -> str | None:
    """The person or body that a part of a sentence names, or that its pronoun or noun stands for."""
    if not region:
        return None
    start, end = region[0].start, region[-1].end
    inside = [each for each in here if start <= each.start and each.end <= end]
    person = next((each for each in inside if each.being is Being.PERSON), None)
    if person:
        return person.name
    if inside and not d.language.nouns_are_capitalised:
        return inside[0].name
    body = next((each for each in inside if each.being is Being.BODY or " " in each.name), None)
    if body:
        return body.name
    return _stands_for(d, region) or (_noun(region, d.language) if bare or inside else None)


def _stands_for(d: Discourse, region: list[Word]) -> str | None:
    for word in region:
        lower = word.text.lower()
        if word.cues & {Cue.HE, Cue.SHE}:
            return _last(d, Being.PERSON) or d.speaker or None
        if Cue.PERSON in word.cues or (
            d.language.person_endings and lower.endswith(d.language.person_endings)
        ):
            return _by_role(d, lower) or (_last(d, Being.PERSON) if Cue.PERSON in word.cues else None)
        if Cue.BODY in word.cues or (d.language.group_endings and lower.endswith(d.language.group_endings)):
            return _body_like(d, lower) or _last(d, Being.BODY)
        if Cue.WE in word.cues:
            return d.speaker or None
    return None


def _last(d: Discourse, being: Being) -> str | None:
    for each in reversed(d.seen):
        if each.being is being or (each.being is Being.UNKNOWN and " " in each.name):
            return each.name
    if being is Being.BODY:
        return next((each.name for each in reversed(d.seen) if each.being is Being.UNKNOWN), None)
    return None


def _by_role(d: Discourse, noun: str) -> str | None:
    stem = noun.rstrip("ns") if len(noun) > 5 else noun
    for each in reversed(d.seen):
        if each.being is Being.PERSON and each.role and stem in each.role.lower():
            return each.name
    return None


def _body_like(d: Discourse, noun: str) -> str | None:
    stem = noun.rstrip("s")
    for each in reversed(d.seen):
        if each.being is Being.BODY and stem in each.name.lower():
            return each.name
    return None


def _noun(region: list[Word], language: Language) -> str | None:
    """The noun phrase itself, without its article: "Bundesregierung", "Analysten"."""
    if not language.nouns_are_capitalised:
        return None
    for word in region:
        if (
            word.is_capitalised
            and len(word.text) > 2
            and not word.cues & {Cue.SMALL, Cue.DETERMINER, Cue.SAID}
        ):
            return None if word.text.lower() in REPORT_WORDS else word.text
    return None
