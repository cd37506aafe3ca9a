"""A whole newsroom in a data folder of its own, in which secrets are planted and forgotten: run as a program, so that
the database, its log and the files beside it are real.

    python -m tests.forgotten plant | forget | read
"""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import time_machine  # noqa: E402  after the settings are read
from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.test import Client  # noqa: E402

from claims import editorial, record, wiping  # noqa: E402
from claims.models import Claimant, RecordEntry, User  # noqa: E402
from tests.conftest import NOW  # noqa: E402
from tests.makers import Maker  # noqa: E402
from tests.test_public_addresses import addresses, asked_in_lists  # noqa: E402
from tests.tokens import SecretNewsroom  # noqa: E402
from tracker.models import Article, ArticleWords, Feed, Job, ProposedClaim, SetAside  # noqa: E402

KEPT = settings.DATA_DIR.parent / "kept.json"


def person(name: str, role: str) -> User:
    made = User.objects.create_user(name, is_staff=True)
    made.groups.set(Group.objects.filter(name=role))
    return made


def plant() -> None:
    """Every kind of field, kept mail and logs; and what the log says of its entries, as a reader would keep it."""
    editor, chief = person("ada", "editor"), person("dora", "chief")
    claimant = editorial.save_claimant(
        claimant=Claimant(name="Mara Lindt", description="Minister"), by=editor
    )
    # A mark of this run's own: other tests use the same PostgreSQL, whose log of writes is one for all.
    newsroom = SecretNewsroom(Maker(editor, claimant), chief, mark=os.urandom(4).hex())
    secret = newsroom.secret
    feed = Feed.objects.create(url="https://paper.example/rss", title=secret("feed"))
    texts = {name: secret(name) for name in ("title", "author", "summary", "content")}
    article = Article.objects.create(
        feed=feed,
        key="1",
        url=f"https://{secret('path')}.example/",
        language="en",
        published_at=NOW,
        stored_at=NOW,
        matched_at=NOW,
        **texts,
    )
    words = secret("cut").casefold()
    ArticleWords.objects.create(article=article, version="1", tokens=words, packed=words.encode())
    said = {name: secret(name) for name in ("quote", "claimant", "horizon", "reason")}
    days = {"said_on": NOW, "opens_on": NOW, "closes_on": NOW, "found_at": NOW}
    ProposedClaim.objects.create(
        article=article, quote_digest="1", language="en", firmness="will", **days, **said
    )
    moments = {"first_at": NOW, "last_at": NOW, "due_at": NOW}
    SetAside.objects.create(
        job=Job.WATCHING, item="1", fault="x", detail=secret("detail"), program="1", **moments
    )
    for folder in ("mail", "log"):
        (settings.DATA_DIR / folder).mkdir(exist_ok=True)
        (settings.DATA_DIR / folder / "one.log").write_text(
            f"Subject: {secret('told')}\n\n{secret('told')}\n"
        )
    record.number_entries(now=NOW + record.SETTLED_AFTER * 2)
    entries = list(RecordEntry.objects.order_by("pk").values_list("leaf", "hash", "tree_index"))
    KEPT.write_text(json.dumps({"tokens": newsroom.tokens.given, "entries": entries}))


def forget() -> None:
    """All of them, as a chief would: in their several forms, one a line."""
    wiping.TRIES = (
        1_500  # others of the suite's processes write for long to other databases of the same server
    )
    tokens = tuple(json.loads(KEPT.read_text())["tokens"])
    what = editorial.ToForget(names=tokens)
    chief = User.objects.get(username="dora")
    editorial.forget(what=what, reason="Asked for.", office="A court", by=chief)


def read() -> None:
    """Say on standard output what public pages tell, whether the record holds, and whether entries stayed."""
    kept = json.loads(KEPT.read_text())
    client = Client(SERVER_NAME="localhost")
    ada = User.objects.get(username="ada")
    pages = [
        b"".join(client.get(each)).decode(errors="replace") for each in [*addresses(ada), *asked_in_lists()]
    ]
    entries = RecordEntry.objects.order_by("pk").values_list("leaf", "hash", "tree_index")
    stayed = [list(entry) for entry in entries[: len(kept["entries"])]] == kept["entries"]
    text = "\n".join(pages).casefold()
    told = [token for token in kept["tokens"] if token.casefold() in text]
    faults = [str(fault) for fault in record.verify()]
    answer = {"pages": len(pages), "told": told, "stayed": stayed, "faults": faults}
    Path(settings.DATA_DIR.parent / "answer.json").write_text(json.dumps(answer))


if __name__ == "__main__":
    with time_machine.travel(NOW):
        {"plant": plant, "forget": forget, "read": read}[sys.argv[1]]()
