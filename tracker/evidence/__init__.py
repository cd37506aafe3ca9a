"""Articles meet claims: which article is offered for which claim, and why.

    new article  -> suggesting.match_waiting --+
                       |                       +-> watched_claims (the index of them) -> stance, excerpts
                       | kept (its words)      |                                              |
                       v                       |                                              |
    changed claim -> searching -> lookback ----+          claims.editorial.suggest_prepared <-+

`watched_claims` keeps this process's index in step with the log, `snapshot` is the file that all workers share.
"""

from tracker.evidence.documents import document_of
from tracker.evidence.suggesting import (
    ARTICLES_AT_ONCE,
    Matches,
    Offered,
    explain,
    explain_document,
    match_waiting,
    matches_by_words,
    matches_of,
    offer,
    offer_all,
    work,
)

__all__ = [
    "ARTICLES_AT_ONCE",
    "Matches",
    "Offered",
    "document_of",
    "explain",
    "explain_document",
    "match_waiting",
    "matches_by_words",
    "matches_of",
    "offer",
    "offer_all",
    "work",
]
