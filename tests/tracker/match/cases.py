"""One English and one German claim, and articles in either language, for the matcher's tests."""

from datetime import date

from tracker.match import ArticleText, ClaimQuery

HARBOUR = ClaimQuery(
    claim_id=1,
    statement="The port of Emden will run its container cranes without crews.",
    quote="By the end of 2027 our cranes in Emden will move containers with no crew on board.",
    claimant="Jorinde Harms",
    aliases=("Emden Port Authority",),
    language="en",
    said_on=date(2026, 2, 12),
    opens_on=date(2026, 2, 12),
    closes_on=date(2027, 12, 31),
)
SWIMMING = ClaimQuery(
    claim_id=2,
    statement="Die Stadt Kassel eröffnet binnen 18 Monaten ihr Hallenbad und senkt die Eintrittspreise.",
    quote="",
    claimant="Tamme Weidner",
    aliases=("Kasseler Bäder",),
    language="de",
    said_on=date(2026, 1, 5),
    opens_on=None,
    closes_on=date(2027, 7, 5),
)


def english(title: str = "", text: str = "", *, summary: str = "", on: date | None = None) -> ArticleText:
    """An article in English; without a day it is new."""
    return ArticleText(title=title, summary=summary, text=text, language="en", published_on=on)


def german(title: str = "", text: str = "", *, summary: str = "", on: date | None = None) -> ArticleText:
    """An article in German; without a day it is new."""
    return ArticleText(title=title, summary=summary, text=text, language="de", published_on=on)
