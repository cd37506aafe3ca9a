"""Asks the outside world over HTTP: the only package that opens a socket to it. `gate` says what may be asked."""

from tracker.fetch.client import fetch_all, fetch_bursts, fetch_one, post
from tracker.fetch.exchange import Answer, FailureKind, Fetched, FetchFailed, NotModified, Policy, Request

__all__ = [
    "Answer",
    "FailureKind",
    "FetchFailed",
    "Fetched",
    "NotModified",
    "Policy",
    "Request",
    "fetch_all",
    "fetch_bursts",
    "fetch_one",
    "post",
]
