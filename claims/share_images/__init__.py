"""The pictures that other sites show beside a link to a page of ours (Open Graph), 1200 by 630.

    claim | claimant | the site ──> wording ──> ShareImage ──> drawing ──> SVG ──> resvg ──> PNG, kept
                                                   │             └── fitting: which words in which line
                                                   └── version, which stands in the address

Why so: docs/decisions/0060-pictures-are-kept-under-what-they-show.md
"""
