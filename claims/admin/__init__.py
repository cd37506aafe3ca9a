"""The editors' desk: the record's admin, one module for each part of it.

Why so: docs/decisions/0010-django-admin-as-the-desk.md
"""

from claims.admin import claimants, claims, evidence, forgettings, holds, invitations, record, sources, users

__all__ = [
    "claimants",
    "claims",
    "evidence",
    "forgettings",
    "holds",
    "invitations",
    "record",
    "sources",
    "users",
]
