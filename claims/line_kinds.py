"""What a line of an export has, kind by kind: by KINDS alone lines are written, read, checked and taken over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import models

from claims.models import (
    Appearance,
    Claim,
    Claimant,
    ClaimantImage,
    Copy,
    Correction,
    DailyTally,
    Evidence,
    Forgetting,
    Hold,
    Reply,
    SelectionTally,
    Tenure,
    Topic,
    Verdict,
)

FORMAT: Final = "foresaid-lines/1"
FOLDER: Final = "data/lines"
DICTIONARY: Final = f"{FOLDER}/dictionary.json"
# So many claims' numbers to a block.
IN_A_BLOCK: Final = 1_000

LineValues = dict[str, object]


@dataclass(frozen=True, slots=True)
class LineField:
    """A field: its name in the line, its type, what it is, and the attribute of the row if that has another name.

    Types: text, number, truth, day, moment, numbers, changes; person: a name, empty for "the desk";
    file: a path within the export, of which the row has the bytes. "?" may be null.
    """

    name: str
    type: str
    says: str = ""
    attribute: str = ""

    @property
    def source(self) -> str:
        """The row's attribute."""
        return self.attribute or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class LineKind:
    """A kind of line, and the model whose row it is; None where it is none's."""

    name: str
    says: str
    fields: tuple[LineField, ...]
    model: type[models.Model] | None = None
    in_blocks: bool = False


def _number(model: str) -> LineField:
    return LineField("number", "number", f"the {model}'s own number", "pk")


_OF_CLAIM: Final = LineField("claim", "number", "the claim's number", "claim_id")
_LOGGED: Final = LineField("logged_at", "moment?", "when it was first logged")
_TRANSLATION: Final = LineField("translation_language", "text", "of the translation; empty without one")
_WINDOW: Final = (
    LineField("opens_on", "day?", "first day of the window"),
    LineField("closes_on", "day?", "last day of the window"),
)
_SIGNED: Final = (
    LineField("by", "person", "who decided"),
    LineField("at", "moment", "when"),
    LineField("countersigned_by", "person?", "the second person, where four eyes were asked for"),
    LineField("countersigned_at", "moment?", "when they signed"),
    LineField("effective_at", "moment?", "since when it counts"),
)

KINDS: Final = (
    LineKind(
        name="topics",
        model=Topic,
        says="Fields of coverage.",
        fields=(
            _number("topic"),
            LineField("name", "text"),
            LineField("name_language", "text", "empty: not said"),
            LineField("translated_name", "text"),
            _TRANSLATION,
            LineField("slug", "text", "in addresses"),
            _LOGGED,
        ),
    ),
    LineKind(
        name="images",
        model=ClaimantImage,
        says="Images of claimants.",
        fields=(
            LineField("key", "text", "the SHA-256 of the large one, in hex", "pk"),
            LineField("large", "file", "WebP, for a page"),
            LineField("small", "file", "WebP, for lists"),
            LineField("width", "number", "of the large one, in pixels"),
            LineField("height", "number", "the same"),
        ),
    ),
    LineKind(
        name="claimants",
        model=Claimant,
        says="Persons and bodies that made claims, or once were named for one.",
        fields=(
            _number("claimant"),
            LineField("name", "text"),
            LineField("slug", "text", "in addresses"),
            LineField("kind", "text", "person or body"),
            LineField("description", "text"),
            LineField("description_language", "text", "empty: not said"),
            LineField("translated_description", "text"),
            _TRANSLATION,
            LineField("is_kept_from_search", "truth", "asks search engines to leave it out"),
            LineField("wikidata", "text?", "the item's number in Wikidata"),
            LineField("merged_into", "number?", "the claimant that this one went into", "merged_into_id"),
            LineField("image", "text?", "its key", "image_id"),
            LineField("image_text", "text", "what it shows"),
            LineField("image_text_language", "text", "empty: not said"),
            LineField("translated_image_text", "text", "in the other language"),
            LineField("image_credit", "text"),
            LineField("image_licence", "text"),
            _LOGGED,
        ),
    ),
    LineKind(
        name="offices",
        model=Tenure,
        says="Offices and parties of claimants. An open end: from ever on, or still.",
        fields=(
            _number("office"),
            LineField("claimant", "number", "whose", "claimant_id"),
            LineField("office", "text"),
            LineField("party", "text"),
            LineField("since", "day?"),
            LineField("until", "day?"),
            _LOGGED,
        ),
    ),
    LineKind(
        name="held_claims",
        says="Claims of which nothing but the number is told: held back, themselves or with their claimant.",
        fields=(
            _number("claim"),
            LineField("claimant", "number?", "the claimant, where all their claims are held", "claimant_id"),
        ),
    ),
    LineKind(
        name="holds",
        model=Hold,
        says="That something was held back. Of what still is, no word is in this export.",
        fields=(
            _number("hold"),
            LineField("key", "text", "names the hold in lists that lie elsewhere"),
            LineField("kind", "text", "what is held: claim, claimant, evidence, appearance, reply"),
            LineField("claim", "number?", "the claim that it is or belongs to", "claim_id"),
            LineField("claimant", "number?", "the claimant", "claimant_id"),
            LineField("part", "number?", "the number of the evidence, appearance or reply"),
            LineField("office", "text", "by which office"),
            LineField("at", "moment"),
            LineField("lifted_at", "moment?", "since when it is shown again"),
        ),
    ),
    LineKind(
        name="forgettings",
        model=Forgetting,
        says="That something was withheld by law; black blocks stand where it stood.",
        fields=(
            _number("forgetting"),
            LineField("key", "text", "names it in lists that lie elsewhere"),
            LineField("kind", "text", "name, field or article"),
            LineField("office", "text", "by which office"),
            LineField("done_at", "moment"),
            LineField("claims", "numbers", "on whose pages readers are told"),
            LineField("claimants", "numbers", "on whose pages readers are told"),
        ),
    ),
    LineKind(
        name="searched",
        model=DailyTally,
        says="What was read on a day.",
        fields=(
            LineField("day", "day"),
            LineField("articles_read", "number"),
            LineField("feeds_reached", "number"),
            LineField("feeds_silent", "number"),
            LineField("last_success_at", "moment?"),
        ),
    ),
    LineKind(
        name="considered",
        model=SelectionTally,
        says="How many sentences were taken up, or not and why.",
        fields=(
            LineField("reason", "text"),
            LineField("kind", "text", "of the claimant; empty: nobody on record"),
            LineField("party", "text"),
            LineField("number", "number", "how many"),
            LineField("since", "day"),
        ),
    ),
    LineKind(
        name="claims",
        model=Claim,
        says="What was said would happen, and by when.",
        in_blocks=True,
        fields=(
            _number("claim"),
            LineField("claimant", "number", "who said it", "claimant_id"),
            LineField("statement", "text"),
            LineField("statement_language", "text"),
            LineField("translated_statement", "text"),
            _TRANSLATION,
            LineField("quote", "text"),
            LineField("language", "text", "of the quote"),
            LineField("said_on", "day"),
            LineField("horizon", "text", "the words that set the deadline"),
            *_WINDOW,
            LineField("deadline_version", "number", "counts the windows that it has had"),
            LineField("precision", "text", "the unit of time that the words name"),
            LineField("horizon_rule", "text", "the rule by which the window was read"),
            LineField("horizon_note", "text"),
            LineField("criteria", "text", "what counts as confirmed"),
            LineField("firmness", "text"),
            LineField("condition", "text"),
            LineField("restates", "number?", "the earlier claim whose deadline it moves", "restates_id"),
            LineField("topics", "numbers"),
            LineField("state", "text", "published or withdrawn"),
            LineField("created_by", "person", "who logged it"),
            LineField("created_at", "moment"),
            LineField("published_by", "person?"),
            LineField("published_at", "moment?"),
            LineField("withdrawn_reason", "text"),
            LineField("merged_into", "number?", "the claim that this one went into", "merged_into_id"),
            LineField("outcome", "text", "what the latest verdict in effect says"),
        ),
    ),
    LineKind(
        name="appearances",
        model=Appearance,
        says="Where a claim was published.",
        in_blocks=True,
        fields=(
            _number("appearance"),
            _OF_CLAIM,
            LineField("address", "text"),
            LineField("publisher", "text"),
            LineField("title", "text"),
            LineField("published_on", "day"),
            LineField("language", "text"),
            LineField("quote", "text"),
            LineField("horizon", "text", "its own words on time"),
            *_WINDOW,
            LineField("recording", "text", "where it was said, if in a recording"),
            LineField("second", "number?", "how far from the recording's beginning, in seconds"),
        ),
    ),
    LineKind(
        name="evidence",
        model=Evidence,
        says="Articles that an editor accepted as bearing on a claim.",
        in_blocks=True,
        fields=(
            _number("evidence"),
            _OF_CLAIM,
            LineField("address", "text"),
            LineField("title", "text"),
            LineField("publisher", "text"),
            LineField("published_at", "moment?"),
            LineField("excerpt", "text"),
            LineField("language", "text"),
            LineField("stance", "text", "supports, contradicts or context"),
            LineField("suggested_at", "moment"),
            LineField("reviewed_by", "person"),
            LineField("reviewed_at", "moment"),
        ),
    ),
    LineKind(
        name="copies",
        model=Copy,
        says="Other places that carry the same story.",
        in_blocks=True,
        fields=(
            _number("copy"),
            _OF_CLAIM,
            LineField("evidence", "number", "of which it is a copy", "evidence_id"),
            LineField("address", "text"),
            LineField("title", "text"),
            LineField("publisher", "text"),
            LineField("published_at", "moment?"),
            LineField("found_at", "moment"),
        ),
    ),
    LineKind(
        name="verdicts",
        model=Verdict,
        says="Rulings: in effect, announced, or taken back after they were announced.",
        in_blocks=True,
        fields=(
            _number("verdict"),
            _OF_CLAIM,
            LineField("outcome", "text", "pending: the claim was reopened"),
            LineField("happened_on", "day?"),
            LineField("known_on", "day?"),
            LineField("reasoning", "text"),
            LineField("can_no_longer_happen", "truth"),
            LineField("condition_failed", "truth"),
            LineField("evidence", "numbers", "what it rests on"),
            LineField("needs_countersignature", "truth"),
            *_SIGNED,
            LineField("public_at", "moment?", "since when readers know of it"),
            LineField("due_at", "moment?", "when it was to take effect"),
            LineField("taken_back_by", "person?"),
            LineField("taken_back_at", "moment?"),
            LineField("taken_back_reason", "text"),
        ),
    ),
    LineKind(
        name="corrections",
        model=Correction,
        says="What was changed after publication, and why.",
        in_blocks=True,
        fields=(
            _number("correction"),
            _OF_CLAIM,
            LineField("kind", "text"),
            LineField("reason", "text"),
            LineField("changes", "text", 'JSON: {"field": [before, after]}; empty without'),
            LineField("verdict", "number?", "the verdict that took another's place", "verdict_id"),
            LineField("needs_countersignature", "truth"),
            *_SIGNED,
        ),
    ),
    LineKind(
        name="replies",
        model=Reply,
        says="Who was asked for a reply, and what came. Null: the text is shown no more.",
        in_blocks=True,
        fields=(
            _number("reply"),
            _OF_CLAIM,
            LineField("asked_of", "text"),
            LineField("asked_on", "day"),
            LineField("asked_by", "person"),
            LineField("due_on", "day"),
            LineField("received_on", "day?"),
            LineField("text", "text?"),
            LineField("language", "text"),
        ),
    ),
    LineKind(
        name="log",
        says="Every write to a claim's chain, oldest first, with what is public of it.",
        in_blocks=True,
        fields=(
            _OF_CLAIM,
            LineField("at", "moment"),
            LineField("action", "text", "empty: not even that is public"),
            LineField("by", "person?", "null: the tracker"),
            LineField(
                "row", "text", "which row, like verdict:12; empty: the claim's, or none that is public"
            ),
            LineField(
                "changes", "changes", 'what it did to a claim that was public: {"field": [before, after]}'
            ),
        ),
    ),
)
BY_NAME: Final[Mapping[str, LineKind]] = {kind.name: kind for kind in KINDS}


def file_of(kind: LineKind, block: int = 0) -> str:
    """Where the lines stand within the copy."""
    return f"{FOLDER}/{kind.name}-{block}.jsonl" if kind.in_blocks else f"{FOLDER}/{kind.name}.jsonl"


def dictionary(*, blocks: int) -> dict[str, object]:
    """What each file and each field is; `blocks`: how many there are."""
    return {
        "format": FORMAT,
        "blocks": blocks,
        "claims_in_a_block": IN_A_BLOCK,
        "types": {
            "day": "ISO 8601, like 2026-11-29",
            "moment": "ISO 8601 in UTC",
            "file": "a path, within an export and on the site",
            "numbers": "numbers of other rows, in order",
            "person": "the name as readers see it; empty: somebody at the desk",
            "?": "may be null",
        },
        "kinds": {
            kind.name: {
                "file": file_of(kind).replace("-0.", "-BLOCK."),
                "says": kind.says,
                "fields": {each.name: f"{each.type}: {each.says}".removesuffix(": ") for each in kind.fields},
            }
            for kind in KINDS
        },
    }
