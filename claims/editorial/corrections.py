"""Changes of what was published: with a reason, in the open, and by two people where the newsroom asks for them."""

import json
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import record, rules
from claims.editorial import signing
from claims.editorial.floor import check_claimant, lock_within_claim, log, require, store
from claims.models import Claim, Claimant, Correction, Outcome, User, Verdict

WINDOW = frozenset({"opens_on", "closes_on"})
WHAT_WAS_CLAIMED = frozenset(
    {"claimant_id", "statement", "statement_language", "quote", "language", "said_on", "horizon"}
    | {"criteria", "firmness", "condition"}
)
TRANSLATION = frozenset({"translated_statement", "translation_language"})
# What a correction may be without.
_LATER = {"verdict", "effective_at", "countersigned_by", "countersigned_at", "dropped_by", "dropped_at"}
# What says how the window was found goes with it.
_WITH_THE_WINDOW = frozenset({"precision", "horizon_rule", "horizon_note"})
# What the tracker looks for; a change of it asks for another look at the articles read before.
LOOKED_FOR = WINDOW | {
    "claimant_id",
    "statement",
    "statement_language",
    "translated_statement",
    "quote",
    "language",
    "said_on",
    "must_terms",
    "any_terms",
    "never_terms",
}


def check_unmoved(changed: Iterable[str], *, other_topics: bool = False) -> None:
    """A ruling, also one that waits for a second person, is about the claim as it stood."""
    fields = set(changed)
    if fields & WINDOW:
        raise rules.DeadlineOfADecidedClaim
    if fields & WHAT_WAS_CLAIMED or other_topics:
        raise rules.WordsOfADecidedClaim


def is_ruled_on(claim: Claim) -> bool:
    """Whether a verdict stands, or waits to take effect, about the claim as it is."""
    return claim.outcome != Outcome.PENDING or claim.verdicts.waiting().exists()


def count_versions(claim: Claim, changed: Iterable[str]) -> None:
    """Count another window, which silences the alerts of the one before, and another search."""
    fields = set(changed)
    claim.deadline_version += bool(fields & WINDOW)
    claim.search_version += bool(fields & LOOKED_FOR)


def correct(claim: Claim, changed: dict[str, list[object]], *, reason: str, by: User) -> Correction | None:
    """Put the notice for a published claim's change in the record; None where nothing that was claimed has changed.

    `claim` has the new values and is not saved yet. Where four eyes are asked for it gets the old ones back, and the
    change waits in the notice.
    """
    noticed = {name: values for name, values in changed.items() if name in WINDOW | WHAT_WAS_CLAIMED}
    if noticed or _was_translated(changed):
        # A first translation alone tells nothing new; beside another statement it waits with that.
        noticed |= {name: values for name, values in changed.items() if name in TRANSLATION}
    if not noticed:
        return None
    if not reason.strip():
        raise rules.NoReasonForAChange
    noticed |= {name: values for name, values in changed.items() if name in _WITH_THE_WINDOW}
    reason, changes = reason.strip(), json.dumps(noticed, ensure_ascii=False, sort_keys=True)
    waiting = claim.corrections.waiting().first()
    if waiting and (waiting.by_id, waiting.reason, waiting.changes) != (by.pk, reason, changes):
        raise rules.AnotherChangeWaits
    if settings.FOUR_EYES or waiting is not None:
        _set(claim, {name: before for name, (before, _after) in noticed.items()})
    if waiting is not None:
        return waiting  # sent twice
    kind, waits = Correction.Kind.CHANGED, bool(settings.FOUR_EYES)
    return _notice(claim, kind, by=by, reason=reason, changes=changes, waits=waits)


def _was_translated(changed: dict[str, list[object]]) -> bool:
    """Whether readers had another translation before."""
    before, _after = changed.get("translated_statement", ("", ""))
    return bool(before)


def notice_name(claim: Claim, *, before: str, after: str, reason: str, by: User) -> Correction:
    """Tell readers of a public claim that its claimant has another name."""
    changes = json.dumps({"claimant": [before, after]}, ensure_ascii=False)
    return _notice(claim, Correction.Kind.CHANGED, by=by, reason=reason.strip(), changes=changes)


def notice_verdict(verdict: Verdict, before: str) -> Correction:
    """Tell readers that this verdict, just in effect, took the place of another."""
    changes = json.dumps({"outcome": [before, verdict.outcome]}, sort_keys=True)
    return _notice(verdict.claim, Correction.Kind.DECIDED, by=verdict.by, verdict=verdict, changes=changes)


def notice(claim: Claim, kind: Correction.Kind, *, reason: str, by: User) -> Correction:
    """Tell readers of a withdrawal or a merger, in effect at once."""
    return _notice(claim, kind, by=by, reason=reason.strip())


def _notice(
    claim: Claim,
    kind: Correction.Kind,
    *,
    by: User,
    reason: str = "",
    changes: str = "",
    verdict: Verdict | None = None,
    waits: bool = False,
) -> Correction:
    now = timezone.now()
    correction = Correction(
        claim=claim, kind=kind, by=by, at=now, reason=reason, changes=changes, verdict=verdict
    )
    correction.needs_countersignature = waits
    correction.effective_at = None if waits else now
    correction.clean_fields(exclude=_LATER)
    correction.save(force_insert=True)
    log(correction, "proposed" if waits else "noticed", by=by, before={})
    return correction


def _set(claim: Claim, values: dict[str, object]) -> None:
    """Give the claim's fields values as the log has them."""
    for name, value in values.items():
        field = Claim._meta.get_field(name)  # noqa: SLF001  documented
        setattr(claim, name, field.to_python(value))  # type: ignore[union-attr]


@transaction.atomic
def countersign_change(*, correction: Correction, by: User) -> Correction:
    """The second pair of eyes on a change of a published claim: it takes effect, if the claim still is as it was."""
    require(by, signing.COUNTERSIGN)
    claimant = _claimant_after(correction)
    if claimant is not None:
        claimant = record.lock(claimant)  # before the claim, as `merge_claimants` locks them
    correction = lock_within_claim(correction)
    claim = record.lock(correction.claim)
    if correction.countersigned_by_id == by.pk:
        return correction
    if not correction.waits:
        raise rules.NoChangeWaits
    signing.check_another(correction.by_id, by=by, permission=signing.COUNTERSIGN)
    if claim.state != Claim.State.PUBLISHED:
        raise rules.NotPublished
    before = record.snapshot(claim)
    if any(before[name] != values[0] for name, values in correction.values.items()):
        raise rules.ChangeOvertaken
    if claimant is not None:
        check_claimant(claimant)
    if is_ruled_on(claim):
        check_unmoved(correction.values)
    _set(claim, {name: after for name, (_before, after) in correction.values.items()})
    count_versions(claim, correction.values)
    store(claim)
    log(claim, "revised", by=by, before=before)
    _sign(correction, by)
    return correction


def _claimant_after(correction: Correction) -> Claimant | None:
    """To whom the change gives the claim; None where it stays with its claimant."""
    _before, number = correction.values.get("claimant_id", (None, None))
    return Claimant.objects.filter(pk=number).first() if isinstance(number, int) else None


def _sign(correction: Correction, by: User) -> None:
    before = record.snapshot(correction)
    correction.countersigned_by, correction.countersigned_at = by, timezone.now()
    correction.effective_at = correction.countersigned_at
    correction.save(update_fields=["countersigned_by", "countersigned_at", "effective_at"])
    log(correction, "change_countersigned", by=by, before=before)


@transaction.atomic
def drop_change(*, correction: Correction, by: User) -> Correction:
    """Give up a change that waits for its second person; its author may, and everybody who could sign it."""
    require(by, signing.COUNTERSIGN)
    correction = lock_within_claim(correction)
    if correction.dropped_at is not None:
        return correction
    if not correction.waits:
        raise rules.NoChangeWaits
    _drop(correction, by)
    return correction


def drop_waiting(claim: Claim, *, by: User) -> None:
    """Give up the changes that wait for their second person, of a locked claim that nobody changes any more."""
    for correction in claim.corrections.waiting():
        _drop(correction, by)


def _drop(correction: Correction, by: User) -> None:
    before = record.snapshot(correction)
    correction.dropped_by, correction.dropped_at = by, timezone.now()
    correction.save(update_fields=["dropped_by", "dropped_at"])
    log(correction, "dropped", by=by, before=before)
