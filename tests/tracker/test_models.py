"""What each tick reads is indexed."""

import pytest
from django.db import connection


@pytest.mark.parametrize(
    ("table", "index"),
    [
        ("tracker_feed", "feed_due"),
        ("tracker_feed", "feed_latest_polls"),
        ("tracker_host", "host_held"),
        ("tracker_article", "article_unmatched"),
        ("tracker_alert", "alert_due"),
        ("tracker_poll", "poll_history"),
        ("claims_claim", "claim_due"),
        ("claims_evidence", "evidence_waiting"),
    ],
)
def test_what_each_tick_reads_is_indexed(db: None, table: str, index: str) -> None:
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, table)

    assert known[index]["index"]
