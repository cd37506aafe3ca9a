"""Two claimants who are one, two claims that are one: brought together, with everything kept."""

from django.db import transaction

from claims import names, record, rules
from claims.editorial.corrections import drop_waiting, notice
from claims.editorial.floor import MERGED, log, require
from claims.editorial.images import WITHOUT_IMAGE
from claims.editorial.seen import check_seen
from claims.editorial.tenures import give_offices
from claims.editorial.verdicts import take_back_waiting
from claims.models import Claim, Claimant, Correction, User


@transaction.atomic
def merge_claims(*, claim: Claim, into: Claim, reason: str, by: User, seen: int | None = None) -> Claim:
    """Let a public claim go into another that says the same; returns the one that stays.

    Its address leads to the other from now on; its verdicts, replies and entries stay, and are shown there. What
    waited about it, a verdict or a change, is given up.
    """
    require(by, "claims.merge_claim")
    _check(claim.pk, into.pk, reason)
    locked = {pk: record.lock(Claim(pk=pk)) for pk in sorted((claim.pk, into.pk))}
    gone, kept = locked[claim.pk], locked[into.pk]
    if gone.merged_into_id == kept.pk:
        return kept
    if Claim.State.PUBLISHED not in {gone.state} & {kept.state}:
        raise rules.NotPublished
    check_seen(gone, "withdraw", seen)
    take_back_waiting(gone, reason=reason, by=by)
    drop_waiting(gone, by=by)
    before = record.snapshot(gone)
    gone.state, gone.withdrawn_reason, gone.merged_into = Claim.State.WITHDRAWN, reason.strip(), kept
    gone.save(update_fields=["state", "withdrawn_reason", "merged_into"])
    log(gone, MERGED, by=by, before=before)
    notice(kept, Correction.Kind.MERGED, reason=reason, by=by)
    return kept


@transaction.atomic
def merge_claimants(*, claimant: Claimant, into: Claimant, reason: str, by: User) -> Claimant:
    """Give one claimant's claims, names, offices and image to another who is the same; returns the one that stays.

    The address of the other goes on to work.
    """
    require(by, "claims.merge_claimant")
    _check(claimant.pk, into.pk, reason)
    locked = {pk: record.lock(Claimant(pk=pk)) for pk in sorted((claimant.pk, into.pk))}
    gone, kept = locked[claimant.pk], locked[into.pk]
    if gone.merged_into_id == kept.pk:
        return kept
    if gone.merged_into_id is not None or kept.merged_into_id is not None:
        raise rules.MergedAlready
    # All of them first: the counts that each changes are locked with it, and whoever rules on one waits for those.
    for claim in [record.lock(each) for each in Claim.objects.filter(claimant=gone).order_by("pk")]:
        _give(claim, kept, reason, by)
    give_offices(giver=gone, to=kept, by=by)
    before, before_kept = record.snapshot(gone), record.snapshot(kept)
    gone.merged_into = kept
    if not kept.wikidata:  # it is one claimant's: the one goes without it first
        kept.wikidata, gone.wikidata = gone.wikidata, None
    if not kept.image_id:
        _give_image(gone, kept)
    gone.save(update_fields=["merged_into", "wikidata", *Claimant.IMAGE_FIELDS])
    log(gone, MERGED, by=by, before=before)
    kept.aliases = names.kept_lines("\n".join((kept.aliases, gone.name, gone.aliases)))
    kept.save(update_fields=["aliases", "wikidata", *Claimant.IMAGE_FIELDS])
    log(kept, MERGED, by=by, before=before_kept)
    return kept


def _give_image(giver: Claimant, to: Claimant) -> None:
    """What the one has of an image goes to the other whole: a picture never stands without its licence."""
    for name, without in WITHOUT_IMAGE.items():
        setattr(to, name, getattr(giver, name))
        setattr(giver, name, without)


def _give(claim: Claim, claimant: Claimant, reason: str, by: User) -> None:
    before = record.snapshot(claim)
    claim.claimant = claimant
    claim.search_version += 1
    claim.save(update_fields=["claimant", "search_version"])
    log(claim, MERGED, by=by, before=before)
    if claim.is_public:
        notice(claim, Correction.Kind.MERGED, reason=reason, by=by)


def _check(one: int, other: int, reason: str) -> None:
    if one == other:
        raise rules.MergedWithItself
    if not reason.strip():
        raise rules.NoReason
