"""What the database itself holds of kept counts."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import Claimant, ClaimantCounts, Topic


def test_a_claimants_rate_and_number_are_sums_of_the_counts(claimant: Claimant) -> None:
    ClaimantCounts.objects.create(
        claimant=claimant, confirmed=1, partly=2, late=3, missed=4, void=5, running=6
    )

    row = ClaimantCounts.objects.get()

    assert (row.n, row.total) == (10, 21)


@pytest.mark.parametrize("of_a_topic", [True, False])
def test_there_is_one_row_for_each_claimant_topic_and_firmness(claimant: Claimant, of_a_topic: bool) -> None:
    topic = Topic.objects.create(name="Energy", name_key="energy", slug="energy") if of_a_topic else None
    ClaimantCounts.objects.create(claimant=claimant, topic=topic)
    ClaimantCounts.objects.create(claimant=claimant, topic=topic, firmness="will")

    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimantCounts.objects.create(claimant=claimant, topic=topic)


def test_no_count_is_below_zero(claimant: Claimant) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimantCounts.objects.create(claimant=claimant, confirmed=-1)
