"""Tells what else an article may be about: other news of the same people and places than what a claim says of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Matter(NamedTuple):
    """News of one kind: what headlines call it, and what a claim has that is about such news itself."""

    headline: re.Pattern[str]
    claim: re.Pattern[str]


def _starting(*stems: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE)


# A headline of one of these kinds is other news than a claim that has no word of the kind.
MATTERS: dict[str, Sequence[Matter]] = {
    "de": (
        Matter(
            _starting(
                r"ernennt|ernannt|beruft\b|berufen\b|aufsichtsrat|verwaltungsrat|(?:finanz|technik|personal)vorst[aä]nd",
                r"verlängert\w*\s+(?:\w+\s+)?vertrag|vertrag\s+(?:\w+\s+){0,4}bis\s+20|nachfolge|kabinettsumbildung",
            ),
            _starting(
                r"ernenn|beruf|\w*vorstand|aufsichtsrat|vertrag|nachfolg|kabinett|rücktritt|\w*minister\b"
            ),
        ),
        Matter(
            _starting(
                r"(?:\w+)?preis\s+(?:für|an)\b|auszeichnung|ausgezeichnet|geehrt|ehrung|ehrenbürger|ehrendoktor|bundesverdienst"
            ),
            _starting(r"\w*preis|auszeichn|ehr(?:ung|en)"),
        ),
        Matter(
            _starting(
                r"(?:warn)?streik(?:s|en|t|te|ten)?\b|demonstrier|demonstration|protestier|protestmarsch|kundgebung|mahnwache"
            ),
            _starting(r"\w*streik|demonstr|protest|kundgebung|tarif"),
        ),
        Matter(
            _starting(
                r"brand\b|großbrand|feuer\b|(?:\w+)?unf[aä]lle?s?\b|einbr[uü]che?\b|einbrecher|diebst[aä]hle?\b|gestohlen|überf[aä]lle?\b|razzia|stromausfall",
                r"ohne\s+strom|ruft\s+(?:\w+\s+){0,5}zurück|rückruf",
            ),
            _starting(
                r"brand|feuer|\w*unf[aä]ll|einbr|diebst|überf|raub|\w*strom|rückruf|kriminal|straftat|sicher"
            ),
        ),
        Matter(
            _starting(
                r"hochzeit|heiratet|memoiren|autobiogra|weingut|jubiläum|aktien\s+für|verkauft\s+\S*aktien"
            ),
            _starting(r"hochzeit|heirat|buch|wein|jubil|\w*aktie|börse"),
        ),
    ),
    "en": (
        Matter(
            _starting(
                r"appoint(?:s|ed)?\b|(?:joins?|to\s+join|named\s+to)\s+(?:the\s+)?board|reshuffle|steps\s+down",
                r"named\s+(?:as\s+)?(?:new\s+)?(?:chief|chair|head|ceo|cfo|director)",
                r"(?:new|next)\s+(?:chief|chair|finance|ceo|cfo)\b|signs\s+(?:new\s+)?contract|successor",
            ),
            _starting(
                r"appoint|board|reshuffl|step|chief\s|chair|ceo|cfo|director|minister\b|contract|success|resign"
            ),
        ),
        Matter(
            _starting(
                r"awards?\b|award(?:ed|-winning)|prize|troph(?:y|ies)|honou?red|knighthood|of\s+the\s+year\b|hall\s+of\s+fame"
            ),
            _starting(r"award|prize|troph|honou?r|knight|medal|champion|cup\b|title|league"),
        ),
        Matter(
            _starting(
                r"(?:on|go\s+on|vote\s+(?:on|for)|threaten)\s+strike|strikes?\b|walk-?outs?\b|protest|demonstrat|march(?:es)?\s+(?:for|against)|vigil|rally"
            ),
            _starting(r"strike|walk|protest|demonstrat|rally|union|pay\b|wage"),
        ),
        Matter(
            _starting(
                r"fire\b|blaze|burglar|robber|theft|thie(?:f|ves)|stolen|stabb|raid\b|crash(?:es)?\b|power\s+cut|blackout|outage|recalls?\b"
            ),
            _starting(
                r"fire|blaze|burgl|robb|theft|thie|stol|stab|crash|power|black|outage|electric|recall|crime|safe|road|accident"
            ),
        ),
        Matter(
            _starting(r"wedding|marries|memoir|autobiograph|vineyard|yacht|anniversary|sells?\s+shares"),
            _starting(r"wedding|marr|memoir|book|wine|yacht|anniver|share|stock"),
        ),
    ),
}

# Phrases in which a word of those kinds means something else: they are taken out of a headline before it is asked.
IDIOMS: dict[str, re.Pattern[str]] = {
    "de": _starting(
        r"(?:beruft|berufen)\s+(?:\w+\s+){0,2}(?:sich|auf)\b|beruft\s+(?:\w+\s+){1,6}ein\b",
        # What goods cost; an award has the name of a field, or none, and goes to somebody.
        r"(?:strom|gas|öl|heizöl|kraftstoff|benzin|diesel|brot|butter|milch|fleisch|getreide|weizen|energie|wasser|wärme"
        r"|miet|immobilien|haus|grundstücks|kauf|verkaufs|markt|welt\w*|verbraucher|erzeuger|einkaufs|ticket|fahr|abo"
        r"|rohstoff|gold|kupfer|stahl|zement|co2|netz|arbeits|grund|listen|mindest|höchst|durchschnitts)preise?\s+(?:für|an)\b",
        r"preis\s+für\s+(?:ein|eine|einen|das|den)\b|preis\s+für\s+(?:\w*(?:strom|gas|öl|wasser|wärme|benzin|ticket|brot|milch))",
        r"ruft\s+(?:\w+\s+){0,3}botschafter\w*\s+zurück",
        r"feuer\s+(?:frei|und\s+flamme)|unter\s+feuer",
    ),
    "en": _starting(
        r"(?:end|close|half|part|rest|remainder|middle|course|quarter|start|beginning|outset|turn|out|time|most|much|all"
        r"|months?|weeks?|days?|month|year)\s+of\s+the\s+year\b",
        r"strikes?\s+(?:\S+\s+){0,3}(?:deals?|agreements?|accords?|pacts?|bargains?|balance|gold|oil|gas|note|tone|chord|blow)\b",
        r"(?:stocks?|shares?|markets?|bonds?|index|price|relief|oil|gold|year-end|christmas)\s+rally|rally\s+in\s+\w*\s*(?:stocks|shares|prices|bonds|oil|gold)",
        r"awards?\s+(?:\S+\s+){0,6}(?:contracts?|tenders?|licen[cs]es?|orders?|concessions?|grants?|funding)\b",
        r"awarded\s+(?:\S+\s+){0,6}(?:contracts?|tenders?|licen[cs]es?|orders?|concessions?|grants?|funding)\b",
        r"signs?\s+(?:new\s+)?contracts?\s+(?:for|to\s+(?:build|supply|deliver|buy|run|operate))\b",
        r"honou?red\s+(?:\S+\s+){0,2}(?:promise|pledge|commitment|deal|agreement|contract)",
        r"cease-?\s?fire|under\s+fire|fire\s+(?:sale|power|chief)",
        r"(?:in|by|of|until|since|from|before|after|last|next|this|early|late|mid-?|end-?)\s*march\b",
        r"successor\s+(?:to|of)\s+(?:the|its)\b",
    ),
}

# Bodies whose German names say what they are: two in whose names another word stands before it are two bodies.
BODIES = re.compile(
    r"\b([A-ZÄÖÜ]\w{2,}?)(bund|bundes|verband|verbands|verbandes|verein|vereins|klub|klubs|club|clubs|konzern|konzerns"
    r"|ministerium|ministeriums|gewerkschaft|kammer|behörde|senat|senats)\b"
)

# So many first letters say that two names are of one body, in whatever inflection.
SAME_BODY = 4


def is_other_matter(headline: str, language: str, claim: str) -> bool:
    """Whether a headline is news of a kind that the claim, by its words, is not about."""
    if language not in MATTERS:
        return False
    told = IDIOMS[language].sub(" ", headline)
    return any(
        matter.headline.search(told) and not matter.claim.search(claim) for matter in MATTERS[language]
    )


def is_other_body(headline: str, text: str, claim: str) -> bool:
    """Whether a German headline names a body of the kind that the claim names, and the text not the claim's own."""
    ours = {(kind[:4], name[:SAME_BODY].casefold()) for name, kind in BODIES.findall(claim)}
    theirs = {(kind[:4], name[:SAME_BODY].casefold()) for name, kind in BODIES.findall(headline)}
    kinds = {kind for kind, _ in ours}
    others = {body for body in theirs if body[0] in kinds or (kinds & ALIKE and body[0] in ALIKE)}
    return bool(others) and ours.isdisjoint(theirs) and not any(name in text.casefold() for _, name in ours)


# Bodies that compete under different names ("Ruderbund", "Skiverband").
ALIKE = frozenset(("bund", "verb", "vere", "klub", "club"))
