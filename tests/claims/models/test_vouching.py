"""Each witness and each authority speaks once of a checkpoint, and what they vouch for stays."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from claims.models import TreeHead
from claims.models.vouching import Cosignature, TimeStamp
from tests.conftest import NOW


@pytest.fixture
def head(db: None) -> TreeHead:
    return TreeHead.objects.create(number=1, day=NOW.date(), made_at=NOW, size=1, root="0" * 64, note="note")


@pytest.mark.parametrize(
    ("model", "named", "said"),
    [(Cosignature, "witness", {"line": "a line"}), (TimeStamp, "authority", {"answer": b"answer"})],
)
def test_each_speaks_once_of_a_checkpoint(
    head: TreeHead, model: type[Model], named: str, said: dict[str, object]
) -> None:
    rows = model._default_manager
    for name in ("one", "another"):
        rows.create(head=head, at=NOW, **{named: name}, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.create(head=head, at=NOW, **{named: "one"}, **said)
    assert rows.count() == 2


def test_a_checkpoint_that_was_vouched_for_is_not_deleted(head: TreeHead) -> None:
    Cosignature.objects.create(head=head, at=NOW, witness="one", line="a line")
    with pytest.raises((ProtectedError, IntegrityError)), transaction.atomic():
        head.delete()
