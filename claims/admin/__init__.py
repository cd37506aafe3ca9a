"""The editors' desk: the record's admin, one module for each part of it."""

from claims.admin import claimants, claims, evidence, record, sources, users

__all__ = ["claimants", "claims", "evidence", "record", "sources", "users"]
