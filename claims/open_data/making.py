"""Makes the files of a night, in blocks of claims: flat in memory. They are put in place whole, by a rename.

Why so: docs/decisions/0058-open-data-is-taken-away-at-once.md
"""

import fcntl
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from claims import carried, record, rule_choice
from claims.copying import lines
from claims.line_kinds import BY_NAME, FORMAT, IN_A_BLOCK, dictionary
from claims.models import Claim, RecordEntry, TreeHead
from claims.open_data import kept
from claims.open_data.tables import ENCODINGS, DataFiles
from claims.record import keys, published
from claims.record.reader import script_in

SUMS: Final = "SHA256SUMS"
CLAIM_FILES: Final = "proofs.jsonl"
BATCH: Final = 100
# Something may be held back while the files are made: then they are made again.
MOST_TRIES: Final = 3


class MadeElsewhere(Exception):
    """Another process makes the files of this folder at this moment."""


class NeverStill(Exception):
    """Each time that the files were made, something was held back meanwhile."""


def make() -> kept.OpenData:
    """Make the files and put them in the place of those before. Raises MadeElsewhere, NeverStill, OSError."""
    kept.root().mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone():
        for _ in range(MOST_TRIES):
            hidden = kept.hidden_now()
            folder = kept.root() / secrets.token_hex(8)
            folder.mkdir(mode=0o700)
            _fill(folder, hidden)
            if kept.hidden_now() == hidden:
                return _put_in_place(folder)
            shutil.rmtree(folder)
    raise NeverStill


@contextmanager
def _alone() -> Iterator[None]:
    """The lock goes with the process, however it ends."""
    with (kept.root() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MadeElsewhere from None
        yield


def _put_in_place(folder: Path) -> kept.OpenData:
    """From one moment to the next; then what was there before goes, and what a killed process has left."""
    told = kept.root() / f"{kept.CURRENT}.new"
    told.write_text(folder.name)
    told.replace(kept.root() / kept.CURRENT)
    for each in kept.root().iterdir():
        if each.is_dir() and each != folder:
            shutil.rmtree(each, ignore_errors=True)
    made = kept.current()
    assert made is not None  # it was written just now
    return made


# --- What is in them ---


def _fill(folder: Path, hidden: str) -> None:
    now, head = timezone.now(), record.newest_head()
    with DataFiles(folder) as files:
        _add_tables(files)
        _add_proofs(files, head)
        files.add("dictionary.json", _as_json(described(now)))
        files.add("README.txt", _told(now))
        sums = "".join(f"{each.sha256}  {each.name}\n" for each in files.files().values())
        files.add(SUMS, sums.encode())
        kept.note(folder, day=timezone.localdate(now), made_at=now, hidden=hidden, files=files.files())


def _add_tables(files: DataFiles) -> None:
    files.begin_tables()
    claimants = lines.claimants_told()
    for place, content in lines.of_all(claimants):
        files.add_lines(BY_NAME[_kind_at(place)], content)
    for block in range(lines.blocks()):
        for place, content in lines.of_block(block, claimants):
            files.add_lines(BY_NAME[_kind_at(place)], content)


def _kind_at(place: str) -> str:
    """`data/lines/claims-0.jsonl` holds claims."""
    return Path(place).stem.partition("-")[0]


def _add_proofs(files: DataFiles, head: TreeHead | None) -> None:
    """The log's leaves, its checkpoint and keys, and of each claim the file by which it is checked alone."""
    files.add("entries.jsonl", b"", rows=0)
    covered = RecordEntry.objects.filter(tree_index__lt=head.size if head else 0).order_by("tree_index")
    for index, leaf in covered.values_list("tree_index", "leaf").iterator(chunk_size=2000):
        files.add("entries.jsonl", _line({"index": index, "leaf": leaf}), rows=1)
    files.add("checkpoint.txt", published.signed_note(head).encode() if head else b"")
    files.add("keys.txt", "".join(f"{each}\n" for each in keys.verifier_keys()).encode())
    files.add("verify_claim.py", script_in("en").encode())
    files.add(CLAIM_FILES, b"", rows=0)
    for numbers in _batches():
        for number, found in sorted(carried.fetch_several(numbers).items()):
            if (told := carried.file_of(found)) is not None:
                files.add(CLAIM_FILES, _line({"claim": number, "file": told}), rows=1)


def _batches() -> Iterator[list[int]]:
    last = 0
    claims = Claim.objects.readable().order_by("pk").values_list("pk", flat=True)
    while numbers := list(claims.filter(pk__gt=last)[:BATCH]):
        yield numbers
        last = numbers[-1]


def described(now: datetime) -> dict[str, object]:
    """The dictionary: each file and each field, the day by which claims count, the rule of counting, the licence."""
    told = dictionary(blocks=1)
    kinds = told["kinds"]
    assert isinstance(kinds, dict)
    for name, kind in kinds.items():
        del kind["file"]
        kind["files"] = [f"{name}.{encoding}" for encoding in ENCODINGS]
    return {
        "format": FORMAT,
        "newsroom": settings.SITE_NAME,
        "address": settings.SITE_URL,
        "day": timezone.localdate(now).isoformat(),
        "time_zone": settings.TIME_ZONE,
        "counting_rule": str(rule_choice.own_rule()),
        "compared_from": settings.RANKING_MINIMUM,
        "licence": settings.DATA_LICENCE,
        "licence_address": settings.DATA_LICENCE_ADDRESS,
        "types": told["types"],
        "kinds": kinds,
    }


def _told(now: datetime) -> bytes:
    context = {
        "day": timezone.localdate(now).isoformat(),
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "licence": settings.DATA_LICENCE,
        "licence_address": settings.DATA_LICENCE_ADDRESS,
        "block": IN_A_BLOCK,
    }
    with translation.override("en"):
        return render_to_string("claims/open_data.txt", context).encode()


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode(
        "utf-8", "surrogatepass"
    )


def _as_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
