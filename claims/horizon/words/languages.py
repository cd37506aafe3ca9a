"""The languages that can be read, and the words by which one shows in a phrase that is read as another."""

from functools import cache

from .english import ENGLISH
from .german import GERMAN
from .lexicon import Tag, TimeWords

LANGUAGES: dict[str, TimeWords] = {language.code: language for language in (GERMAN, ENGLISH)}
# Words with one of these change a time, so that a phrase is not what it says without them.
CHANGING = frozenset(
    {
        Tag.BY,
        Tag.BEFORE,
        Tag.AFTER,
        Tag.SINCE,
        Tag.WITHIN,
        Tag.BETWEEN,
        Tag.FROM,
        Tag.HOLIDAY,
        Tag.AT_LEAST,
        Tag.PART,
        Tag.PART_OF,
        Tag.SHIFT,
        Tag.ORDINAL,
        Tag.MONTH,
        Tag.SEASON,
        Tag.UNIT,
        Tag.UNITS,
        Tag.DAY,
        Tag.HALF,
        Tag.LATEST,
        Tag.EARLIEST,
    }
)
# They are words of time in one language and other words in another.
FALSE_FRIENDS = frozenset(
    {
        *("an", "am", "die", "den", "gut", "in", "min", "mo", "per", "rund", "so", "um", "von", "zu"),
        *(
            "back",
            "close",
            "closing",
            "current",
            "end",
            "fall",
            "final",
            "half",
            "last",
            "may",
            "mon",
            "opening",
        ),
        *("out", "over", "past", "present", "recent", "rest", "sat", "second", "start", "sun", "turn", "wed"),
    }
)
# Small words that stand beside a time in one language and do not occur in the others.
SMALL_WORDS = frozenset(
    {
        *("im", "ins", "zum", "zur", "ab", "vom", "beim", "erst", "noch", "of", "the", "than", "oder", "or"),
        *(
            "über",
            "statt",
            "anstatt",
            "nicht",
            "kein",
            "keine",
            "ohne",
            "gegen",
            "auf",
            "seit",
            "kaum",
            "nie",
        ),
        *("not", "instead", "rather", "around", "about", "through", "never", "hardly", "without"),
    }
)


@cache
def foreign_words(code: str) -> frozenset[str]:
    """Words of time, in lower case, that the other languages know and this one does not."""
    known = LANGUAGES[code].phrases.keys()
    others = [language for language in LANGUAGES.values() if language.code != code]
    words = frozenset(word for language in others for word in changing_words(language))
    return (words - FALSE_FRIENDS | SMALL_WORDS) - known


def changing_words(language: TimeWords) -> set[str]:
    """The single words of a language that change a time."""
    found = {
        words[0]
        for forms in language.phrases.values()
        for words, senses in forms
        if len(words) == 1 and not CHANGING.isdisjoint(senses)
    }
    return {word for word in found if word.isalpha()}
