"""What the desk considered is counted, by what became of it and by whose words they were."""

from datetime import date

import pytest

from claims import editorial
from claims.models import Claimant, SelectionTally, Tenure, User
from claims.selection import ConsideredSentence, count

Reason = SelectionTally.Disposition
SAID, TODAY = date(2026, 3, 2), date(2026, 6, 17)


def counted() -> dict[tuple[str, str, str], int]:
    rows = SelectionTally.objects.values_list("reason", "kind", "party", "number")
    return {(reason, kind, party): number for reason, kind, party, number in rows}


@pytest.fixture
def mara(claimant: Claimant, ada: User) -> Claimant:
    for party, since, until in (("Reds", None, SAID), ("Blues", date(2026, 3, 3), None)):
        tenure = Tenure(claimant=claimant, party=party, since=since, until=until)
        editorial.save_tenure(tenure=tenure, by=ada)
    return claimant


def test_a_sentence_is_its_claimants_with_the_party_of_the_day(mara: Claimant) -> None:
    later = date(2026, 4, 1)
    count(
        Reason.MINOR,
        [ConsideredSentence("MARA LINDT", SAID), ConsideredSentence("Mara Lindt", later)],
        today=TODAY,
    )
    count(Reason.MINOR, [ConsideredSentence("Mara Lindt", later)], today=TODAY)
    count(Reason.TAKEN, [ConsideredSentence("Mara Lindt", SAID)], today=TODAY)

    assert counted() == {
        ("minor", "person", "Reds"): 1,
        ("minor", "person", "Blues"): 2,
        ("taken", "person", "Reds"): 1,
    }


def test_whoever_is_not_on_record_or_could_be_two_counts_as_nobody(mara: Claimant, ada: User) -> None:
    editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Singer"), by=ada)
    names = ("", "  ", "Jo Unknown", "Mara Lindt")
    count(Reason.OTHER, [ConsideredSentence(name, SAID) for name in names], today=TODAY)

    assert counted() == {("other", "", ""): 4}


def test_a_tally_says_since_when_it_counts(db: None) -> None:
    count(Reason.OTHER, [ConsideredSentence("", SAID)], today=TODAY)
    count(Reason.OTHER, [ConsideredSentence("", SAID)], today=date(2026, 7, 1))

    assert SelectionTally.objects.get().since == TODAY
