"""A form's key is taken once, whoever sends it."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import User
from claims.models.sent import SentForm


def test_of_two_sendings_of_one_form_the_database_takes_one(ada: User, ben: User) -> None:
    SentForm.objects.create(key="k" * 64, by=ada, content="c")
    with pytest.raises(IntegrityError), transaction.atomic():
        SentForm.objects.create(key="k" * 64, by=ben, content="d")
    assert SentForm.objects.get().by == ada
