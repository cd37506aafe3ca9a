"""Text as a person would type it, from whatever a page or a clipboard holds."""

import re
from typing import Final

# Control characters, marks that turn the direction of all that follows, and hyphens that hide a word.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BLANK: Final = re.compile(r"[^\S\n]+")


def cleaned(text: str) -> str:
    """The text without invisible characters, a paragraph a line. Idempotent: what it returns it leaves as it is."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = (_BLANK.sub(" ", line).strip() for line in _INVISIBLE.sub("", plain).split("\n"))
    return "\n".join(line for line in lines if line)
