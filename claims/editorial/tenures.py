"""Which office and party a claimant had, and when."""

from django.db import transaction

from claims import names, record, rules
from claims.editorial.floor import log, require, store
from claims.editorial.seen import check_seen
from claims.models import Claimant, Tenure, User

_SAID = ("office", "party", "since", "until")


@transaction.atomic
def save_tenure(*, tenure: Tenure, by: User, seen: int | None = None) -> Tenure:
    """Log an office with its days, or what changed of one. An office that the claimant has is not logged again."""
    require(by, "claims.change_claimant")
    tenure.claimant = record.lock(tenure.claimant)
    tenure.office, tenure.party = names.kept(tenure.office), names.kept(tenure.party)
    if tenure.pk is None and (known := _known(tenure)) is not None:
        return known
    return _save(tenure, by, seen)


def give_offices(*, giver: Claimant, to: Claimant, by: User) -> None:
    """Log the offices of one claimant for another who is the same. Both are locked."""
    for tenure in giver.tenures.all():
        same = Tenure(claimant=to, **{name: getattr(tenure, name) for name in _SAID})
        if _known(same) is None:
            _save(same, by, None)


def _save(tenure: Tenure, by: User, seen: int | None) -> Tenure:
    stored = record.lock(tenure) if tenure.pk else None
    before: record.RowValues = record.snapshot(stored) if stored else {}
    if stored and stored.claimant_id != tenure.claimant_id:
        raise rules.OfficeOfAnother
    check_seen(tenure, "office", seen if stored else None, by=by, after=record.snapshot(tenure))
    store(tenure)
    log(tenure, "office_changed" if stored else "office_logged", by=by, before=before)
    return tenure


def _known(tenure: Tenure) -> Tenure | None:
    """The same office of the same days, as a form that was sent twice would log it again."""
    said = {name: getattr(tenure, name) for name in _SAID}
    return Tenure.objects.filter(claimant=tenure.claimant, **said).first()
