from django.db import connection

from claims.models import Claim
from tests.conftest import NOW
from tests.refusals import refused_by
from tracker.models import Lookback


def lookback(claim: Claim, search_version: int) -> Lookback:
    return Lookback.objects.create(
        claim=claim, search_version=search_version, requested_at=NOW, since=NOW, next_below=100
    )


def test_a_wording_has_one_way_through_the_articles_and_a_new_wording_another(claim: Claim) -> None:
    lookback(claim, 7)
    lookback(claim, 8)

    with refused_by("lookback_once_per_claim_and_wording"):
        lookback(claim, 7)


def test_what_is_left_to_do_is_indexed(db: None) -> None:
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, "tracker_lookback")

    assert known["lookback_unfinished"]["index"]
