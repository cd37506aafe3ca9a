"""Forgetting: a name, a field, an article's text vanish from rows, from the log, from files; that they did is public.

forget ──(two people, where four eyes are asked for)──> carry_out: found ──> blackened rows, the log's values and salts
                                                           after the commit ──> files, free space, the list outside

Why so: docs/decisions/0034-forgetting-leaves-gaps.md
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from claims import record, rules, word_index
from claims.addresses import digest_of
from claims.editorial import blacking_out, derived, outside, signing
from claims.editorial.floor import log, require
from claims.models import Claim, Claimant, Forgetting, Topic, User
from claims.withheld import MARK, Phrases, keys_of

OF_AN_ACCOUNT = ("first_name", "last_name", "username", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToForget:
    """A field of a row (`row`, `fields`); a name in all its forms (`names`), perhaps an account's (`row`); an article
    (`address`).
    """

    row: models.Model | None = None
    fields: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    address: str = ""


@transaction.atomic
def forget(*, what: ToForget, reason: str, office: str, by: User) -> Forgetting:
    """Have it vanish for good. Readers are told the day and `office`; `reason` stays at the desk, and repeats nothing
    of what is forgotten. Where four eyes are asked for it waits for the second person.
    """
    require(by, "claims.add_forgetting")
    if not reason.strip():
        raise rules.NoReason
    if not office.strip():
        raise rules.NoOffice
    words = _words(what)
    if Phrases.of(words).are_in(f"{reason}\n{office}"):
        raise rules.RepeatsWhatIsForgotten
    forgetting = Forgetting(
        kind=_kind(what),
        subject=record.subject_of(what.row) if what.row is not None else "",
        fields=" ".join(_fields(what)),
        words="\n".join(what.names),
        address_digest=digest_of(what.address) if what.address else "",
        office=office.strip(),
        reason=reason.strip(),
        by=by,
        at=timezone.now(),
        needs_countersignature=settings.FOUR_EYES,
    )
    forgetting.clean_fields(
        exclude={"countersigned_by", "countersigned_at", "done_at", "dropped_by", "dropped_at"}
    )
    forgetting.save(force_insert=True)
    log(forgetting, "forgetting_decided", by=by, before={})
    if not settings.FOUR_EYES:
        carry_out(forgetting, by=by)
    return forgetting


def _kind(what: ToForget) -> Forgetting.Kind:
    if what.address:
        return Forgetting.Kind.ARTICLE
    is_name = bool(what.names) or isinstance(what.row, User)
    if not is_name and not (what.row is not None and what.fields):
        raise rules.NothingToForget
    return Forgetting.Kind.NAME if is_name else Forgetting.Kind.FIELD


def _fields(what: ToForget) -> tuple[str, ...]:
    """The fields that go whole. Only texts can."""
    if what.row is None:
        return ()
    names = OF_AN_ACCOUNT if isinstance(what.row, User) else what.fields
    texts = {
        each.name
        for model, every in blacking_out.models_with_texts()
        if isinstance(what.row, model)
        for each in every
    }
    if not set(names) <= texts:
        raise rules.NoText
    return names


def _words(what: ToForget) -> list[str]:
    of_the_row = blacking_out.values_of(what.row, what.fields).values() if what.row is not None else ()
    return [*what.names, *of_the_row]


@transaction.atomic
def countersign_forgetting(*, forgetting: Forgetting, by: User) -> Forgetting:
    """The second pair of eyes: it is forgotten now."""
    require(by, signing.COUNTERSIGN)
    forgetting = record.lock(forgetting)
    if forgetting.countersigned_by_id == by.pk:
        return forgetting
    if not forgetting.waits:
        raise rules.NothingWaits
    signing.check_another(forgetting.by_id, by=by, permission=signing.COUNTERSIGN)
    before = record.snapshot(forgetting)
    forgetting.countersigned_by, forgetting.countersigned_at = by, timezone.now()
    forgetting.save(update_fields=["countersigned_by", "countersigned_at"])
    log(forgetting, "forgetting_countersigned", by=by, before=before)
    carry_out(forgetting, by=by)
    return forgetting


@transaction.atomic
def drop_forgetting(*, forgetting: Forgetting, by: User) -> Forgetting:
    """Give up what waits for its second person; the words that were to be forgotten leave the row all the same."""
    require(by, "claims.add_forgetting")
    forgetting = record.lock(forgetting)
    if forgetting.dropped_by_id == by.pk:
        return forgetting
    if not forgetting.waits:
        raise rules.NothingWaits
    before = record.snapshot(forgetting)
    forgetting.dropped_by, forgetting.dropped_at, forgetting.words = by, timezone.now(), ""
    forgetting.save(update_fields=["dropped_by", "dropped_at", "words"])
    log(forgetting, "forgetting_dropped", by=by, before=before)
    return forgetting


def carry_out(
    forgetting: Forgetting, *, by: User | None, phrases: Phrases | None = None, is_listed: bool = False
) -> None:
    """Black it out wherever it stands. `phrases` where they are known by digests alone, as after a restore;
    `is_listed` where the list outside the database has it already.
    """
    search = search_of(forgetting, phrases)
    names = tuple(forgetting.words.splitlines())
    if isinstance(search.row, User):
        names = (*names, search.row.signed_name, search.row.get_username())
    line = None if is_listed else outside.line_of_forgetting(forgetting, names, _texts(search))
    rows = list(blacking_out.found(search))
    changed = blacken(rows, by=by)
    word_index.keep_rows(changed)
    if isinstance(search.row, User):
        User.objects.filter(pk=search.row.pk).update(is_active=False)
    if names:
        record.forget(names=set(names))
    _forget_earlier(search, by)
    before = record.snapshot(forgetting)
    forgetting.words, forgetting.done_at = "", timezone.now()
    forgetting.save(update_fields=["words", "done_at"])
    forgetting.claims.set({pk for kind, pk in changed if kind == "claim"})
    forgetting.claimants.set({pk for kind, pk in changed if kind == "claimant"})
    log(forgetting, "forgotten", by=by, before=before)
    if line is not None:
        # Before the commit: a process that is killed now leaves an order that `apply_listed` carries out.
        outside.write_down([line])
    transaction.on_commit(lambda: outside.wipe([search.phrases, search.near], of=[forgetting.key]))


def _texts(search: blacking_out.Search) -> list[str]:
    """What the fields of the row hold that are to be forgotten."""
    return [] if search.row is None else list(blacking_out.values_of(search.row, search.fields).values())


def search_of(forgetting: Forgetting, phrases: Phrases | None = None) -> blacking_out.Search:
    """What is looked for, from the row alone: the same again after a restore."""
    row = _row(forgetting.subject)
    texts = tuple(forgetting.words.splitlines())
    if isinstance(row, User):
        texts = (*texts, *filter(None, (row.get_full_name(), row.email)))
    near = list(blacking_out.values_of(row, forgetting.field_names).values()) if row is not None else []
    texts = (*texts, *(text for text in near if len(keys_of(text)) >= blacking_out.LONG))
    return blacking_out.Search(
        phrases=phrases or Phrases.of(texts),
        words=() if phrases else blacking_out.anchors_of(texts),
        near=Phrases.of(near),
        row=row,
        fields=forgetting.field_names,
        address_digest=forgetting.address_digest,
    )


def _row(subject: str) -> models.Model | None:
    if not subject:
        return None
    model = record.model_of(subject)
    return model._base_manager.filter(pk=int(subject.partition(":")[2])).first()  # noqa: SLF001  documented


def blacken(rows: Iterable[blacking_out.Blackened], *, by: User | None) -> set[tuple[str, int]]:
    """Write the rows as they become, each with its entry; returns the claims and claimants that they belong to."""
    listed = sorted(rows, key=lambda each: (each.model._meta.label, str(each.pk)))  # noqa: SLF001  documented
    concerned: set[tuple[str, int]] = set()
    for model, same in groupby(listed, key=lambda each: each.model):
        numbers: list[object] = []
        for each in same:
            stored = model._base_manager.get(pk=each.pk)  # noqa: SLF001  documented
            _write(stored, each.values, by)
            concerned |= _belongs_to(stored)
            numbers.append(each.pk)
        derived.were_blacked_out(model, numbers)
    return concerned


def _write(stored: models.Model, values: blacking_out.Values, by: User | None) -> None:
    before = record.snapshot(stored) if isinstance(stored, record.Logged) else {}
    for name, value in values.items():
        setattr(stored, name, value)
    if isinstance(stored, Claimant | Topic):
        stored.name_key = ""
        stored.keep_names()
        values = values | {
            name: getattr(stored, name)
            for name in ("name_key", "twin_key", "sort_key")
            if hasattr(stored, name)
        }
    type(stored)._base_manager.filter(pk=stored.pk).update(**values)  # noqa: SLF001  documented
    if not isinstance(stored, record.Logged):
        return
    changed = record.difference(before, record.snapshot(stored))
    if changed:
        record.forget(rows={record.subject_of(stored)}, fields=set(changed))
        gaps = {name: [MARK, after] for name, (_before, after) in changed.items()}
        record.append(stored, action="forgotten", by=by, at=timezone.now(), changes=gaps)


def _forget_earlier(search: blacking_out.Search, by: User | None) -> None:
    """What only the log still says: texts that a row had once. Their field's other values go with them."""
    for subject, fields in blacking_out.logged(search).items():
        record.forget(rows={subject}, fields=fields)
        row = _row(subject)
        if isinstance(row, record.Logged):
            now = record.snapshot(row)
            told = {name: [MARK, now[name]] for name in sorted(fields & now.keys())}
            record.append(row, action="forgotten", by=by, at=timezone.now(), changes=told)


def _belongs_to(row: models.Model) -> set[tuple[str, int]]:
    """The claim and the claimant on whose public pages readers are told."""
    if isinstance(row, Claim):
        return {("claim", row.pk)}
    if isinstance(row, Claimant):
        return {("claimant", row.pk)}
    owners = (("claim", getattr(row, "claim_id", None)), ("claimant", getattr(row, "claimant_id", None)))
    return {(kind, pk) for kind, pk in owners if isinstance(pk, int)}
