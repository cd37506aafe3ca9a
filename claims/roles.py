"""The desk's roles by name, least first. What each may do is granted by migrations of `claims` and `tracker`."""

from typing import Final

REPORTER: Final = "reporter"
EDITOR: Final = "editor"
CHIEF: Final = "chief"
ADMINISTRATOR: Final = "administrator"
ROLES: Final = (REPORTER, EDITOR, CHIEF, ADMINISTRATOR)
