"""The list of holds and forgettings that lies outside the database: a backup that is put back is held to it.

One JSON object a line in DATA_DIR/withheld/list.jsonl, appended and synced, never changed:

    {"act": "held",      "key", "kind", "subject", "claim", "since", "office", "at", "by"}
    {"act": "lifted",    "key", "at", "by"}
    {"act": "forgotten", "key", "kind", "subject", "fields", "since", "address", "phrases", "texts", "office", "at",
                         "by"}
    {"act": "wiped",     "key"}

A hold and a forgetting are written down before the database commits them: they are orders, which `apply_listed` carries
out where a process was killed in between. "wiped" follows when files and free space no longer have the words.
`since` is when the row was first logged: the same number may be another row's in an older copy of the database. Of the
words that were forgotten the list has digests under a key of its own, DATA_DIR/withheld/key.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, TypedDict, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import record, wiping
from claims.editorial import meanwhile
from claims.editorial.floor import log
from claims.models import Forgetting, Hold, RecordEntry, User
from claims.withheld import Phrases, WantedPhrase, digest_under, keys_of, phrase_of

if TYPE_CHECKING:
    from claims.editorial.forgetting_plan import Plan

FROM_THE_LIST: Final = (
    "From the list outside the database: a backup from before was put back, or the program was stopped at it."
)


class ListedPhrase(TypedDict):
    """A `withheld.WantedPhrase` under the digest of the list."""

    first: str
    size: int
    whole: str


class ListLine(TypedDict, total=False):
    """A line of the list, as above."""

    act: str
    key: str
    kind: str
    subject: str
    claim: int | None
    since: str
    office: str
    at: str
    by: int | None
    fields: str
    address: str
    phrases: list[ListedPhrase]
    texts: list[ListedPhrase]


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / "withheld"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _path() -> Path:
    return _folder() / "list.jsonl"


def key() -> bytes:
    """The key of the digests, made when it is first needed."""
    path = _folder() / "key"
    if not path.exists():
        made = path.with_suffix(f".{secrets.token_hex(4)}")
        with _private(made) as file:
            file.write(secrets.token_hex(32).encode())
        try:
            os.link(made, path)  # whoever was first has made it
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return bytes.fromhex(path.read_text().strip())


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def write_down(lines: Iterable[ListLine]) -> None:
    """Append these lines, each whole, and have them on the disk before it returns."""
    path = _path()
    is_new = not path.exists()
    with _private(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(b"".join(json.dumps(line, sort_keys=True).encode() + b"\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def listed() -> Iterator[ListLine]:
    """The lines, oldest first. A last one that was cut off by a crash is passed over."""
    if not _path().exists():
        return
    for text in _path().read_text().splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict):
            yield cast("ListLine", line)


def since(subject: str) -> str:
    """When the row was first logged; empty where it never was."""
    first = RecordEntry.objects.filter(subject=subject).order_by("pk").values_list("at", flat=True).first()
    return first.isoformat() if first else ""


def line_of_hold(hold: Hold) -> ListLine:
    """What the list says of a hold."""
    return ListLine(
        act="held",
        key=hold.key,
        kind=hold.kind,
        subject=hold.subject,
        claim=hold.claim_id,
        since=since(hold.subject),
        office=hold.office,
        at=hold.at.isoformat(),
        by=hold.by_id,
    )


def line_of_lift(hold: Hold) -> ListLine:
    """What the list says of a hold that was lifted."""
    at = hold.lifted_at or timezone.now()
    return ListLine(act="lifted", key=hold.key, at=at.isoformat(), by=hold.lifted_by_id)


def line_of_forgetting(forgetting: Forgetting, names: Iterable[str], texts: Iterable[str]) -> ListLine:
    """What the list says of a forgetting: of names and of fields' texts their digests, of an article its address's."""
    return ListLine(
        act="forgotten",
        key=forgetting.key,
        kind=forgetting.kind,
        subject=forgetting.subject,
        fields=forgetting.fields,
        since=since(forgetting.subject),
        address=forgetting.address_digest,
        phrases=_digests(names),
        texts=_digests(texts),
        office=forgetting.office,
        at=timezone.now().isoformat(),
        by=forgetting.by_id,
    )


def _digests(texts: Iterable[str]) -> list[ListedPhrase]:
    digest = digest_under(key())
    phrases = [phrase_of(keys, digest) for keys in map(keys_of, texts) if keys]
    return [ListedPhrase(first=each.first, size=each.size, whole=each.whole) for each in phrases]


def _phrases(given: Iterable[ListedPhrase]) -> Phrases:
    return Phrases([WantedPhrase(**each) for each in given], digest_under(key()))


def wipe(phrases: Iterable[Phrases], *, of: Iterable[str]) -> None:
    """Take the phrases out of files and free space; write down that it is done for the forgettings `of` these keys."""
    for each in phrases:
        if each:
            wiping.wipe_files(each)
    if wiping.wipe_free_space():
        write_down(ListLine(act="wiped", key=key) for key in of)


# --- After a restore, or a crash ---


@dataclass(frozen=True, slots=True)
class Applied:
    """How much of the list the database did not know."""

    held: int = 0
    lifted: int = 0
    forgotten: int = 0

    def __bool__(self) -> bool:
        return bool(self.held or self.lifted or self.forgotten)


def apply_listed() -> Applied:
    """Hold, lift and forget what the list has and this database does not know, as after a restore or a crash; write
    down what the list does not have; and wipe what nobody came to wipe. Running it twice changes nothing. Call it
    before the first page is served.
    """
    meanwhile.drop_leftovers()
    counted = {"held": 0, "lifted": 0, "forgotten": 0}
    known = set()
    for line in listed():
        act = str(line.get("act"))
        known.add((act, line.get("key")))
        if act in counted:
            counted[act] += {"held": _hold, "lifted": _lift, "forgotten": _forget}[act](line)
    missing = [line_of_hold(hold) for hold in Hold.objects.order_by("pk") if ("held", hold.key) not in known]
    lifted = Hold.objects.filter(lifted_at__isnull=False).order_by("pk")
    missing += [line_of_lift(hold) for hold in lifted if ("lifted", hold.key) not in known]
    if missing:
        write_down(missing)
    _wipe_what_was_left()
    return Applied(**counted)


def _wipe_what_was_left() -> None:
    """Of a field's text only what its beginning is in: the list has no more of it."""
    done = {line["key"] for line in listed() if line["act"] == "wiped"}
    left = [line for line in listed() if line["act"] == "forgotten" and line["key"] not in done]
    if left:
        wanted = [each for line in left for each in (*line["phrases"], *line.get("texts", []))]
        wipe([_phrases(wanted)], of=[line["key"] for line in left])


def _is_there(line: ListLine) -> bool:
    """Whether the row that the line speaks of is in this database, and is that row."""
    return bool(line["since"]) and since(str(line["subject"])) == line["since"]


def _who(line: ListLine) -> User | None:
    return User.objects.filter(pk=line["by"]).first() if isinstance(line["by"], int) else None


@transaction.atomic
def _hold(line: ListLine) -> bool:
    if Hold.objects.filter(key=line["key"]).exists() or not _is_there(line):
        return False
    kind, _colon, number = str(line["subject"]).partition(":")
    hold = Hold(key=line["key"], kind=kind, office=line["office"], by=_who(line), claim_id=line["claim"])
    hold.reason = FROM_THE_LIST
    hold.at = datetime.fromisoformat(str(line["at"]))
    setattr(hold, f"{kind}_id", int(number))
    hold.save(force_insert=True)
    log(hold, "held", by=None, before={})
    return True


@transaction.atomic
def _lift(line: ListLine) -> bool:
    hold = Hold.objects.in_force().filter(key=line["key"]).first()
    if hold is None:
        return False
    before = record.snapshot(hold)
    hold.lifted_at, hold.lifted_by = datetime.fromisoformat(str(line["at"])), _who(line)
    hold.save(update_fields=["lifted_at", "lifted_by"])
    log(hold, "lifted", by=None, before=before)
    return True


def _forget(line: ListLine) -> bool:
    from claims.editorial.forgetting import by_plan, carry_out  # noqa: PLC0415  which writes this list

    if Forgetting.objects.filter(key=line["key"], done_at__isnull=False).exists():
        return False
    if line["subject"] and not _is_there(line):
        return False
    forgetting = Forgetting.objects.filter(key=line["key"]).first() or _forgetting_of(line)

    def write(plan: "Plan") -> Forgetting:
        _order(forgetting, datetime.fromisoformat(str(line["at"])))
        return carry_out(forgetting, by=None, plan=plan, is_listed=True)

    by_plan(forgetting, write, _phrases(line["phrases"]) or None)
    return True


def _forgetting_of(line: ListLine) -> Forgetting:
    at = datetime.fromisoformat(str(line["at"]))
    forgetting = Forgetting(key=line["key"], kind=line["kind"], subject=line["subject"], at=at)
    forgetting.fields, forgetting.office, forgetting.by = line["fields"], line["office"], _who(line)
    forgetting.address_digest = line["address"]
    forgetting.reason = FROM_THE_LIST
    return forgetting


def _order(forgetting: Forgetting, at: datetime) -> None:
    """Have the row as the list has it: decided, and signed where that takes two."""
    if forgetting.pk is None:
        forgetting.save(force_insert=True)
        log(forgetting, "forgetting_decided", by=None, before={})
    elif forgetting.needs_countersignature and forgetting.countersigned_at is None:
        before = record.snapshot(forgetting)
        forgetting.countersigned_at = at
        forgetting.save(update_fields=["countersigned_at"])
        log(forgetting, "forgetting_countersigned", by=None, before=before)
