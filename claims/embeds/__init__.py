"""Parts of the site that other sites show among their own words: a claim's card and a small board. Reads only.

A page of theirs links to ours ── discovery ──> /oembed ──> the words as a quotation, and a frame ──> the card
"""
