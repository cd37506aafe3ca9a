"""The command that counts all claims afresh."""

from io import StringIO

from django.core.management import call_command

from claims import kept_counts
from claims.models import Claim


def test_it_mends_counts_and_says_how_many_were_others(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(firmness="could")
    out = StringIO()

    call_command("count_claims", stdout=out)

    assert out.getvalue() == "4 counts were others; 1 claims count.\n"
    assert kept_counts.differences() == 0
