"""The funnel of selection: counts what the desk considered, by what became of it and by whose words they were."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from claims import names
from claims.models import Claimant, SelectionTally


@dataclass(frozen=True, slots=True)
class ConsideredSentence:
    """A sentence that the desk has considered: who said it, as it was reported ("" for nobody), and on which day."""

    name: str
    said_on: date


@transaction.atomic
def count(
    reason: SelectionTally.Disposition, considered: Iterable[ConsideredSentence], *, today: date
) -> None:
    """Add these to what ended so. Two queries for each name, and two for each kind and party."""
    for (kind, party), number in Counter(map(_kind_and_party, considered)).items():
        tally, _made = SelectionTally.objects.get_or_create(
            reason=reason, kind=kind, party=party, defaults={"since": today}
        )
        SelectionTally.objects.filter(pk=tally.pk).update(number=F("number") + number)


def _kind_and_party(sentence: ConsideredSentence) -> tuple[str, str]:
    """Of the one claimant on record who has this name; nothing where there is none, or several."""
    key = names.twin_key_of(sentence.name) if sentence.name.strip() else ""
    alike = (
        Claimant.objects.filter(twin_key=key, merged_into__isnull=True) if key else Claimant.objects.none()
    )
    found = list(alike.prefetch_related("tenures")[:2])
    if len(found) != 1:
        return "", ""
    parties = [each.party for each in found[0].tenures.all() if each.party and each.covers(sentence.said_on)]
    return found[0].kind, parties[0] if len(set(parties)) == 1 else ""
