"""Forgetting: a name, a field, an article's text vanish from rows, from the log, from files; that they did is public.

forget ──(two people, where four eyes are asked for)──> planned, outside of a transaction
            carry_out, in one: the list outside ──> blackened rows, the log's values and salts
            after its commit ──> what was written at the same time, files, free space

Why so: docs/decisions/0034-forgetting-leaves-gaps.md
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from claims import record, rules, word_index
from claims.addresses import digest_of
from claims.editorial import blacking_out, derived, meanwhile, outside, signing
from claims.editorial.floor import log, require
from claims.editorial.forgetting_plan import Plan, planned
from claims.editorial.images import WITHOUT_IMAGE, drop_image
from claims.models import Claim, Claimant, ClaimantCounts, Forgetting, Topic, User
from claims.withheld import MARK, Phrases, keys_of

# How often it is planned anew where the texts to forget themselves were changed meanwhile.
ATTEMPTS = 5
OF_AN_IMAGE = frozenset({"name", "image_text", "translated_image_text"})
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
    if settings.FOUR_EYES:
        return _decided(forgetting, by)
    return by_plan(forgetting, lambda plan: carry_out(_decided(forgetting, by), by=by, plan=plan))


@transaction.atomic
def _decided(forgetting: Forgetting, by: User) -> Forgetting:
    forgetting.pk = None  # also where the write of an earlier plan was undone
    forgetting.save(force_insert=True)
    log(forgetting, "forgetting_decided", by=by, before={})
    return forgetting


class _OtherSearch(Exception):
    """The row, or the account, whose texts are to be forgotten has others than when it was planned."""


def by_plan(
    forgetting: Forgetting, write: Callable[[Plan], Forgetting], phrases: Phrases | None = None
) -> Forgetting:
    """Read what is to be forgotten, then `write` it in one transaction, which reads no table through.

    `phrases` where they are known by digests alone, as after a restore.
    """
    for _attempt in range(ATTEMPTS):
        with planned(search_of(forgetting, phrases)) as plan:
            try:
                with transaction.atomic():
                    written = write(plan)
            except _OtherSearch:
                continue
        transaction.on_commit(partial(_after, written, plan))
        return written
    raise rules.ReviewedMeanwhile


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
    names = OF_AN_ACCOUNT if isinstance(what.row, User) else _with_translations(what.row, what.fields)
    texts = {
        each.name
        for model, every in blacking_out.models_with_texts()
        if isinstance(what.row, model)
        for each in every
    }
    if not set(names) <= texts:
        raise rules.NoText
    return names


def _with_translations(row: models.Model, fields: tuple[str, ...]) -> tuple[str, ...]:
    """With each of these fields that which says the same in the other language."""
    there = {each.name for each in row._meta.concrete_fields}  # noqa: SLF001  documented
    return tuple(
        dict.fromkeys([*fields, *(name for each in fields if (name := f"translated_{each}") in there)])
    )


def _words(what: ToForget) -> list[str]:
    if isinstance(what.row, User):
        return [*what.names, what.row.signed_name, what.row.email]
    of_the_row = blacking_out.values_of(what.row, _fields(what)).values() if what.row is not None else ()
    return [*what.names, *of_the_row]


def countersign_forgetting(*, forgetting: Forgetting, by: User) -> Forgetting:
    """The second pair of eyes: it is forgotten now."""
    require(by, signing.COUNTERSIGN)
    stored = Forgetting.objects.get(pk=forgetting.pk)
    if not _may_be_signed(stored, by):
        return stored
    return by_plan(stored, lambda plan: _signed(stored, by, plan))


def _may_be_signed(forgetting: Forgetting, by: User) -> bool:
    """Whether it waits for this person; False where they have signed it. Raises why they may not."""
    if forgetting.countersigned_by_id == by.pk:
        return False
    if not forgetting.waits:
        raise rules.NothingWaits
    signing.check_another(forgetting.by_id, by=by, permission=signing.COUNTERSIGN)
    return True


def _signed(forgetting: Forgetting, by: User, plan: Plan) -> Forgetting:
    forgetting = record.lock(forgetting)
    if not _may_be_signed(forgetting, by):
        return forgetting
    before = record.snapshot(forgetting)
    forgetting.countersigned_by, forgetting.countersigned_at = by, timezone.now()
    forgetting.save(update_fields=["countersigned_by", "countersigned_at"])
    log(forgetting, "forgetting_countersigned", by=by, before=before)
    return carry_out(forgetting, by=by, plan=plan)


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


def carry_out(forgetting: Forgetting, *, by: User | None, plan: Plan, is_listed: bool = False) -> Forgetting:
    """Black it out wherever it stands, in the transaction of `by_plan`; `is_listed` where the list outside the
    database has it already.
    """
    search, now = plan.search, search_of(forgetting)
    if (now.texts, now.names) != (search.texts, search.names):
        raise _OtherSearch
    plan.look()
    if not is_listed:
        # Before the commit: a process that is killed now leaves an order that `apply_listed` carries out.
        texts = [*_texts(search), *sorted(plan.told)]
        outside.write_down([outside.line_of_forgetting(forgetting, search.names, texts)])
    if isinstance(search.row, User):
        User.objects.filter(pk=search.row.pk).update(is_active=False)
    before = record.snapshot(forgetting)
    _black_out(forgetting, plan, by)
    forgetting.words, forgetting.done_at = "", timezone.now()
    forgetting.save(update_fields=["words", "done_at"])
    log(forgetting, "forgotten", by=by, before=before)
    return forgetting


def _black_out(forgetting: Forgetting, plan: Plan, by: User | None) -> None:
    changed = blacken(plan, by=by)
    word_index.keep_rows(changed)
    if plan.signed:
        record.forget(names=plan.names, entries=plan.signed)
    _forget_earlier(plan, by)
    forgetting.claims.add(*(pk for kind, pk in changed if kind == "claim"))
    forgetting.claimants.add(*(pk for kind, pk in changed if kind == "claimant"))


def _after(forgetting: Forgetting, plan: Plan) -> None:
    """What was written while the transaction was: only SQLite has its writers take turns. Then files and free space."""
    for _look in range(0 if plan.watch.is_exact else ATTEMPTS):
        meanwhile.wait_for_open_writers()
        plan.clear()
        plan.look()
        if not plan:
            break
        with transaction.atomic():
            forgetting = record.lock(forgetting)
            before = record.snapshot(forgetting)
            _black_out(forgetting, plan, None)
            log(forgetting, "forgotten", by=None, before=before)
    outside.wipe([plan.search.phrases, plan.search.near, Phrases.of(plan.told)], of=[forgetting.key])


def _texts(search: blacking_out.Search) -> list[str]:
    """What the fields of the row hold that are to be forgotten."""
    return [] if search.row is None else list(blacking_out.values_of(search.row, search.fields).values())


def search_of(forgetting: Forgetting, phrases: Phrases | None = None) -> blacking_out.Search:
    """What is looked for, from the row alone: the same again after a restore."""
    row = _row(forgetting.subject)
    names = texts = tuple(forgetting.words.splitlines())
    if isinstance(row, User):
        texts = (*texts, *filter(None, (row.get_full_name(), row.email)))
        names = (*names, row.signed_name, row.get_username())
    near = list(blacking_out.values_of(row, forgetting.field_names).values()) if row is not None else []
    texts = (*texts, *(text for text in near if len(keys_of(text)) >= blacking_out.LONG))
    return blacking_out.Search(
        phrases=phrases or Phrases.of(texts),
        words=() if phrases else blacking_out.anchors_of(texts),
        near=Phrases.of(near),
        row=row,
        fields=forgetting.field_names,
        address_digest=forgetting.address_digest,
        names=names,
        texts=(*texts, *near),
    )


def _row(subject: str) -> models.Model | None:
    if not subject:
        return None
    model = record.model_of(subject)
    return model._base_manager.filter(pk=int(subject.partition(":")[2])).first()  # noqa: SLF001  documented


def blacken(plan: Plan, *, by: User | None) -> set[tuple[str, int]]:
    """Write the rows as they become, each with its entry; returns the claims and claimants that they belong to."""
    listed = sorted(plan.rows.values(), key=lambda each: (each.model._meta.label, str(each.pk)))  # noqa: SLF001
    _lock_heads(plan)
    concerned: set[tuple[str, int]] = set()
    for model, same in groupby(listed, key=lambda each: each.model):
        numbers: list[object] = []
        for each in same:
            stored = _locked(model, each.pk)
            if stored is not None:
                _write(stored, each, plan, by)
                concerned |= _belongs_to(stored)
                numbers.append(each.pk)
        derived.were_blacked_out(model, numbers)
    return concerned


def _lock_heads(plan: Plan) -> None:
    """The claimants and claims first, as every other write does, so that none waits for the other."""
    wanted: dict[type[models.Model], set[int]] = {Claimant: set(), Claim: set()}
    keys: dict[type[models.Model], list[object]] = {}
    for model, pk in plan.rows:
        keys.setdefault(model, []).append(pk)
    for rows in (rows for model in keys for rows in blacking_out.RowScope(keys).rows(model)):
        for head, numbers in wanted.items():
            for name in _ways_to(head, rows.model):
                numbers.update(pk for pk in rows.values_list(name, flat=True) if pk is not None)
    for head, numbers in wanted.items():
        for number in sorted(numbers):
            _locked(head, number)


def _ways_to(head: type[models.Model], model: type[models.Model]) -> list[str]:
    """The columns by which a row is one of a claim's or claimant's chain."""
    if model is head:
        return ["pk"]
    fields = model._meta.concrete_fields  # noqa: SLF001  documented
    return [each.name for each in fields if each.related_model is head and each.name in {"claim", "claimant"}]


def _locked(model: type[models.Model], pk: object) -> models.Model | None:
    """The row as it is, nobody else's until the end; None where it was removed."""
    rows = model._base_manager.filter(pk=pk)  # noqa: SLF001  documented
    return (
        rows.select_for_update(no_key=True) if connection.features.has_select_for_update else rows
    ).first()


def _write(stored: models.Model, found: blacking_out.Blackened, plan: Plan, by: User | None) -> None:
    before = record.snapshot(stored) if isinstance(stored, record.Logged) else {}
    is_as_read = all(getattr(stored, name) == said for name, said in found.read.items())
    values = found.values if is_as_read else blacking_out.of_row(plan.search, stored)
    if isinstance(stored, Claimant) and "name" in values:
        values = values | {"wikidata": None}  # whose name is forgotten is not told by another's page either
    for name, value in values.items():
        setattr(stored, name, value)
    if isinstance(stored, Claimant | Topic):
        stored.name_key = ""
        stored.keep_names()
        values = values | _without_image(stored, values)
        values = values | {
            name: getattr(stored, name)
            for name in ("name_key", "twin_key", "sort_key")
            if hasattr(stored, name)
        }
    type(stored)._base_manager.filter(pk=stored.pk).update(**values)  # noqa: SLF001  documented
    if isinstance(stored, Claimant) and "image_id" in values:
        drop_image(before["image_id"])
    if isinstance(stored, Claimant):  # their counts stand in the order of names
        ClaimantCounts.objects.filter(claimant=stored.pk).update(sort_key=stored.sort_key)
    if not isinstance(stored, record.Logged):
        return
    changed = record.difference(before, record.snapshot(stored))
    if changed:
        subject = record.subject_of(stored)
        record.forget(rows={subject}, fields=set(changed), entries=plan.entries[subject])
        gaps = {name: [MARK, after] for name, (_before, after) in changed.items()}
        record.append(stored, action="forgotten", by=by, at=timezone.now(), changes=gaps)


def _without_image(thing: Claimant | Topic, changed: blacking_out.Values) -> blacking_out.Values:
    """An image shows whom it shows: it goes with the name, and with the words for what is on it."""
    if not isinstance(thing, Claimant) or thing.image_id is None or not OF_AN_IMAGE & changed.keys():
        return {}
    for name, value in WITHOUT_IMAGE.items():
        setattr(thing, name, value)
    return dict(WITHOUT_IMAGE)


def _forget_earlier(plan: Plan, by: User | None) -> None:
    """What only the log still says: texts that a row had once. Their field's other values go with them."""
    for subject, fields in plan.logged.items():
        record.forget(rows={subject}, fields=fields, entries=plan.entries[subject])
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
