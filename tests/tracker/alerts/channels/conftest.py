"""A message such as the desk gets it."""

from datetime import UTC, datetime

from tracker.alerts.channels import Message

MESSAGE = Message(
    message_id="<alert-1a2b@example.org>",
    short_id="alert-1a2b",
    kind="deadline",
    at=datetime(2026, 6, 17, 8, tzinfo=UTC),
    subject="Closes in 7 days: Mara Lindt – Brücke",
    text="Die Brücke wird frei.",
    html="<p>Die Brücke wird frei.</p>",
    facts={"claim_id": 12},
)
