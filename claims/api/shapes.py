"""What each row looks like as JSON. A caller may choose fields, so none is required of an answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, TypeVar

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone, translation
from pydantic import BaseModel, ConfigDict
from pydantic.config import JsonDict

from claims.corrections import Notice
from claims.models import Appearance, Claim, Claimant, Evidence, RecordEntry, Topic, Verdict
from claims.querysets import ClaimQuerySet, VerdictQuerySet
from claims.scoreboard import Standing


def _none_required(schema: JsonDict) -> None:
    schema.pop("required", None)


class Shape(BaseModel):
    """What one thing looks like."""

    model_config = ConfigDict(json_schema_extra=_none_required)


Item = TypeVar("Item", bound=Shape)


class PageShape(BaseModel, Generic[Item]):
    """A part of a list; `next` is the address of the part that follows, null on the last one."""

    items: list[Item]
    next: str | None


class TopicShape(Shape):
    """A field of coverage. Of `translated_name`, `translation_language` is the language; both may be empty."""

    slug: str
    name: str
    name_language: str
    translated_name: str
    translation_language: str


class ImageShape(Shape):
    """An image of a claimant. Show `credit` and `licence` with it. `translated_text` is in the other language."""

    address: str
    text: str
    text_language: str
    translated_text: str
    credit: str
    licence: str


class ClaimantShape(Shape):
    """Who made claims. `addresses`: their page by language; `wikidata`: the number of their item there."""

    slug: str
    name: str
    kind: str
    description: str
    description_language: str
    translated_description: str
    translation_language: str
    image: ImageShape | None
    wikidata: str | None
    addresses: dict[str, str]


class AppearanceShape(Shape):
    """Where a claim was published. Of what was said in a recording its address and the second, where they are known."""

    publisher: str
    title: str
    address: str
    published_on: date
    quote: str
    recording: str
    second: int | None


class ClaimShape(Shape):
    """A claim. `proof` is the file with which anybody checks it alone; `addresses`: its page by language. The
    newsroom's translation of the statement, where it gives one, is in `translation_language`.
    """

    id: int
    state: str
    outcome: str
    days_late: int
    claimant: str
    claimant_name: str
    statement: str
    statement_language: str
    translated_statement: str
    translation_language: str
    quote: str
    language: str
    said_on: date
    horizon: str
    opens_on: date | None
    closes_on: date | None
    criteria: str
    condition: str
    firmness: str
    topics: list[str]
    appearances: list[AppearanceShape]
    published_at: datetime | None
    withdrawn_reason: str
    addresses: dict[str, str]
    proof: str


class DeadlineShape(Shape):
    """A claim that waits for its day, or for its verdict."""

    claim: int
    closes_on: date | None
    is_overdue: bool
    claimant: str
    statement: str
    statement_language: str
    translated_statement: str
    translation_language: str
    addresses: dict[str, str]


class VerdictShape(Shape):
    """A ruling in effect. `evidence`: the numbers of what it rests on."""

    id: int
    claim: int
    outcome: str
    reasoning: str
    happened_on: date | None
    days_late: int
    effective_at: datetime | None
    evidence: list[int]


class EvidenceShape(Shape):
    """What an editor accepted as bearing on a claim."""

    id: int
    claim: int
    stance: str
    title: str
    publisher: str
    address: str
    language: str
    published_at: datetime | None


class ChangeShape(BaseModel):
    """A field's value before and after."""

    field: str
    before: str | None
    after: str | None


class CorrectionShape(Shape):
    """What was changed after publication, and why."""

    id: int
    claim: int
    kind: str
    reason: str
    changes: list[ChangeShape]
    effective_at: datetime | None


class StandingShape(Shape):
    """A claimant's record: `n` claims in the rate, `right` of them right by the rule. `low` and `high`: its 95 %
    interval. `group`: more, alike or less often right than the others; null below the newsroom's minimum.
    """

    claimant: str
    name: str
    n: int
    right: float
    rate: float | None
    low: float | None
    high: float | None
    group: str | None
    confirmed: int
    partly: int
    late: int
    missed: int
    void: int
    early: int
    awaiting: int
    running: int


class EntryShape(Shape):
    """An entry of the record: its leaf in the signed tree, word for word, and where its proof is."""

    index: int | None
    leaf: str
    proof: str


class ProofShape(EntryShape):
    """The same with the proof itself, in C2SP's tlog-proof format."""

    proof_text: str


def addresses_of(thing: Claim | Claimant) -> dict[str, str]:
    """Its page in each language."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = settings.SITE_URL + thing.get_absolute_url()
    return found


def topic_shape(topic: Topic) -> TopicShape:
    """The topic."""
    return TopicShape.model_validate(_values(topic, TopicShape))


def claimant_shape(claimant: Claimant) -> ClaimantShape:
    """The claimant."""
    same = _values(claimant, ClaimantShape, {"addresses", "image"})
    own = {"addresses": addresses_of(claimant), "image": _image_shape(claimant)}
    return ClaimantShape.model_validate(same | own)


def _image_shape(claimant: Claimant) -> ImageShape | None:
    if claimant.image_id is None:
        return None
    return ImageShape(
        address=settings.SITE_URL + claimant.large_image,
        text=claimant.image_text,
        text_language=claimant.image_text_language,
        translated_text=claimant.translated_image_text,
        credit=claimant.image_credit,
        licence=claimant.image_licence,
    )


def fetched(claims: ClaimQuerySet) -> ClaimQuerySet:
    """The claims with what their shape has, as readers may see it: four queries, however many claims."""
    return claims.select_related("claimant").prefetch_related(
        "topics",
        Prefetch("appearances", Appearance.objects.public()),
        Prefetch("verdicts", Verdict.objects.public(timezone.now())),
    )


def claim_shape(claim: Claim) -> ClaimShape:
    """The claim, as `fetched` has it."""
    addresses = addresses_of(claim)
    same = _values(
        claim, ClaimShape, {"claimant", "claimant_name", "topics", "appearances", "addresses", "proof"}
    )
    return ClaimShape.model_validate(
        same
        | {
            "claimant": claim.claimant.slug,
            "claimant_name": claim.claimant.name,
            "topics": [topic.slug for topic in claim.topics.all()],
            "appearances": [appearance_shape(each) for each in claim.appearances.all()],
            "addresses": addresses,
            "proof": f"{addresses['en']}record.json",  # as claims/urls.py has it
        }
    )


def fetched_verdicts(verdicts: VerdictQuerySet) -> VerdictQuerySet:
    """The verdicts with what their shape has: two queries, however many."""
    rests_on = Prefetch("evidence", Evidence.objects.public().order_by("pk"))
    return verdicts.select_related("claim").prefetch_related(rests_on)


def appearance_shape(appearance: Appearance) -> AppearanceShape:
    """The appearance."""
    return AppearanceShape.model_validate(_values(appearance, AppearanceShape))


def deadline_shape(claim: Claim, *, today: date) -> DeadlineShape:
    """The pending claim, of which `claimant` was fetched."""
    same = _values(claim, DeadlineShape, {"claim", "is_overdue", "claimant", "addresses"})
    own = {"claim": claim.pk, "is_overdue": claim.is_overdue(today), "claimant": claim.claimant.slug}
    return DeadlineShape.model_validate(same | own | {"addresses": addresses_of(claim)})


def verdict_shape(verdict: Verdict) -> VerdictShape:
    """The verdict, of which `claim` and `evidence` were fetched as readers may see them."""
    same = _values(verdict, VerdictShape, {"claim", "evidence"})
    evidence = [item.pk for item in verdict.evidence.all()]
    return VerdictShape.model_validate(same | {"claim": verdict.claim_id, "evidence": evidence})


def evidence_shape(evidence: Evidence) -> EvidenceShape:
    """The piece of evidence."""
    same = _values(evidence, EvidenceShape, {"claim"})
    return EvidenceShape.model_validate(same | {"claim": evidence.claim_id})


def correction_shape(notice: Notice) -> CorrectionShape:
    """The correction in words."""
    correction = notice.correction
    return CorrectionShape(
        id=correction.pk,
        claim=correction.claim_id,
        kind=correction.kind,
        reason=notice.reason,
        changes=[
            ChangeShape(field=str(each.label), before=_text(each.before), after=_text(each.after))
            for each in notice.changes
        ],
        effective_at=correction.effective_at,
    )


def standing_shape(standing: Standing) -> StandingShape:
    """The row of the board."""
    track, interval = standing.track, standing.track.interval
    counts = {name: getattr(track, name) for name in StandingShape.model_fields if hasattr(track, name)}
    return StandingShape.model_validate(
        counts
        | {
            "claimant": standing.claimant.slug,
            "name": standing.claimant.name,
            "low": interval.low if interval else None,
            "high": interval.high if interval else None,
            "group": str(standing.place.group) if standing.place else None,
        }
    )


def entry_shape(entry: RecordEntry) -> EntryShape:
    """The entry, numbered."""
    return EntryShape(index=entry.tree_index, leaf=entry.leaf, proof=_proof_address(entry))


def proof_shape(entry: RecordEntry, text: str) -> ProofShape:
    """The entry with its proof."""
    return ProofShape(index=entry.tree_index, leaf=entry.leaf, proof=_proof_address(entry), proof_text=text)


def _proof_address(entry: RecordEntry) -> str:
    return settings.SITE_URL + reverse("published:proof", args=[entry.tree_index])


def _text(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _values(
    row: object, shape: type[Shape], without: set[str] | frozenset[str] = frozenset()
) -> dict[str, object]:
    """The row's values for those fields of the shape that have the row's names."""
    found: Mapping[str, object] = {
        name: getattr(row, name) for name in shape.model_fields if name not in without
    }
    return dict(found)
