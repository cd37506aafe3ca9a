"""German names as they stand in a list: "des Deutschen Wetterdienstes" is "Deutscher Wetterdienst"."""

from tracker.spot.lexicon import Vocabulary

NEUTER = (
    "amt",
    "institut",
    "ministerium",
    "zentrum",
    "werk",
    "klinikum",
    "unternehmen",
    "gewerbe",
    "haus",
    "netz",
    "parlament",
    "gericht",
    "kreuz",
)
FEMININE = (
    "bank",
    "bahn",
    "agentur",
    "kommission",
    "union",
    "partei",
    "gesellschaft",
    "stiftung",
    "kammer",
    "behörde",
    "universität",
    "gewerkschaft",
    "post",
    "kasse",
    "regierung",
    "wirtschaft",
    "feuerwehr",
    "polizei",
    "zentrale",
    "hochschule",
    "akademie",
    "messe",
    "börse",
)
APPOSED = (*NEUTER, "verband", "verein", "konzern", "bund", "dienst", "klub")
ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e")


def in_the_nominative(name: str, before: str, language: Vocabulary) -> str:
    """The name in the nominative without an article; `before` is the word it stood behind, in lower case."""
    if not language.nouns_are_capitalised:
        return name
    words = name.split()
    head = next((at for at, word in enumerate(words) if word.islower()), len(words)) - 1
    if before in {"des", "eines"} and head >= 0:
        # "des Instituts Sozialdaten", but "des Deutschen Wetterdienstes"
        at = 0 if _without_s(words[0]).lower().endswith(APPOSED) else head
        words[at] = _without_s(words[at])
    if head > 0 and _is_adjective(words[0]):
        words[0] = _stem(words[0]) + _ending(words[head].lower(), before, words[0])
    return " ".join(words)


def _without_s(noun: str) -> str:
    if noun.endswith("es") and noun[-3:-2] in "dtbgfk":
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 4 else noun


def _is_adjective(word: str) -> bool:
    """Whether a name's first word is declined like one: Deutsche, Statistisches, Europäischen."""
    stem = _stem(word)
    return (
        stem != word
        and not word.endswith(FEMININE)
        and stem.endswith(("isch", "deutsch", "eutsch", "lich", "ig", "al", "nat", "frei", "vereint"))
    )


def _stem(word: str) -> str:
    for ending in ADJECTIVE_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def _ending(noun: str, before: str, adjective: str) -> str:
    if noun.endswith(NEUTER):
        return "es"
    if noun.endswith(FEMININE) or (
        before in {"der", "die"} and not (before == "der" and adjective.endswith("e"))
    ):
        return "e"
    return "er"
