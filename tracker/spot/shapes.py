"""What the spotter gives back; nothing is worked out here."""

from dataclasses import dataclass
from enum import StrEnum

from claims.gettext import gettext_noop
from claims.horizon import Resolution, Window


class Firmness(StrEnum):
    """How firmly it was said; the values are those of `claims.models.Claim.Firmness`."""

    WILL = "will"
    """It happens, without a reservation."""
    EXPECTED = "expected"
    """It is planned or thought likely."""
    COULD = "could"
    """It is possible."""


class Grounds(StrEnum):
    """Why a sentence was picked, told to the editor in a sentence; `SpottedClaim.cue` has the words.

    Each member's value is its own explanation.
    """

    WILL = gettext_noop("It says what will happen.")
    PROMISE = gettext_noop("Someone promises or announces it.")
    INTENT = gettext_noop("Someone plans or means to do it.")
    PLANNED = gettext_noop("It is planned or set to happen.")
    FORECAST = gettext_noop("Someone expects or forecasts it.")
    COULD = gettext_noop("It says what could happen.")
    DEMAND = gettext_noop("Someone demands it, or says what would be.")
    PRESENT = gettext_noop("It tells of a future time in the present tense.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpottedClaim:
    """A sentence that looks ahead: `text[start:end] == quote`.

    `claimant` is the fullest name that the text has for the person or body, "" if none is certain; `candidates` are
    the names to choose from then, the likeliest first. Of the
    publication's own forecasts it is the publisher, and `is_publication` is true. `horizon` are the words that
    set the time, `text[horizon_start:horizon_end]`, "" with 0 and 0 if there are none; `window` is what they
    resolve to. `cue` are the words for which the sentence was picked. `is_doubtful` if it only demands something, or
    tells what would be: it is not offered on the pages.
    """

    quote: str
    start: int
    end: int
    claimant: str
    candidates: tuple[str, ...] = ()
    is_publication: bool
    horizon: str
    horizon_start: int
    horizon_end: int
    window: Resolution | None
    firmness: Firmness
    reason: Grounds
    cue: str
    is_doubtful: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the words give a window of days."""
        return isinstance(self.window, Window)
