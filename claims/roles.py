"""The desk's roles by name, least first. What each may do is granted by migrations of `claims` and `tracker`."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REPORTER: Final = "reporter"
EDITOR: Final = "editor"
CHIEF: Final = "chief"
ADMINISTRATOR: Final = "administrator"
ROLES: Final = (REPORTER, EDITOR, CHIEF, ADMINISTRATOR)

IN_WORDS: Final[dict[str, Promise]] = {
    REPORTER: _("Reporter"),
    EDITOR: _("Editor"),
    CHIEF: _("Chief"),
    ADMINISTRATOR: _("Administrator"),
}
MAY: Final[dict[str, Promise]] = {
    REPORTER: _("logs claims and revises drafts"),
    EDITOR: _("publishes, reviews evidence, gives verdicts, adds feeds"),
    CHIEF: _("withdraws claims and sets up channels, besides all that an editor does"),
    ADMINISTRATOR: _("invites people, gives roles, closes accounts; writes nothing of the record"),
}


def in_words(name: str) -> str:
    """A role in the reader's language; a group that is none of them by its own name."""
    return str(IN_WORDS.get(name, name))
