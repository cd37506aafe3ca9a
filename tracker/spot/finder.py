"""Goes through a text sentence by sentence and gives back its claims, the dated ones first."""

from collections.abc import Iterator
from datetime import date

from claims import horizon
from tracker.spot.clauses import clauses
from tracker.spot.deadlines import View, ends_a_contract, past_paragraphs, points_ahead
from tracker.spot.english import ENGLISH
from tracker.spot.german import GERMAN
from tracker.spot.lexicon import CuedWord, Vocabulary, words
from tracker.spot.outlook import Outlook, announced, outlooks
from tracker.spot.sentences import LONGEST_SENTENCE, Sentence, sentences
from tracker.spot.shapes import SpottedClaim
from tracker.spot.speakers import Attribution
from tracker.spot.times import points_back, times
from tracker.spot.voices import Voices

# Beyond this many characters a text is an archive or an attack.
LONGEST_TEXT = 200_000
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
    voices = Voices(text, language, cut, read)
    for at, looking in enumerate(_looking_ahead(text, language, said_on, cut, read)):
        for each, source in zip(looking, voices.each(at, looking), strict=True):
            yield _claim(text, cut[at], each, source, publisher)


def _is_readable(sentence: Sentence) -> bool:
    return SHORTEST_SENTENCE <= sentence.end - sentence.start <= LONGEST_SENTENCE


def _looking_ahead(
    text: str, language: Vocabulary, said_on: date, cut: list[Sentence], read: list[list[CuedWord]]
) -> Iterator[list[Outlook]]:
    """For each sentence what makes it a claim, with the times that the ones before it in its paragraph have told."""
    stories = past_paragraphs(text, cut, said_on)
    paragraph = -1
    spoken_of: horizon.Found | None = None  # whose forecast or outlook the sentence before announced
    claimed: horizon.Found | None = None  # of the last claim of the paragraph
    named: horizon.Found | None = None  # the last time of the sentence before
    for at, (sentence, its_words) in enumerate(zip(cut, read, strict=True)):
        if sentence.paragraph != paragraph:
            paragraph, spoken_of, claimed, named = sentence.paragraph, None, None, None
        view = View(
            text=text,
            parts=clauses(its_words),
            said_on=said_on,
            language=language,
            is_story=at in stories,
            is_answer=at > 0 and read[at - 1][-1].text == "?",
        )
        span = (sentence.start, sentence.end)
        then = named or claimed
        found = times(text, span, said_on=said_on, language=language.code, before=then)
        looking = [] if sentence.is_headline else outlooks(view, found, spoken_of)
        yield [_spelled_out(each, then) for each in looking]
        spoken_of = announced(view, found)
        claimed = _last_dated(looking) or claimed
        named = _last_dated(looking) or _last_ahead(view, found)


def _spelled_out(looking: Outlook, claimed: horizon.Found | None) -> Outlook:
    """With the time that "by then" stands for, in the words of the sentence before."""
    return looking.of(claimed) if looking.found and points_back(looking.found) else looking


def _last_dated(looking: list[Outlook]) -> horizon.Found | None:
    """The last time that the sentence makes a claim about."""
    dated = [
        each.found for each in looking if each.found and isinstance(each.found.resolution, horizon.Window)
    ]
    return dated[-1] if dated else None


def _last_ahead(view: View, found: list[horizon.Found]) -> horizon.Found | None:
    """The last time of a sentence without a claim that is to come by its own words: "The lease expires in 2030"."""
    ahead = [
        each
        for each in found
        if isinstance(each.resolution, horizon.Window)
        and not points_back(each)
        and (points_ahead(view, each, each.resolution) or ends_a_contract(view))
    ]
    return ahead[-1] if ahead else None


def _claim(
    text: str, sentence: Sentence, looking: Outlook, source: Attribution, publisher: str
) -> SpottedClaim:
    found = looking.found
    return SpottedClaim(
        quote=text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        claimant=publisher if source.is_publication else source.name,
        candidates=source.candidates,
        is_publication=source.is_publication,
        horizon=found.words if found else "",
        horizon_start=found.start if found else 0,
        horizon_end=found.end if found else 0,
        window=found.resolution if found else None,
        firmness=looking.firmness,
        reason=looking.reason,
        cue=looking.cue.text,
        is_doubtful=looking.is_doubtful,
    )
