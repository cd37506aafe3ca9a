"""The lists of claims that a person keeps: saved under a name, replaced, removed. Everybody has their own."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from claims.models import SavedList, User
from claims.names import kept

MOST: Final = 30


class TooManyLists(Exception):
    """Nobody finds their way among more than `MOST` of them."""


def lists_of(person: User) -> QuerySet[SavedList]:
    """What they saved, by name."""
    return SavedList.objects.filter(by=person)


@transaction.atomic
def save(*, name: str, asked: Mapping[str, str], owner: User) -> SavedList:
    """Keep what was asked under this name, in place of what had it. Raises TooManyLists."""
    name, wanted = kept(name), dict(sorted(asked.items()))
    digest = sha256(json.dumps([name, wanted]).encode()).hexdigest()
    saved, _is_new = SavedList.objects.get_or_create(
        by=owner, digest=digest, defaults={"name": name, "asked": wanted}
    )
    lists_of(owner).filter(name=name).exclude(pk=saved.pk).delete()
    if lists_of(owner).count() > MOST:
        raise TooManyLists
    return saved
