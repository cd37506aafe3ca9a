"""The public record as rows, for a program that founds a newsroom on it again: a JSON Lines file for each kind of row,
those that belong to claims in blocks by the claim's number. Nothing is in it that no page shows.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Final

from django.db import models
from django.utils import timezone

from claims import record
from claims.chronicle import SHOWN_FIELDS
from claims.editorial import WITHOUT_IMAGE
from claims.line_kinds import BY_NAME, IN_A_BLOCK, LineKind, LineValues, file_of
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
    RecordEntry,
    Reply,
    SelectionTally,
    Topic,
    User,
    Verdict,
)
from claims.models.images import SIZES, image_address

# What an entry of the log may say of a claim's row once readers see it.
OF_A_CHANGE: Final = (*SHOWN_FIELDS, "state", "published_at", "merged_into_id")


def written(kind: LineKind, values: Iterable[LineValues]) -> bytes:
    """The lines of the kind, of values by the fields' sources."""
    lines = [
        json.dumps(
            {each.name: _encoded(value[each.source]) for each in kind.fields},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for value in values
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def values_of(kind: LineKind, row: models.Model, **others: object) -> LineValues:
    """What the line of a row is made of; `others` are values that the row does not have, or not like this."""
    return {
        each.source: others[each.source] if each.source in others else getattr(row, each.source)
        for each in kind.fields
    }


def _encoded(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case User():
            return value.get_full_name()
        case models.Manager():
            return sorted(row.pk for row in value.all())
    return value


# --- The rows ---


def blocks() -> int:
    """How many blocks there are; at least one."""
    newest = Claim.objects.readable().order_by("-pk").values_list("pk", flat=True).first() or 0
    return newest // IN_A_BLOCK + 1


def of_all(claimants: Mapping[int, Claimant]) -> Iterator[tuple[str, bytes]]:
    """The files that are not in blocks, by place; `claimants` as `claimants_told` has them. What they have grows with
    claimants and days, not with claims.
    """
    topics, shown = _topics(), {image.key for image in _images()}
    logged = _first_logged(
        [*(f"claimant:{pk}" for pk in claimants), *(f"topic:{each.pk}" for each in topics)]
    )
    offices = [*_offices(claimants)]
    told: dict[str, Iterable[LineValues]] = {
        "topics": (_of("topics", each, logged_at=logged.get(f"topic:{each.pk}")) for each in topics),
        "images": (_image(each) for each in _images()),
        "claimants": (_claimant(each, claimants, logged, shown) for each in claimants.values()),
        "offices": offices,
        "held_claims": _held_claims(),
        "holds": (_of("holds", each, part=_part(each)) for each in Hold.objects.public().order_by("pk")),
        "forgettings": (_forgetting(each, claimants) for each in Forgetting.objects.public().order_by("pk")),
        "searched": (_of("searched", each) for each in DailyTally.objects.order_by("day")),
        "considered": _considered({str(each["party"]) for each in offices}),
    }
    for name, values in told.items():
        yield file_of(BY_NAME[name]), written(BY_NAME[name], values)


def _of(name: str, row: models.Model, **others: object) -> LineValues:
    return values_of(BY_NAME[name], row, **others)


def _images() -> Iterator[ClaimantImage]:
    """Without their bytes."""
    return ClaimantImage.objects.public().only("pk", "width", "height").order_by("pk").iterator()


def _image(image: ClaimantImage) -> LineValues:
    return _of("images", image, **{size: image_address(image.key, size).lstrip("/") for size in SIZES})


def _topics() -> list[Topic]:
    return list(Topic.objects.readable().order_by("pk"))


def claimants_told() -> dict[int, Claimant]:
    """By number, whose name a page tells: of readable claims, and of claims that once were another's."""
    claims = Claim.objects.readable().order_by()
    named = Claimant.objects.named().annotate(
        is_whole=models.Exists(claims.filter(claimant=models.OuterRef("pk")))
    )
    found = {each.pk: each for each in named.filter(is_whole=True).prefetch_related("tenures")}
    found |= {each.pk: each for each in named.filter(pk__in=_once_named() - found.keys())}
    return {pk: found[pk] for pk in sorted(found)}


def _once_named() -> set[int]:
    """The claimants whose claims became another's when readers saw them already."""
    changed = Correction.objects.public().filter(changes__contains='"claimant_id"')
    found = [each.values.get("claimant_id", []) for each in changed]
    merged = RecordEntry.objects.filter(action="merged", subject__startswith="claim:").select_related(
        "content"
    )
    numbers = {int(entry.subject.partition(":")[2]) for entry in merged}
    since = dict(Claim.objects.readable().filter(pk__in=numbers).values_list("pk", "published_at"))
    for entry in merged:
        published_at = since.get(int(entry.subject.partition(":")[2]))
        if published_at is not None and published_at <= entry.at:
            found.append(entry.changes.get("claimant_id", []))
    return {number for values in found for number in values if isinstance(number, int)}


def _claimant(
    claimant: Claimant, known: Mapping[int, Claimant], logged: Mapping[str, datetime], shown: Collection[str]
) -> LineValues:
    into = claimant.merged_into_id if claimant.merged_into_id in known else None
    unsaid: LineValues = (
        {} if _is_whole(claimant) else dict.fromkeys(_OF_A_DESCRIPTION, "") | {"wikidata": None}
    )
    if claimant.image_id not in shown:
        unsaid |= WITHOUT_IMAGE
    return _of(
        "claimants",
        claimant,
        **unsaid,
        merged_into_id=into,
        logged_at=logged.get(f"claimant:{claimant.pk}"),
    )


_OF_A_DESCRIPTION: Final = (
    "description",
    "description_language",
    "translated_description",
    "translation_language",
)


def _is_whole(claimant: Claimant) -> bool:
    """Whether readers know more of the claimant than a name."""
    return bool(getattr(claimant, "is_whole", False))


def _offices(claimants: Mapping[int, Claimant]) -> Iterator[LineValues]:
    whole = [each for each in claimants.values() if _is_whole(each)]
    tenures = sorted((tenure for each in whole for tenure in each.tenures.all()), key=lambda each: each.pk)
    logged = _first_logged([f"tenure:{each.pk}" for each in tenures])
    for each in tenures:
        yield _of("offices", each, logged_at=logged.get(f"tenure:{each.pk}"))


def _considered(parties: Collection[str]) -> Iterator[LineValues]:
    """The tallies, with those of parties that readers know of; the others are added up without one."""
    found: dict[tuple[str, str, str], list[SelectionTally]] = defaultdict(list)
    for each in SelectionTally.objects.all():
        found[each.reason, each.kind, each.party if each.party in parties else ""].append(each)
    for (reason, kind, party), tallies in sorted(found.items()):
        number, since = sum(each.number for each in tallies), min(each.since for each in tallies)
        yield {"reason": reason, "kind": kind, "party": party, "number": number, "since": since}


def _first_logged(subjects: list[str]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for start in range(0, len(subjects), 500):
        entries = RecordEntry.objects.filter(subject__in=subjects[start : start + 500]).order_by("subject")
        found |= dict(entries.values_list("subject").annotate(first=models.Min("at")))
    return found


def _held_claims() -> Iterator[LineValues]:
    told = Hold.objects.public().in_force()
    claims = Claim.objects.readable_if_not_held().order_by("pk")
    of_claimants = set(told.filter(kind="claimant").values_list("claimant", flat=True))
    by_themselves = set(told.filter(kind="claim").values_list("claim", flat=True))
    held = claims.filter(models.Q(pk__in=by_themselves) | models.Q(claimant__in=of_claimants))
    for pk, claimant in held.values_list("pk", "claimant"):
        yield {"pk": pk, "claimant_id": claimant if claimant in of_claimants else None}


def _part(hold: Hold) -> object:
    """The number of the evidence, appearance or reply that is held."""
    return None if hold.kind in {Hold.Kind.CLAIM, Hold.Kind.CLAIMANT} else getattr(hold, f"{hold.kind}_id")


def _forgetting(forgetting: Forgetting, claimants: Mapping[int, Claimant]) -> LineValues:
    claims = forgetting.claims.readable().order_by("pk").values_list("pk", flat=True)
    told = [pk for pk in forgetting.claimants.order_by("pk").values_list("pk", flat=True) if pk in claimants]
    return _of("forgettings", forgetting, claims=list(claims), claimants=told)


# --- The rows of a block of claims ---


def of_block(block: int, claimants: Collection[int]) -> Iterator[tuple[str, bytes]]:
    """The files of that block, by place; `claimants` are those that readers know of. Some twenty queries."""
    claims = (
        Claim.objects.readable()
        .filter(pk__range=(block * IN_A_BLOCK, (block + 1) * IN_A_BLOCK - 1))
        .order_by("pk")
    )
    claims = claims.select_related("created_by", "published_by").prefetch_related("topics")
    numbers = [claim.pk for claim in claims]
    rows = _rows_of(numbers)
    told = _told_numbers(claims)
    values: dict[str, Iterable[LineValues]] = {
        "claims": [_claim(each, told) for each in claims],
        **{name: [_row(name, each, rows) for each in found.values()] for name, found in rows.items()},
    }
    shown = {f"claim:{pk}" for pk in numbers}
    shown |= {record.subject_of(row) for found in rows.values() for row in found.values()}
    holds = Hold.objects.public().filter(claim__in=numbers)
    shown |= {record.subject_of(hold) for hold in holds}
    for name, lines in values.items():
        yield file_of(BY_NAME[name], block), written(BY_NAME[name], lines)
    yield file_of(BY_NAME["log"], block), written(BY_NAME["log"], _log(numbers, shown, claimants))


def _rows_of(claims: list[int]) -> dict[str, dict[int, models.Model]]:
    """What readers may see of these claims, by kind and number."""
    evidence = Evidence.objects.public().select_related("reviewed_by")
    verdicts = Verdict.objects.public(timezone.now()).prefetch_related("evidence")
    corrections = Correction.objects.public()
    shown: dict[str, models.QuerySet[models.Model]] = {
        "appearances": Appearance.objects.public(),
        "evidence": evidence,
        "copies": Copy.objects.public().filter(evidence__in=evidence.order_by().values("pk")),
        "verdicts": verdicts.select_related("by", "countersigned_by", "taken_back_by"),
        "corrections": corrections.select_related("by", "countersigned_by"),
        "replies": Reply.objects.public().select_related("asked_by"),
    }
    return {
        name: {row.pk: row for row in found.filter(claim__in=claims).order_by("pk")}
        for name, found in shown.items()
    }


def _told_numbers(claims: Iterable[Claim]) -> set[int]:
    """Of the claims that these name, those that readers know of."""
    named = {number for claim in claims for number in (claim.restates_id, claim.merged_into_id) if number}
    found = set(Claim.objects.readable().filter(pk__in=named).values_list("pk", flat=True))
    return found | {int(str(each["pk"])) for each in _held_claims()} & named


def _claim(claim: Claim, told: set[int]) -> LineValues:
    restates = claim.restates_id if claim.restates_id in told else None
    into = claim.merged_into_id if claim.merged_into_id in told else None
    return _of("claims", claim, restates_id=restates, merged_into_id=into)


def _row(name: str, row: models.Model, rows: Mapping[str, Mapping[int, models.Model]]) -> LineValues:
    match row:
        case Verdict():
            rests_on = sorted(each.pk for each in row.evidence.all() if each.pk in rows["evidence"])
            return _of(name, row, evidence=rests_on)
        case Correction():
            return _of(name, row, verdict_id=row.verdict_id if row.verdict_id in rows["verdicts"] else None)
        case Reply() if not row.is_shown(timezone.localdate()):
            return _of(name, row, text=None if row.text else "")
    return _of(name, row)


def _log(claims: list[int], shown: set[str], claimants: Collection[int]) -> Iterator[LineValues]:
    chains = [f"claim:{number}" for number in claims]
    published: set[str] = set()
    for start in range(0, len(chains), 500):
        entries = RecordEntry.objects.filter(chain__in=chains[start : start + 500]).select_related(
            "by", "content"
        )
        for entry in entries.order_by("pk").iterator(chunk_size=2000):
            if entry.action == "published":
                published.add(entry.subject)
            changes = _changes(entry, claimants) if entry.subject in published else {}
            yield _line_of_log(entry, shown, changes)


def _line_of_log(entry: RecordEntry, shown: set[str], changes: object) -> LineValues:
    is_of_a_decision = entry.subject.startswith(("verdict:", "correction:"))
    is_untold = entry.action == record.UNTOLD or (is_of_a_decision and entry.subject not in shown)
    # Of an entry on the claim itself that says nothing public, nobody can tell what it was about.
    is_told = entry.subject in shown and (changes or not entry.subject.startswith("claim:"))
    by = entry.by or (None if entry.by_name == record.MACHINE else entry.by_name)
    return {
        "claim_id": int(entry.chain.partition(":")[2]),
        "at": entry.at,
        "action": "" if is_untold else entry.action,
        "by": "" if is_untold else by,
        "row": entry.subject if is_told else "",
        "changes": changes,
    }


def _changes(entry: RecordEntry, claimants: Collection[int]) -> dict[str, list[object]]:
    """What the entry did to a claim that readers saw. Of claimants that they know nothing of, no number either."""
    found = {name: list(values) for name, values in entry.changes.items() if name in OF_A_CHANGE}
    for name, values in found.items():
        if name == "claimant_id":
            found[name] = [each if each in claimants else None for each in values]
    return found
