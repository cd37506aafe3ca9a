"""How the desk has the page at an address read: an app that may fetch registers itself. Opens no address itself."""

from collections.abc import Callable

from claims.editorial import FoundArticle
from claims.models import Claim

# Gives what the page says, with the passage that bears on the claim; ValidationError, in a sentence for the editor.
PageReader = Callable[[str, Claim], FoundArticle]
_readers: list[PageReader] = []


def register(reader: PageReader) -> PageReader:
    """Have pages read by `reader`. A decorator."""
    _readers.append(reader)
    return reader


def can_be_read() -> bool:
    """Whether there is anyone to read a page; otherwise the desk types it in."""
    return bool(_readers)


def read_page(address: str, claim: Claim) -> FoundArticle:
    """What the page at the address says. Raises ValidationError where it cannot be read."""
    return _readers[-1](address, claim)
