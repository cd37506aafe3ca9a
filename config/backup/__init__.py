"""Copies of everything that is kept, and the way back. `manage.py backup` and `manage.py restore` call these.

    database --> databases.copy --> archive.pack --> (sealing) --> file --> read back, compared --> older ones go
    file --> archive.unpack --> databases.put_back --> compared: rows, the record, a page

The keys are never in it: whoever finds a copy finds no secret that it can open.
"""

from config.backup.archive import Damaged, WrongKey
from config.backup.keeping import check, restore, rotate, write
from config.backup.postgresql import NoProgram

__all__ = ["Damaged", "NoProgram", "WrongKey", "check", "restore", "rotate", "write"]
