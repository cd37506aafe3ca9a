import pytest

from tracker.alerts.channels.message import Blame, NotDelivered, blame_of


@pytest.mark.parametrize(
    ("status", "blame"),
    [
        (None, Blame.CHANNEL),
        (410, Blame.GONE),
        *((status, Blame.MESSAGE) for status in (400, 413, 415, 422)),
        *((status, Blame.CHANNEL) for status in (301, 401, 404, 429, 500, 503)),
    ],
)
def test_only_a_body_that_was_refused_is_the_messages_fault(status: int | None, blame: Blame) -> None:
    assert blame_of(status) == blame


def test_a_fault_is_the_channels_unless_said_otherwise() -> None:
    fault = NotDelivered("Connection refused")
    assert (fault.answer, fault.blame, str(fault)) == (
        "Connection refused",
        Blame.CHANNEL,
        "Connection refused",
    )
