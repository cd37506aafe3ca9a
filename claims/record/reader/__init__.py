"""What readers check the record with, alone: `verify_claim.py`, which the site hands out as it stands here, and in
German with nothing exchanged but what it says.

It imports nothing of ours, so that what it computes is computed a second time.
"""

import tokenize
from functools import cache
from pathlib import Path

from claims.record.reader.german import TEXTS

SCRIPT = Path(__file__).with_name("verify_claim.py")


@cache
def script_in(language: str) -> str:
    """The script; for "de" with its texts in German, line for line the same."""
    source = SCRIPT.read_text()
    if language != "de":
        return source
    lines = source.splitlines(keepends=True)
    tokens = tokenize.generate_tokens(iter(lines).__next__)
    found = [token for token in tokens if token.type == tokenize.STRING and text_of(token.string) in TEXTS]
    for token in reversed(found):  # from the end, so that the places before stay
        (first, start), (last, end) = token.start, token.end
        german = token.string.replace(text_of(token.string), TEXTS[text_of(token.string)])
        lines[first - 1 : last] = [lines[first - 1][:start] + german + lines[last - 1][end:]]
    return "".join(lines)


def text_of(literal: str) -> str:
    """What stands between a literal's quotes."""
    opened = literal.lstrip("fb")
    return opened.strip('"') if opened.startswith('"') else opened
