from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, RecordEntry


def test_a_sound_record_is_said_to_hold_together(claim: Claim) -> None:
    out = StringIO()

    call_command("verify_record", stdout=out)

    assert f"{RecordEntry.objects.count()} entries checked" in out.getvalue()


def test_a_fault_is_printed_with_its_place_and_fails_the_command(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(closes_on=date(2027, 12, 31))
    out = StringIO()

    with pytest.raises(CommandError, match="1 fault in 4 entries") as failed:
        call_command("verify_record", stdout=out)

    assert failed.value.returncode == 1
    assert f"claim:{claim.pk}: closes_on was changed without an entry" in out.getvalue()
