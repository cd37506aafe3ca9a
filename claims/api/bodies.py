"""What a program sends to write: the same facts as the desk's forms ask for."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field


def _storable(text: str) -> str:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("holds half a character, or one that no text can have")
    return text


SentText = Annotated[str, AfterValidator(_storable)]
TongueOf = Literal["de", "en"]
Years = Annotated[date, Field(ge=date(1800, 1, 1), le=date(2199, 12, 31))]


class SentBody(BaseModel):
    """Nothing but what is named: a field mistyped would be lost without a word."""

    model_config = ConfigDict(extra="forbid")


class SentSource(SentBody):
    """Where a claim was published. `quote` and `horizon`: that outlet's own words, where it has some."""

    publisher: SentText = Field(min_length=1, max_length=200)
    published_on: Years
    address: SentText = Field("", max_length=2000)
    title: SentText = Field("", max_length=500)
    language: Literal["de", "en", ""] = ""
    quote: SentText = Field("", max_length=5000)
    horizon: SentText = Field("", max_length=300)


class SentDraft(SentBody):
    """A claim to be drafted. `claimant` and `topics` are slugs; `opens_on` with `closes_on`: days by hand.
    `translated_statement` is in the other language than `statement_language`.
    """

    claimant: SentText = Field(max_length=160)
    statement: SentText = Field(min_length=1, max_length=500)
    statement_language: TongueOf
    translated_statement: SentText = Field("", max_length=500)
    quote: SentText = Field(min_length=1, max_length=5000)
    language: TongueOf
    said_on: Years
    horizon: SentText = Field(max_length=300)
    criteria: SentText = Field("", max_length=5000)
    condition: SentText = Field("", max_length=500)
    firmness: Literal["will", "expected", "could"] = "expected"
    topics: list[SentText] = Field([], max_length=20)
    opens_on: Years | None = None
    closes_on: Years | None = None
    source: SentSource


class SentArticle(SentBody):
    """An article that may bear on a claim: it waits for an editor."""

    address: SentText = Field(max_length=2000)
    title: SentText = Field(min_length=1, max_length=500)
    publisher: SentText = Field(min_length=1, max_length=200)
    published_at: AwareDatetime | None = None
    excerpt: SentText = Field("", max_length=5000)
    language: TongueOf = "en"
