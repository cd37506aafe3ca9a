"""What the desk hands in with a write: the facts of a claim, its window, where it was published. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from claims import horizon, rules
from claims.models import Claim, Claimant, Topic, User

FACTS_STORED_AS_GIVEN = (
    "claimant",
    "statement",
    "statement_language",
    "translated_statement",
    "quote",
    "language",
    "said_on",
    "horizon",
    "criteria",
    "firmness",
    "condition",
    "restates",
    "assigned_to",
    "must_terms",
    "any_terms",
    "never_terms",
    "checkable",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim was published, with that outlet's wording where it has one of its own.

    `horizon` are its words on time; `text` is the whole text as it stood, to be kept. `second` is
    where in a recording it was said, from its beginning; `recording` the address of that.
    """

    publisher: str
    published_on: date
    address: str = ""
    title: str = ""
    language: str = ""
    quote: str = ""
    horizon: str = ""
    recording: str = ""
    second: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """A snapshot of an article, as it goes into evidence. `matched_words` is [(word, weight), ...].

    `forms` has, for a matched word, the other spellings in which the article has it. `fingerprint` is the text form
    of a `stories.Fingerprint`; `hint` one of `Evidence.Hint`, with its reason; `level` one of `Evidence.Level`.
    """

    address: str
    title: str
    publisher: str
    published_at: datetime | None = None
    excerpt: str = ""
    language: str = "en"
    matched_words: tuple[tuple[str, float], ...] = ()
    score: float = 0.0
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fingerprint: str = ""
    hint: str = ""
    hint_reason: Mapping[str, object] = field(default_factory=dict)
    level: str = "offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenWindow:
    """A claim's window and where it comes from. `rule` is `Claim.BY_HAND` if an editor set the days."""

    opens_on: date | None
    closes_on: date | None
    precision: str = Claim.Precision.DAY
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """What an editor enters of a claim. Days by hand win over the horizon's words. `translated_statement` is in the
    other language than `statement_language`.
    """

    claimant: Claimant
    statement: str
    statement_language: str
    quote: str
    language: str
    said_on: date
    horizon: str
    criteria: str = ""
    firmness: str = Claim.Firmness.EXPECTED
    condition: str = ""
    restates: Claim | None = None
    assigned_to: User | None = None
    must_terms: str = ""
    any_terms: str = ""
    never_terms: str = ""
    checkable: str = ""
    translated_statement: str = ""
    topics: tuple[Topic, ...] = field(default=())
    by_hand: tuple[date, date] | None = None


def window_of(
    phrase: str, *, said_on: date, language: str, by_hand: tuple[date, date] | None
) -> ChosenWindow:
    """The window that the words give, or the editor's own days. Without either, both days are None."""
    if by_hand is not None:
        return ChosenWindow(
            opens_on=by_hand[0], closes_on=by_hand[1], precision=Claim.Precision.DAY, rule=Claim.BY_HAND
        )
    found = horizon.resolve(phrase, said_on=said_on, language=language)
    if not isinstance(found, horizon.Window):
        return ChosenWindow(opens_on=None, closes_on=None)
    if not (rules.is_within_the_years(found.opens_on) and rules.is_within_the_years(found.closes_on)):
        return ChosenWindow(opens_on=None, closes_on=None)
    return ChosenWindow(
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        precision=str(found.precision),
        rule=str(found.rule),
        note=str(found.note or ""),
    )
