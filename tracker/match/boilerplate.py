"""Takes out of an article's text what the outlet puts under every one: notices on cookies, appeals, other headlines."""

import re

# A sentence or line, with what ends it.
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")

PHRASES = re.compile(
    r"\b(?:(?:verwende[nt]|nutz(?:t|en)|uses?|accept(?:\s+all)?|akzeptier\w+|alle)\s+cookies|cookies?\s+(?:akzeptieren|zulassen|policy)"
    r"|tragen\s+sie\s+mit\s+hinweisen|lesen\s+sie\s+(?:auch|hier|mehr|dazu)|mehr\s+zum\s+thema|read\s+(?:more|also)\s*:"
    r"|(?:newsletter|push-?nachrichten)\s+(?:abonnieren|bestellen|anmelden)|abonnieren\s+sie|jetzt\s+abonnieren|melden\s+sie\s+sich\s+an"
    r"|sign\s+up\s+(?:for|to)\s+(?:our|the)|subscribe\s+(?:to|now|today)|support\s+our\s+journalism"
    r"|all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|dieser\s+(?:artikel|text|beitrag)\s+(?:erschien|wurde)\s+zuerst"
    r"|this\s+article\s+(?:was\s+)?(?:first\s+)?appeared|follow\s+us\s+on|folgen\s+sie\s+uns)",
    re.IGNORECASE,
)


def without_boilerplate(text: str) -> str:
    """Give a text of the same length in which such sentences are blank, so that every word stays in its place."""
    if not PHRASES.search(text):
        return text
    return SENTENCE.sub(lambda found: " " * len(found[0]) if PHRASES.search(found[0]) else found[0], text)
