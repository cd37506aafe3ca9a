"""Articles meet claims: which article is offered for which claim, and why.

    new article  -> suggesting.match_waiting --+
                                               +-> standing (the index of watched claims) -> stance, excerpts
    changed claim -> lookback.step ------------+                                              |
                                                          claims.editorial.suggest_evidence <-+

`standing` keeps this process's index in step with the record's log, `snapshot` is the file that all workers share.
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
