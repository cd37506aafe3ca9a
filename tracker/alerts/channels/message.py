"""What is sent, and how it can fail: the same for every kind of channel."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from claims.json_values import JsonObject

GONE: Final = 410
# The receiver knows who sends, and will not have this body: every other may still be welcome.
REFUSED_BODY: Final = frozenset({400, 413, 415, 422})


@dataclass(frozen=True, slots=True)
class Message:
    """An alert in words. `message_id` is a mail's, `short_id` its part before the @; both are the same on every try.

    `facts` is what programs read of it: JSON values only. `thread_id`, in the form of a Message-ID, is the same for all
    that is about one claim. At `stop_url` a mail's reader has no more of them; posting there does it where
    `stops_at_once`.
    """

    message_id: str
    short_id: str
    kind: str
    at: datetime
    subject: str
    text: str
    html: str = ""
    brief: str = ""
    thread_id: str = ""
    stop_url: str = ""
    stops_at_once: bool = False
    facts: JsonObject = field(default_factory=dict)


class Blame(StrEnum):
    """Whose fault it is: the channel's (all that waits for it has to wait), this message's, or it is gone for good."""

    CHANNEL = "channel"
    MESSAGE = "message"
    GONE = "gone"


def blame_of(status: int | None) -> Blame:
    """Whose fault an HTTP status is."""
    if status == GONE:
        return Blame.GONE
    return Blame.MESSAGE if status in REFUSED_BODY else Blame.CHANNEL


class NotDelivered(Exception):
    """The other side did not take the message. The text is for an editor: the answer as it came, without a secret."""

    def __init__(self, answer: str, blame: Blame = Blame.CHANNEL) -> None:
        super().__init__(answer)
        self.answer = answer
        self.blame = blame
