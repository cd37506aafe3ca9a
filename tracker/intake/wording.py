"""A draft of a claim's statement, in the newsroom's words, from a sentence of an article: "Orla Pemberwick: …".

Pure. The quote keeps the article's words; the statement says who says what, without the paper's "… she said".
"""

import re
from typing import Final

from django.utils.text import Truncator

_MARKS: Final = "\"“”„‟«»‹›‚‘’'"
# A sentence that is a quotation but for who says it: what stands within the marks is what was said.
_QUOTED: Final = re.compile(r"[\"“„«»](?P<said>[^\"“”„«»]{20,})[\"“”«»]")
_SHARE_QUOTED: Final = 0.5
# ", sagte Verkehrsministerin Orla Pemberwick am Montag." and ", so Pemberwick"; in front: "According to Pemberwick,".
_LONGEST_TAG: Final = 120
_IN_FRONT: Final = re.compile(r"^(?:according to|in the words of)\s+[^,]{2,80},\s+", re.IGNORECASE)


def drafted_statement(quote: str, claimant: str, *, most: int = 500) -> str:
    """What is claimed, headed by who claims it; at most `most` characters. Without a claimant, the words alone."""
    said = _quotation(quote) or _without_tag(quote, claimant)
    said = _sentence(said.strip().strip(_MARKS))
    name = claimant.strip()
    starts_with_name = bool(name) and said.casefold().startswith(name.casefold())
    return str(Truncator(said if not name or starts_with_name else f"{name}: {said}").chars(most))


def _quotation(quote: str) -> str:
    """The words within quotation marks, where they are most of the sentence."""
    inner = " ".join(_sentence(found["said"]) for found in _QUOTED.finditer(quote))
    return inner if len(inner) > _SHARE_QUOTED * len(quote) and quote.strip()[:1] in _MARKS else ""


def _sentence(words: str) -> str:
    """With a capital in front and a full stop at the end."""
    said = words.strip().rstrip(",")
    if said and said[-1] not in ".!?…":
        said += "."
    return said[:1].upper() + said[1:]


def _without_tag(quote: str, claimant: str) -> str:
    """The sentence without the clause at its end, or the words in front, that only name the claimant."""
    surname = claimant.rsplit(maxsplit=1)[-1] if claimant.split() else ""
    if not surname:
        return quote
    tag = re.search(rf",\s+[^,;:]*\b{re.escape(surname)}\b[^,;:]*[.!?]?\s*$", quote)
    if tag and len(tag[0]) <= _LONGEST_TAG and tag.start() > 20:
        return quote[: tag.start()]
    front = _IN_FRONT.match(quote)
    return quote[front.end() :] if front and surname in front[0] else quote
