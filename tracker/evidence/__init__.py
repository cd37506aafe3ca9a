"""Articles meet claims: which article is offered for which claim, and why.

    new article  -> suggesting.match_waiting --+
                                               +-> watched_claims (the index of them) -> stance, excerpts
    changed claim -> lookback.step ------------+                                              |
                                                          claims.editorial.suggest_evidence <-+

`watched_claims` keeps this process's index in step with the log, `snapshot` is the file that all workers share.
"""

from tracker.evidence.suggesting import (
    Matches,
    Offered,
    document_of,
    explain,
    explain_document,
    match_waiting,
    matches_of,
    offer,
    work,
)

__all__ = [
    "Matches",
    "Offered",
    "document_of",
    "explain",
    "explain_document",
    "match_waiting",
    "matches_of",
    "offer",
    "work",
]
