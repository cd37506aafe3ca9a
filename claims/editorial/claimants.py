"""Claimants and topics: saved under a name of their own in the addresses."""

from collections.abc import Iterator
from itertools import count
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from claims import names, record, rules
from claims.editorial.corrections import notice_name
from claims.editorial.floor import log, require, store
from claims.editorial.images import drop_image, keep_image
from claims.editorial.seen import check_seen, sent_just_now
from claims.models import Claim, Claimant, Topic, User, slug_of
from claims.pictures import Picture

SLUG_ATTEMPTS = 5
NAMES = frozenset({"name", "aliases", "translated_name"})
Named = TypeVar("Named", Claimant, Topic)


@transaction.atomic
def save_claimant(
    *,
    claimant: Claimant,
    by: User,
    reason: str = "",
    seen: int | None = None,
    picture: Picture | None = None,
) -> Claimant:
    """Log a new claimant, or what changed of a known one. The address stays as it is, so that links hold.

    Names are kept in one Unicode form. The same new claimant sent again gives the first once more. Where public claims
    are theirs another name, not another spelling of it in case or form, changes whose claims these are: it needs a
    public `reason`, each of them says so, and where four eyes are asked for it takes whoever may merge claimants.

    `picture` becomes the image; where another, or none, takes the place of an image, that is deleted.
    """
    require(by, "claims.change_claimant" if claimant.pk else "claims.add_claimant")
    if picture:
        claimant.image_id = keep_image(picture)
    if claimant.pk is None:
        return _save_named(claimant, by, seen)
    stored = record.lock(claimant)
    before = stored.name
    told = _public_claims(claimant) if names.key_of(before) != names.key_of(claimant.name) else []
    saved = _save_named(claimant, by, seen)
    if stored.image_id != saved.image_id:
        drop_image(stored.image_id)
    if told and not reason.strip():
        raise rules.NoReasonForAChange
    if told and settings.FOUR_EYES:
        require(by, "claims.merge_claimant")
    for claim in told:
        notice_name(record.lock(claim), before=before, after=saved.name, reason=reason, by=by)
    return saved


def _public_claims(claimant: Claimant) -> list[Claim]:
    """Those whose page readers can open, by number, as all locks are taken in this order."""
    return list(
        claimant.claims.exclude(state=Claim.State.DRAFT).filter(merged_into__isnull=True).order_by("pk")
    )


@transaction.atomic
def save_topic(*, topic: Topic, by: User, seen: int | None = None) -> Topic:
    """Log a new topic, or what changed of a known one."""
    require(by, "claims.change_topic" if topic.pk else "claims.add_topic")
    return _save_named(topic, by, seen)


def _save_named(thing: Named, by: User, seen: int | None) -> Named:
    thing.keep_names()
    is_new = thing.pk is None
    if is_new and (first := _saved_just_now(thing, by)) is not None:
        return first
    stored = None if is_new else record.lock(thing)
    before: record.RowValues = record.snapshot(stored) if stored else {}
    check_seen(thing, "name", seen if stored else None, by=by, after=record.snapshot(thing))
    if thing.slug:
        store(thing)
    elif (first := _save_under_free_slug(thing, by)) is not None:
        return first
    log(thing, "logged" if is_new else "revised", by=by, before=before)
    if not is_new and NAMES & record.difference(before, record.snapshot(thing)).keys():
        # Articles that use the new name may have been read already.
        thing.claims.update(search_version=F("search_version") + 1)
    return thing


def _saved_just_now(thing: Named, by: User) -> Named | None:
    said = {name: getattr(thing, name) for name in thing.record_fields if name != "slug"}
    found = sent_just_now(type(thing)._default_manager.filter(**said), "logged", by)  # noqa: SLF001  documented
    return found if isinstance(found, type(thing)) else None


def _save_under_free_slug(thing: Named, by: User) -> Named | None:
    """Another may take the slug between the look and the write: then look again.

    None; or the same row, where this person's other click was the quicker one.
    """
    for attempt in range(SLUG_ATTEMPTS):
        thing.slug = _free_slug(thing)
        try:
            thing.full_clean()
        except ValidationError:
            if (first := _saved_just_now(thing, by)) is None:
                raise
            return first
        try:
            with transaction.atomic():
                thing.save()
        except IntegrityError:
            if attempt == SLUG_ATTEMPTS - 1:
                raise
            thing.pk = None
        else:
            break
    return None


def _free_slug(thing: Claimant | Topic) -> str:
    """The name as an address, numbered where another has it already."""
    wanted = slug_of(thing.name)
    taken = set(type(thing).objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in _numbered(wanted) if slug not in taken)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))
