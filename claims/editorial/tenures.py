"""Which office and party a claimant had, and when."""

from django.db import transaction

from claims import record, rules
from claims.editorial.floor import log, require
from claims.models import Tenure, User


@transaction.atomic
def save_tenure(*, tenure: Tenure, by: User) -> Tenure:
    """Log an office with its days, or what changed of one."""
    require(by, "claims.change_claimant")
    record.lock(tenure.claimant)
    stored = record.lock(tenure) if tenure.pk else None
    before: record.RowValues = record.snapshot(stored) if stored else {}
    if stored and stored.claimant_id != tenure.claimant_id:
        raise rules.OfficeOfAnother
    tenure.full_clean()
    tenure.save()
    log(tenure, "office_changed" if stored else "office_logged", by=by, before=before)
    return tenure
