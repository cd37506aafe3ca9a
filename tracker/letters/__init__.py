"""Readers' mails: each wish is asked about once, and told of each decision once.

    wishes, verdicts --> noticing.notice --> a row that is owed --> delivering.deliver: compose, send, delete the row
                                                                    (and of a claim that is decided, the wish)

Import from here.
"""

from tracker.letters.delivering import deliver
from tracker.letters.noticing import notice

__all__ = ["deliver", "notice"]
