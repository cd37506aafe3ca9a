"""Tells who says an English sentence: named in it, carried on from before, or the one of whom it tells a plan.

German ones are `tracker.spot.attribution`'s; the labels of interviews are read here for both.
"""

import re
from dataclasses import dataclass

from tracker.spot.clauses import AND, BREAKS, begins_anew
from tracker.spot.lexicon import Cue, CuedWord, Vocabulary
from tracker.spot.mentions import COMPOUNDED, Being, Mention, is_description
from tracker.spot.references import (
    GOING_ON,
    PAPERS,
    UNNAMED,
    Discourse,
    MarkedSentence,
    inside,
    is_person,
    last,
    named_by,
    person_in,
    stands_for,
)
from tracker.spot.sentences import Sentence

SUBJECT_CUES = frozenset({Cue.INTENT, Cue.FORECAST, Cue.PROMISE})
FAR = 16  # words between a verb and its subject: more is another clause
# Words by which a claim is told that has no verb looking ahead: its subject opens the sentence.
PHRASED = re.compile(
    r"(?:forecast|outlook|guidance|price|projection|push|put|delay|postpon|defer|resched|slip|move|shift|brought"
    r"|named?\b|names\b|g[ai]ves?\b|cited?\b)",
    re.IGNORECASE,
)
LABEL = re.compile(r"^[\s\"„“»(–—-]*([A-ZÄÖÜ][\w.'’-]*(?: [A-ZÄÖÜ][\w.'’-]*){0,3}):(?=\s)")


PROMPTS = frozenset(
    {"You", "Your", "Sie", "Ihr", "Ihre"}
)  # begin an interviewer's paragraph that asks nothing
ANSWERS = frozenset({"A", "Answer", "Antwort"})
JOINING = frozenset({"and", "but", "or", "yet", "then"})
FEW_WORDS = 5  # in which a sentence names its subject
QUOTES = frozenset('"„“”»«')
TAGGED = frozenset(",!?—–")  # what ends a quotation behind which its speaker is named
HOPING = frozenset({"hopes", "hope", "hoped"})
BEING = frozenset({"was", "were", "been", "is", "are"})
HEARD = frozenset(
    {"told", "assured", "informed", "warned", "notified", "advised", "reassured", "said", "reported"}
)
CANDIDATES = 4  # as many as an editor reads at a glance
OF = frozenset({"of", "from", "at"})  # "Dag Rimestad of Norway, warned"
SHORT_QUOTE = 7  # words
LONGEST_OFFICE = 8  # words of "The Chamber of Shipping's director"
SHORT = 40  # characters of a role before a name: "businessman Doug Reyes"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence: "" where it is told of someone unnamed; where nobody is, it is the publication.

    `is_framed` if the sentence itself names its source, who is then the speaker of what follows.
    """

    name: str
    is_publication: bool = False
    is_framed: bool = False
    candidates: tuple[str, ...] = ()


def hear(d: Discourse, sentence: Sentence, words: list[CuedWord]) -> None:
    """Take in the next sentence: who was named up to it, and whose answer or question its paragraph is."""
    d.note_seen(sentence.start, is_all_quoted=sentence.is_all_quoted)
    _note_label(d, sentence, words, opens=sentence.paragraph != d.paragraph)
    d.paragraph = sentence.paragraph


def labelled(d: Discourse, sentence: Sentence) -> Attribution | None:
    """Whose answer in an interview the sentence is part of."""
    return Attribution(d.speaker) if d.label_paragraph == sentence.paragraph and d.speaker else None


def remember(d: Discourse, sentence: Sentence, source: Attribution) -> None:
    """Keep who spoke in the sentence, for quotations and reported speech behind it."""
    if source.is_framed:
        d.speaker, d.speaker_paragraph = source.name or d.speaker, sentence.paragraph


def source_of(d: Discourse, sentence: Sentence, words: list[CuedWord], cue: CuedWord | None) -> Attribution:
    """Who says the sentence, which was heard before; `cue` is the word that looks ahead, if any."""
    if answer := labelled(d, sentence):
        return answer
    place = MarkedSentence(words, d.named_in(sentence.start, sentence.end))
    framed = _framed(d, sentence, place, cue)
    if framed and framed.islower() and (subject := _subject(d, place, cue)) and not subject.islower():
        framed = subject  # "Acme plans to grow, executives said"
    if framed is not None:
        return Attribution(framed, is_framed=True, candidates=() if framed else _likely(d))
    speaker = _carried(d, sentence, words, cue)
    if speaker:
        return Attribution(speaker)
    subject = _subject(d, place, cue) or _actor(d, place, cue)
    return Attribution(subject or UNNAMED, is_publication=not subject)


def of_clause(d: Discourse, sentence: Sentence, words: list[CuedWord], span: tuple[int, int]) -> str:
    """Who says, expects or wants something in the part `span` of the sentence; "" if nobody by a noun or a name."""
    start, end = span
    place = MarkedSentence(words, d.named_in(sentence.start, sentence.end))
    for at, word in enumerate(words):
        tells = word.cues & (SUBJECT_CUES | {Cue.SAID}) and start < word.start < end
        if not tells or sentence.in_quotes(word.start) or _is_told_to(words, at):
            continue
        subject = [each for each in words if start <= each.start < word.start]
        pronoun = any(each.cues & {Cue.HE, Cue.SHE, Cue.IT, Cue.WE} for each in subject[:2])
        return "" if pronoun else _around(d, place, at) or ""
    return ""


def _likely(d: Discourse) -> tuple[str, ...]:
    """The people and bodies named last, to choose from where none is certain."""
    named = (each.name for each in reversed(d.seen) if not each.is_place)
    return tuple(list(dict.fromkeys(named))[:CANDIDATES])


def _note_label(d: Discourse, sentence: Sentence, words: list[CuedWord], *, opens: bool) -> None:
    """Mark the paragraph of an interview's answer: "Lindqvist: ...", "EK: ...", or what follows a question."""
    label = LABEL.match(d.text[sentence.start : sentence.end])
    who = _labelled(d, label[1]) if label else None
    if label and label[1] in ANSWERS:
        who = d.speaker or last(d, Being.PERSON)
    if who:
        d.speaker, d.label_paragraph = who, sentence.paragraph
    elif opens and d.asked_paragraph == sentence.paragraph - 1 and any(Cue.WE in word.cues for word in words):
        told = d.speaker if not _is_crowd(d) and (is_person(d, d.speaker) or not _says_i(words)) else ""
        d.speaker = told or last(d, Being.PERSON) or UNNAMED
        d.label_paragraph = sentence.paragraph
    prompted = opens and d.asked_paragraph > 0 and words and words[0].text in PROMPTS
    if words and (words[-1].text == "?" or prompted):
        d.asked_paragraph = sentence.paragraph


def _says_i(words: list[CuedWord]) -> bool:
    """Whether somebody speaks of himself alone."""
    return any(
        word.text in {"I", "I'm", "I’m", "I've", "I’ve", "my", "My", "ich", "Ich", "mein", "meine"}
        for word in words
    )


def _labelled(d: Discourse, label: str) -> str | None:
    return _named_in_full(d, label) or _labelled_again(d, label)


def _labelled_again(d: Discourse, label: str) -> str | None:
    """The label itself, if it begins several paragraphs: an interview with someone whose full name is not told."""
    begun = d.text.startswith(f"{label}: ") + d.text.count(f"\n{label}: ")
    return label if begun > 1 and len(label) > 2 else None


def _named_in_full(d: Discourse, label: str) -> str | None:
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


def _framed(d: Discourse, sentence: Sentence, place: MarkedSentence, cue: CuedWord | None) -> str | None:
    """The source that the sentence names itself; "" if it names one that the text does not tell."""
    words = place.words
    for at, word in enumerate(words):
        if Cue.ACCORDING in word.cues:
            return _behind(d, place, at + word.length) or UNNAMED
    # A verb within the quotation is the speaker's, and names no other.
    said = [
        at
        for at, word in enumerate(words)
        if Cue.SAID in word.cues
        and not sentence.in_quotes(word.start)
        and not _is_paper(words, at)
        and not _is_told_to(words, at)
        and [each.text for each in words[at + 1 : at + 2]]
        != ["by"]  # "Asked by Tom Reddy, the minister said"
    ]
    for at in said:
        if who := _around(d, place, at):
            return who
    return _tagged(d, sentence, place) or _before_colon(d, place, cue)


def _tagged(d: Discourse, sentence: Sentence, place: MarkedSentence) -> str | None:
    """Who stands beside a verb of any kind right behind a quotation: '..., " fumed Gerda Lintott'."""
    words = place.words
    for at in range(2, len(words)):
        closed = words[at - 1].text in QUOTES and words[at - 2].text in TAGGED
        if not closed or sentence.in_quotes(words[at].start):
            continue
        region = _until_break(words, at)
        first, last_word = region[:1], region[-1:]
        if len(region) > 1 and _is_done(first[0]):
            return named_by(d, region[1:], place)
        if len(region) > 1 and _is_done(last_word[0]):
            return named_by(d, region[:-1], place)
    return None


def _is_done(word: CuedWord) -> bool:
    """Whether the word is a verb in the past by its ending."""
    return word.text.islower() and word.text.endswith("ed")


def _is_paper(words: list[CuedWord], at: int) -> bool:
    """Whether the word is a noun behind an article and an adjective: "a new report"."""
    before = words[max(0, at - 2) : at]
    return words[at].text in PAPERS and any(Cue.DETERMINER in word.cues for word in before)


def _is_told_to(words: list[CuedWord], at: int) -> bool:
    """Whether the subject of the verb only hears it: "Passengers were told", or it is no saying: "may be concluded"."""
    before = words[at - 1].text if at else ""
    return before == "be" or (before in BEING and words[at].text in HEARD)


def _before_colon(d: Discourse, place: MarkedSentence, cue: CuedWord | None) -> str | None:
    """ "Astrid Mehler gibt ihm recht: ..." """
    colon = next((at for at, word in enumerate(place.words) if word.text == ":"), 0)
    if not colon or cue is None or cue.start < place.words[colon].start:
        return None
    person = person_in(place.words[: min(colon, FEW_WORDS)], place)
    return person.name if person else None


def _around(d: Discourse, place: MarkedSentence, at: int) -> str | None:
    """The subject of the verb there: before it, in or before the apposition that ends with it, or behind it."""
    if (antecedent := _antecedent(place, at)) is not None:
        return antecedent
    verb = at
    while at and Cue.ADVERB in place.words[at - 1].cues:
        at -= 1  # "Acme, which grew, also said"
    if who := _behind_title(place, at):
        return who
    place_of_verb = _before_short_quote(place.words, at)
    before = _back_to_break(place.words, place_of_verb)
    if before and all(word.text.lower() in JOINING or Cue.ADVERB in word.cues for word in before):
        return _opened_by(place, place_of_verb - len(before)) or named_by(d, _until_verb(place.words), place)
    if before and _is_verbal(before[0]) and (who := _opened_by(place, place_of_verb - len(before))):
        return who  # "Rita Salo, who succeeded Karl Mann, thanked him and promised"
    if at > FAR and place.words[at - 1].text in AND:
        before = _until_verb(place.words)  # "An inquiry into ... has blamed managers for ... and said"
    if before := _last_joined(before, place.words[at : verb + 1]):
        return named_by(d, before, place, goes_on=place.words[verb].text in GOING_ON)
    return _set_apart(d, place, at, verb)


def _behind_title(place: MarkedSentence, at: int) -> str | None:
    """Who stands before the title in quotation marks that ends with a comma: 'author of "The Dry Century," said'."""
    words = place.words
    closed = at > 1 and words[at - 1].text in QUOTES and words[at - 2].text == ","
    inner = closed and _before_short_quote(words, at) < at
    return _opened_by(place, at - 1) if inner else None


def _is_verbal(word: CuedWord) -> bool:
    """Whether the word is a verb that goes on with the subject of before."""
    return word.text.islower() and (word.text.endswith("ed") or bool(word.cues & {Cue.SAID, Cue.PAST}))


def _set_apart(d: Discourse, place: MarkedSentence, at: int, verb: int) -> str | None:
    """The subject of a verb behind a comma or a quotation: "..., said Jane Doe", "Jane Doe, the head of Acme, said"."""
    behind = _until_break(place.words, verb + place.words[verb].length)
    comma = at > 0 and place.words[at - 1].text == ","
    if comma and (person := person_in(behind[:FEW_WORDS], place)):
        return person.name
    if who := _apposed(d, place, at):
        return who
    if place.words[verb].text.endswith("ing"):
        return named_by(d, _until_verb(place.words), place)  # "Ito criticised the cabinet, saying"
    inverted = at == 0 or place.words[at - 1].text in BREAKS
    return _behind(d, place, verb + place.words[verb].length) if inverted else None


def _last_joined(region: list[CuedWord], verb: list[CuedWord]) -> list[CuedWord]:
    """What follows an "and" that begins another clause: "Shares rose and analysts at Nordbank expect"."""
    for at in range(len(region) - 1, 0, -1):
        if region[at].text in AND and begins_anew(region[:at], region[at + 1 :] + verb):
            return region[at + 1 :]
    return region


def _antecedent(place: MarkedSentence, at: int) -> str | None:
    """Whom "who" stands for, of a verb in a relative clause: "Jane Doe, who expects"."""
    inner = _back_to_break(place.words, at)
    begins = at - len(inner)
    if not inner or Cue.WHO not in inner[0].cues or begins < 2 or place.words[begins - 1].text != ",":
        return None
    end = place.words[begins - 2].end
    return next((each.name for each in place.here if each.end == end), None)


def _before_short_quote(words: list[CuedWord], at: int) -> int:
    """Where to look for the subject: before a name in quotation marks, as in "Meier der „Zeitung“ sagte"."""
    if not at or words[at - 1].text not in QUOTES:
        return at
    opened = next(
        (i for i in range(at - 2, max(-1, at - 2 - SHORT_QUOTE), -1) if words[i].text in QUOTES), at
    )
    return opened if opened and words[opened - 1].text not in BREAKS else at


def _apposed(d: Discourse, place: MarkedSentence, at: int) -> str | None:
    """ "Jane Doe, chief executive of Acme, said" and "its chief executive, Jane Doe, said"."""
    words = place.words[max(0, at - FAR) : at]
    if not words or words[-1].text not in {",", "—", "–"}:
        return None
    if first := _opened_by(place, at):
        return first
    inner = _back_to_break(words, len(words) - 1)
    comma = len(words) - 2 - len(inner)
    outer = _back_to_break(words, comma) if comma > 0 and words[comma].text == "," else []
    for region in (inner, outer):
        named = inside(region, place)
        if len(named) == 1 and named[0].end == region[-1].end and not _is_tied(named[0], region, d.language):
            return named[0].name
    return named_by(d, outer, place) if outer else None


def _opened_by(place: MarkedSentence, at: int) -> str | None:
    """Who opens the sentence, if nothing but insertions follows: "Nell Orford, 22, of Dayton, Ohio, said"."""
    first = next((each for each in place.here if each.being is Being.PERSON), next(iter(place.here), None))
    if first is None or first.being is Being.BODY or first.is_place:
        return None
    before = [word for word in _behind_colon(place.words[:at], first) if word.text[0].isalnum()]
    before = [word for word in before if not word.text.endswith(COMPOUNDED)]  # "Ohio-born driver Cal Reyes"
    inserted = [word for word in place.words[:at] if word.start >= first.end]
    opened = all(word.cues & {Cue.TITLE, Cue.PERSON, Cue.DETERMINER} for word in before) or _is_office(before)
    told = {Cue.SAID, Cue.WILL, Cue.WOULD, Cue.COULD}
    if not any(Cue.WHO in word.cues for word in inserted):
        told.add(Cue.PAST)  # nor a verb of "Ada Fenwick — a skipper who lost her boat —"
    quiet = not any(word.cues & told for word in inserted)
    set_apart = bool(inserted) and (
        inserted[0].text in {",", "—", "–"}
        or (inserted[0].text in OF and any(word.text == "," for word in inserted[1:FEW_WORDS]))
    )
    return first.name if opened and quiet and set_apart and " " in first.name else None


def _is_office(before: list[CuedWord]) -> bool:
    """Whether the words before a name are somebody's office: "The city's transport chief, (Dana Pell)"."""
    if not before or len(before) > LONGEST_OFFICE or not before[-1].cues & {Cue.TITLE, Cue.PERSON}:
        return False
    verbs = {Cue.SAID, Cue.PAST, Cue.WILL, Cue.WOULD, Cue.COULD}
    owned = any(word.text.endswith(("'s", "’s", "’", "'")) or word.text in {"of", "for"} for word in before)
    return owned and not any(word.cues & verbs for word in before)


def _behind_colon(words: list[CuedWord], first: Mention) -> list[CuedWord]:
    """The words before a name, from the last colon on: "Sceptics remain: Dov Hartman, who sold the stock, sees"."""
    before = [word for word in words if word.end <= first.start]
    colon = max((at for at, word in enumerate(before) if word.text == ":"), default=-1)
    return before[colon + 1 :]


def _is_tied(mention: Mention, region: list[CuedWord], language: Vocabulary) -> bool:
    """Whether the name only belongs to what stands before it: "a professor at MIT"."""
    before = [word for word in region if word.end <= mention.start]
    tied = any(
        word.text.lower() in language.particles | {"at", "bei", "in", "des", "from", "aus", "by"}
        for word in before
    )
    return tied or len(before) > FEW_WORDS


def _behind(d: Discourse, place: MarkedSentence, after: int) -> str | None:
    region = _until_break(place.words, after)
    comma = after + len(region)
    named = _named_at(place, place.words[comma + 1].start) if comma + 1 < len(place.words) else None
    if named and named.being is Being.PERSON and not person_in(region, place):
        return named.name  # "sagte der Experte der Partei, Lutz Wernicke"
    return named_by(d, region, place)


def _named_at(place: MarkedSentence, start: int) -> Mention | None:
    return next((each for each in place.here if each.start == start), None)


def _until_verb(words: list[CuedWord]) -> list[CuedWord]:
    """The words before the sentence's first verb: its subject."""
    verbs = {Cue.SAID, Cue.PAST, Cue.WILL, Cue.WOULD, Cue.FORECAST, Cue.INTENT, Cue.PROMISE}
    end = next(
        (at for at, word in enumerate(words) if at and (word.cues & verbs or word.text.endswith("ed"))),
        FEW_WORDS,
    )
    return words[:end]


def _until_break(words: list[CuedWord], at: int) -> list[CuedWord]:
    end = at
    while end < len(words) and end < at + FAR and words[end].text not in BREAKS:
        end += 1
    return words[at:end]


def _back_to_break(words: list[CuedWord], at: int) -> list[CuedWord]:
    start = at
    if start and words[start - 1].text == ")":  # "Ann Poe (D-Ohio) said"
        opened = next((i for i in range(start - 2, max(-1, start - FAR), -1) if words[i].text == "("), start)
        return _back_to_break(words, opened)
    while start > 0 and start > at - FAR and words[start - 1].text not in BREAKS:
        start -= 1
    return words[start:at]


def _subject(d: Discourse, place: MarkedSentence, cue: CuedWord | None) -> str | None:
    """The claimant of "plans", "expects", "will" (German: wants): the subject of the verb."""
    after = next((word.text for word in place.words if cue is not None and word.start >= cue.end), "")
    if cue is not None and after != "that" and PHRASED.match(cue.text):
        return _owner(d, place) or named_by(d, _until_verb(place.words), place)
    for at, word in enumerate(place.words):
        hopes = cue is not None and word.text in HOPING and word.start < cue.start
        if cue is not None and word.start != cue.start and Cue.FORECAST not in word.cues and not hopes:
            continue
        if word.cues & SUBJECT_CUES and (who := _around(d, place, at)):
            return who
    return None


def _owner(d: Discourse, place: MarkedSentence) -> str | None:
    """Whose the forecast is that opens the sentence: "The lender's new projection for 2028 is"."""
    region = _until_verb(place.words)
    owner = next((at for at, word in enumerate(region) if word.text.endswith(("'s", "’s"))), None)
    if owner is None:
        return None
    named = next((each for each in place.here if each.end == region[owner].end), None)
    return named.name if named else named_by(d, region[: owner + 1], place)


def _actor(d: Discourse, place: MarkedSentence, cue: CuedWord | None) -> str | None:
    """The person or body of whom the sentence says what they will do: that is theirs, also if nobody is quoted."""
    if cue is None or not cue.cues & {Cue.WILL, Cue.CHANGE, Cue.PURPOSE} or cue.cues & SUBJECT_CUES:
        return None
    if Cue.PURPOSE in cue.cues:
        return stands_for(d, place.words[:2])
    at = next((i for i, word in enumerate(place.words) if word.start == cue.start), 0)
    before = _back_to_break(place.words, at)
    if len(before) == 1 and before[0].cues & {Cue.HE, Cue.SHE}:
        return stands_for(d, before)  # "He will open his own place"
    if not before and place.here and place.here[0].start == place.words[0].start:
        return place.here[0].name  # "Amazon, which employs many, will"
    named = [each for each in inside(before, place) if each.being is not Being.UNKNOWN]
    if not named:
        company = [word for word in before or place.words[:2] if is_description(word, d.language)]
        alone = 1 < len(before) <= FEW_WORDS or not before
        return stands_for(d, place.words[:2]) if company and alone and place.words[0].is_capitalised else None
    opens = named[0].start - before[0].start <= SHORT and named[0].end == before[-1].end
    return named[0].name if opens else None


def _carried(d: Discourse, sentence: Sentence, words: list[CuedWord], cue: CuedWord | None) -> str | None:
    """The speaker of before, if he still speaks: in quotation marks or in the subjunctive."""
    if cue is not None and sentence.in_quotes(cue.start):
        here = d.seen[-1:] if d.speaker_paragraph != sentence.paragraph else []
        person = next((each.name for each in here if each.being is Being.PERSON), None)
        # In an interview, "critics say" is the question, and the answer another's.
        answers = _is_crowd(d) and d.speaker_paragraph != sentence.paragraph
        return person or (answers and last(d, Being.PERSON)) or d.speaker or last(d, Being.PERSON)
    reported = any(word.cues & {Cue.SUBJUNCTIVE, Cue.REPORTED} for word in words)
    return d.speaker if reported else None


def _is_crowd(d: Discourse) -> bool:
    """Whether several spoke last who are not named."""
    return d.speaker.lower() in d.language.many
