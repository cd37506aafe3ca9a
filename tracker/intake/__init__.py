"""An article becomes drafts of claims.

an address or text -> articles (fetch, extract, spot) -> relatives (is it on record?) -> drafting.save
a feed's article   -> proposals.spot_waiting -> the queue of claims to consider
"""
