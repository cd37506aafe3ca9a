"""What an entry of the log costs: appended, beside the log before the tree, whose way is kept here; numbered; verified.

Usage: PYTHONPATH=. .venv/bin/python benchmarks/bench_record.py [entries to number, 100000]
On a SQLite file of its own. CPU seconds of this process. Memory of numbering is the most that the process was resident
by then, of verifying the peak of Python's own allocations.
"""

import gc
import os
import resource
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="foresaid-bench-")
os.environ["DATABASE_URL"] = ""

WRITES, ROUNDS = 200, 15
TO_NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    appending()
    for entries in (TO_NUMBER // 4, TO_NUMBER):
        numbering(entries)
    verifying()


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of the work."""
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def appending() -> None:
    """Old and new take turns on the same writes: a suggestion with its sixteen values, a review with three fields."""
    from django.db import transaction
    from django.utils import timezone

    from claims import record
    from claims.models import Claim, Claimant, Evidence, User

    ada = User.objects.create_user("ada")
    claimant = Claimant.objects.create(name="Mara Lindt", slug="mara")
    claim = Claim(claimant=claimant, statement="It opens.", created_by=ada, created_at=timezone.now())
    claim.pk = 1
    evidence = Evidence(
        pk=1,
        claim=claim,
        address="https://news.example/elbe",
        canonical_address="https://news.example/elbe",
        publisher="Morgenblatt",
        title="Die Brücke über die Elbe ist für den Verkehr frei",
        excerpt="Autos fahren seit heute über die Brücke. " * 8,
        matched_words=[{"word": word, "weight": "1.25"} for word in ("Elbe", "Brücke", "Verkehr")],
    )
    before_the_tree = old_log()
    first = record.difference({}, record.snapshot(evidence))
    review = {"status": ["suggested", "accepted"], "stance": ["", "supports"], "reviewed_by_id": [None, 1]}
    now = timezone.now()

    def old(changes: dict[str, list[object]]) -> None:
        for _ in range(WRITES):
            with transaction.atomic():
                before_the_tree(evidence, "suggested", ada, now, changes)

    def new(changes: dict[str, list[object]]) -> None:
        for _ in range(WRITES):
            with transaction.atomic():
                record.append(evidence, action="suggested", by=ada, at=now, changes=changes)

    for name, changes in (("suggestion", first), ("review", review)):
        pairs = [(cpu(partial(old, changes)), cpu(partial(new, changes))) for _ in range(ROUNDS)]
        olds, news = (statistics.median(each) / WRITES * 1e6 for each in zip(*pairs, strict=True))
        ratio = statistics.median(after / before for before, after in pairs)
        print(
            f"append a {name}: before the tree {olds:.0f} µs, now {news:.0f} µs: {ratio:.2f} times",
            flush=True,
        )


def old_log() -> Callable[..., None]:
    """The append of before the tree, on the table that it had, with the guards of then."""
    import hashlib
    import json
    from datetime import UTC

    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from claims import record

    then = MigrationExecutor(connection).loader.project_state(("claims", "0018_days_within_the_years")).apps
    entry_model = then.get_model("claims", "RecordEntry")
    entry_model._meta.db_table = "old_recordentry"
    user_model = then.get_model("claims", "User")
    with connection.schema_editor() as editor, connection.cursor() as cursor:
        for constraint in entry_model._meta.constraints:
            constraint.name = f"old_{constraint.name}"
        editor.create_model(entry_model)
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'claims_recordentry'"
        )
        for (sql,) in cursor.fetchall():
            if "tree_index_once" not in sql:
                cursor.execute(as_it_was(sql))

    def append(thing: object, action: str, by: object, at: object, changes: object) -> None:
        chain = record.chain_of(thing)
        last = entry_model.objects.filter(chain=chain).order_by("-sequence").first()
        entry = entry_model(
            chain=chain,
            sequence=last.sequence + 1 if last else 1,
            at=at,
            by=user_model(pk=by.pk),
            by_name=by.signed_name,
            action=action,
            subject=record.subject_of(thing),
            changes=changes,
            previous_hash=last.hash if last else "",
        )
        content = {
            "chain": entry.chain,
            "sequence": entry.sequence,
            "at": entry.at.astimezone(UTC).isoformat(),
            "by": entry.by_id,
            "by_name": entry.by_name,
            "action": entry.action,
            "subject": entry.subject,
            "changes": entry.changes,
            "previous_hash": entry.previous_hash,
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        entry.hash = hashlib.sha256(text.encode()).hexdigest()
        entry.save(force_insert=True)

    return append


def as_it_was(trigger: str) -> str:
    """A guard of the log, as the table before the tree had it."""
    text = trigger.replace("claims_recordentry", "old_recordentry")
    text = text.replace('"leaf"', '"changes"').replace('"mac"', '"by_name"')
    place = "old_recordentry.tree_index = NEW.tree_index"
    return text.replace(f" OR EXISTS (SELECT 1 FROM old_recordentry WHERE {place})", "")


def numbering(entries: int) -> None:
    """Number so many entries that wait, and say what memory it took at most."""
    from django.utils import timezone

    from claims import record
    from claims.models import RecordEntry

    record.number_entries(now=timezone.now())
    make(entries)
    now = timezone.now()
    spent = cpu(lambda: record.number_entries(now=now))
    assert not RecordEntry.objects.filter(tree_index__isnull=True).exists()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux gives KiB
    print(f"number {entries:,} entries: {spent:.2f} s, at most {most:.0f} MiB resident", flush=True)


def make(number: int) -> None:
    """Entries of many chains, each with its leaf and mark."""
    from django.utils import timezone

    from claims.models import RecordContent, RecordEntry
    from claims.record import keys, leaves, tree

    now, done = timezone.now(), RecordEntry.objects.count()
    subject = "5" * 64
    for start in range(0, number, 5_000):
        entries, contents = [], []
        for each in range(start, min(start + 5_000, number)):
            chain = f"copy:{done + each}"
            values = leaves.entry_values(
                action="copied",
                at=now,
                account=None,
                by="tracker",
                row=chain,
                changes={"is_listed": [None, True]},
            )
            salts, digests = leaves.commit(values)
            salt = os.urandom(16)
            salts["subject"], subject = salt.hex(), leaves.digest(salt, "subject", chain)
            leaf = leaves.compose(
                at=now, kind=leaves.LeafKind.WORK, number=1, previous="", subject=subject, digests=digests
            )
            digest = tree.leaf_hash(leaf.encode()).hex()
            entries.append(
                RecordEntry(
                    chain=chain,
                    sequence=1,
                    at=now,
                    action="copied",
                    subject=chain,
                    leaf=leaf,
                    hash=digest,
                    mac=keys.mark_of(chain, 1, digest),
                )
            )
            contents.append(
                {
                    "by_name": "tracker",
                    "changes": {"is_listed": [None, True]},
                    "salts": leaves.salts_as_text(salts),
                }
            )
        made = RecordEntry.objects.bulk_create(entries)
        RecordContent.objects.bulk_create(
            RecordContent(entry=entry, **content) for entry, content in zip(made, contents, strict=True)
        )


def verifying() -> None:
    """Verify all of it. The rows that these entries are about are missing: that is said of each, and costs most."""
    from claims import record
    from claims.models import RecordEntry

    for share in (4, 1):
        tracemalloc.start()
        spent = cpu(lambda: sum(1 for _each in record.verify()))
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        print(
            f"verify {RecordEntry.objects.count():,} entries: {spent:.0f} s under tracing, at most {peak:.0f} MB"
        )
        if share == 4:
            make(3 * RecordEntry.objects.count())
            from django.utils import timezone

            record.number_entries(now=timezone.now())


if __name__ == "__main__":
    main()
    Path(os.environ["DATA_DIR"]).exists()
