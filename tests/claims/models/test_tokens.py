"""What the database keeps of tokens by itself."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import ApiToken, User
from tests.conftest import NOW


def test_a_token_may_do_something_and_there_is_one_of_a_hash(ada: User) -> None:
    row = {"owner": ada, "name": "Scraper", "made_at": NOW, "token_hash": "0" * 64}
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(**row)
    ApiToken.objects.create(**row, may_draft=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(**row, may_draft=True)
