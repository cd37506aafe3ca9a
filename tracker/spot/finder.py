"""Goes through a text sentence by sentence and gives back its claims, the dated ones first."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claims import horizon
from tracker.spot.clauses import clauses
from tracker.spot.deadlines import View, past_paragraphs
from tracker.spot.english import ENGLISH
from tracker.spot.german import GERMAN
from tracker.spot.lexicon import Vocabulary, words
from tracker.spot.mentions import mentions
from tracker.spot.outlook import Outlook, announced, outlooks
from tracker.spot.references import Discourse
from tracker.spot.sentences import LONGEST_SENTENCE, Sentence, sentences
from tracker.spot.shapes import SpottedClaim
from tracker.spot.speakers import Attribution, hear, remember, said_of_it, source_of

# Beyond this many characters a text is an archive or an attack.
LONGEST_TEXT = 60_000
# "prices to fall from 2028" is no autumn
FALLING = re.compile(r"(?<=\b(?:to|ll) )fall(?= (?!of\b|20))|(?<= (?:will|ould) )fall(?= )")
# Nothing happens "nicht vor 2030": a claim about the time before it.
NOT_BEFORE = re.compile(r"\b(?:nicht|kaum|not)(?= (?:vor|before) )")
# What names more times than these is a table, and each is compared with all words of its sentence.
MOST_TIMES = 20
SHORTEST_SENTENCE = 8  # characters: "?!" and "12." say nothing
LANGUAGES: dict[str, Vocabulary] = {language.code: language for language in (GERMAN, ENGLISH)}


def find_claims(text: str, *, language: str, said_on: date, publisher: str = "") -> list[SpottedClaim]:
    """The sentences of a text that claim something about the future: first those with a window, then the others.

    `language` is a tag such as "de" or "en-GB"; a text in another language has no claims. `said_on` is the day that
    relative times are counted from, the day of publication. Never raises, whatever the text; reads its first
    `LONGEST_TEXT` characters.
    """
    known = LANGUAGES.get(language.replace("_", "-").split("-")[0].lower())
    if known is None:
        return []
    found = list(_claims(text[:LONGEST_TEXT], known, said_on, publisher))
    return sorted(found, key=lambda claim: not claim.is_dated)


def _claims(text: str, language: Vocabulary, said_on: date, publisher: str) -> Iterator[SpottedClaim]:
    cut = [
        each for each in sentences(text, dotted_ordinals=language.nouns_are_capitalised) if _is_readable(each)
    ]
    read = [words(text, each.start, each.end, language) for each in cut]
    discourse = Discourse(text=text, language=language, named=mentions(read, language))
    told = past_paragraphs(text, cut, said_on)
    before: tuple[int, horizon.Found | None] = (0, None)  # the paragraph, and the time it has just spoken of
    for at, (sentence, its_words) in enumerate(zip(cut, read, strict=True)):
        view = View(
            text=text, parts=clauses(its_words), said_on=said_on, language=language, is_story=at in told
        )
        found = _horizons(text, sentence, said_on, language)
        spoken_of = before[1] if before[0] == sentence.paragraph else None
        looking = [] if sentence.is_headline else outlooks(view, found, spoken_of)
        before = (sentence.paragraph, announced(view, found))
        hear(discourse, sentence, its_words)
        source = source_of(discourse, sentence, its_words, looking[0].cue if looking else None)
        remember(discourse, sentence, source)
        if looking and source.is_publication and at + 1 < len(cut):
            source = said_of_it(discourse, cut[at + 1], read[at + 1]) or source
        for each in looking:
            yield _claim(text, sentence, each, source, publisher)


def _is_readable(sentence: Sentence) -> bool:
    return SHORTEST_SENTENCE <= sentence.end - sentence.start <= LONGEST_SENTENCE


def _horizons(text: str, sentence: Sentence, said_on: date, language: Vocabulary) -> list[horizon.Found]:
    part = FALLING.sub("----", text[sentence.start : sentence.end])
    part = NOT_BEFORE.sub(lambda not_: "-" * len(not_[0]), part)
    return [
        replace(each, start=each.start + sentence.start, end=each.end + sentence.start)
        for each in horizon.find(part, said_on=said_on, language=language.code)[:MOST_TIMES]
    ]


def _claim(
    text: str, sentence: Sentence, looking: Outlook, source: Attribution, publisher: str
) -> SpottedClaim:
    found = looking.found
    return SpottedClaim(
        quote=text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        claimant=publisher if source.is_publication else source.name,
        is_publication=source.is_publication,
        horizon=found.words if found else "",
        horizon_start=found.start if found else 0,
        horizon_end=found.end if found else 0,
        window=found.resolution if found else None,
        firmness=looking.firmness,
        reason=looking.reason,
        cue=looking.cue.text,
    )
