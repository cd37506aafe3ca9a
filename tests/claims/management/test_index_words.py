from io import StringIO

from django.core.management import call_command

from claims.models import Claim
from tests.makers import Maker


def test_claims_that_came_past_the_record_are_found_afterwards(make: Maker) -> None:
    claim = make.published()
    Claim.objects.update(statement="A zeppelin flies.")
    assert not Claim.objects.search("zeppelin").exists()
    said = StringIO()
    call_command("index_words", stdout=said)
    assert Claim.objects.search("zeppelin").get() == claim
    assert said.getvalue() == "1 claims have new words.\n"
