"""Tells whether a clause is denied: "denied that it plans", "bestritt, dass er", "no plans to", "keine Rede"."""

import re

from tracker.spot.clauses import Clause

# What a report is called that is denied.
UNTRUE = (
    "Unsinn|falsch|haltlos|erfunden|Quatsch|Spekulation(?:en)?|Falschmeldung|abwegig|absurd|unwahr|unzutreffend"
    "|Märchen|Fantasie|Erfindung|Blödsinn|Humbug|Ente"
)
FALSE = "false|untrue|wrong|nonsense|rubbish|baseless|unfounded|fiction|invented|made up|incorrect|inaccurate"
# A verb that denies what its object, its "that" or its infinitive tells.
DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rul(?:e|es|ed|ing) out|refus(?:e|es|ed) to say"
    r"|(?:reject|dismiss|contradict|disput|refut)\w* (?:\w+ ){0,2}?"
    r"(?:report|claim|speculation|suggestion|rumour|rumor|allegation|idea|talk|notion|story|stories)s?"
    r"|no truth (?:in|to)|(?:Gerüchte?n?|Berichte?n?|Meldung(?:en)?|Behauptung(?:en)?)\b.*"
    rf"\b(?:{UNTRUE}|aus der Luft gegriffen)"
    rf"|(?:bezeichne\w*|nannte\w*|nennt)\b.*\b(?:{UNTRUE})|(?:are|were|is|was) (?:{FALSE})"
    rf"|call(?:s|ed)\b.*\b(?:{FALSE})"
    r"|(?:not|declin\w+ to|refus\w+ to|could not|n't) confirm(?:ed)?\b|nicht bestätig\w+|bestätig\w+\b.*\bnicht"
    r"|bestr(?:eit|itt)\w*|bestreitet|dementier\w*|widersprach\w*|widerspricht|ausgeschlossen"
    r"|(?:wies|wiesen|weist|weisen)\b.*\bzurück|zurückgewiesen|(?:schloss|schließt|schließen|schlossen)\b.*\baus)\b",
    re.IGNORECASE,
)
# Words that make a promise or a plan of the same clause one that was never made.
NEVER = re.compile(
    r"\b(?:never|not once|nobody|no one|none|niemand|keiner"
    r"|did(?:n't| not)|ha(?:s|ve|d)(?:n't| not)|nor did|nie|niemals|nicht)\b(?:\W+\w+){0,4}?\W+"
    r"(?:said|say|promised|promise|pledged|pledge|claimed|claim|planned|plan|intended|agreed|committed|commit|announced"
    r"|zugesagt|versprochen|gesagt|behauptet|angekündigt|zugesichert|geplant|vorgehabt|in Aussicht gestellt)\b"
    r"|\bno (?:one|plans?|intention|promise|commitment|such plans?)\b(?=.*\b(?:to|of|that|for|said)\b)"
    r"|\bnot (?:planning|intending|committed to)\b|\b(?:keine|von) rede\b.*\b(?:sein|nicht)\b|\bkeine rede\b"
    r"|\bnichts (?:bekannt|geplant|beschlossen|vorgesehen|entschieden)\b"
    r"|\bkein(?:e|erlei) (?:pläne|absicht(?:en)?|zusagen?|überlegungen|beschlüsse)\b",
    re.IGNORECASE,
)
NAMING = re.compile(rf"\b(?:bezeichne\w*|nannte\w*|nennt)\b.*\b(?:{UNTRUE})\b", re.IGNORECASE)
# "Reports that the couple will move are false".
UNTRUE_REPORT = re.compile(
    r"\b(?:report|claim|rumou?r|suggestion|speculation|talk|allegation|stor(?:y|ies))s?\b.*"
    rf"\b(?:are|is|were|was) (?:{FALSE})\b",
    re.IGNORECASE,
)
COLON = re.compile(r"[:;.“”\"„]")
# A denial and another statement: "denied it and said that ..."
ANEW = re.compile(
    r"\b(?:and|but|und|aber)\b(?:\W+\w+){0,3}?\W+(?:said|says|will|would|added|sagte|wird|werde|will|kündigte)\b"
)


def is_denied(text: str, parts: list[Clause], place: int, at: int) -> bool:
    """Whether what tells the time in the clause at `place`, at the place `at` of the text, is denied.

    It may be in the clause itself, in one beside it, or in that of the word at `at`: "denied that it plans to sell
    Nestwell, its bedding arm, before the summer".
    """
    home = next((i for i, part in enumerate(parts) if part.words[0].start <= at < part.words[-1].end), place)
    return _is_denied_in(text, parts, place, at) or (home != place and _is_denied_in(text, parts, home, at))


def _is_denied_in(text: str, parts: list[Clause], place: int, at: int) -> bool:
    clause = parts[place]
    before = text[clause.words[0].start : at]
    whole = text[clause.words[0].start : clause.words[-1].end]
    if (denial := DENYING.search(before)) and not ANEW.search(before, denial.end()):
        return True
    if NEVER.search(whole) or UNTRUE_REPORT.search(whole):
        return True
    return any(_denies(text, parts, other, place) for other in (place - 1, place + 1))


def _denies(text: str, parts: list[Clause], other: int, place: int) -> bool:
    """Whether the clause beside it denies it: with nothing but a comma between, and with an object to deny."""
    if not 0 <= other < len(parts):
        return False
    first, second = sorted((other, place))
    between = text[parts[first].words[-1].end : parts[second].words[0].start]
    if COLON.search(between):
        return False
    told = text[parts[other].words[0].start : parts[other].words[-1].end]
    if second == other and NAMING.search(told):
        return True  # "Spekulationen, Tessin wolle verkaufen, nannte Quandt abwegig"
    leans = parts[place].is_dependent or second == place or parts[place].words[0].text == "wonach"
    return leans and (DENYING.search(told) is not None or _never_promised(told))


def _never_promised(told: str) -> bool:
    """ "Nie habe er versprochen, ..." """
    return NEVER.search(told) is not None
